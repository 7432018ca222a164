"""A page's own headings as entries of the menu, below the page.

Front matter asks for it: ``nav_titles: true``, and ``titles_max_depth: 2`` for no deeper than ``##``. The
entries stand on the page itself only, so that a menu costs no more for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from markupsafe import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_DEEPEST = 6


def wants_headings(front_matter: Mapping[str, Any]) -> bool:
    """Tell whether a page's headings belong in its menu."""
    return front_matter.get("nav_titles") is True


def deepest(front_matter: Mapping[str, Any]) -> int:
    """Return the level (1 to 6) of the deepest headings that the menu shows."""
    depth = front_matter.get("titles_max_depth")
    return depth if isinstance(depth, int) and 1 <= depth <= _DEEPEST else _DEEPEST


def heading_items(doctree: nodes.document, page_url: str, max_level: int) -> list[dict[str, Any]]:
    """Return the headings of a page, nested by their levels, as items of the menu (see `Menu`)."""
    top: list[dict[str, Any]] = []
    stack: list[tuple[int, list[dict[str, Any]]]] = [(0, top)]
    for level, title, anchor in _headings(doctree):
        if level > max_level:
            continue
        while stack[-1][0] >= level:
            stack.pop()
        item = _item(title, f"{page_url}#{anchor}")
        stack[-1][1].append(item)
        stack.append((level, item["children"]))
    _note_children(top)
    return top


def _headings(doctree: nodes.document) -> Iterator[tuple[int, str, str]]:
    """Yield (level, text, id) of each heading that readers see and links reach, but the page's own title."""
    for section in doctree.findall(nodes.section):
        title = section.next_node(nodes.title, descend=True)
        if title is None or title.parent is not section or not section["ids"] or title.get("hidden"):
            continue
        level = title.get("level") or _depth(section)
        if level > 1:
            yield level, title.astext(), section["ids"][0]


def _depth(section: nodes.section) -> int:
    depth, node = 1, section.parent
    while node is not None:
        depth += isinstance(node, nodes.section)
        node = node.parent
    return depth


def _item(title: str, url: str) -> dict[str, Any]:
    return {
        "title": title,
        "html": escape(title),
        "url": url,
        "active": False,
        "open": False,
        "has_children": False,
        "children": [],
        "external": False,
        "new_tab": False,
        "hide_icon": False,
        "docname": "",
    }


def _note_children(items: list[dict[str, Any]]) -> None:
    for item in items:
        item["has_children"] = bool(item["children"])
        _note_children(item["children"])
