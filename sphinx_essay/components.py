"""sphinx-design's cards, grids, tabs and badges, in projects with a source that may hold one.

For each page its transforms visit every node several times; a site of essays without a directive need not pay that.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_MARKDOWN: Final = (".md", ".markdown", ".mkdown", ".mkdn", ".mkd", ".html", ".txt")
_OTHER: Final = (".rst", ".ipynb")
"""Sources that use directives as a matter of course."""

_NO_SOURCES: Final = frozenset({"_site", "_build", "node_modules"})

_DIRECTIVE_OR_ROLE: Final = re.compile(rb"\{(?:[A-Za-z][\w:.+-]*\}`|(?:(?<=[`~:]\{)|(?<=[`~:][ \t]\{))[A-Za-z])")
"""Begins with a brace, so that a text without any is passed over at once."""


def _sources(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in _NO_SOURCES]
        for name in files:
            if name.endswith(_MARKDOWN + _OTHER):
                yield Path(root, name)


def may_use_directives(folder: Path) -> bool:
    """Say whether a source below ``folder`` holds a directive or a role, or looks so; one that cannot be read may."""
    for path in _sources(folder):
        if path.name.endswith(_OTHER):
            return True
        try:
            text = path.read_bytes()
        except OSError:
            return True
        if _DIRECTIVE_OR_ROLE.search(text):
            return True
    return False


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up sphinx-design where it may be wanted; ``conf.py`` can name it to have it in any case."""
    if may_use_directives(app.srcdir):
        app.setup_extension("sphinx_design")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
