"""HTML in pages: nodes that hold it, how HTML is read into them, and how each builder writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up HTML in pages; the import waits, so that the pure modules can be used without Sphinx."""
    from sphinx_essay.html.extension import setup as setup_extension

    return setup_extension(app)
