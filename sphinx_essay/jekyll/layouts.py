"""Layouts: which of the theme's a page gets, and which of the site's own stand around its content inside that one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sphinx_essay.frontmatter import split

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_essay.page import Page

THEME_LAYOUTS: Final = ("default", "home", "page", "post", "about", "minimal", "table_wrappers")
"""The layouts of Just the Docs that pages may name."""

NO_LAYOUT: Final = ""


_DOCUMENT_TAGS: Final = re.compile(r"<(?:!doctype|html|body)\b", re.IGNORECASE)
_CONTENT_ALONE: Final = re.compile(r"\s*\{\{-?\s*content\s*-?\}\}\s*")


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

        A layout of the site's own stands for the theme's that it is built on, else for ``default``; one that
        does not exist for none, as with Jekyll.
        """
        value = page.front_matter.get("layout")
        return NO_LAYOUT if value in (None, "none", False) else self.nearest(str(value))

    def around(self, page: Page) -> tuple[Layout, ...]:
        """Return the site's own layouts that stand around the content of ``page``, the innermost first.

        They end where the theme's begins: at one that makes a whole HTML document, which the theme's stands for.
        """
        name = str(page.front_matter.get("layout") or "")
        found: dict[str, Layout] = {}
        while name in self.own and name not in found and not self.own[name].is_whole:
            found[name] = self.own[name]
            name = self.own[name].parent
        return tuple(layout for layout in found.values() if not layout.is_bare)

    def nearest(self, name: str) -> str:
        """Return the theme's layout that ``name`` stands for."""
        seen: set[str] = set()
        while name in self.own and name not in seen:
            if name in THEME_LAYOUTS:
                return name
            seen.add(name)
            name = self.own[name].parent or "default"
        if name in THEME_LAYOUTS:
            return name
        return "default" if seen else NO_LAYOUT
