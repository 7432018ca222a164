"""Front matter → navigation: one tree for all pages, in toctrees, menus, breadcrumbs and child lists.

As an extension (``extensions = ["sphinx_essay.navigation"]``) it works alone, with any theme and any source
format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the navigation; the import waits, so that the tree can be used without Sphinx."""
    from sphinx_essay.navigation.extension import setup as setup_extension

    return setup_extension(app)
