"""Sphinx's side of HTML in pages: nodes, visitors, and what turns them into plain docutils for other builders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_essay.config import register
from sphinx_essay.events import connect
from sphinx_essay.html import files, inline_files, visitors
from sphinx_essay.html.lowering import LowerEssay

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def _lower_for(app: Sphinx) -> None:
    """Lower essays, unless HTML is written, or the messages of the pages as their author wrote them."""
    if app.builder.format != "html" and app.builder.name != "gettext":
        app.add_post_transform(LowerEssay)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Let every builder write essays."""
    register(app, "html")
    visitors.setup(app)
    app.setup_extension("sphinx_essay.safe.pages")
    app.add_transform(files.CollectFiles)
    connect(app, "doctree-resolved", files.place_files)
    connect(app, "config-inited", inline_files.choose_templates)
    connect(app, "builder-inited", _lower_for)
    connect(app, "env-purge-doc", inline_files.forget)
    connect(app, "build-finished", inline_files.remove_stale)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
