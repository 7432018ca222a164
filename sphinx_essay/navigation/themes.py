"""What is known of the theme that draws the pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.builders import Builder

OWN_THEME = Path(__file__).parents[1] / "theme"


def shows_own_menu(builder: Builder) -> bool:
    """Tell whether the pages are drawn by this project's theme, or by one that inherits from it.

    Only of that theme it is known that a page shows no more than its part of the tree.
    """
    theme = getattr(builder, "theme", None)
    return theme is not None and OWN_THEME in (Path(folder) for folder in theme.get_theme_dirs())
