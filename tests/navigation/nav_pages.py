"""Pages for the tests of the navigation, in one line each."""

from __future__ import annotations

from typing import Any

from sphinx_essay.core.page import Page
from sphinx_essay.navigation.options import NavOptions
from sphinx_essay.navigation.tree import MenuItem, NavTree


def page(docname: str, title: Any = None, *, collection: str = "", **front_matter: Any) -> Page:
    """Return a page; keyword arguments are its front matter."""
    data = front_matter if title is None else {"title": title, **front_matter}
    lines = {key: number for number, key in enumerate(data, 2)}
    return Page(f"{docname}.md", docname, front_matter=data, lines=lines, collection=collection)


def tree(*pages: Page, **options: Any) -> NavTree:
    """Return the tree of pages, in the order given."""
    return NavTree.build(pages, NavOptions(**options))


def outline(nav: NavTree) -> list[Any]:
    """Return the whole menu: a title, or a pair of a title and what is below it."""
    return [_outline(item) for section in nav.cut("", whole=True) for item in section.items]


def _outline(item: MenuItem) -> Any:
    return (item.title, [_outline(child) for child in item.children]) if item.children else item.title


def messages(nav: NavTree) -> list[str]:
    """Return the problems as ``subtype path:line message``."""
    return [f"{one.subtype} {one.path}:{one.line} {one.message}" for one in nav.problems]
