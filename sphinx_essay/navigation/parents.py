"""Who stands below whom.

Just the Docs 0.10 to 0.12 finds a page's parent by title alone, at any depth, within the ordinary pages or
within one collection:

* ``parent`` is the title of the parent;
* ``grand_parent``, where given, must be what the parent itself declares as its ``parent``;
* ``ancestor``, where given, must be the title of the parent or of a page above it;
* a page with neither goes to a *top-level* page of the parent's title, where there is one.

A page with several parents by these rules stands below each of them.  The first in the order of the menu is its
parent: breadcrumbs, toctrees, and the previous and next page go by it.  A page that has the title of one above it
shows nothing below it there.

Where Just the Docs loses a page, this module does what its author meant, and says so:

* A title and a ``parent`` that are the same text always match.  (Just the Docs reads the parent ``"1.10"`` as
  the number 1.1, so that a page titled ``1.10`` has no children.)
* A page whose parent is not found by these rules keeps its place in the tree where it is certain what was
  meant (the parent's name differs in case or white space only, or was decoded with the wrong character set,
  or only the ``grand_parent`` or ``ancestor`` is wrong), and stands at the top where not.  Either way it is
  not *placed*: Just the Docs shows it nowhere.
* A circle of pages that are each other's parents is cut at its first page.
* Where repeating branches would make the menu too long to be of use, each page stands in its first place only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_essay.core.value_text import text_of
from sphinx_essay.core.warnings import Diagnostic, Subtype
from sphinx_essay.navigation.order import in_order, is_number_like, is_reversed
from sphinx_essay.navigation.suggest import Suggester, Suggestion

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from sphinx_essay.core.page import Page
    from sphinx_essay.navigation.order import NavSort

# How many other parents are tried to open a circle, and how many files a message names.
_MOST_TRIES = 20
_MOST_NAMED = 4

MOST_ENTRIES = 20_000
"""How many entries a menu with repeated branches may have, unless the site has a tenth as many pages."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands: below ``parent`` (a docname), or at the top.

    ``below`` are the docnames below it, in the order of the menu, with those whose parent is another page of its
    title.  ``placed`` is false where Just the Docs would show the page nowhere.
    """

    parent: str | None = None
    below: tuple[str, ...] = ()
    placed: bool = True


def find_places(pages: Sequence[Page], nav_sort: NavSort) -> tuple[dict[str, Place], tuple[str, ...], list[Diagnostic]]:
    """Return each page's place by docname, the docnames at the top in the order of the menu, and what is wrong.

    ``pages`` are the titled pages of one name space.  No page is above itself.  Takes time proportional to the
    number of entries of the menu times the depth of the tree.
    """
    return _Resolver(pages, nav_sort).resolve()


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a page wants of its parent: this title, this ``parent`` (any, if None), this title above it (if not "")."""

    title: str
    parent: str | None
    ancestor: str = ""


