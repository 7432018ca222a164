"""``sphinx-essay check``: what of a Jekyll site carries over, and what to mend, without a build."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_essay.jekyll import Site
from sphinx_essay.jekyll.config import CONFIG_NAMES
from sphinx_essay.jekyll.config_keys import WITHOUT_EFFECT
from sphinx_essay.navigation.options import NavOptions
from sphinx_essay.navigation.tree import NavTree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_essay.cli.types import Commands
    from sphinx_essay.page import Diagnostic

_DESCRIPTION = """\
Say what of the Jekyll site in FOLDER carries over, without building it: its pages, its navigation, and
whatever its sources hold that cannot be read, is ambiguous, or has no effect here.

The exit status is 0 where there is nothing to mend, 1 where there is. For dead links and for Liquid, build
the site: sphinx-essay build FOLDER OUT.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page's line in the menu; ``depth`` counts from 0, and ``below`` is how many pages stand under it."""

    title: str
    path: str
    url: str
    depth: int
    below: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend, with its place; ``name`` is that of the warning, as in ``suppress_warnings``."""

    name: str
    message: str
    path: str
    line: int

    @classmethod
    def of(cls, diagnostic: Diagnostic) -> Problem:
        """Return a diagnostic in the words of the report."""
        return cls(f"essay.{diagnostic.subtype}", diagnostic.message, diagnostic.path, diagnostic.line)


@dataclass(frozen=True, slots=True)
class Report:
    """What there is to say about a site."""

    title: str
    pages: int
    documents: dict[str, int]
    static_files: int
    redirects: int
    menu: tuple[Entry, ...]
    not_in_menu: tuple[str, ...]
    plugins: tuple[str, ...]
    without_effect: dict[str, str]
    problems: tuple[Problem, ...]


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


def report(site: Site) -> Report:
    """Return what there is to say about ``site``."""
    tree = NavTree.build(site.pages, NavOptions.from_config(site.config.raw))
    menu = tuple(entries(tree))
    shown = {entry.path for entry in menu}
    labels = Counter(page.collection for page in site.pages)
    ordinary = labels.pop("", 0)
    found = (*site.diagnostics, *site.data_diagnostics, *tree.problems)
    return Report(
        title=site.config.title,
        pages=ordinary,
        documents=dict(sorted(labels.items())),
        static_files=len(site.static_files),
        redirects=len(site.redirect_list),
        menu=menu,
        not_in_menu=tuple(sorted(page.path for page in site.pages if page.path not in shown)),
        plugins=site.plugins.names,
        without_effect={key: why for key, why in WITHOUT_EFFECT.items() if key in site.config.own},
        problems=tuple(sorted(map(Problem.of, found), key=lambda problem: (problem.path, problem.line))),
    )


def entries(tree: NavTree) -> Iterator[Entry]:
    """Yield the lines of the whole menu, from top to bottom, without recursion: a tree may be deep."""
    tops = [
        docname
        for section in tree.sections
        if section.shown
        for docname in section.roots
        if tree.is_shown(tree.nodes[docname])
    ]
    order: list[tuple[str, int]] = []
    stack = [(docname, 0) for docname in reversed(tops)]
    while stack:
        docname, depth = stack.pop()
        order.append((docname, depth))
        stack += [(child.docname, depth + 1) for child in reversed(tree.menu_children(docname))]
    below: Counter[str] = Counter()
    for docname, _ in reversed(order):
        parent = tree.nodes[docname].parent
        if parent is not None:
            below[parent] += below[docname] + 1
    for docname, depth in order:
        node = tree.nodes[docname]
        yield Entry(node.title, node.page.path, node.page.url, depth, below[docname])


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
    place = (
        f"{problem.path}:{problem.line}: " if problem.line else f"{problem.path}: " if problem.path else ""
    )
    return f"  {place}{problem.message} [{problem.name}]"


def plural(count: int, name: str) -> str:
    """Return a number of things, in English."""
    head, of, rest = name.partition(" of ")
    return f"{count} {head}{'' if count == 1 else 's'}{of}{rest}"


def run(args: argparse.Namespace) -> int:
    """Print the report."""
    if not any((args.folder / name).is_file() for name in CONFIG_NAMES):
        print(f"{args.folder}: no _config.yml, so this is no Jekyll site", file=sys.stderr)
        return 1
    found = report(Site.load(args.folder))
    if args.json:
        print(json.dumps(asdict(found), indent=2, ensure_ascii=False))
    else:
        print(as_text(found, whole_tree=args.tree))
    return 1 if found.problems else 0
