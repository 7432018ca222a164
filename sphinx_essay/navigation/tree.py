"""The navigation of a site: one tree for all its pages.

Built once from the pages' front matter; every query afterwards takes time proportional to its answer.  The
rules are those of Just the Docs 0.12; `sphinx_essay.navigation.parents` and `sphinx_essay.navigation.order`
state them.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from sphinx_essay.core.titles import html_of_title, title_of, written_title
from sphinx_essay.core.value_text import text_of
from sphinx_essay.core.warnings import Diagnostic, Subtype
from sphinx_essay.navigation.options import ExternalLink, NavCollection, NavOptions
from sphinx_essay.navigation.order import is_number_like
from sphinx_essay.navigation.parents import find_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_essay.core.page import Page

NAVIGATION_KEYS = frozenset({"parent", "grand_parent", "ancestor", "nav_order", "has_children", "nav_exclude"})
"""The front matter keys that say that a project wants this navigation.  (A ``title`` alone does not.)"""

# Keys that make no sense on a page that menus cannot show.
_PLACING = ("parent", "grand_parent", "ancestor", "nav_order")
_HTML = (".html", ".htm", ".xhtml", "/")


class Placement(Enum):
    """How a page stands in the menus, apart from what those above it make of it."""

    SHOWN = "shown"
    EXCLUDED = "excluded"
    """``nav_exclude: true``: no menu has the page and what is below it; breadcrumbs and child lists do."""
    UNPLACED = "unplaced"
    """Its parent is not known by the rules (a warning says so): see `NavOptions.show_unplaced`."""


@dataclass(frozen=True, slots=True)
class NavNode:
    """A page's place in the tree.  ``parent`` and ``children`` are docnames, the latter in menu order.

    ``links`` are external links among the children, each with the number of children that stand before it; ``html`` is
    the title as HTML, if it is more than text.  ``repeating`` are the children and the pages that stand here again, as
    their parent is another page of this title; empty if there are none of those.  ``opens`` tells whether menus show the
    page's children.
    """

    page: Page
    title: str
    parent: str | None
    children: tuple[str, ...]
    placement: Placement
    links: tuple[tuple[int, ExternalLink], ...] = ()
    html: str = ""
    repeating: tuple[str, ...] = ()
    opens: bool = True

    @property
    def below(self) -> tuple[str, ...]:
        """Return the docnames that menus and child lists have below the page."""
        return self.repeating or self.children

    @property
    def docname(self) -> str:
        """Return the page's docname."""
        return self.page.docname

    @property
    def summary(self) -> str:
        """Return the text that the parent's child list adds to the title."""
        return text_of(self.page.front_matter.get("summary"))

    @property
    def lists_children(self) -> bool:
        """Tell whether the page ends with the list of its children (``has_toc: false`` leaves it out)."""
        return self.opens and self.page.front_matter.get("has_toc") is not False


@dataclass(frozen=True, slots=True)
class NavSection:
    """A part of the menu: the ordinary pages, the external links, or a collection.

    ``roots`` are the docnames at its top, in menu order; ``links`` are external links, each with the number of roots
    that stand before it; ``shown`` is false for a collection that menus leave out.
    """

    label: str = ""
    heading: str | None = None
    fold: bool = False
    shown: bool = True
    roots: tuple[str, ...] = ()
    links: tuple[tuple[int, ExternalLink], ...] = ()


@dataclass(frozen=True, slots=True)
class MenuItem:
    """An entry of a menu as one page shows it: a page (``docname``) or an external link (``link``).

    ``active`` marks the page itself, ``open`` it and all above it.  ``has_children`` tells that there are
    entries below it, whether or not ``children`` holds them.
    """

    title: str
    docname: str = ""
    link: ExternalLink | None = None
    active: bool = False
    open: bool = False
    has_children: bool = False
    children: tuple[MenuItem, ...] = ()
    html: str = ""


@dataclass(frozen=True, slots=True)
class MenuSection:
    """A part of a menu as one page shows it."""

    heading: str | None
    fold: bool
    items: tuple[MenuItem, ...]


