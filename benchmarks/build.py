"""Measure builds with sphinx-essay beside others on the same pages, in one run on one machine.

    python benchmarks/build.py --pages 100 1000 --repeat 3 --draw growth.svg
    python benchmarks/build.py --site path/to/site --jobs 1 2

A Just the Docs site is built by sphinx-essay as it stands, by plain myst-parser with Sphinx's ``basic`` theme
from the same Markdown files, and by Jekyll where that is installed with the theme.  The same text with toctrees
is built by myst-parser with each theme of ``ways.THEMES`` that is installed.

What counts is processor time (user and system, of all processes of a build): it hardly depends on what else
the machine does.  Of several repetitions the least is taken.  Builds that are compared take turns.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from growth import chart
from sites import write_site
from ways import (
    ESSAY,
    essay_build,
    has_just_the_docs,
    jekyll_build,
    plain_builds,
    theme_builds,
    with_jobs,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ways import Build


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command used: processor and wall time in seconds, memory of its largest process in MB."""

    cpu: float
    wall: float
    memory: float

    def least(self, other: Cost) -> Cost:
        """Return the lesser of each figure."""
        return Cost(min(self.cpu, other.cpu), min(self.wall, other.wall), min(self.memory, other.memory))


@dataclass(frozen=True, slots=True)
class Result:
    """The costs of a build from nothing, of one with nothing changed, and of one with one page changed."""

    name: str
    jobs: int
    clean: Cost
    again: Cost
    edit: Cost
    pages: int
    size: float


