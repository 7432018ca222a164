"""Books of a site, and of its essays: valid EPUBs, PDFs in all scripts, single pages for printing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up books; the import waits, so that the pure modules can be used without Sphinx."""
    from sphinx_essay.books.extension import setup as setup_extension

    return setup_extension(app)
