"""What a Jekyll site puts into the layout with files of its own: the override points of Just the Docs.

``favicon.html``, ``head_custom.html``, ``header_custom.html``, ``footer_custom.html``, ``nav_footer_custom.html``,
``search_placeholder_custom.html``, ``toc_heading_custom.html`` and ``title.html`` in ``_includes`` go through Liquid and to
the theme's slots of the same names (Just the Docs: Customization, Override includes).  Of ``head.html``, what the theme's
own head does not have is kept; ``js/custom.js`` becomes a script of each page.  ``_sass/custom/custom.scss`` is taken over
where it is plain CSS, and so is what ``_sass/custom/setup.scss`` and the site's own colour scheme set of the theme's
variables.  Addresses in all of them, and in the theme's options, become relative, so that they hold under any prefix.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, partial
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit
from weakref import WeakKeyDictionary

from markupsafe import Markup
from sphinx.util import logging

from sphinx_essay.core.page import Page
from sphinx_essay.core.theme_options import Link, ThemeOptions
from sphinx_essay.core.titles import html_of_title, text_of_title
from sphinx_essay.core.warnings import Diagnostic, Subtype, log
from sphinx_essay.events import connect
from sphinx_essay.html.address import is_local
from sphinx_essay.jekyll.sass import as_css, has_rules
from sphinx_essay.markdown.liquid_templates import renderer_of
from sphinx_essay.project.project import Project, project_of
from sphinx_essay.project.relative_addresses import relative_address, with_relative_addresses
from sphinx_essay.project.written_files import write_if_changed
from sphinx_essay.safe.pages import is_safe
from sphinx_essay.theme.own_head import own_head
from sphinx_essay.theme.sass_variables import carried_over

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_essay.jekyll import Site

logger = logging.getLogger(__name__)

HEAD = "head.html"
SLOTS = {
    "favicon.html": "favicon",
    HEAD: "whole_head",
    "head_custom.html": "head",
    "header_custom.html": "header",
    "footer_custom.html": "footer",
    "nav_footer_custom.html": "nav_footer",
    "search_placeholder_custom.html": "search_placeholder",
    "toc_heading_custom.html": "toc_heading",
    "title.html": "title",
}
"""The includes that a site may write itself, and the theme's slot for each."""

CUSTOM_STYLES = ("_sass/custom/custom.scss", "_sass/custom/custom.css")
CUSTOM_STYLE = "essay-custom.css"
CUSTOM_SCRIPT = "essay-custom.js"


class Parts:
    """The parts of one build: templates read once, and rendered once where they do not look at the page."""

    def __init__(self, project: Project, site: Site) -> None:
        self.project = project
        self.site = site
        self._texts: dict[str, str] = {}
        self._rendered: dict[str, str] = {}
        for name, slot in SLOTS.items():
            if path := site.include_path(name):
                self._texts[slot] = site.read_text(path.relative_to(site.source.resolve()).as_posix())[0]

    def of(self, page: Page) -> dict[str, str]:
        """Return the HTML of each slot that the site fills, with addresses as the page needs them."""
        slots = {slot: self.relative(self._render(slot, text, page), page) for slot, text in self._texts.items()}
        if "whole_head" in slots:  # which includes the other two itself, unless it leaves them out
            slots["favicon"], slots["head"] = own_head(slots.pop("whole_head"), partial(self._is_there, page))
        return slots

    def _is_there(self, page: Page, address: str) -> bool:
        """Say whether an address in a head leads anywhere: to another host, or to a file of the site."""
        here = "/" + self.project.address(page).removeprefix("/")
        return not is_local(address) or urlsplit(urljoin(here, address)).path.lstrip("/") in self._files

    @cached_property
    def _files(self) -> Set[str]:
        """The files of the site that are no pages; each page asks for those that its head names."""
        return self.project.static_files.keys() | {file.output for file in self.site.rendered_files}

    def script(self) -> str:
        """Return the site's own script, which Just the Docs has at the end of its own; "" where there is none."""
        name = "js/custom.js"
        path = self.site.include_path(name)
        if path is None:
            return ""
        text = self.site.read_text(path.relative_to(self.site.source.resolve()).as_posix())[0]
        return self._render(name, text, Page(path="", docname="", url=f"/{CUSTOM_SCRIPT}"))

    def _render(self, slot: str, text: str, page: Page) -> str:
        own = "page" in text
        if slot in self._rendered and not own:
            return self._rendered[slot]
        renderer = renderer_of(self.project)
        assert renderer is not None
        name = next((name for name, known in SLOTS.items() if known == slot), slot)
        rendered = renderer.render_string(text, page=page, path=f"{renderer.source.includes_dir}/{name}")
        if slot not in self._rendered:
            # A head of the site's own calls includes of the theme that are not here, as the theme's head stands for them.
            told = [one for one in rendered.diagnostics if name != HEAD or one.subtype is not Subtype.LIQUID_INCLUDE]
            log(logger, renderer.source.root, told)
        self._rendered[slot] = rendered.text
        return rendered.text

    def site_title(self, page: Page) -> str:
        """Return the site's title as HTML; "" if it is only text."""
        return self.relative(html_of_title(self.site.config.title), page)

    def relative(self, markup: str, page: Page) -> str:
        """Return ``markup`` with the site's own addresses relative to ``page``."""
        here = self.project.address(page).removeprefix("/")
        return with_relative_addresses(markup, here, self.site.config.baseurl)


