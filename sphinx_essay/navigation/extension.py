"""The navigation's Sphinx side: what happens when.

Before reading, the tree is built from the pages' heads (`build_tree`). While a page is read, its toctrees
are added (`sphinx_essay.navigation.toctrees`). After reading, toctrees that changed are mended (`mend_toctrees`), and
the pages that show something that changed are written again (`shown`). Templates get what the page shows
(`add_context`), and at the end the shared script is written.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from sphinx_essay.config import register
from sphinx_essay.core.warnings import log
from sphinx_essay.events import connect
from sphinx_essay.freshness.fingerprints import digest, write_again
from sphinx_essay.freshness.shown_references import address_in
from sphinx_essay.navigation.all_pages import add_all_pages, all_pages_url
from sphinx_essay.navigation.digests import Digests
from sphinx_essay.navigation.domain import NavigationDomain, navigation_of
from sphinx_essay.navigation.from_toctrees import numbered, tree_of_toctrees
from sphinx_essay.navigation.menu import Menu
from sphinx_essay.navigation.reading import relations_of
from sphinx_essay.navigation.sections import SectionList, SectionsDirective, WriteSectionLists
from sphinx_essay.navigation.shared import POINTER, write
from sphinx_essay.navigation.source import source_of
from sphinx_essay.navigation.themes import shows_own_menu
from sphinx_essay.navigation.titles import name_untitled
from sphinx_essay.navigation.toctrees import AddToctrees, forget_includers, forget_missing, mend
from sphinx_essay.navigation.tree import NavTree
from sphinx_essay.project.project import project_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_essay.freshness.fingerprints import Fingerprints
    from sphinx_essay.navigation.reading import Relations

logger = logging.getLogger(__name__)


def build_tree(
    app: Sphinx, env: BuildEnvironment, _added: set[str], _changed: set[str], _removed: set[str]
) -> Iterable[str]:
    """Build the tree, and say what is wrong with it; return the pages with toctrees of pages that are gone.

    No other page needs to be read again for the tree.
    """
    domain = navigation_of(env)
    changed = forget_missing(domain, env.found_docs)
    source = source_of(app, env)
    domain.tree = NavTree.build(source.pages, source.options) if source else None
    domain.menu = domain.relations = domain.has_all_pages = None
    if domain.tree:
        log(logger, app.srcdir, domain.tree.problems)
    return changed


def mend_toctrees(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Mend the toctrees, and return the pages that show them, where no menu does (``env-updated``)."""
    domain = navigation_of(env)
    mended = mend(env, app.builder)
    tree = domain.menu = _menu_tree(app, env)
    if tree is not None:
        domain.relations = relations_of(env, tree)
    return [] if app.builder.format == "html" else sorted(mended)


