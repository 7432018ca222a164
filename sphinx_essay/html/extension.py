"""Sphinx's side of HTML in pages: nodes, visitors, and what turns them into plain docutils for other builders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_essay.html import visitors
from sphinx_essay.html.lowering import LowerEssay

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Let every builder write essays."""
    visitors.setup(app)
    app.add_post_transform(LowerEssay)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
