"""Videos: which address is whose, the directive, the node, and what each builder makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up videos; the import waits, so that the providers can be used without Sphinx."""
    from sphinx_essay.video.extension import setup as setup_extension

    return setup_extension(app)