class NavTree:
    """The site's navigation.  Make one with `NavTree.build`."""

    def __init__(
        self,
        nodes: Mapping[str, NavNode],
        sections: Iterable[NavSection],
        left_out: Iterable[str],
        problems: Iterable[Diagnostic],
        options: NavOptions,
    ) -> None:
        self.nodes = nodes
        self.sections = tuple(sections)
        self.left_out = tuple(left_out)
        """Pages that are in no menu, as they have no title or are not HTML; docnames in the given order."""
        self.problems = tuple(problems)
        """What is wrong with the pages' keys, in the order of the pages' paths."""
        self.options = options
        self._branches = frozenset(docname for docname in nodes if self.menu_entries(docname))
        self._reading = _reading_order(self)
        self._position = {docname: number for number, docname in enumerate(self._reading)}
        self._size = sum(1 for _ in self._shown())

    @classmethod
    def build(cls, pages: Iterable[Page], options: NavOptions | None = None) -> NavTree:
        """Build the tree of ``pages``, whose order decides ties.  Nothing that pages say makes it raise."""
        options = options or NavOptions()
        problems: list[Diagnostic] = []
        left_out: list[str] = []
        spaces: dict[str, list[Page]] = defaultdict(list)
        seen: set[str] = set()
        for page in pages:
            if page.docname in seen:  # two files with one docname: Sphinx reads the first, and warns
                continue
            seen.add(page.docname)
            if not page.url or page.url.endswith("/") or page.output.endswith(_HTML):
                title = page.front_matter.get("title")
                if text_of(title).strip():
                    spaces[page.collection].append(page)
                    problems += _odd_order(page)
                    continue
                problems += _untitled(page)
            left_out.append(page.docname)
        nodes: dict[str, NavNode] = {}
        tops: dict[str, tuple[str, ...]] = {}
        for label, members in spaces.items():
            tops[label], found = _plant(members, options, nodes)
            problems += found
        problems += _quoted_numbers(nodes, tops.values())
        problems.sort(key=lambda problem: (problem.path, problem.line))
        return cls(nodes, _sections(tops, nodes, options), left_out, problems, options)

    # -- places ----------------------------------------------------------------------------------------------

    def __contains__(self, docname: object) -> bool:
        return docname in self.nodes

    def __len__(self) -> int:
        """Return the number of pages that the whole menu shows."""
        return self._size

    def node(self, docname: str) -> NavNode | None:
        """Return a page's place, or None where it has none (it has no title, say)."""
        return self.nodes.get(docname)

    def ancestors(self, docname: str) -> tuple[NavNode, ...]:
        """Return the pages above a page, from the top down."""
        above: list[NavNode] = []
        node = self.nodes.get(docname)
        while node is not None and node.parent is not None:
            node = self.nodes[node.parent]
            above.append(node)
        return tuple(reversed(above))

    def is_shown(self, node: NavNode) -> bool:
        """Tell whether menus show a page, provided that they show its parent opened."""
        return node.placement is Placement.SHOWN or (
            node.placement is Placement.UNPLACED and self.options.show_unplaced
        )

    def menu_children(self, docname: str) -> tuple[NavNode, ...]:
        """Return the children that menus show below a page."""
        return tuple(entry for entry in self.menu_entries(docname) if isinstance(entry, NavNode))

    def menu_entries(self, docname: str) -> tuple[NavNode | ExternalLink, ...]:
        """Return what menus show below a page: its children, and the external links among them."""
        node = self.nodes[docname]
        return tuple(self._entries(node.below, node.links)) if node.opens else ()

    def top_entries(self, section: NavSection) -> tuple[NavNode | ExternalLink, ...]:
        """Return what menus show at the top of a section."""
        return tuple(self._entries(section.roots, section.links))

    def is_branch(self, docname: str) -> bool:
        """Tell whether menus show anything below a page."""
        return docname in self._branches

    # -- what a page shows -----------------------------------------------------------------------------------

    def breadcrumbs(self, docname: str) -> tuple[NavNode, ...]:
        """Return the way from the top to a page, the page last.

        Empty for the front page of the site and for a page at the top, as in Just the Docs.
        """
        node = self.nodes.get(docname)
        if node is None:
            return ()
        # A site without a front page has another first page, which stands below its parent like any.
        if node.page.url == "/" if node.page.url else docname == self.options.root_doc:
            return ()
        if node.parent is None and not text_of(node.page.front_matter.get("parent")):
            return ()
        return (*self.ancestors(docname), node)

    def children(self, docname: str) -> tuple[NavNode, ...]:
        """Return the list of children that ends a page; it has the pages that menus exclude, too."""
        node = self.nodes.get(docname)
        if node is None or not node.lists_children:
            return ()
        children = (self.nodes[child] for child in node.below)
        return tuple(c for c in children if c.placement is not Placement.UNPLACED or self.options.show_unplaced)

    def cut(self, docname: str, *, whole: bool = False) -> tuple[MenuSection, ...]:
        """Return the menu of one page: the top level, the children of each page above it, and its own.

        ``whole`` gives every entry of the tree instead.
        """
        open_ = {node.docname for node in self.ancestors(docname)} | {docname}
        return tuple(
            MenuSection(
                section.heading,
                section.fold,
                tuple(self._items(self.top_entries(section), docname, open_, whole=whole)),
            )
            for section in self.sections
            if section.shown
        )

    # -- reading order ---------------------------------------------------------------------------------------

    @property
    def reading_order(self) -> tuple[str, ...]:
        """Return the docnames as they are read: the first page of the site, then parents before children.

        Excluded pages, and those below them, are not in it; pages that are not placed are.
        """
        return self._reading

    def previous(self, docname: str) -> NavNode | None:
        """Return the page before a page in the reading order."""
        return self._neighbour(docname, -1)

    def next(self, docname: str) -> NavNode | None:
        """Return the page after a page in the reading order."""
        return self._neighbour(docname, +1)

    def _neighbour(self, docname: str, step: int) -> NavNode | None:
        place = self._position.get(docname)
        if place is None or not 0 <= place + step < len(self._reading):
            return None
        return self.nodes[self._reading[place + step]]

    # -- inside ----------------------------------------------------------------------------------------------

    def _entries(
        self, docnames: Iterable[str], links: Iterable[tuple[int, ExternalLink]]
    ) -> Iterator[NavNode | ExternalLink]:
        """Yield the pages that menus show of ``docnames``, and ``links`` at their places among all of them."""
        waiting = deque(links)
        for number, docname in enumerate(docnames):
            while waiting and waiting[0][0] <= number:
                yield waiting.popleft()[1]
            if self.is_shown(node := self.nodes[docname]):
                yield node
        yield from (link for _, link in waiting)

    def _items(
        self, level: tuple[NavNode | ExternalLink, ...], docname: str, open_: set[str], *, whole: bool
    ) -> Iterator[MenuItem]:
        """Yield the entries of one level, without recursion: a tree may be deeper than Python's stack."""
        built: dict[str, tuple[MenuItem, ...]] = {}
        opened = {"", *open_}  # a page that stands in several places is the open one below its own parent
        for parent, entries in reversed(list(self._levels(level, open_, whole=whole))):
            built[parent] = tuple(
                MenuItem(entry.title, link=entry, html=entry.html)
                if isinstance(entry, ExternalLink)
                else MenuItem(
                    entry.title,
                    docname=entry.docname,
                    active=entry.docname == docname and parent in opened,
                    open=entry.docname in open_ and parent in opened,
                    has_children=entry.docname in self._branches,
                    children=built.get(entry.docname, ()),
                    html=entry.html,
                )
                for entry in entries
            )
        yield from built[""]

    def _levels(
        self, top: tuple[NavNode | ExternalLink, ...], open_: set[str], *, whole: bool
    ) -> Iterator[tuple[str, tuple[NavNode | ExternalLink, ...]]]:
        """Yield each list of siblings that a menu shows, with its parent's docname, parents first."""
        stack = [("", top)]
        while stack:
            parent, entries = stack.pop()
            yield parent, entries
            stack.extend(
                (entry.docname, below)
                for entry in entries
                if isinstance(entry, NavNode)
                and (whole or entry.docname in open_)
                and (below := self.menu_entries(entry.docname))
            )

    def _shown(self) -> Iterator[NavNode]:
        for section in self.sections:
            if section.shown:
                for _, entries in self._levels(self.top_entries(section), set(), whole=True):
                    yield from (entry for entry in entries if isinstance(entry, NavNode))


