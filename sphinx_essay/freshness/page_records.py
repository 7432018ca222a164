"""What the environment keeps of each page between builds, as a Sphinx domain.

A domain is Sphinx's own place for such records: it is pickled with the environment, purged page by page, and merged
when pages are read in parallel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from sphinx.domains import Domain

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from docutils import nodes
    from sphinx.environment import BuildEnvironment

Links = dict[tuple[str, bool], int]
"""The links of a page that lead into the site: the author's address, and whether Markdown makes the link → its 1-based
line."""


class EssayDomain(Domain):
    """The records of sphinx-essay in the build environment."""

    name = "essay"
    label = "Essay"
    data_version = 4
    initial_data: ClassVar[dict[str, Any]] = {"links": {}, "addresses": {}, "dependencies": {}, "pages": {}}

    @property
    def links(self) -> dict[str, Links]:
        """The links into the site, page by page."""
        return cast("dict[str, Links]", self.data["links"])

    @property
    def addresses(self) -> dict[str, Mapping[str, str]]:
        """A digest of what the links of each written page resolved to: output → docname → digest."""
        return cast("dict[str, Mapping[str, str]]", self.data["addresses"])

    @property
    def dependencies(self) -> dict[str, dict[str, str]]:
        """What a page's Liquid looked at beside files (``site.pages``, …), each with the digest of what it saw."""
        return cast("dict[str, dict[str, str]]", self.data["dependencies"])

    @property
    def pages(self) -> dict[str, str]:
        """A digest of what the site said of each page (address, defaults) when it was read."""
        return cast("dict[str, str]", self.data["pages"])

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        for kept in (self.links, self.dependencies, self.pages):
            kept.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process learnt of its pages."""
        for key in ("links", "dependencies", "pages"):
            for docname in docnames & otherdata[key].keys():
                self.data[key][docname] = otherdata[key][docname]

    def resolve_any_xref(self, *_arguments: Any) -> list[tuple[str, nodes.reference]]:
        """Have no objects to refer to."""
        return []


def records(env: BuildEnvironment) -> EssayDomain:
    """Return the records of ``env``."""
    return cast("EssayDomain", env.domains[EssayDomain.name])
