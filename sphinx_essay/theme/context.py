"""What the templates of the theme know beside what Sphinx tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from sphinx_essay.core.theme_options import ThemeOptions, read_bool, read_options
from sphinx_essay.project import i18n
from sphinx_essay.project.project import project_of
from sphinx_essay.project.theme_in_use import html_builder
from sphinx_essay.search.index import is_searched
from sphinx_essay.theme import last_modified
from sphinx_essay.theme.edit_links import edit_url

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

_translators: WeakKeyDictionary[StandaloneHTMLBuilder, Callable[..., str]] = WeakKeyDictionary()
"""What a builder's templates know as ``_``, made for its first page."""


def extend(
    app: Sphinx, pagename: str, _templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Add the theme's data to the context of a page (``html-page-context``)."""
    builder = html_builder(app)
    if builder is None:
        return
    options, _ = read_options(builder.theme_options)  # assets.write has told what is wrong
    meta: Mapping[str, Any] = _front_matter(context)
    language = app.config.language
    translate = _translators.get(builder) or _translators.setdefault(builder, i18n.translator())
    context.update(
        {
            "_": translate,
            "gettext": translate,
            "essay_theme": options,
            "essay_home": builder.get_relative_uri(pagename, app.config.root_doc) or "#",
            "essay_sidebar": _sidebar_shown(meta),
            "essay_direction": i18n.direction(language, options.text_direction),
            "essay_edit_url": _edit_url(app, pagename, options),
            "essay_last_modified": last_modified.shown(
                app.env,
                pagename,
                meta.get("last_modified_date") or meta.get("last_modified_at"),
                options,
                str(context.get("last_updated") or ""),
            ),
            "essay_page_toc": doctree is not None and options.page_toc and context.get("display_toc", False),
            "essay_search": app.config.essay_search,
            "essay_searched": app.config.essay_search == "pagefind" and _is_searched(app, pagename, context),
        }
    )
    for name in ("essay_nav_script", "essay_nav_all"):  # the navigation is not there under every project
        context.setdefault(name, "")


def _front_matter(context: Mapping[str, Any]) -> Mapping[str, Any]:
    page = context.get("essay_page")
    return page.front_matter if page is not None else (context.get("meta") or {})


def _is_searched(app: Sphinx, pagename: str, context: Mapping[str, Any]) -> bool:
    return pagename in app.env.found_docs and is_searched(app.env, pagename, context.get("title") or "")


def _sidebar_shown(meta: Mapping[str, Any]) -> bool:
    """Just the Docs: ``nav_enabled`` says; else ``layout: minimal`` has no side bar."""
    said = meta.get("nav_enabled")
    return read_bool(said) if said is not None else meta.get("layout") != "minimal"


def _edit_url(app: Sphinx, pagename: str, options: ThemeOptions) -> str:
    if not options.source_repository or pagename not in app.env.found_docs:
        return ""
    path = str(app.env.doc2path(pagename, base=False)).replace("\\", "/")
    if options.source_directory:  # which a site whose own source is below Sphinx's names as well
        path = path.removeprefix(project_of(app.config).prefix)
    return edit_url(
        options.source_repository, options.source_branch, options.source_directory, path, options.edit_view_mode
    )
