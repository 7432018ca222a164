"""Code in the class names that Rouge gives, Jekyll's highlighter, so that a site's own colours go on working."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the lexers; the import waits, so that the table of languages can be used without Sphinx."""
    from sphinx_essay.highlight.extension import setup as setup_extension

    return setup_extension(app)
