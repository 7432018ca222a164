"""Whether a build uses this theme, and which builder draws its pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_HERE = Path(__file__).parent


def html_builder(app: Sphinx) -> StandaloneHTMLBuilder | None:
    """Return the builder where it writes HTML with this theme or one that inherits from it, else None."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return None
    theme = getattr(builder, "theme", None)  # builders that serialise pages have none
    if theme is None or _HERE not in map(Path, theme.get_theme_dirs()):
        return None
    return builder
