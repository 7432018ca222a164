"""Layouts: which of the theme's a page gets, and which of the site's own stand around its content inside that one."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from sphinx_essay.core.front_matter import split
from sphinx_essay.jekyll.defaults import deep_merge

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_essay.core.page import Page

THEME_LAYOUTS: Final = ("default", "home", "page", "post", "about", "minimal", "table_wrappers")
"""The layouts of Just the Docs that pages may name."""

NO_LAYOUT: Final = ""


_DOCUMENT_TAGS: Final = re.compile(r"<(?:!doctype|html|body)\b", re.IGNORECASE)
_DOCUMENT: Final = re.compile(r"(?>\s+|<!--.*?-->)*+<(?:!doctype|html)\b", re.IGNORECASE | re.DOTALL)
_CONTENT_ALONE: Final = re.compile(r"\s*\{\{-?\s*content\s*-?\}\}\s*")


def begins_document(html: str) -> bool:
    """Say whether a page is a whole HTML document, by its beginning."""
    return _DOCUMENT.match(html) is not None


def is_document(html: str) -> bool:
    """Say whether a layout makes a whole HTML document, so that it has the theme's part and cannot stand inside it."""
    return _DOCUMENT_TAGS.search(html) is not None


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout of the site's own.

    ``parent`` is the layout that its front matter names, "" for none; ``is_whole`` says that it makes a whole HTML
    document, ``is_bare`` that it adds nothing to the content.
    """

    name: str
    path: str = ""
    parent: str = ""
    front_matter: Mapping[str, Any] = field(default_factory=dict)
    body_line: int = 1
    is_whole: bool = False
    is_bare: bool = False

    @classmethod
    def of(cls, name: str, path: str, text: str) -> Layout:
        """Return the layout that the file at ``path`` holds."""
        head, _ = split(text)
        body = text[head.body_offset :]
        return cls(
            name,
            path,
            str(head.data.get("layout") or ""),
            head.data,
            head.body_line,
            is_whole=is_document(body),
            is_bare=_CONTENT_ALONE.fullmatch(body) is not None,
        )


@dataclass(frozen=True, slots=True)
class Layouts:
    """The site's own layouts by their names."""

    own: Mapping[str, Layout] = field(default_factory=dict)

    def exists(self, name: str) -> bool:
        """Say whether a page may ask for the layout ``name``."""
        return name in THEME_LAYOUTS or name in self.own

    def of(self, page: Page) -> str:
        """Return which layout of the theme ``page`` gets, ``NO_LAYOUT`` where it is to be written bare.

        It is bare where it says so (``layout: none``, ``null``, or nothing after the colon).  Where it names no layout
        at all, or one that there is not, Jekyll would write it bare, too, which nobody means who writes a page with a
        title: such a page gets ``default``, as GitHub Pages gives it.  A layout of the site's own stands for the theme's
        that it is built on, else for ``default``.
        """
        value = page.front_matter.get("layout", "default")
        return NO_LAYOUT if value in (None, "none", False) else self.nearest(str(value))

    def as_drawn(self, page: Page) -> Page:
        """Return ``page`` as the theme is to draw it: with what its own layouts say in place of their names.

        That is the theme's layout that they are made of, and their ``nav_enabled`` (Just the Docs: Layout) where the page
        has none.
        """
        chain = list(self._chain(page))
        if not chain:
            return page
        said = next((layout.front_matter for layout in chain if "nav_enabled" in layout.front_matter), {})
        shown = {"nav_enabled": said["nav_enabled"]} if said else {}
        return replace(page, front_matter={**shown, **page.front_matter, "layout": self.of(page)})

    def around(self, page: Page) -> tuple[Layout, ...]:
        """Return the site's own layouts that stand around the content of ``page``, the innermost first.

        They end where the theme's begins: at one that makes a whole HTML document, which the theme's stands for.  The
        front matter of each is what templates read as ``layout`` there: its own, and over it that of those inside it.
        """
        found: list[Layout] = []
        inner: Mapping[str, Any] = {}
        for layout in itertools.takewhile(lambda layout: not layout.is_whole, self._chain(page)):
            inner = deep_merge(layout.front_matter, inner)
            if not layout.is_bare:
                found.append(replace(layout, front_matter=inner))
        return tuple(found)

    def front_matter(self, page: Page) -> Mapping[str, Any] | None:
        """Return the front matter of the site's own layout that ``page`` names: what its body reads as ``layout``."""
        layout = next(self._chain(page), None)
        return layout.front_matter if layout else None

    def _chain(self, page: Page) -> Iterator[Layout]:
        """Yield the site's own layouts of a page, each once, from its own to the last that one of them names."""
        name = str(page.front_matter.get("layout") or "none")
        seen = {"none"}  # which means none, also if there is one of this name
        while name in self.own and name not in seen:
            yield self.own[name]
            seen.add(name)
            name = self.own[name].parent

    def nearest(self, name: str) -> str:
        """Return the theme's layout that ``name`` stands for."""
        seen: set[str] = set()
        while name in self.own and name not in seen:
            if name in THEME_LAYOUTS:
                return name
            seen.add(name)
            name = self.own[name].parent or "default"
        return name if name in THEME_LAYOUTS else "default"
