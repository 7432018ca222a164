"""Sphinx's side of videos: the option, the node, the directive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_essay.config import register
from sphinx_essay.events import connect
from sphinx_essay.html.video_node import video
from sphinx_essay.video.books import DropPosters, PrepareForPages, PrepareForTeX, check_codes
from sphinx_essay.video.directive import PeerTubeDirective, VideoDirective, VimeoDirective, YouTubeDirective
from sphinx_essay.video.visitors import visit_video

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


DIRECTIVES: Final[dict[str, tuple[type[VideoDirective], str]]] = {
    "video": (VideoDirective, "sphinxcontrib.video"),
    "youtube": (YouTubeDirective, "sphinxcontrib.youtube"),
    "vimeo": (VimeoDirective, "sphinxcontrib.youtube"),
    "peertube": (PeerTubeDirective, "sphinxcontrib.youtube"),
}
"""The directives, and the extension that has one of the same name: where it is loaded, it keeps the name."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add videos."""
    app.setup_extension("sphinx_essay.html")  # which writes films from files, and lowers players for other builders
    register(app, "video")
    app.add_node(video, html=(visit_video, None))
    for transform in (PrepareForPages, PrepareForTeX, DropPosters):
        app.add_post_transform(transform)
    connect(app, "builder-inited", check_codes)
    for name, (directive, other) in DIRECTIVES.items():
        if other not in app.extensions and other not in app.config.extensions:
            app.add_directive(name, directive, override=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
