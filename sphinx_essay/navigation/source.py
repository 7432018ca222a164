"""Where the navigation gets its pages from: the Jekyll site, or the heads of an ordinary project's pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_essay.navigation.options import NavOptions, external_links
from sphinx_essay.navigation.sphinx_pages import read_pages
from sphinx_essay.navigation.tree import has_navigation
from sphinx_essay.project.project import project_of
from sphinx_essay.safe.pages import is_safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_essay.core.page import Page


@dataclass(frozen=True, slots=True)
class NavSource:
    """The pages of a site, in the order that decides ties, and the site's choices."""

    pages: Sequence[Page]
    options: NavOptions


def source_of(app: Sphinx, env: BuildEnvironment) -> NavSource | None:
    """Return the pages and choices, or None where the project says nothing about its navigation."""
    project = project_of(app.config)
    if project.site is not None:
        options = NavOptions.from_config(
            project.site.config.raw,
            show_unplaced=app.config.essay_nav_unplaced == "show",
            root_doc=app.config.root_doc,
            html_titles=not is_safe(app.config),
            theme_version=project.site.theme_version,
        )
        return NavSource([page for page in project.pages.values() if page.docname in env.found_docs], options)
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
