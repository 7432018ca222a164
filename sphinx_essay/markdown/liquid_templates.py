"""Liquid in the pages of a Jekyll site, carried out before Sphinx reads them.

A page that looks beyond itself (includes, data, lists of pages) is read again when that changes: files are Sphinx's
dependencies, and of lists such as ``site.pages`` a digest is kept.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from sphinx.util import logging

from sphinx_essay.core.code_languages import MOST_OF_STRANGERS
from sphinx_essay.core.front_matter import split
from sphinx_essay.core.warnings import Diagnostic, Subtype, log
from sphinx_essay.events import connect
from sphinx_essay.freshness.fingerprints import digest, read_again
from sphinx_essay.freshness.page_records import EssayDomain
from sphinx_essay.html.frame import FRAME, frame_of, marked, shows_content
from sphinx_essay.jekyll import feed
from sphinx_essay.jekyll.templated import has_liquid
from sphinx_essay.project.page_guard import is_shown_as_written
from sphinx_essay.project.project import Project, project_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_essay.core.page import Page
    from sphinx_essay.freshness.fingerprints import Fingerprints
    from sphinx_essay.jekyll import Site
    from sphinx_essay.liquid import LiquidRenderer

logger = logging.getLogger(__name__)

_renderers: WeakKeyDictionary[Project, LiquidRenderer] = WeakKeyDictionary()

_told: WeakKeyDictionary[Project, set[Diagnostic]] = WeakKeyDictionary()
"""What was said of a site's layouts: what is wrong with one is wrong around each page."""


def renderer_of(project: Project) -> LiquidRenderer | None:
    """Return what renders the Liquid of the project's site, made when it is first asked for."""
    if project.site is None:
        return None
    if project not in _renderers:
        # The engine takes as long to import as some pages to read, and most sites of essays do without.
        from sphinx_essay.liquid import Additions, Limits, LiquidRenderer, source_of

        limits = Limits() if project.is_trusted else Limits(coloured=MOST_OF_STRANGERS)
        _renderers[project] = LiquidRenderer(
            source_of(project.site), now=project.site.now, limits=limits, additions=Additions(*project.liquid_functions)
        )
    return _renderers[project]


def feeds_of(project: Project, clean: Callable[[str], str] = str) -> Iterable[tuple[str, str]]:
    """Return the feeds of the project's site, each with its text (jekyll-feed); none where it asks for none.

    ``clean`` makes the HTML of an entry safe, where strangers write it.
    """
    if project.site is None or feed.PLUGIN not in project.site.plugins:
        return ()
    from sphinx_essay.liquid.feed_file import feed_files

    renderer = renderer_of(project)
    assert renderer is not None
    return feed_files(renderer, project.root if "://" in project.root else "", clean)


def excerpt_of(project: Project, page: Page) -> str:
    """Return the beginning of a page as HTML, "" where it has none to show (only documents have, unless the site asks)."""
    if project.site is None or not (page.collection or project.site.config.raw.get("page_excerpts")):
        return ""
    from sphinx_essay.liquid.rendering import Recorder

    renderer = renderer_of(project)
    assert renderer is not None
    return renderer.excerpt_of(page, Recorder(renderer.limits)) if renderer.has_excerpt(page) else ""


def render(app: Sphinx, docname: str, source: list[str]) -> None:
    """Let the site's plugins and its Liquid have the body of a page (``source-read``)."""
    project = project_of(app.config)
    page = project.site_page(docname)
    if project.site is None or page is None or is_shown_as_written(docname):
        return
    head = split(source[0])[0].body_offset
    body = project.site.body_of(page, source[0][head:])
    source[0] = source[0][:head] + body
    framed = bool(project.site.layouts.around(page))
    renderer = renderer_of(project) if framed or has_liquid(body) else None
    if renderer is None:
        return
    rendered = renderer.render(page, body)
    source[0] = source[0][:head] + rendered.text
    log(logger, renderer.source.root, rendered.diagnostics)
    dependencies = rendered.dependencies
    if framed:
        content = renderer.converted(page, rendered.text)
        laid_out = renderer.lay_out(page, marked(content))
        app.env.temp_data[FRAME] = frame_of(laid_out.text, content)
        told = _told.setdefault(project, set())
        log(logger, renderer.source.root, [item for item in laid_out.diagnostics if item not in told])
        told.update(laid_out.diagnostics)
        if content.strip() and not shows_content(laid_out.text):
            message = "the site's own layout leaves out what the page says"
            place = (page.path, page.line_of("layout"))
            log(logger, renderer.source.root, [Diagnostic(Subtype.LAYOUT, message, *place)])
        dependencies |= laid_out.dependencies
    _note(app, project, docname, dependencies)


def _note(app: Sphinx, project: Project, docname: str, dependencies: Iterable[str]) -> None:
    """Remember what went into a page, so that it is read again when that changes."""
    lists = tuple(sorted(name for name in dependencies if name.startswith("site.")))
    for name in dependencies:
        if name not in lists:
            app.env.note_dependency(project.prefix + name)
    if lists:
        EssayDomain.of(app.env).lists[docname] = lists


def digest_of_list(project: Project, name: str) -> str:
    """Return a digest of what the list ``name`` (``site.pages``, ``site.data``, …) holds."""
    site = project.site
    assert site is not None
    known = project.digests
    if name not in known:
        seen: Iterable[Any]
        if name == "site.static_files":
            seen = site.static_files
        elif name == "site.data":
            seen = [site.config.raw.get("data"), *((path, _state(site, path)) for path in site.data_files())]
        elif name == "site.config":
            seen = site.config.raw.items()
        elif name == "site.urls":
            seen = ((page.path, page.url) for page in site.pages)
        else:
            seen = ((page, _state(site, page.path)) for page in (*site.pages, *site.rendered_files))
        known[name] = hashlib.sha256("\n".join(map(repr, seen)).encode("utf-8", "surrogatepass")).hexdigest()
    return known[name]


def _state(site: Site, path: str) -> tuple[int, int]:
    try:
        state = (site.source / path).stat()
    except OSError:
        return (0, 0)
    return (state.st_mtime_ns, state.st_size)


def seen_lists(app: Sphinx, env: BuildEnvironment) -> Fingerprints:
    """Return what the lists of the site hold that the Liquid of each page looked at."""
    project = project_of(app.config)
    if project.site is None:
        return {}
    seen = EssayDomain.of(env).lists
    return {docname: digest([digest_of_list(project, name) for name in lists]) for docname, lists in seen.items()}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Carry out Liquid in the pages of a Jekyll site."""
    app.setup_extension("sphinx_essay.project.project")
    connect(app, "source-read", render)
    read_again(app, seen_lists)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