def has_navigation(pages: Iterable[Page]) -> bool:
    """Tell whether any page says something about its place in the navigation."""
    return any(not NAVIGATION_KEYS.isdisjoint(page.front_matter) for page in pages)


def _plant(
    pages: list[Page], options: NavOptions, nodes: dict[str, NavNode]
) -> tuple[tuple[str, ...], list[Diagnostic]]:
    """Add the nodes of one name space to ``nodes``; return the docnames at its top, and the problems."""
    places, top, problems = find_places(pages, options.nav_sort)
    for page in pages:
        place = places[page.docname]
        children = tuple(child for child in place.below if places[child].parent == page.docname)
        placement = Placement.SHOWN
        if page.front_matter.get("nav_exclude") is True:
            placement = Placement.EXCLUDED
        elif not place.placed:
            placement = Placement.UNPLACED
        nodes[page.docname] = NavNode(
            page=page,
            title=page.shown_title or title_of(page),
            parent=place.parent,
            children=children,
            repeating=place.below if len(place.below) > len(children) else (),
            opens=opens(page, options),
            placement=placement,
            html="" if page.shown_title or not options.html_titles else html_of_title(written_title(page)),
        )
    return top, problems


def opens(page: Page, options: NavOptions) -> bool:
    """Tell whether menus show a page's children: ``has_children: false`` hides them, and so did no word before 0.10."""
    said = page.front_matter.get("has_children")
    return said is not False and (said is not None or not options.has_children)


