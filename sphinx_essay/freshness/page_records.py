"""What parts remember of each page from build to build, in Sphinx's own place for it.

A domain is pickled with the environment, purged page by page, and merged when pages are read in parallel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from sphinx.domains import Domain

if TYPE_CHECKING:
    from collections.abc import Set

    from docutils import nodes
    from sphinx.environment import BuildEnvironment

Links = dict[tuple[str, bool], int]
"""The links of a page that lead into the site: the author's address, and whether Markdown makes the link → its 1-based
line."""


class RecordsDomain(Domain):
    """A domain that has nothing to refer to, and only keeps tables."""

    by_page: ClassVar[tuple[str, ...]] = ()
    """The tables that have an entry for each page, under its name; the others belong to the whole build."""

    @classmethod
    def of(cls, env: BuildEnvironment) -> Self:
        """Return the records of ``env``."""
        return cast("Self", env.domains[cls.name])

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        for table in self.by_page:
            self.data[table].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process learnt of its pages."""
        for table in self.by_page:
            for docname in docnames & otherdata[table].keys():
                self.data[table][docname] = otherdata[table][docname]

    def resolve_any_xref(self, *_arguments: Any) -> list[tuple[str, nodes.reference]]:
        """Have no objects to refer to."""
        return []


class EssayDomain(RecordsDomain):
    """The records of a site's pages."""

    name = "essay"
    label = "Essay"
    data_version = 5
    initial_data: ClassVar[dict[str, Any]] = {"links": {}, "lists": {}}
    by_page = ("links", "lists")

    @property
    def links(self) -> dict[str, Links]:
        """The links into the site, page by page."""
        return cast("dict[str, Links]", self.data["links"])

    @property
    def lists(self) -> dict[str, tuple[str, ...]]:
        """What each page's Liquid looked at beside files (``site.pages``, …)."""
        return cast("dict[str, tuple[str, ...]]", self.data["lists"])
