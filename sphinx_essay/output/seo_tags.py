"""What search engines and other sites are told of a page, in its head: jekyll-seo-tag's tags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from sphinx_essay.events import connect
from sphinx_essay.jekyll import seo
from sphinx_essay.markdown.liquid_templates import excerpt_of
from sphinx_essay.project.project import Project, project_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_sites: WeakKeyDictionary[Project, seo.Site] = WeakKeyDictionary()


def _site(project: Project) -> seo.Site:
    """Return what a project's site says, put together once."""
    if project not in _sites:
        site = project.site
        assert site is not None
        _sites[project] = seo.Site(site.config.raw, project.root, site.now.tzinfo, lambda: site.data)
    return _sites[project]


def extend(app: Sphinx, pagename: str, _templatename: str, context: dict[str, Any], _doctree: object) -> None:
    """Add a page's tags to its head (``html-page-context``)."""
    project = project_of(app.config)
    page = project.site_page(pagename)
    if project.site is None or page is None:
        return
    context["essay_page"] = project.site.layouts.as_drawn(page)
    if seo.PLUGIN in project.site.plugins:
        said = seo.Seo(page, _site(project), lambda: excerpt_of(project, page))
        context["essay_title"] = said.title
        if app.builder.name == "epub":
            return  # a book is not shared page by page, and its pages must be XML
        context["metatags"] = context.get("metatags", "") + "\n" + said.tags()
        if said.canonical:
            context["pageurl"] = said.canonical


def setup(app: Sphinx) -> ExtensionMetadata:
    """Say of each page what jekyll-seo-tag says."""
    app.setup_extension("sphinx_essay.project.project")
    connect(app, "html-page-context", extend)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
