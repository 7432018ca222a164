"""What is known of the theme that draws the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_essay.project.theme_in_use import draws

if TYPE_CHECKING:
    from sphinx.builders import Builder


def shows_own_menu(builder: Builder) -> bool:
    """Tell whether the pages are drawn by this project's theme, or by one that inherits from it.

    Only of that theme it is known that a page shows no more than its part of the tree.
    """
    return draws(builder)
