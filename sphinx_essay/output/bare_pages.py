"""Pages that are written without any layout, as they ask (``layout: none``).

They are pages like any for menus, search, books and links; only their file holds nothing but themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_essay.core.front_matter import split
from sphinx_essay.jekyll.layouts import NO_LAYOUT
from sphinx_essay.jekyll.urls import split_name
from sphinx_essay.markdown.liquid_templates import renderer_of

if TYPE_CHECKING:
    from sphinx_essay.project.project import Project


def is_bare(project: Project, docname: str) -> bool:
    """Say whether a page is to be written without a layout."""
    page = project.site_page(docname)
    return page is not None and project.site is not None and project.site.layouts.of(page) == NO_LAYOUT


def own_text(project: Project, docname: str) -> str:
    """Return the text of a bare page that is written in HTML, after Liquid; "" for one in Markdown.

    It may be a whole document, of which the doctree has only the body.
    """
    site, page = project.site, project.site_page(docname)
    renderer = renderer_of(project)
    assert site is not None
    assert page is not None
    assert renderer is not None
    if site.config.is_markdown(split_name(page.path)[1]):
        return ""
    text, _ = site.read_text(page.path)  # Liquid's problems were told when the page was read
    return renderer.render(page, text[split(text)[0].body_offset :]).text
