"""The title page of a book: in LaTeX, and as a page of an EPUB."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final

from sphinx.util import texescape

from sphinx_essay.books.essays import TitlePage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config

PAGENAME: Final = "essay-title-page"


def title_page_of(config: Config) -> TitlePage | None:
    """Return what ``essay_book`` says, None where it says no title."""
    values = config.essay_book
    return TitlePage.from_front_matter(values) if values.get("title") else None


def to_html(page: TitlePage) -> str:
    """Return the title page as HTML."""
    parts = [("p", "author", page.author), ("h1", "title", page.title), ("p", "date", page.date)]
    parts.append(("p", "description", page.description))
    lines = (f'<{tag} class="book-{name}">{escape(text)}</{tag}>' for tag, name, text in parts if text)
    return f'<section class="titlepage" epub:type="titlepage">{"".join(lines)}</section>'


def to_latex(page: TitlePage) -> str:
    """Return the title page as LaTeX, which ``essay-fonts.sty`` draws: ``maketitle`` of Sphinx's ``latex_elements``."""
    texescape.init()
    author, title, date, description = (
        texescape.escape(text, "xelatex") for text in (page.author, page.title, page.date, page.description)
    )
    return rf"\essaytitlepage{{{author}}}{{{title}}}{{{date}}}{{{description}}}"


def set_values(config: Config) -> None:
    """Give a book its title page, its author and its language."""
    page = title_page_of(config)
    if page is None:
        return
    config.epub_title = page.title
    config.epub_description = page.description or config.epub_description
    if page.author:
        config.epub_author = page.author
    config.epub_pre_files = [(f"{PAGENAME}.xhtml", page.title), *config.epub_pre_files]
    config.latex_elements = {"maketitle": to_latex(page), **config.latex_elements}


def add_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Give Sphinx the title page of an EPUB to write (``html-collect-pages``)."""
    page = title_page_of(app.config)
    if page is not None and app.builder.name == "epub":
        yield PAGENAME, {"title": page.title, "body": to_html(page)}, "page.html"
