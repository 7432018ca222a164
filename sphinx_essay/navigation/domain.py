"""What the navigation keeps in the build environment, as a Sphinx domain.

A domain is Sphinx's own place for such records: it is pickled with the environment, purged page by page, and
merged when pages are read in parallel.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, cast

from sphinx_essay.freshness.page_records import RecordsDomain

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_essay.navigation.reading import Relations
    from sphinx_essay.navigation.tree import NavTree


@dataclass(frozen=True, slots=True)
class TocSpec:
    """A hidden toctree that stands for a part of the navigation.

    ``entries`` are (title, docname or URL), which menus of any theme show; ``includes`` are the docnames that
    belong to the reading order: those of the entries, and pages that no menu shows.
    """

    entries: tuple[tuple[str, str], ...] = ()
    includes: tuple[str, ...] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """What was learnt of a source file in the quick pass, and the state of the file at that time."""

    state: tuple[int, int]
    data: dict[str, Any]
    lines: dict[str, int]
    body_line: int
    heading: str


class NavigationDomain(RecordsDomain):
    """The navigation's records.

    ``tree`` is what the front matter says, None where it says nothing; ``menu`` is what menus show: the same,
    unless the author writes toctrees, too. ``relations`` is what prev and next make of it.
    """

    name = "essay_navigation"
    label = "Essay navigation"
    data_version = 2
    initial_data: ClassVar[dict[str, Any]] = {"inserted": {}, "by_hand": {}, "sources": {}}
    by_page = ("inserted", "by_hand")

    # Of the build that runs; not kept.
    tree: NavTree | None = None
    menu: NavTree | None = None
    relations: Relations | None = None
    has_all_pages: bool | None = None

    @property
    def inserted(self) -> dict[str, tuple[TocSpec, ...]]:
        """The toctrees that stand in each page's doctree because of the navigation."""
        return cast("dict[str, tuple[TocSpec, ...]]", self.data["inserted"])

    @property
    def by_hand(self) -> dict[str, tuple[str, ...]]:
        """The pages that the author's own toctrees include, page by page; none where a page's hold links alone."""
        return cast("dict[str, tuple[str, ...]]", self.data["by_hand"])

    @property
    def sources(self) -> dict[str, SourceRecord]:
        """The quick pass's records, by source path."""
        return cast("dict[str, SourceRecord]", self.data["sources"])


def navigation_of(env: BuildEnvironment) -> NavigationDomain:
    """Return the navigation's records in ``env``."""
    return NavigationDomain.of(env)