def spend(command: Sequence[str]) -> Cost:
    """Run a command and return what it and the processes that it waited for used.

    :raises RuntimeError: with the end of its output, where the command fails.
    """
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        utf8 = {**os.environ, "LANG": "C.UTF-8"}  # for Ruby, which would take files for ASCII
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=utf8)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            raise RuntimeError(output.read()[-2000:].decode(errors="replace"))
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def measure(build: Build, work: Path) -> Result:
    """Build from nothing, again, and once more after a change of one page."""
    shutil.rmtree(work, ignore_errors=True)
    command = build.command(work)
    clean = spend(command)
    pages = build.pages(work)
    size = sum(path.stat().st_size for path in (work / "html").rglob("*") if path.is_file()) / 1e6
    again = spend(command)
    page = pages[len(pages) // 2]
    if not page.is_file():
        return Result(build.name, build.jobs, clean, again, again, len(pages), size)
    before = page.read_bytes()
    try:
        page.write_bytes(before + b"\nOne more paragraph.\n")
        edit = spend(command)
    finally:
        page.write_bytes(before)
    return Result(build.name, build.jobs, clean, again, edit, len(pages), size)


def measure_in_turns(builds: Iterable[Build], work: Path, args: argparse.Namespace) -> list[Result]:
    """Measure each build as often as asked, in turns, and return the least of each figure.

    Those that have taken longer than anyone has patience for are not measured with a larger site; of those that fail, the
    end of their output is told.
    """
    builds = [build for build in builds if build.name not in args.slow]
    best: dict[str, Result] = {}
    for turn in range(args.repeat):
        for build in builds:
            print(f"  {build.name} ({turn + 1}/{args.repeat})", file=sys.stderr, flush=True)
            try:
                now = measure(build, work)
            except RuntimeError as error:
                print(f"  {build.name} failed: {error}", file=sys.stderr, flush=True)
                continue
            had = best.get(build.name, now)
            best[build.name] = replace(
                now,
                clean=now.clean.least(had.clean),
                again=now.again.least(had.again),
                edit=now.edit.least(had.edit),
            )
    args.slow |= {result.name for result in best.values() if result.clean.wall > args.patience}
    return list(best.values())


def builds_of_site(site: Path, temporary: Path, args: argparse.Namespace) -> Iterator[Build]:
    """Yield the ways to build a Just the Docs site: its Markdown by plain myst-parser, as it stands, and by Jekyll."""
    essay = essay_build(site)
    shutil.rmtree(temporary / "work", ignore_errors=True)
    spend(essay.command(temporary / "work"))
    for build in (*plain_builds(essay, temporary / "work", temporary / f"{site.name}-plain", args.bare), essay):
        yield from (with_jobs(build, jobs) for jobs in args.jobs)
    if has_just_the_docs() and (not args.themes or "jekyll" in args.themes):
        yield jekyll_build(site, temporary / f"{site.name}-jekyll")


def table(results: Sequence[Result]) -> str:
    """Return the results as a Markdown table, with the ratio of each to the first."""
    head = ("Build", "Pages", "CPU s", "Ratio", "Wall s", "Memory MB", "Output MB", "No change", "One edit")
    rows = [
        (
            result.name,
            str(result.pages),
            f"{result.clean.cpu:.1f}",
            f"{result.clean.cpu / results[0].clean.cpu:.2f}",
            f"{result.clean.wall:.1f}",
            f"{result.clean.memory:.0f}",
            f"{result.size:.1f}",
            f"{result.again.cpu:.1f}",
            f"{result.edit.cpu:.1f}",
        )
        for result in results
    ]
    rule = ("---", *["--:"] * (len(head) - 1))
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


def side_by_side(results: Sequence[Result]) -> str:
    """Return what more processes spare of the wall time, a line for each build that was measured with one, too."""
    alone = {result.name: result for result in results if result.jobs == 1}
    return "\n".join(
        f"With {result.jobs} processes, {one.name} takes {result.clean.wall / one.clean.wall:.2f} of the wall time."
        for result in results
        if result.jobs > 1 and (one := alone.get(result.name.rpartition(", ")[0]))
    )


def machine() -> str:
    """Return the machine and the software in one line."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        lines = (line.partition(":") for line in cpuinfo.read_text(encoding="utf-8").splitlines())
        model = next((value.strip() for key, _, value in lines if key.strip() == "model name"), model)
    versions = ", ".join(
        f"{name} {importlib.metadata.version(name)}" for name in ("sphinx", "myst-parser", "docutils", ESSAY)
    )
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}, {versions}"


def name_of(site: Path) -> str:
    """Return what to call a site: its folder, or the one above where the folder says only what is in it."""
    site = site.resolve()
    return site.parent.name if site.name in {"docs", "source", "src"} else site.name


def sections(args: argparse.Namespace, temporary: Path) -> Iterator[tuple[str, list[Result]]]:
    """Measure everything that the command line asks for, and yield each heading with its results."""
    work = temporary / "work"
    for number, given in enumerate(args.site):
        # a copy, since a page is changed
        site = shutil.copytree(given, temporary / f"site-{number}")
        yield f"The site {name_of(given)}", measure_in_turns(builds_of_site(site, temporary, args), work, args)
    for pages in args.pages:
        site = temporary / f"just-the-docs-{pages}"
        count = write_site(pages, "just-the-docs", site)
        builds = builds_of_site(site, temporary, args)
        yield f"A Just the Docs site of {count} pages", measure_in_turns(builds, work, args)
        source = temporary / f"myst-{pages}"
        count = write_site(pages, "myst", source)
        themes = [build for build in theme_builds(source) if not args.themes or build.name in args.themes]
        if themes:
            yield f"A MyST project of {count} pages", measure_in_turns(themes, work, args)


def main() -> None:
    """Measure and print a Markdown page."""
    parser = argparse.ArgumentParser(description="Measure builds with sphinx-essay beside others.")
    parser.add_argument("--site", type=Path, action="append", default=[], help="folder of a site")
    parser.add_argument("--pages", type=int, nargs="*", default=[], help="sizes of sites to make")
    parser.add_argument("--themes", nargs="*", default=[], help="themes to compare, 'jekyll' among them (default: all)")
    parser.add_argument("--bare", help="a Python with nothing but Sphinx and myst-parser, to compare with")
    parser.add_argument("--repeat", type=int, default=1, help="how often each is measured (default: 1)")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1], help="processes of a build of a site (default: 1)")
    parser.add_argument("--patience", type=float, default=inf, help="leave out what took more seconds with fewer pages")
    parser.add_argument("--draw", type=Path, help="an SVG file to draw the growth of processor time to")
    args = parser.parse_args(namespace=argparse.Namespace(slow=set()))
    print(f"{machine()}; least of {args.repeat}.\n")
    grown: dict[str, list[tuple[int, float]]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        for heading, results in sections(args, Path(temporary)):
            print(f"## {heading}\n\n{table(results)}\n", flush=True)
            if line := side_by_side(results):
                print(f"{line}\n", flush=True)
            for result in results:
                if not heading.startswith("The site") and result.jobs == 1:
                    grown.setdefault(result.name, []).append((result.pages, result.clean.cpu))
    if args.draw:
        args.draw.write_text(chart(grown, "pages", "seconds of processor time"), encoding="utf-8")


if __name__ == "__main__":
    main()
