"""Addresses in kramdown pages, as MyST's pages write them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sphinx_essay.jekyll.resolve import Kind
from sphinx_essay.project.source_folder import SOURCE_SUFFIXES

if TYPE_CHECKING:
    from sphinx_essay.core.page import Page
    from sphinx_essay.jekyll.resolve import Target

Resolve = Callable[[str, bool], "Target"]
"""Says where an address leads, and takes whether Markdown made the link (True) or an HTML element did."""

_SCHEMES: Final = ("http:", "https:", "mailto:", "ftp:")
"""The schemes that MyST takes for addresses elsewhere (its option ``url_schemes``)."""

_BLANK: Final = re.compile(r"\s")
_UNSPEAKABLE: Final = re.compile(r"[%#?\\<>\n]")
"""What a path of a source file cannot hold in a link without standing for something else."""


@dataclass(frozen=True, slots=True)
class Links:
    """The links of one page.

    ``resolve`` says where an address leads; ``ids`` are the headings' ids of every page, by source path, and
    ``converted`` the paths of the pages that are Markdown.
    """

    path: str
    resolve: Resolve
    ids: Mapping[str, Collection[str]]
    converted: Collection[str]

    def address(self, href: str) -> str | None:
        """Return the address of a Markdown link, None where only an HTML element can say it.

        A page is named by its source file, where the address is just that page's and its fragment a heading's;
        anything else of the site by its address from the site's root.
        """
        href = href.strip()
        if not href or href.startswith(("?", "//")) or _BLANK.search(href):
            return None
        if href.startswith("#"):
            return href if href[1:] in self.ids.get(self.path, ()) else None
        if href.lower().startswith(_SCHEMES):
            return href
        target = self.resolve(href, True)
        if target.kind is Kind.EXTERNAL or not target.url.startswith("/"):
            return None
        fragment = f"#{target.fragment}" if target.fragment else ""
        if target.page is not None and self._is_plain(target.page, target):
            return self._relative(target.page.path) + fragment
        if target.url.partition("?")[0].endswith(SOURCE_SUFFIXES):  # MyST would look for the source file
            return None
        return target.url + fragment

    def source(self, src: str, *, in_markdown: bool) -> str:
        """Return the address of an image: that of a file of the site from its root."""
        src = src.strip()
        if not src or src.startswith("//") or ":" in src.partition("/")[0]:
            return src
        target = self.resolve(src, in_markdown)
        return target.url if target.kind is not Kind.EXTERNAL and target.url.startswith("/") else src

    def _is_plain(self, page: Page, target: Target) -> bool:
        named = page.path in self.converted and target.url == page.url and not _UNSPEAKABLE.search(page.path)
        return named and (not target.fragment or target.fragment in self.ids.get(page.path, ()))

    def _relative(self, path: str) -> str:
        return posixpath.relpath(path, posixpath.dirname(self.path) or ".")
