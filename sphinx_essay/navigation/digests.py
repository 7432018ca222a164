"""Digests of what each page shows of the navigation: a page is written again when its digest changes.

The digest of a list of siblings is made once, so that a page's costs no more than its depth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_essay.freshness.fingerprints import digest
from sphinx_essay.navigation.options import ExternalLink

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx_essay.navigation.tree import NavNode, NavTree


class Digests:
    """Digests of the menus, breadcrumbs and child lists of ``tree``.

    ``uri`` gives a page's address from the site's root; with ``whole``, each page shows every entry.
    """

    def __init__(self, tree: NavTree, uri: Callable[[str], str], *, whole: bool) -> None:
        self.tree = tree
        self.uri = uri
        self.levels: dict[str, str] = {}
        sections = [
            (section.heading, section.fold, self._list(tree.top_entries(section)))
            for section in tree.sections
            if section.shown
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
            [(one.docname, one.title, one.html, self.uri(one.docname)) for one in self.tree.breadcrumbs(docname)],
            [(one.title, one.html, self.uri(one.docname), one.summary) for one in self.tree.children(docname)],
        )

    def _level(self, docname: str) -> str:
        if docname not in self.levels:
            self.levels[docname] = digest(self._list(self.tree.menu_entries(docname)))
        return self.levels[docname]

    def _list(self, entries: Iterable[NavNode | ExternalLink]) -> list[object]:
        return [
            entry
            if isinstance(entry, ExternalLink)
            else (entry.title, entry.html, self.uri(entry.docname), self.tree.is_branch(entry.docname))
            for entry in entries
        ]
