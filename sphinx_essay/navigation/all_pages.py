"""The page that lists all pages, so that each is reached without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_essay.navigation.domain import navigation_of
from sphinx_essay.navigation.menu import Menu
from sphinx_essay.navigation.themes import shows_own_menu

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

PAGENAME = "allpages"


def has_all_pages(app: Sphinx) -> bool:
    """Tell whether the build writes the page: the theme has a template for it, and no other page its name."""
    tree = navigation_of(app.env).menu
    return (
        tree is not None
        and shows_own_menu(app.builder)
        and app.builder.name != "singlehtml"  # one page that holds all
        and PAGENAME not in app.env.found_docs
        and all(node.page.output != f"{PAGENAME}.html" for node in tree.nodes.values())
    )


def all_pages_url(app: Sphinx, pagename: str) -> str:
    """Return the address of the page as seen from another, "" where it is not written."""
    domain = navigation_of(app.env)
    if domain.has_all_pages is None:
        domain.has_all_pages = has_all_pages(app)
    return app.builder.get_relative_uri(pagename, PAGENAME) or "#" if domain.has_all_pages else ""


def add_all_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Give Sphinx the page to write."""
    tree = navigation_of(app.env).menu
    if tree is not None and all_pages_url(app, PAGENAME):
        yield (
            PAGENAME,
            {"essay_all_pages": Menu(tree, app.builder, PAGENAME).sections(whole=True)},
            "allpages.html",
        )
