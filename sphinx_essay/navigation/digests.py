"""Digests of what each page shows of the navigation: a page is written again when its digest changes.

The digest of a list of siblings is made once, so that a page's costs no more than its depth.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx_essay.navigation.tree import NavNode, NavTree


def digest(*parts: object) -> str:
    """Return a short digest of values, told apart by their ``repr``."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


class Digests:
    """Digests of the menus, breadcrumbs and child lists of ``tree``.

    ``uri`` gives a page's address from the site's root; with ``whole``, each page shows every entry.
    """

    def __init__(self, tree: NavTree, uri: Callable[[str], str], *, whole: bool) -> None:
        self.tree = tree
        self.uri = uri
        self.levels: dict[str, str] = {}
        sections = [
            (s.heading, s.fold, s.links, self._list(tree.nodes[docname] for docname in s.roots))
            for s in tree.sections
            if s.shown
        ]
        self.top = digest(sections)
        self.whole = digest(self.top, [self._level(docname) for docname in tree.nodes]) if whole else ""

    def page(self, docname: str) -> str:
        """Return the digest of what a page shows."""
        node = self.tree.node(docname)
        if node is None:
            return digest(self.top, self.whole, self.uri(docname))
        above = self.tree.ancestors(docname)
        return digest(
            self.top,
            self.whole or [self._level(one.docname) for one in (*above, node)],
            self.uri(docname),
            [(one.docname, one.title, self.uri(one.docname)) for one in self.tree.breadcrumbs(docname)],
            [(one.title, self.uri(one.docname), one.summary) for one in self.tree.children(docname)],
        )

    def _level(self, docname: str) -> str:
        if docname not in self.levels:
            self.levels[docname] = digest(self._list(self.tree.menu_children(docname)))
        return self.levels[docname]

    def _list(self, members: Iterable[NavNode]) -> list[tuple[str, str, bool]]:
        return [
            (
                node.title,
                self.uri(node.docname),
                self.tree.is_branch(node.docname),
            )
            for node in members
            if self.tree.is_shown(node)
        ]
