"""Sphinx's side of books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_essay.books import epub, latex, mathml
from sphinx_essay.books.direction import MarkDirection
from sphinx_essay.site import project_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata


def set_defaults(_app: Sphinx, config: Config) -> None:
    """Set what books need and nobody has set (``config-inited``)."""
    epub.set_defaults(config)
    if project_of(config).has_urls:
        latex.set_engine(config)
    latex.set_defaults(config)
    if config.text_sectionchars == _FEW_SECTION_MARKS:
        config.text_sectionchars = _SECTION_MARKS


_FEW_SECTION_MARKS = "*=-~\"+`"
_SECTION_MARKS = _FEW_SECTION_MARKS + "^'.:_#"
"""What underlines headings in plain text: a page's title and six levels of headings are more than Sphinx has marks for."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the builder of EPUBs and what it needs."""
    app.setup_extension("sphinx_essay.site")
    mathml.setup(app)
    app.add_builder(epub.EssayEpubBuilder, override=True)
    app.add_post_transform(MarkDirection)
    app.connect("config-inited", set_defaults, priority=700)  # before Sphinx checks the values
    app.connect("html-page-context", epub.clean_page, priority=950)  # after all that adds to pages
    return {"parallel_read_safe": True, "parallel_write_safe": True}
