"""Whether a build uses this theme, and which builder draws its pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinxcontrib.serializinghtml import SerializingHTMLBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

_HERE = Path(__file__).parent.parent / "theme"


def html_builder(app: Sphinx) -> StandaloneHTMLBuilder | None:
    """Return the builder where it draws pages with this theme or one that inherits from it, else None."""
    return app.builder if draws(app.builder) else None


def draws(builder: Builder) -> TypeGuard[StandaloneHTMLBuilder]:
    """Say whether a builder draws pages with this theme; one that serialises pages loads a theme, but draws none."""
    return (
        isinstance(builder, StandaloneHTMLBuilder)
        and not isinstance(builder, SerializingHTMLBuilder)
        and str(_HERE) in map(str, builder.theme.get_theme_dirs())  # texts, before Sphinx 8.2
    )