def _sections(
    tops: Mapping[str, tuple[str, ...]], nodes: Mapping[str, NavNode], options: NavOptions
) -> Iterator[NavSection]:
    """Yield the menu's parts: ordinary pages, external links, collections; last what menus leave out."""
    ordinary = tops.get("", ())
    has_ordinary = any(nodes[docname].placement is Placement.SHOWN for docname in ordinary)
    yield NavSection(roots=ordinary)
    if options.external_links:
        yield NavSection(links=tuple((0, link) for link in options.external_links))
    with_headings = has_ordinary or len(options.collections) > 1
    configured: dict[str, NavCollection] = {collection.label: collection for collection in options.collections}
    for label, collection in configured.items():
        heading = collection.heading if with_headings else None
        yield NavSection(label, heading, collection.fold, roots=tops.get(label, ()))
    for label, roots in tops.items():
        if label and label not in configured:
            yield NavSection(label, shown=False, roots=roots)


def _reading_order(tree: NavTree) -> tuple[str, ...]:
    """Return the docnames in reading order: see `NavTree.reading_order`."""
    roots = [docname for section in tree.sections for docname in section.roots]
    placed = [docname for docname in roots if tree.nodes[docname].placement is Placement.SHOWN]
    unplaced = [docname for docname in roots if tree.nodes[docname].placement is Placement.UNPLACED]
    order: dict[str, None] = {}
    first = [tree.options.root_doc] if tree.options.root_doc in tree.nodes else []
    stack = [*reversed(unplaced), *reversed(placed), *first]
    while stack:
        docname = stack.pop()
        node = tree.nodes[docname]
        if docname in order or (node.placement is Placement.EXCLUDED and docname != tree.options.root_doc):
            continue
        order[docname] = None
        stack.extend(reversed(node.children))
    return tuple(order)


def _untitled(page: Page) -> Iterator[Diagnostic]:
    """Report a page without a title that says where it stands, or whose title is empty."""
    keys = [key for key in _PLACING if text_of(page.front_matter.get(key))]
    if keys and page.front_matter.get("nav_exclude") is not True:
        message = f"the page has {keys[0]!r} but no title: it is left out of the navigation"
        yield Diagnostic(Subtype.UNTITLED, message, page.path, page.line_of(keys[0]))


def _odd_order(page: Page) -> Iterator[Diagnostic]:
    """Report a ``nav_order`` that is neither a number nor a string."""
    order = page.front_matter.get("nav_order")
    usual = order is None or (isinstance(order, str | int | float) and not isinstance(order, bool) and order == order)
    if not usual:
        message = f"'nav_order' is neither a number nor a string: {text_of(order)!r}"
        yield Diagnostic(Subtype.NAV_ORDER, message, page.path, page.line_of("nav_order"))


def _quoted_numbers(nodes: Mapping[str, NavNode], tops: Iterable[tuple[str, ...]]) -> Iterator[Diagnostic]:
    """Report numbers in quotes among plain ones: they stand behind all of those."""
    for siblings in (*tops, *(node.children for node in nodes.values())):
        orders = [(docname, nodes[docname].page.front_matter.get("nav_order")) for docname in siblings]
        if not any(isinstance(order, int | float) and not isinstance(order, bool) for _, order in orders):
            continue
        for docname, order in orders:
            if isinstance(order, str) and is_number_like(order):
                page = nodes[docname].page
                message = f"'nav_order' is the string {order!r} among numbers, and so stands behind them"
                yield Diagnostic(Subtype.NAV_ORDER, message, page.path, page.line_of("nav_order"))
