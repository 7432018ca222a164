"""Markdown in Sphinx: the choice of the dialect, and tokens → doctree."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the parsers; the import waits, so that the pure modules can be used without Sphinx."""
    from sphinx_essay.markdown.extension import setup as setup_extension

    return setup_extension(app)