def extend(app: Sphinx, pagename: str, _templatename: str, context: dict[str, Any], _doctree: object) -> None:
    """Fill the theme's slots for a page (``html-page-context``)."""
    parts = parts_of(project_of(app.config))
    if parts is None:
        return
    page = parts.project.site_page(pagename) or Page(path="", docname=pagename, url=f"/{pagename}.html")
    context["essay_slots"] = slots = parts.of(page)
    if not slots.get("title") and not is_safe(app.config):
        slots["title"] = parts.site_title(page)
    if favicon := slots.pop("favicon", ""):
        slots["head"] = favicon + slots.get("head", "")
        context["favicon_url"] = ""
    config = parts.site.config
    here = parts.project.address(page).removeprefix("/")
    for key, address in (("favicon_url", config.favicon_ico), ("logo_url", config.logo)):
        if address.lstrip("/") in parts.project.static_files and not (favicon and key == "favicon_url"):
            context[key] = relative_address("/" + address.lstrip("/"), here, config.baseurl)
    options = context.get("essay_theme")
    if isinstance(options, ThemeOptions):
        shown = str if is_safe(app.config) else partial(_as_html, parts, page)
        context["essay_theme"] = replace(
            options,
            aux_links=tuple(
                Link(shown(link.title), relative_address(link.url, here, config.baseurl)) for link in options.aux_links
            ),
            back_to_top_text=shown(options.back_to_top_text),
            edit_link_text=shown(options.edit_link_text),
            footer_content=parts.relative(options.footer_content, page),
            search_placeholder=unescape(slots.pop("search_placeholder", "")).strip() or options.search_placeholder,
        )


def _as_html(parts: Parts, page: Page, text: str) -> str:
    """Return the text of a link as Just the Docs prints it: HTML in it is HTML."""
    markup = html_of_title(text)
    return Markup(parts.relative(markup, page)) if markup else text_of_title(text)  # noqa: S704 - the site's own


_parts: WeakKeyDictionary[Project, Parts] = WeakKeyDictionary()


def parts_of(project: Project) -> Parts | None:
    """Return the parts of a Jekyll site, read when they are first asked for."""
    if project.site is None:
        return None
    if project not in _parts:
        _parts[project] = Parts(project, project.site)
    return _parts[project]


def add_styles(app: Sphinx) -> None:
    """Take over the site's own styles where they are plain CSS, and the variables that it sets (``builder-inited``)."""
    site = project_of(app.config).site
    if site is None or app.builder.format != "html":
        return
    parts = [_variables(site)]
    for path in CUSTOM_STYLES:
        if site.source_path(path) is None:
            continue
        text, _ = site.read_text(path)
        css = as_css(text)
        if css is None:
            message = "Sass is not compiled here; write the site's own styles as plain CSS to have them taken over"
            log(logger, site.source, [Diagnostic(Subtype.CONFIG, message, path, 1)])
        elif has_rules(text):
            parts.append(css)
    if style := "\n".join(filter(None, parts)):
        write_if_changed(Path(app.outdir, "_static", CUSTOM_STYLE), style)
        app.add_css_file(CUSTOM_STYLE, priority=850)  # after all that it may want to override


def _variables(site: Site) -> str:
    """Return the CSS of the variables that the site sets for Just the Docs, the colour scheme's over the others."""
    scheme = f"_sass/color_schemes/{site.config.color_scheme}.scss"
    paths = [path for path in ("_sass/custom/setup.scss", scheme) if site.source_path(path) is not None]
    carried = carried_over(site.read_text(path)[0] for path in paths)
    if carried.left_out:
        named = ", ".join(carried.left_out)
        message = f"Sass is not compiled here: what has no counterpart is left out ({named}); set it in CSS"
        log(logger, site.source, [Diagnostic(Subtype.CONFIG, message, paths[-1], 1)])
    return carried.css


def add_script(app: Sphinx) -> None:
    """Give each page the site's own script, unless the site's authors are strangers (``builder-inited``)."""
    parts = parts_of(project_of(app.config))
    if parts is None or app.builder.name not in ("html", "dirhtml", "singlehtml") or is_safe(app.config):
        return
    if (script := parts.script()).strip():
        write_if_changed(Path(app.outdir, "_static", CUSTOM_SCRIPT), script)
        app.add_js_file(CUSTOM_SCRIPT, priority=950)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Fill the layout's slots with the site's own parts."""
    app.setup_extension("sphinx_essay.markdown.liquid_templates")
    connect(app, "builder-inited", add_styles)
    connect(app, "builder-inited", add_script)
    connect(app, "html-page-context", extend)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
