"""``sphinx-essay check``: what of a Jekyll site carries over, and what to mend, without a build."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from sphinx_essay.cli.arguments import add_command, add_folder, add_plugins, not_a_site
from sphinx_essay.cli.survey import survey
from sphinx_essay.cli.terminal import painter, plain, progress
from sphinx_essay.jekyll import Site

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator

    from sphinx_essay.cli.survey import Advice, Entry, Problem, Report
    from sphinx_essay.cli.types import Commands

_DESCRIPTION = """\
Say what of the Jekyll site in FOLDER carries over, without building it: its pages and its menu; what cannot
be read, is ambiguous, leads nowhere or is not known here; settings without effect; pictures without a text.

The exit status is 0 where there is nothing to mend, 1 where there is. Advice does not count.
"""


def add_to(commands: Commands, summary: str) -> None:
    """Add the command to the command line."""
    parser = add_command(
        commands,
        "check",
        run,
        summary=summary,
        description=_DESCRIPTION,
    )
    add_folder(parser, "folder of the site, with its _config.yml")
    parser.add_argument("--tree", action="store_true", help="show the whole menu, and which pages are not in it")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    add_plugins(parser)


def as_text(report: Report, *, whole_tree: bool = False, paint: Callable[[str, str], str] = plain) -> str:
    """Return the report for people; ``paint`` colours a text by its role."""
    lines = [paint(report.title or "(no title)", "heading"), ""]
    counts = {
        "page": report.pages,
        **{f"document of the collection {label}": count for label, count in report.documents.items()},
        "static file": report.static_files,
        "redirect": report.redirects,
    }
    lines += [plural(count, name) for name, count in counts.items() if count]
    if report.plugins:
        lines.append(f"Jekyll plugins: {', '.join(report.plugins)}")
    lines += ["", paint("Menu:", "heading"), *menu_lines(report.menu, whole_tree=whole_tree)]
    if report.not_in_menu:
        hint = "" if whole_tree else " (--tree names them)"
        lines += ["", f"Not in the menu: {plural(len(report.not_in_menu), 'page')}{hint}"]
        lines += [f"  {path}" for path in report.not_in_menu] if whole_tree else []
    if report.without_effect:
        lines += ["", paint("Settings without effect here:", "heading")]
        lines += [f"  {key}: {why}" for key, why in report.without_effect.items()]
    if report.unknown:
        lines += ["", paint("Settings that only the site's own templates can use:", "heading")]
        lines += [f"  {key}: was {known} meant?" if known else f"  {key}" for key, known in report.unknown.items()]
    how_many = paint(str(len(report.problems)), "bad") if report.problems else paint("nothing", "good")
    lines += ["", f"{paint('To mend:', 'heading')} {how_many}"]
    lines += [f"  {place_of(found, paint)}{found.message} [{found.name}]" for found in report.problems]
    if report.advice:
        lines += ["", f"{paint('Readers may miss:', 'heading')} {len(report.advice)}"]
        lines += [f"  {place_of(found, paint)}{found.message}" for found in report.advice]
    return "\n".join(lines)


def menu_lines(menu: Iterable[Entry], *, whole_tree: bool) -> Iterator[str]:
    """Yield the menu's lines, with the number of pages below where these are not shown."""
    for entry in menu:
        if whole_tree:
            yield f"  {'  ' * entry.depth}{entry.title}  {entry.url}"
        elif entry.depth == 0:
            yield f"  {entry.title}" + (f" ({entry.below} below)" if entry.below else "")


def place_of(found: Problem | Advice, paint: Callable[[str, str], str]) -> str:
    """Return where something was found, as ``path:line: ``, as compilers and Sphinx say it; "" where nobody knows."""
    if not found.path:
        return ""
    return paint(f"{found.path}:{found.line}:" if found.line else f"{found.path}:", "place") + " "


def plural(count: int, name: str) -> str:
    """Return a number of things, in English."""
    head, of, rest = name.partition(" of ")
    return f"{count} {head}{'' if count == 1 else 's'}{of}{rest}"


def run(args: argparse.Namespace) -> int:
    """Print the report."""
    if wrong := not_a_site(args.folder):
        print(wrong, file=sys.stderr)
        return 1
    found = survey(Site.load(args.folder, plugins=args.plugins), progress("reading"))
    if args.json:
        print(json.dumps(asdict(found), indent=2, ensure_ascii=False))
    else:
        print(as_text(found, whole_tree=args.tree, paint=painter(sys.stdout)))
    return 1 if found.problems else 0
