"""Sphinx's side of Markdown: the parsers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_essay.config import register
from sphinx_essay.events import connect
from sphinx_essay.markdown.contents import EssayContentsCollector
from sphinx_essay.markdown.footnotes import FootnotesOfTranslations
from sphinx_essay.markdown.parser import EssayParser, HtmlPageParser
from sphinx_essay.markdown.raw_html import FramesToVideos, lower_for

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Read Markdown as essays are written."""
    app.setup_extension("myst_parser")
    app.setup_extension("sphinx_essay.project.project")
    app.setup_extension("sphinx_essay.html")
    app.setup_extension("sphinx_essay.video")
    register(app, "markdown")
    app.add_source_parser(EssayParser, override=True)
    app.add_source_parser(HtmlPageParser)
    app.add_transform(FootnotesOfTranslations)
    app.add_transform(FramesToVideos)
    connect(app, "builder-inited", lower_for)
    app.add_env_collector(EssayContentsCollector)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
