"""Measure builds with sphinx-essay beside others on the same pages, in one run on one machine.

    python benchmarks/build.py --pages 100 1000 --repeat 3
    python benchmarks/build.py --site path/to/site

A Just the Docs site is built by sphinx-essay as it stands, and by plain myst-parser with Sphinx's ``basic``
theme from the same Markdown files.  The same text with toctrees is built by myst-parser with each theme of
``THEMES`` that is installed.

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
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sites import write_site

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ESSAY = "sphinx-essay"
PLAIN = "myst-parser, basic"
BARE = "myst-parser, basic, without PyStemmer"
THEMES = ("basic", "sphinx_essay", "furo", "sphinx_rtd_theme", "pydata_sphinx_theme", "sphinx_book_theme")
MARKDOWN = (".md", ".markdown")


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
class Build:
    """A way to build a folder."""

    name: str
    source: Path
    options: tuple[str, ...]
    python: str = sys.executable

    def command(self, work: Path, jobs: int) -> list[str]:
        """Return the command that builds into ``work``."""
        return [
            *(self.python, "-m", "sphinx", "-q", "-b", "html", "-j", str(jobs)),
            *("-d", str(work / "doctrees"), *self.options, str(self.source), str(work / "html")),
        ]


@dataclass(frozen=True, slots=True)
class Result:
    """The costs of a build from nothing, of one with nothing changed, and of one with one page changed."""

    name: str
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
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            raise RuntimeError(output.read()[-2000:].decode(errors="replace"))
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def docnames(work: Path) -> set[str]:
    """Return the documents that a build into ``work`` read."""
    doctrees = work / "doctrees"
    return {path.relative_to(doctrees).with_suffix("").as_posix() for path in doctrees.rglob("*.doctree")}


def measure(build: Build, work: Path, jobs: int) -> Result:
    """Build from nothing, again, and once more after a change of one page."""
    shutil.rmtree(work, ignore_errors=True)
    command = build.command(work, jobs)
    clean = spend(command)
    pages = sorted(docnames(work))
    size = sum(path.stat().st_size for path in (work / "html").rglob("*") if path.is_file()) / 1e6
    again = spend(command)
    page = build.source / f"{pages[len(pages) // 2]}.md"
    if not page.is_file():
        return Result(build.name, clean, again, again, len(pages), size)
    before = page.read_bytes()
    try:
        page.write_bytes(before + b"\nOne more paragraph.\n")
        edit = spend(command)
    finally:
        page.write_bytes(before)
    return Result(build.name, clean, again, edit, len(pages), size)


def measure_in_turns(builds: Sequence[Build], work: Path, repeat: int, jobs: int) -> list[Result]:
    """Measure each build ``repeat`` times, in turns, and return the least of each figure."""
    best: dict[str, Result] = {}
    for turn in range(repeat):
        for build in builds:
            print(f"  {build.name} ({turn + 1}/{repeat})", file=sys.stderr, flush=True)
            now = measure(build, work, jobs)
            had = best.get(build.name, now)
            best[build.name] = Result(
                now.name,
                now.clean.least(had.clean),
                now.again.least(had.again),
                now.edit.least(had.edit),
                now.pages,
                now.size,
            )
    return list(best.values())


def plain_copy(build: Build, folder: Path, work: Path, jobs: int) -> Path:
    """Copy the Markdown that ``build`` reads to ``folder``, with a ``conf.py`` for plain myst-parser."""
    shutil.rmtree(work, ignore_errors=True)
    spend(build.command(work, jobs))
    names = docnames(work)
    for suffix in MARKDOWN:
        for source in build.source.rglob(f"*{suffix}"):
            name = source.relative_to(build.source).with_suffix("").as_posix()
            if name in names:
                target = folder / f"{name}.md"
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)
    copied = sorted(path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.md"))
    root = "index" if "index" in copied else copied[0]
    (folder / "conf.py").write_text(
        f"extensions = ['myst_parser']\nhtml_theme = 'basic'\nroot_doc = {root!r}\n", encoding="utf-8"
    )
    return folder


def site_builds(site: Path, temporary: Path, jobs: int, bare: str | None) -> list[Build]:
    """Return the ways to build a Just the Docs site: as it stands, and its Markdown by plain myst-parser.

    ``bare`` is a Python that has nothing but Sphinx and myst-parser, to build the plain Markdown with that, too.
    """
    options = () if (site / "conf.py").is_file() else ("-C", "-D", "extensions=sphinx_essay")
    essay = Build(ESSAY, site, options)
    plain = plain_copy(essay, temporary / "plain", temporary / "work", jobs)
    alone = [Build(BARE, plain, (), bare)] if bare else []
    return [*alone, Build(PLAIN, plain, ()), essay]


def theme_builds(source: Path) -> list[Build]:
    """Return the ways to build a plain MyST project: with each theme that is installed."""
    installed = {point.name for point in importlib.metadata.entry_points(group="sphinx.html_themes")}
    builds = []
    for theme in THEMES:
        if theme == "basic" or theme in installed:
            extension = ESSAY.replace("-", "_") if theme == "sphinx_essay" else "myst_parser"
            options = ("-C", "-D", f"extensions={extension}", "-D", f"html_theme={theme}")
            builds.append(Build(theme, source, options))
    return builds


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
        builds = site_builds(site, temporary / f"site-{number}-plain", args.jobs, args.bare)
        yield f"The site {name_of(given)}", measure_in_turns(builds, work, args.repeat, args.jobs)
    for pages in args.pages:
        site = temporary / f"just-the-docs-{pages}"
        count = write_site(pages, "just-the-docs", site)
        builds = site_builds(site, temporary / f"just-the-docs-{pages}-plain", args.jobs, args.bare)
        yield f"A Just the Docs site of {count} pages", measure_in_turns(builds, work, args.repeat, args.jobs)
        source = temporary / f"myst-{pages}"
        count = write_site(pages, "myst", source)
        builds = [build for build in theme_builds(source) if not args.themes or build.name in args.themes]
        yield f"A MyST project of {count} pages", measure_in_turns(builds, work, args.repeat, args.jobs)


def main() -> None:
    """Measure and print a Markdown page."""
    parser = argparse.ArgumentParser(description="Measure builds with sphinx-essay beside others.")
    parser.add_argument("--site", type=Path, action="append", default=[], help="folder of a site")
    parser.add_argument("--pages", type=int, nargs="*", default=[], help="sizes of sites to make")
    parser.add_argument("--themes", nargs="*", default=[], help="themes to compare (default: all)")
    parser.add_argument("--bare", help="a Python with nothing but Sphinx and myst-parser, to compare with")
    parser.add_argument("--repeat", type=int, default=1, help="how often each is measured (default: 1)")
    parser.add_argument("--jobs", type=int, default=1, help="processes of each build (default: 1)")
    args = parser.parse_args()
    print(f"{machine()}; {args.jobs} process(es) a build, least of {args.repeat}.\n")
    with tempfile.TemporaryDirectory() as temporary:
        for heading, results in sections(args, Path(temporary)):
            print(f"## {heading}\n\n{table(results)}\n", flush=True)


if __name__ == "__main__":
    main()
