"""Sphinx's side: lexers under names of their own, so that no other page's code changes its colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_essay.highlight.languages import lexers

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the lexers."""
    for name, lexer in lexers().items():
        app.add_lexer(name, lexer)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
