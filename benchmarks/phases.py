"""Show where the time of a build goes: the same phases for sphinx-essay and for plain myst-parser.

    python benchmarks/phases.py path/to/site
    python benchmarks/phases.py path/to/plain/project --plain

Each site is built in this process under Python's own profiler.  That makes calls dearer than they are, so the
shares say more than the milliseconds; ``benchmarks/build.py`` measures what builds cost.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sphinx.cmd.build import main as sphinx_build


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of a build: the functions that it runs in, each a file's ending and a name.

    ``within`` counts only what is called from functions of that name; ``level`` is how deep the phase lies in others.
    """

    name: str
    level: int
    functions: tuple[tuple[str, str], ...]
    within: str = ""


PHASES = (
    Phase("start: extensions, configuration, the site's front matter", 0, (("sphinx/application.py", "__init__"),)),
    Phase("read", 0, (("builders/__init__.py", "read"),)),
    Phase("docutils' settings", 1, (("sphinx/util/docutils.py", "_get_settings"),), "_parse_str_to_doctree"),
    Phase("Liquid and other changes to the source", 1, (("sphinx/events.py", "emit"),), "_parse_str_to_doctree"),
    Phase("parse: text to doctree", 1, (("markdown/parser.py", "parse"), ("parsers/sphinx_.py", "parse"))),
    Phase("text to tokens", 2, (("markdown_it/parser_core.py", "process"),)),
    Phase("transforms", 1, (("transforms/__init__.py", "apply_transforms"),), "_parse_str_to_doctree"),
    Phase("store the doctree", 1, (("builders/__init__.py", "write_doctree"),)),
    Phase("write", 0, (("builders/__init__.py", "write"),)),
    Phase("copy and resolve the doctree", 1, (("environment/__init__.py", "get_and_resolve_doctree"),)),
    Phase("search index", 1, (("sphinx/search/__init__.py", "feed"),)),
    Phase("doctree to HTML", 1, (("docutils/nodes.py", "walkabout"),), "write_doc"),
    Phase("titles, contents, neighbours", 1, (("html/__init__.py", "get_doc_context"),)),
    Phase("navigation and other events", 1, (("sphinx/events.py", "emit_firstresult"),), "handle_page"),
    Phase("templates", 1, (("sphinx/jinja2glue.py", "render"),), "handle_page"),
    Phase("finish: indices, files, inventory", 0, (("builder.py", "finish"), ("html/__init__.py", "finish"))),
)


def profile(source: Path, options: list[str]) -> pstats.Stats:
    """Build ``source`` and return the profile, in seconds of processor time.

    Raises RuntimeError where the build fails.
    """
    profiler = cProfile.Profile(time.process_time)
    with tempfile.TemporaryDirectory() as work:
        command = ["-Q", "-b", "html", "-d", f"{work}/doctrees", *options, str(source), f"{work}/html"]
        profiler.enable()
        failed = sphinx_build(command)
        profiler.disable()
    if failed:
        msg = f"the build of {source} failed"
        raise RuntimeError(msg)
    return pstats.Stats(profiler)


def seconds(stats: pstats.Stats, phase: Phase) -> float:
    """Return the time in a phase, what it calls included; of functions that call each other, the outermost counts."""
    found = 0.0
    table: dict[tuple[str, int, str], Any] = stats.stats  # type: ignore[attr-defined]
    for (file, _line, name), (_primitive, _calls, _own, cumulative, callers) in table.items():
        if not any(file.endswith(ending) and name == wanted for ending, wanted in phase.functions):
            continue
        if phase.within:
            cumulative = sum(times[3] for caller, times in callers.items() if caller[2] == phase.within)
        found = max(found, cumulative)
    return found


def table(stats: pstats.Stats, pages: int) -> str:
    """Return the phases as a Markdown table."""
    whole = stats.total_tt  # type: ignore[attr-defined]
    rows = ["| Phase | Share | ms a page |", "| --- | --: | --: |"]
    for phase in PHASES:
        spent = seconds(stats, phase)
        indent = "\u2003" * phase.level
        rows.append(f"| {indent}{phase.name} | {spent / whole:.0%} | {spent / pages * 1000:.1f} |")
    rows.append(f"| all | 100% | {whole / pages * 1000:.1f} |")
    return "\n".join(rows)


def main() -> None:
    """Profile a build and print its phases."""
    parser = argparse.ArgumentParser(description="Show where the time of a build goes.")
    parser.add_argument("site", type=Path, help="folder of a site")
    parser.add_argument("--plain", action="store_true", help="the folder has a conf.py: build it as that says")
    args = parser.parse_args()
    pages = sum(1 for _ in args.site.rglob("*.md"))
    options = [] if args.plain else ["-C", "-D", "extensions=sphinx_essay"]
    print(table(profile(args.site, options), pages))


if __name__ == "__main__":
    main()
