"""Sphinx's side of books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_essay.books import epub, latex, mathml, pdf, site_books, title_page
from sphinx_essay.books.callouts import NameCallouts
from sphinx_essay.books.direction import MarkDirection
from sphinx_essay.books.unfit_images import NameUnfitImages
from sphinx_essay.config import register
from sphinx_essay.events import connect
from sphinx_essay.freshness.fingerprints import write_again
from sphinx_essay.project.project import is_essay_project

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata


def wants_books(config: Config) -> bool:
    """Say whether a project asks for our books; any other gets those that Sphinx makes, with its fonts, numbers and names.

    A Jekyll site and a project of kramdown pages ask for them, one that sets an option of this part, and one that names
    the part in its ``extensions``.
    """
    named = {"sphinx_essay.books", __name__}.intersection(config.extensions)
    return bool(is_essay_project(config) or config.essay_book or config.essay_books or named)


def set_defaults(app: Sphinx, config: Config) -> None:
    """Set what books need and nobody has set, and choose the builder of EPUBs (``config-inited``)."""
    if not wants_books(config):
        return
    app.add_builder(epub.EssayEpubBuilder, override=True)
    epub.set_defaults(config)
    if of_essays := latex.is_of_essays(config):
        latex.set_engine(config)
    # authors number headings themselves, and Jekyll does not
    latex.set_defaults(config, numbered=not of_essays)
    title_page.set_values(config)
    if config.text_sectionchars == _FEW_SECTION_MARKS:
        config.text_sectionchars = _SECTION_MARKS


_FEW_SECTION_MARKS = '*=-~"+`'
_SECTION_MARKS = _FEW_SECTION_MARKS + "^'.:_#"
"""What underlines headings in plain text: a page's title and six levels of headings are more than Sphinx has marks for."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the builder of EPUBs and what it needs."""
    app.setup_extension("sphinx_essay.project.project")
    app.setup_extension("sphinx_essay.navigation")
    register(app, "books")
    mathml.setup(app)
    app.add_domain(site_books.BooksDomain)
    app.add_builder(pdf.PdfBuilder)
    app.add_post_transform(NameCallouts)
    app.add_post_transform(NameUnfitImages)
    app.add_post_transform(MarkDirection)
    connect(app, "config-inited", set_defaults)
    connect(app, "builder-inited", latex.name_contents)
    connect(app, "env-updated", site_books.make_books)
    write_again(app, site_books.linked)
    connect(app, "html-collect-pages", title_page.add_page)
    connect(app, "html-page-context", site_books.add_links)
    connect(app, "html-page-context", epub.clean_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
