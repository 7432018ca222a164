"""The navigation as templates get it: plain dictionaries with addresses ready for ``href``.

``essay_nav``
    The menu as far as this page holds it: a list of sections
    ``{heading: str | None, fold: bool, open: bool, items}``. An item is
    ``{title, html, url, active, open, has_children, children, external, new_tab, hide_icon, docname}``: ``active``
    is this page, ``open`` this page or one above it, ``has_children`` tells of entries that ``children`` may
    not hold.
``essay_breadcrumbs``
    The way to this page: a list of ``{title, html, url}``, ``url`` None for the page itself; empty at the top.
``essay_children``
    The list of children that ends the page: ``{title, html, url, summary}``.
``essay_nav_script``
    The address of the shared script with the whole tree (see `sphinx_essay.navigation.shared`), "" where the
    page holds every entry.
``essay_nav_all``
    The address of the page that lists all pages, "" where there is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import escape

from sphinx_essay.core.addresses import relative_uri
from sphinx_essay.navigation.headings import deepest, heading_items, wants_headings
from sphinx_essay.project.project import project_of
from sphinx_essay.project.relative_addresses import with_relative_addresses

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.builders import Builder

    from sphinx_essay.navigation.options import ExternalLink
    from sphinx_essay.navigation.tree import MenuItem, NavNode, NavTree


class Menu:
    """Makes what one page shows; ``pagename`` need not be a document (the search page shows a menu)."""

    def __init__(self, tree: NavTree, builder: Builder, pagename: str, doctree: nodes.document | None = None) -> None:
        self.tree = tree
        self.builder = builder
        self.pagename = pagename
        site = project_of(builder.config).site
        self.baseurl = site.config.baseurl if site is not None else ""
        self.here = builder.get_target_uri(pagename)
        node = tree.node(pagename)
        self.headings: list[dict[str, Any]] = []
        if doctree is not None and node is not None and wants_headings(node.page.front_matter):
            self.headings = heading_items(doctree, self.url(pagename), deepest(node.page.front_matter))

    def sections(self, *, whole: bool) -> list[dict[str, Any]]:
        """Return ``essay_nav``."""
        return [
            {
                "heading": section.heading,
                "fold": section.fold,
                "open": any(item.open for item in section.items),
                "items": self._items(section.items),
            }
            for section in self.tree.cut(self.pagename, whole=whole)
        ]

    def breadcrumbs(self) -> list[dict[str, Any]]:
        """Return ``essay_breadcrumbs``."""
        return [
            {
                "title": node.title,
                "html": self.html(node),
                "url": None if node.docname == self.pagename else self.url(node.docname),
            }
            for node in self.tree.breadcrumbs(self.pagename)
        ]

    def children(self) -> list[dict[str, Any]]:
        """Return ``essay_children``."""
        return [
            {"title": node.title, "html": self.html(node), "url": self.url(node.docname), "summary": node.summary}
            for node in self.tree.children(self.pagename)
        ]

    def url(self, docname: str) -> str:
        """Return the address of a page as seen from this one; never empty, so that it makes a link."""
        own_name = self.here.rpartition("/")[2]
        return relative_uri(self.here, self.builder.get_target_uri(docname)) or relative_uri("", own_name) or "./"

    def html(self, named: NavNode | MenuItem) -> str:
        """Return a title as HTML, with addresses as this page needs them."""
        return with_relative_addresses(named.html, self.here, self.baseurl) if named.html else escape(named.title)

    def _external(self, link: ExternalLink) -> str:
        return link.url if link.place is None else relative_uri(self.here, link.place) or "./"

    def _items(self, items: Iterable[MenuItem]) -> list[dict[str, Any]]:
        return [self._item(item, self.headings if item.active else []) for item in items]

    def _item(self, item: MenuItem, headings: list[dict[str, Any]]) -> dict[str, Any]:
        return {
            "title": item.title,
            "html": self.html(item),
            "url": self._external(item.link) if item.link else self.url(item.docname),
            "active": item.active,
            "open": item.open,
            "has_children": item.has_children or bool(headings),
            "children": headings + self._items(item.children),
            "external": item.link is not None,
            "new_tab": item.link is not None and item.link.new_tab,
            "hide_icon": item.link is not None and item.link.hide_icon,
            "docname": item.docname,
        }