def number_menu(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Give the menu's titles their numbers (``env-get-updated``)."""
    domain = navigation_of(env)
    if domain.menu is not None and env.toc_secnumbers and app.builder.format == "html":
        domain.menu = numbered(domain.menu, env)
    return []


def _menu_tree(app: Sphinx, env: BuildEnvironment) -> NavTree | None:
    """Return the tree that menus show: what the author's own toctrees say comes before the front matter."""
    domain = navigation_of(env)
    if domain.by_hand and (domain.tree is not None or shows_own_menu(app.builder)):
        return tree_of_toctrees(env, domain.tree, partial(address_in, app.builder))
    return domain.tree


def shown(app: Sphinx, env: BuildEnvironment) -> Fingerprints:
    """Return what each page shows of the navigation, prev/next and the like included."""
    domain = navigation_of(env)
    tree, relations = domain.menu, domain.relations
    if tree is None or relations is None or app.builder.format != "html":
        return {}
    uris: dict[str, str] = {}

    def uri(docname: str) -> str:
        if docname not in uris:
            uris[docname] = app.builder.get_target_uri(docname)
        return uris[docname]

    names: dict[str, str] = {}

    def name(docname: str | None) -> str:
        if docname is None:
            return ""
        if docname not in names:
            title = env.titles.get(docname)
            names[docname] = f"{uri(docname)} {title.pformat() if title is not None else ''}"
        return names[docname]

    digests = Digests(tree, uri, whole=_is_whole(app, tree))
    # Other themes may show any part of the tree on any page.
    everything = "" if shows_own_menu(app.builder) else digest([name(docname) for docname in relations.neighbours])
    site = digest(everything, all_pages_url(app, ""), app.config.essay_section_list)
    return {
        docname: digest(
            site,
            digests.page(docname),
            [name(neighbour) for neighbour in relations.neighbours.get(docname, ())],
            [name(parent) for parent in relations.above(docname)],
        )
        for docname in sorted(env.all_docs.keys() & env.found_docs)
    }


def _is_whole(app: Sphinx, tree: NavTree) -> bool:
    return app.builder.name == "singlehtml" or len(tree) <= int(app.config.essay_nav_inline)


def add_context(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give a page's template what it shows of the navigation."""
    domain = navigation_of(app.env)
    tree = domain.menu
    if tree is None:
        return
    menu = Menu(tree, app.builder, pagename, doctree)
    whole = _is_whole(app, tree)
    context["essay_nav"] = menu.sections(whole=whole)
    context["essay_breadcrumbs"] = menu.breadcrumbs()
    context["essay_children"] = menu.children()
    # Builders that serialise pages have neither the file nor a way to name it.
    lazy = not whole and shows_own_menu(app.builder)
    context["essay_nav_script"] = context["pathto"](f"_static/{POINTER}", resource=True) if lazy else ""
    context["essay_nav_all"] = all_pages_url(app, pagename)
    if domain.relations is not None:
        _skip_excluded(app, pagename, context, domain.relations)
        for key, docname in zip(("prev", "next"), domain.relations.neighbours.get(pagename, ()), strict=False):
            if context.get(key) and docname and (node := tree.node(docname)) and node.html:
                context[key] = {**context[key], "html": menu.html(node)}


def _skip_excluded(app: Sphinx, pagename: str, context: dict[str, Any], relations: Relations) -> None:
    """Make prev/next pass by the pages that the navigation excludes."""
    if not relations.skipped or pagename not in app.env.all_docs:
        return
    context["rellinks"] = [link for link in context.get("rellinks", ()) if link[0] not in relations.skipped]
    neighbours = relations.neighbours.get(pagename, (None, None))
    for key, docname in zip(("prev", "next"), neighbours, strict=True):
        if docname is None:
            context[key] = None
        else:
            title = app.builder.render_partial(app.env.titles[docname])["title"]  # type: ignore[attr-defined]
            context[key] = {"link": app.builder.get_relative_uri(pagename, docname), "title": title}


def write_shared_script(app: Sphinx, exception: Exception | None) -> None:
    """Write the script that holds the whole tree."""
    if exception is not None or app.builder.name not in {"html", "dirhtml"}:
        return
    tree = navigation_of(app.env).menu
    if tree is not None and (_is_whole(app, tree) or not shows_own_menu(app.builder)):
        tree = None
    site = project_of(app.config).site
    baseurl = site.config.baseurl if site is not None else ""
    write(tree, app.builder.get_target_uri, Path(app.outdir, "_static"), baseurl)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the navigation."""
    register(app, "navigation")
    app.setup_extension("sphinx_essay.freshness.shown_references")
    app.add_domain(NavigationDomain)
    app.add_transform(AddToctrees)
    app.add_node(SectionList)
    app.add_directive("essay-sections", SectionsDirective)
    app.add_post_transform(WriteSectionLists)
    connect(app, "env-get-outdated", build_tree)
    connect(app, "doctree-read", name_untitled)
    connect(app, "env-updated", mend_toctrees)
    connect(app, "env-get-updated", forget_includers)
    connect(app, "env-get-updated", number_menu)
    write_again(app, shown)
    connect(app, "html-page-context", add_context)
    connect(app, "html-collect-pages", add_all_pages)
    connect(app, "build-finished", write_shared_script)
    return {"env_version": 2, "parallel_read_safe": True, "parallel_write_safe": True}
