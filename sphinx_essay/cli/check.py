"""``sphinx-essay check``: what of a Jekyll site carries over, and what to mend, without a build."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_essay.cli.survey import survey
from sphinx_essay.jekyll import Site
from sphinx_essay.jekyll.config import CONFIG_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_essay.cli.survey import Advice, Entry, Problem, Report
    from sphinx_essay.cli.types import Commands

_DESCRIPTION = """\
Say what of the Jekyll site in FOLDER carries over, without building it: its pages and its menu; what cannot
be read, is ambiguous, leads nowhere or is not known here; settings without effect; pictures without a text.

The exit status is 0 where there is nothing to mend, 1 where there is. Advice does not count.
"""


def add_to(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "check",
        help="say what of a Jekyll site carries over, and what to mend",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "folder",
        metavar="FOLDER",
        type=Path,
        nargs="?",
        default=Path(),
        help="folder of the site, with its _config.yml (default: here)",
    )
    parser.add_argument("--tree", action="store_true", help="show the whole menu, not only its top")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    parser.set_defaults(run=run)


def as_text(report: Report, *, whole_tree: bool = False) -> str:
    """Return the report for people."""
    lines = [report.title or "(no title)", ""]
    counts = {
        "page": report.pages,
        **{f"document of the collection {label}": count for label, count in report.documents.items()},
        "static file": report.static_files,
        "redirect": report.redirects,
    }
    lines += [plural(count, name) for name, count in counts.items() if count]
    if report.plugins:
        lines.append(f"Jekyll plugins: {', '.join(report.plugins)}")
    lines += ["", "Menu:", *menu_lines(report.menu, whole_tree=whole_tree)]
    if report.not_in_menu:
        lines += ["", f"Not in the menu: {plural(len(report.not_in_menu), 'page')}"]
        lines += [f"  {path}" for path in report.not_in_menu] if whole_tree else []
    if report.without_effect:
        lines += ["", "Settings without effect here:"]
        lines += [f"  {key}: {why}" for key, why in report.without_effect.items()]
    lines += ["", f"To mend: {len(report.problems) or 'nothing'}"]
    lines += [problem_line(problem) for problem in report.problems]
    if report.advice:
        lines += ["", f"Readers may miss: {len(report.advice)}", *map(advice_line, report.advice)]
    return "\n".join(lines)


def menu_lines(menu: Iterable[Entry], *, whole_tree: bool) -> Iterator[str]:
    """Yield the menu's lines, with the number of pages below where these are not shown."""
    for entry in menu:
        if whole_tree:
            yield f"  {'  ' * entry.depth}{entry.title}  {entry.url}"
        elif entry.depth == 0:
            yield f"  {entry.title}" + (f" ({entry.below} below)" if entry.below else "")


def problem_line(problem: Problem) -> str:
    """Return a problem in the form of a compiler's message, as Sphinx gives warnings."""
    return f"  {place_of(problem)}{problem.message} [{problem.name}]"


def advice_line(advice: Advice) -> str:
    """Return advice in the same form."""
    return f"  {place_of(advice)}{advice.message}"


def place_of(found: Problem | Advice) -> str:
    """Return where something was found, as ``path:line: ``, as far as that is known."""
    if not found.path:
        return ""
    return f"{found.path}:{found.line}: " if found.line else f"{found.path}: "


def plural(count: int, name: str) -> str:
    """Return a number of things, in English."""
    head, of, rest = name.partition(" of ")
    return f"{count} {head}{'' if count == 1 else 's'}{of}{rest}"


def run(args: argparse.Namespace) -> int:
    """Print the report."""
    if not any((args.folder / name).is_file() for name in CONFIG_NAMES):
        print(f"{args.folder}: no _config.yml, so this is no Jekyll site", file=sys.stderr)
        return 1
    found = survey(Site.load(args.folder), show_progress if sys.stderr.isatty() else lambda _done, _all: None)
    if args.json:
        print(json.dumps(asdict(found), indent=2, ensure_ascii=False))
    else:
        print(as_text(found, whole_tree=args.tree))
    return 1 if found.problems else 0


def show_progress(done: int, pages: int) -> None:
    """Show on a terminal how far the reading of pages is, and wipe that out at the end."""
    if done == pages:
        print("\r\033[K", end="", file=sys.stderr, flush=True)
    elif done % 50 == 0:
        print(f"\rreading pages … {done}/{pages}", end="", file=sys.stderr, flush=True)
