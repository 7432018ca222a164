"""Which pages make an essay, and what its title page says.  Pure: the navigation's tree in, essays out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_essay.core.value_text import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_essay.navigation.tree import NavNode, NavTree

ALL = "all"


@dataclass(frozen=True, slots=True)
class TitlePage:
    """What the title page of a book says; "" where nobody said.  ``date`` is as the author wrote it."""

    title: str
    author: str = ""
    date: str = ""
    description: str = ""
    lang: str = ""

    @classmethod
    def from_front_matter(cls, values: Mapping[str, Any], **defaults: str) -> TitlePage:
        """Return what front matter says, ``defaults`` where it says nothing."""
        said = {name: _text(values.get(name)) for name in cls.__slots__}
        return cls(**{**defaults, **{name: text for name, text in said.items() if text}})


@dataclass(frozen=True, slots=True)
class Essay:
    """An essay: its first page and all pages, as docnames in reading order."""

    docname: str
    pages: tuple[str, ...]
    title_page: TitlePage


def _text(value: object) -> str:
    """Return a value of front matter as a title page shows it: several authors one after the other, a date without time."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(_text, value)))
    if isinstance(value, dt.datetime):
        value = value.date()
    return " ".join(text_of(value).split())


def select(tree: NavTree, wanted: str | Iterable[str], **defaults: str) -> tuple[list[Essay], list[str]]:
    """Return the essays that ``wanted`` names, and the names that no page with sub-pages has.

    A name is a page's docname, its source path, or its title; ``all`` stands for every page whose sub-pages have none.
    """
    names = [wanted] if isinstance(wanted, str) else list(wanted)
    found: dict[str, NavNode] = {}
    unknown = []
    for name in names:
        nodes = list(_all(tree)) if name == ALL else list(_named(tree, str(name)))
        found.update((node.docname, node) for node in nodes)
        if not nodes and name != ALL:
            unknown.append(str(name))
    essays = [
        Essay(
            docname,
            tuple(page.docname for page in _below(tree, node)),
            TitlePage.from_front_matter(node.page.front_matter, **{**defaults, "title": node.title}),
        )
        for docname, node in found.items()
    ]
    return essays, unknown


def _all(tree: NavTree) -> Iterator[NavNode]:
    for node in tree.nodes.values():
        if node.children and not any(tree.nodes[child].children for child in node.children):
            yield node


def _named(tree: NavTree, name: str) -> Iterator[NavNode]:
    path = name.strip("/")
    for node in tree.nodes.values():
        if name == node.title or path in (node.docname, node.page.path, node.page.url.strip("/")):
            yield node


def _below(tree: NavTree, node: NavNode) -> Iterator[NavNode]:
    yield node
    for child in node.children:
        yield from _below(tree, tree.nodes[child])
