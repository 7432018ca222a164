"""Sphinx's side of videos: the option, the node, the directive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_essay.config import register
from sphinx_essay.video.node import video
from sphinx_essay.video.visitors import visit_video

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add videos."""
    register(app, "video")
    app.add_node(video, html=(visit_video, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