class _Resolver:
    """One run of `find_places`."""

    def __init__(self, pages: Sequence[Page], nav_sort: NavSort) -> None:
        self.pages = list(pages)
        self.nav_sort = nav_sort
        self.by_docname = {page.docname: page for page in self.pages}
        self.position = {page.docname: number for number, page in enumerate(self.pages)}
        self.title = {page.docname: text_of(page.front_matter.get("title")) for page in self.pages}
        self.by_title: dict[str, list[Page]] = defaultdict(list)
        self.by_title_and_parent: dict[tuple[str, str | None], list[Page]] = defaultdict(list)
        self.by_number: dict[float, list[Page]] = defaultdict(list)
        for page in self.pages:
            title = self.title[page.docname]
            self.by_title[title].append(page)
            self.by_title_and_parent[title, None].append(page)
            self.by_title_and_parent[title, _parent_of(page)].append(page)
            if is_number_like(title):
                self.by_number[float(title)].append(page)
        self.suggester = Suggester(self.by_title)
        self.suggestions: dict[str, Suggestion | None] = {}
        self.wanted: dict[str, _Wanted] = {}
        self.members: dict[tuple[str, str | None], list[Page]] = defaultdict(list)
        self.unplaced: set[str] = set()
        self.parent: dict[str, str | None] = {}
        self.below: dict[str, list[Page]] = {}
        self.adopters: set[str] = set()
        self.problems: list[Diagnostic] = []

    def resolve(self) -> tuple[dict[str, Place], tuple[str, ...], list[Diagnostic]]:
        for page in self.pages:
            self.declare(page)
        crowded = {key for key in self.members if self.entries_of(key) > MOST_ENTRIES}
        # Pages that are not placed stand behind the others wherever nothing above them decides.
        tops = self.in_order([page for page in self.pages if page.docname not in self.wanted])
        for page in sorted(tops, key=lambda page: page.docname in self.unplaced):
            self.parent[page.docname] = None
            self.walk(page, crowded)
        for page in self.pages:
            while page.docname not in self.parent:
                self.find_a_place_for(page, crowded)
        for docname in self.adopters:
            self.below[docname] = self.in_menu_order(self.by_docname[docname], self.below[docname])
        tops = self.in_order([page for page in self.pages if self.parent[page.docname] is None])
        order = [page.docname for page in sorted(tops, key=lambda page: page.docname in self.unplaced)]
        places = {page.docname: self.place(page) for page in self.pages}
        repeats = _entries(order, places) <= max(MOST_ENTRIES, 10 * len(self.pages))
        if not repeats:
            places = {docname: self.first_place(docname, place) for docname, place in places.items()}
        self.report_ambiguous(crowded if repeats else self.members)
        return places, tuple(order), self.problems

    # -- what pages want -------------------------------------------------------------------------------------

    def declare(self, page: Page) -> None:
        """Find out which pages are to be above a page; without any, it stands at the top."""
        name = self.declared_parent(page)
        if not name:
            return
        known = self.known(name)
        if known is None:
            suggestion = self.suggestion(name)
            self.problem(page, "parent", _unknown_parent(name, suggestion))
            self.unplaced.add(page.docname)
            if suggestion is None or not suggestion.certain:
                return
            known = suggestion.name
        grand_parent = text_of(page.front_matter.get("grand_parent"))
        ancestor = text_of(page.front_matter.get("ancestor"))
        parent: str | None = None
        if grand_parent:
            if (known, grand_parent) in self.by_title_and_parent:
                parent = grand_parent
            else:
                message = f"no page titled {name!r} has the parent {grand_parent!r}: 'grand_parent' is wrong"
                self.problem(page, "grand_parent", message)
                self.unplaced.add(page.docname)
        elif not ancestor and (known, "") in self.by_title_and_parent:
            parent = ""
        if page.docname in self.unplaced:
            ancestor = ""
        self.wanted[page.docname] = _Wanted(known, parent, ancestor)
        self.members[known, parent].append(page)

    def declared_parent(self, page: Page) -> str:
        """Return the name that the page gives its parent; of a list of names the first that is a title."""
        value = page.front_matter.get("parent")
        if not isinstance(value, list | tuple):
            return text_of(value)
        names = [text for item in value if (text := text_of(item))]
        name = next((text for text in names if self.known(text) is not None), names[0] if names else "")
        self.problem(page, "parent", f"'parent' is a list, but a page has one parent; taken: {name!r}")
        self.unplaced.add(page.docname)
        return name

    def known(self, name: str) -> str | None:
        """Return the title that ``name`` means, or None: the same text, else the same number."""
        if name in self.by_title:
            return name
        if is_number_like(name) and (pages := self.by_number.get(float(name))):
            return self.title[pages[0].docname]
        return None

    def suggestion(self, name: str) -> Suggestion | None:
        if name not in self.suggestions:
            self.suggestions[name] = self.suggester.suggest(name)
        return self.suggestions[name]

    def candidates(self, page: Page) -> list[Page]:
        """Return the pages that could be above a page, as far as their own front matter says."""
        wanted = self.wanted[page.docname]
        return self.by_title_and_parent[wanted.title, wanted.parent]

    def entries_of(self, key: tuple[str, str | None]) -> int:
        return len(self.members[key]) * len(self.by_title_and_parent[key])

    # -- places ----------------------------------------------------------------------------------------------

    def walk(self, start: Page, crowded: Container[tuple[str, str | None]]) -> None:
        """Place what stands below a page, in the order of the menu and without recursion."""
        above = Counter(self.titles_above(start))
        stack = [(start, True)]
        while stack:
            page, enters = stack.pop()
            title = self.title[page.docname]
            if not enters:
                above[title] -= 1
            elif not above[title]:
                above[title] += 1
                below = self.in_menu_order(page, self.wanting(page, above, crowded))
                self.below[page.docname] = below
                new = [child for child in below if child.docname not in self.parent]
                self.parent |= {child.docname: page.docname for child in new}
                stack += [(page, False), *((child, True) for child in reversed(new))]

    def wanting(self, page: Page, above: Counter[str], crowded: Container[tuple[str, str | None]]) -> Iterable[Page]:
        """Yield the pages that want a page above them; ``above`` are its title and those above it."""
        title = self.title[page.docname]
        members: list[Page] = []
        for key in ((title, None), (title, _parent_of(page))):
            members += self.members.pop(key, []) if key in crowded else self.members.get(key, [])
        for member in sorted(members, key=lambda page: self.position[page.docname]):
            ancestor = self.wanted[member.docname].ancestor
            # A page that a circle was cut at is at the top, and nowhere else.
            at_top = self.parent.get(member.docname, "") is None
            if member is not page and not at_top and (not ancestor or above[ancestor]):
                yield member

    def find_a_place_for(self, page: Page, crowded: Container[tuple[str, str | None]]) -> None:
        """Place a page, or one of those above it, that the walk from the top does not come to."""
        way: list[Page] = []
        while page not in way:
            way.append(page)
            candidates = self.candidates(page)
            parent = next((one for one in candidates[:_MOST_TRIES] if one.docname in self.parent), None)
            if parent is not None:
                self.adopt(parent, page)
                break
            page = candidates[0]
        else:
            page = self.cut(way[way.index(page) :])
        self.walk(page, crowded)

    def adopt(self, parent: Page, page: Page) -> None:
        """Place a page below one that shows nothing below it, or not this page."""
        wanted = self.wanted[page.docname]
        if wanted.ancestor:
            message = f"no page titled {wanted.title!r} stands below {wanted.ancestor!r}: 'ancestor' is wrong"
            self.problem(page, "ancestor", message)
            self.unplaced.add(page.docname)
        self.parent[page.docname] = parent.docname
        self.below.setdefault(parent.docname, []).append(page)
        self.adopters.add(parent.docname)

    def cut(self, circle: list[Page]) -> Page:
        """Put the first page of a circle at the top, and return it."""
        first = min(circle, key=lambda page: self.position[page.docname])
        names = [repr(self.title[page.docname]) for page in circle[:_MOST_NAMED]]
        way = " → ".join([*names, *["…"][: len(circle) - _MOST_NAMED], names[0]])
        message = "the page is its own parent" if len(circle) == 1 else f"the page is below itself: {way}"
        self.problem(first, "parent", message, Subtype.CYCLE)
        self.unplaced.add(first.docname)
        self.parent[first.docname] = None
        return first

    def titles_above(self, page: Page) -> Iterable[str]:
        place = self.parent[page.docname]
        while place is not None:
            yield self.title[place]
            place = self.parent[place]

    def in_order(self, pages: Iterable[Page]) -> list[Page]:
        return in_order(pages, lambda page: page.front_matter, self.nav_sort)

    def in_menu_order(self, parent: Page, pages: Iterable[Page]) -> list[Page]:
        """Return pages as the menu shows them below ``parent``."""
        ordered = self.in_order(pages)
        return ordered[::-1] if is_reversed(parent.front_matter) else ordered

    def place(self, page: Page) -> Place:
        below = tuple(child.docname for child in self.below.get(page.docname, ()))
        return Place(self.parent[page.docname], below, page.docname not in self.unplaced)

    def first_place(self, docname: str, place: Place) -> Place:
        below = tuple(child for child in place.below if self.parent[child] == docname)
        return Place(place.parent, below, place.placed)

    # -- messages --------------------------------------------------------------------------------------------

    def report_ambiguous(self, once: Container[tuple[str, str | None]]) -> None:
        """Warn once of each set of pages that could each be the parent; ``once`` are those that repeat nothing."""
        reported: set[tuple[str, str | None]] = set()
        for page in self.pages:
            wanted = self.wanted.get(page.docname)
            if wanted is None or wanted.ancestor or (key := (wanted.title, wanted.parent)) in reported:
                continue
            candidates = self.candidates(page)
            taken = self.parent[page.docname]
            if taken is None or len(candidates) - (self.title[page.docname] == wanted.title) < 2:
                continue
            reported.add(key)
            files = [candidate.path for candidate in candidates]
            named = ", ".join(files[:_MOST_NAMED]) + (", …" if len(files) > _MOST_NAMED else "")
            places = "stands below" if key in once else "stands below each of them; its breadcrumbs lead to"
            message = (
                f"{len(files)} pages are titled {wanted.title!r} ({named}): the page {places} the first,"
                f" {self.by_docname[taken].path}; to choose one, add 'grand_parent' or 'ancestor'"
            )
            self.problem(page, "parent", message, Subtype.AMBIGUOUS_PARENT)

    def problem(self, page: Page, key: str, message: str, subtype: Subtype = Subtype.PARENT) -> None:
        self.problems.append(Diagnostic(subtype, message, page.path, page.line_of(key)))


def _parent_of(page: Page) -> str:
    return text_of(page.front_matter.get("parent"))


def _entries(tops: Iterable[str], places: dict[str, Place]) -> int:
    """Return how many entries the whole menu has; a page has as many as there are ways from the top to it."""
    ways = Counter(tops)
    open_ = Counter(child for place in places.values() for child in place.below)
    ready = [*ways]
    while ready:
        docname = ready.pop()
        for child in places[docname].below:
            ways[child] += ways[docname]
            open_[child] -= 1
            if not open_[child]:
                ready.append(child)
    return ways.total()


def _unknown_parent(name: str, suggestion: Suggestion | None) -> str:
    message = f"no page is titled {name!r}"
    if suggestion is None:
        return message
    if suggestion.reason == "encoding":
        because = f"the text was decoded with the wrong character set ({suggestion.codec} for UTF-8)"
        return f"{message}: {because}; it should read {suggestion.name!r}"
    return f"{message}; did you mean {suggestion.name!r}?"
