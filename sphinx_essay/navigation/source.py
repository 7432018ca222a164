"""Where the navigation gets its pages from.

A site that knows its pages gives them by the event `EVENT`: a handler ``(app, env) -> NavSource | None``; the
first that is not None counts. (``sphinx_essay.project.project`` does so for a Jekyll site.)  Without one, the pages of
an ordinary Sphinx project are read by `sphinx_essay.navigation.sphinx_pages`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from sphinx_essay.navigation.options import NavOptions, external_links
from sphinx_essay.navigation.sphinx_pages import read_pages
from sphinx_essay.navigation.tree import has_navigation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_essay.core.page import Page

EVENT = "essay-navigation-source"


@dataclass(frozen=True, slots=True)
class NavSource:
    """The pages of a site, in the order that decides ties, and the site's choices."""

    pages: Sequence[Page]
    options: NavOptions


def source_of(app: Sphinx, env: BuildEnvironment) -> NavSource | None:
    """Return the pages and choices, or None where the project says nothing about its navigation."""
    given = cast("NavSource | None", app.emit_firstresult(EVENT, env))
    if given is not None:
        return given
    pages = read_pages(env)
    if not has_navigation(pages):
        return None
    options = NavOptions(
        nav_sort=app.config.essay_nav_sort,
        external_links=external_links(app.config.essay_nav_external_links),
        show_unplaced=app.config.essay_nav_unplaced != "hide",
        root_doc=app.config.root_doc,
    )
    return NavSource(pages, options)
