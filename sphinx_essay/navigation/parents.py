"""Who is whose parent.

Just the Docs 0.10 to 0.12 finds a page's parent by title alone, at any depth, within the ordinary pages or
within one collection:

* ``parent`` is the title of the parent;
* ``grand_parent``, where given, must be what the parent itself declares as its ``parent``;
* ``ancestor``, where given, must be the title of the parent or of a page above it;
* a page with neither goes to a *top-level* page of the parent's title, where there is one.

Where that loses a page, this module does what its author meant, and says so:

* A title and a ``parent`` that are the same text always match.  (Just the Docs reads the parent ``"1.10"`` as
  the number 1.1, so that a page titled ``1.10`` has no children.)
* Of several pages that could be the parent, the one nearest by folder is; Just the Docs repeats the children
  under each.
* A page whose parent is not found by these rules keeps its place in the tree where it is certain what was
  meant (the parent's name differs in case or white space only, or was decoded with the wrong character set,
  or only the ``grand_parent`` or ``ancestor`` is wrong), and stands at the top where not.  Either way it is
  not *placed*: Just the Docs shows it nowhere.
* A circle of pages that are each other's parents is cut at its first page.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sphinx_essay.core.value_text import text_of
from sphinx_essay.core.warnings import Diagnostic, Subtype
from sphinx_essay.navigation.order import is_number_like
from sphinx_essay.navigation.suggest import Suggester, Suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_essay.core.page import Page

# How many other parents are tried to open a circle, and how many files a message names.
_MOST_TRIES = 20
_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Parentage:
    """Where a page stands: below ``parent`` (a docname), or at the top.

    ``placed`` is false where Just the Docs would show the page nowhere.
    """

    parent: str | None = None
    placed: bool = True


def find_parents(pages: Sequence[Page]) -> tuple[dict[str, Parentage], list[Diagnostic]]:
    """Return each page's parentage by docname, and what is wrong with it.

    ``pages`` are the titled pages of one name space.  The parentages hold no circle.  Takes time proportional
    to the number of pages times the depth of the tree and of the folders.
    """
    return _Resolver(pages).resolve()


@dataclass(slots=True)
class _Candidates:
    """Pages that could be the parent of one group of pages, and the nearest of them for each of the group."""

    pages: list[Page]
    _nearest: dict[str, list[Page]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for page in self.pages:
            for place in _places(page):
                known = self._nearest.setdefault(place, [])
                if len(known) < 2:  # the second is for the page that is the first itself
                    known.append(page)

    def nearest(self, page: Page) -> Page:
        """Return the candidate that shares most folders with ``page``: another page where there is any."""
        for place in _places(page):
            for candidate in self._nearest.get(place, ()):
                if candidate is not page:
                    return candidate
        return page

    def choices(self, page: Page) -> int:
        """Return how many candidates there are beside ``page``."""
        return len(self.pages) - any(candidate is page for candidate in self.pages[:_MOST_TRIES])


def _places(page: Page) -> Iterable[str]:
    """Yield the place of a page and every folder above it; the page of a folder stands for the folder."""
    place = page.docname
    if place.rpartition("/")[2] == "index":
        place = place.rpartition("/")[0]
    while place:
        yield place
        place = place.rpartition("/")[0]
    yield ""


class _Resolver:
    """One run of `find_parents`."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = list(pages)
        self.by_docname = {page.docname: page for page in self.pages}
        self.position = {page.docname: number for number, page in enumerate(self.pages)}
        self.title = {page.docname: text_of(page.front_matter.get("title")) for page in self.pages}
        self.by_title: dict[str, list[Page]] = defaultdict(list)
        self.by_number: dict[float, list[Page]] = defaultdict(list)
        for page in self.pages:
            title = self.title[page.docname]
            self.by_title[title].append(page)
            if is_number_like(title):
                self.by_number[float(title)].append(page)
        self.suggester = Suggester(self.by_title)
        self.suggestions: dict[str, Suggestion | None] = {}
        self.groups: dict[tuple[str, str | None], _Candidates] = {}
        self.found: dict[str, Parentage] = {}
        self.chosen_from: dict[str, _Candidates] = {}
        self.waiting: dict[str, dict[str, list[Page]]] = defaultdict(lambda: defaultdict(list))
        self.problems: list[Diagnostic] = []

    def resolve(self) -> tuple[dict[str, Parentage], list[Diagnostic]]:
        for page in self.pages:
            self.place(page)
        self.place_waiting()
        self.open_circles()
        self.report_ambiguous()
        return {page.docname: self.found[page.docname] for page in self.pages}, self.problems

    # -- one page --------------------------------------------------------------------------------------------

    def place(self, page: Page) -> None:
        name, placed = self.declared_parent(page)
        if not name:
            self.found[page.docname] = Parentage(placed=placed)
            return
        known = self.known(name)
        if known is None:
            suggestion = self.suggestion(name)
            self.problem(page, "parent", _unknown_parent(name, suggestion))
            placed = False
            if suggestion is None or not suggestion.certain:
                self.found[page.docname] = Parentage(placed=False)
                return
            known = suggestion.name
        grand_parent = text_of(page.front_matter.get("grand_parent"))
        ancestor = text_of(page.front_matter.get("ancestor"))
        candidates = self.candidates(known)
        if grand_parent:
            narrowed = self.candidates(known, grand_parent)
            if narrowed.pages:
                candidates = narrowed
            else:
                self.problem(
                    page,
                    "grand_parent",
                    f"no page titled {name!r} has the parent {grand_parent!r}: 'grand_parent' is wrong",
                )
                placed = False
        if ancestor and placed:
            self.waiting[known][ancestor].append(page)
            return
        if not grand_parent:
            top = self.candidates(known, "")
            candidates = top if top.pages else candidates
        self.set_parent(page, candidates, placed=placed)

    def declared_parent(self, page: Page) -> tuple[str, bool]:
        """Return the name that the page gives its parent; of a list of names the first that is a title."""
        value = page.front_matter.get("parent")
        if not isinstance(value, list | tuple):
            return text_of(value), True
        names = [text for item in value if (text := text_of(item))]
        name = next((text for text in names if self.known(text) is not None), names[0] if names else "")
        self.problem(page, "parent", f"'parent' is a list, but a page has one parent; taken: {name!r}")
        return name, False

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

    def candidates(self, title: str, parent: str | None = None) -> _Candidates:
        """Return the pages of a title; with ``parent``, those that declare it ("": those at the top)."""
        if (title, None) not in self.groups:
            self.groups[title, None] = _Candidates(self.by_title[title])
            by_parent: dict[str, list[Page]] = defaultdict(list)
            for page in self.by_title[title]:
                by_parent[text_of(page.front_matter.get("parent"))].append(page)
            self.groups |= {(title, name): _Candidates(pages) for name, pages in by_parent.items()}
        return self.groups.get((title, parent)) or _Candidates([])

    def set_parent(self, page: Page, candidates: _Candidates, *, placed: bool) -> None:
        self.found[page.docname] = Parentage(candidates.nearest(page).docname, placed)
        self.chosen_from[page.docname] = candidates

    # -- pages that name an ancestor -------------------------------------------------------------------------

    def place_waiting(self) -> None:
        """Place the pages that name an ``ancestor``: from the top down, as their parents' places count."""
        if not self.waiting:
            return
        below: dict[str | None, list[str]] = defaultdict(list)
        for docname, parentage in self.found.items():
            below[parentage.parent].append(docname)
        queue = deque(below[None])
        while queue:
            docname = queue.popleft()
            groups = self.waiting.get(self.title[docname])
            if groups:
                above = self.titles_above(docname)
                for ancestor in [name for name in groups if name in above]:
                    for page in groups.pop(ancestor):
                        self.found[page.docname] = Parentage(docname)
                        below[docname].append(page.docname)
            queue.extend(below[docname])
        for title, groups in self.waiting.items():
            for ancestor, pages in groups.items():
                for page in pages:
                    self.problem(
                        page,
                        "ancestor",
                        f"no page titled {title!r} stands below {ancestor!r}: 'ancestor' is wrong",
                    )
                    self.set_parent(page, self.candidates(title), placed=False)

    def titles_above(self, docname: str) -> set[str]:
        """Return the titles of a page and of all above it."""
        titles = set()
        place: str | None = docname
        while place is not None:
            titles.add(self.title[place])
            place = self.found[place].parent
        return titles

    # -- circles ---------------------------------------------------------------------------------------------

    def open_circles(self) -> None:
        """Make the parentage a forest: find another parent where one fits, else cut the circle."""
        state: dict[str, int] = {}  # the walk on which a page was first met
        for walk, page in enumerate(self.pages):
            place: str | None = page.docname
            while place is not None and place not in state:
                state[place] = walk
                place = self.found[place].parent
            if place is not None and state[place] == walk:
                self.open_circle(place)

    def open_circle(self, start: str) -> None:
        circle = [start]
        while (above := self.found[circle[-1]].parent) != start:
            assert above is not None
            circle.append(above)
        members = set(circle)
        for docname in circle:
            candidates = self.chosen_from.get(docname)
            for candidate in candidates.pages[:_MOST_TRIES] if candidates else ():
                if candidate.docname not in members and not self.leads_to(candidate.docname, members):
                    self.found[docname] = replace(self.found[docname], parent=candidate.docname)
                    return
        first = min(circle, key=self.position.__getitem__)
        names = [repr(self.title[docname]) for docname in circle[:_MOST_NAMED]]
        way = " → ".join([*names, *["…"][: len(circle) - _MOST_NAMED], names[0]])
        message = "the page is its own parent" if len(circle) == 1 else f"the page is below itself: {way}"
        self.problem(self.by_docname[first], "parent", message, Subtype.CYCLE)
        self.found[first] = Parentage(placed=False)

    def leads_to(self, docname: str, members: set[str]) -> bool:
        """Tell whether the way up from a page leads into a set of pages (or into another circle)."""
        seen: set[str] = set()
        place: str | None = docname
        while place is not None:
            if place in members or place in seen:
                return True
            seen.add(place)
            place = self.found[place].parent
        return False

    # -- messages --------------------------------------------------------------------------------------------

    def report_ambiguous(self) -> None:
        """Warn once of each set of pages that share a title and could each be the parent."""
        reported: set[int] = set()
        for page in self.pages:
            candidates = self.chosen_from.get(page.docname)
            if candidates is None or id(candidates) in reported or candidates.choices(page) < 2:
                continue
            reported.add(id(candidates))
            files = [candidate.path for candidate in candidates.pages]
            named = ", ".join(files[:_MOST_NAMED]) + (", …" if len(files) > _MOST_NAMED else "")
            taken = self.found[page.docname].parent
            self.problem(
                page,
                "parent",
                f"{len(files)} pages are titled {self.title[candidates.pages[0].docname]!r} ({named});"
                f" the nearest is taken{f', here {self.by_docname[taken].path}' if taken else ''}",
                Subtype.AMBIGUOUS_PARENT,
            )

    def problem(self, page: Page, key: str, message: str, subtype: Subtype = Subtype.PARENT) -> None:
        self.problems.append(Diagnostic(subtype, message, page.path, page.line_of(key)))


def _unknown_parent(name: str, suggestion: Suggestion | None) -> str:
    message = f"no page is titled {name!r}"
    if suggestion is None:
        return message
    if suggestion.reason == "encoding":
        because = f"the text was decoded with the wrong character set ({suggestion.codec} for UTF-8)"
        return f"{message}: {because}; it should read {suggestion.name!r}"
    return f"{message}; did you mean {suggestion.name!r}?"
