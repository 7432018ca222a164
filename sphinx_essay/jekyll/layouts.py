"""Layouts: which of the theme's a page gets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_essay.page import Page

THEME_LAYOUTS: Final = ("default", "home", "page", "post", "about", "minimal", "table_wrappers")
"""The layouts of Just the Docs that pages may name."""

NO_LAYOUT: Final = ""


@dataclass(frozen=True, slots=True)
class Layouts:
    """The site's own layouts, each with the layout that its front matter names, "" for none."""

    own: Mapping[str, str] = field(default_factory=dict)

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

    def nearest(self, name: str) -> str:
        """Return the theme's layout that ``name`` stands for."""
        seen: set[str] = set()
        while name in self.own and name not in seen:
            if name in THEME_LAYOUTS:
                return name
            seen.add(name)
            name = self.own[name] or "default"
        if name in THEME_LAYOUTS:
            return name
        return "default" if seen else NO_LAYOUT
