"""``essay_html = "safe"``: pages of strangers, in which nothing runs, asks or leaves its place.

One transform looks at every node of a page after its parser, whatever wrote it: Markdown, attribute lists, HTML, Liquid,
directives.  What the policy does not know (see ``policy``) goes, with a warning; words stay.  What a site's configuration
and includes put around pages is made safe where the theme takes it.  Only ``conf.py`` is trusted.
"""

from __future__ import annotations

import os
import posixpath
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from sphinx_essay.core.addresses import split_address
from sphinx_essay.core.code_languages import MOST_OF_STRANGERS
from sphinx_essay.core.theme_options import Link, ThemeOptions
from sphinx_essay.events import connect
from sphinx_essay.html import nodes as essay
from sphinx_essay.html.address import is_local, local_addresses
from sphinx_essay.html.video_node import video
from sphinx_essay.safe.fragment import clean_fragment, clean_icon
from sphinx_essay.safe.nodes import Tell, clean_nodes, teller
from sphinx_essay.safe.policy import (
    DROPPED,
    FRAMES,
    KEPT,
    clean_attributes,
    clean_classes,
    is_kept,
    is_safe_address,
    is_tick_box,
    safe_id,
)
from sphinx_essay.video.providers import PEERTUBE, video_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


def is_safe(config: Config) -> bool:
    """Say whether pages are of strangers."""
    return bool(config.essay_html == "safe")


class MakeSafe(SphinxTransform):
    """Take out of a page what does more than show."""

    default_priority = 840  # before links are collected

    def apply(self, **_kwargs: object) -> None:
        """Visit every node."""
        if not is_safe(self.config):
            return
        self._warn = teller(self.document)
        for node in list(self.document.findall(nodes.Element)):
            self._clean(node)
        clean_nodes(self.document, self._warn, resolved=False)
        _clean_known_names(self.document)

    def _clean(self, node: nodes.Element) -> None:
        if isinstance(node, essay.page_script | essay.page_style):
            self._drop(node, f"the element {node.tag}")
        elif isinstance(node, essay.html_comment):
            node.parent.remove(node)
        elif isinstance(node, nodes.raw):
            self._clean_raw(node)
        elif isinstance(node, video):
            self._clean_video(node)
        elif isinstance(node, essay.Tagged) and not self._stays(node):
            return
        else:
            if isinstance(node, nodes.literal_block) and len(node.rawsource) > MOST_OF_STRANGERS:
                node["language"] = "none"
            self._clean_attributes(node)
            self._clean_addresses(node)

    def _drop(self, node: nodes.Element, what: str) -> None:
        self._warn(node, what)
        node.parent.remove(node)

    def _stays(self, node: essay.Tagged) -> bool:
        """Say whether an element may stay; else put its content, or a link, in its place."""
        tag = node.tag
        given = node.attributes.get("attrs", ())
        if not tag or tag in KEPT or is_tick_box(tag, given):
            return True
        if tag in DROPPED:
            self._drop(node, f"the element {tag}")
            return False
        self._warn(node, f"the element {tag}")
        attributes = dict(given)
        address = (attributes.get("src") or attributes.get("data") or "").strip()
        content = list(node.children)
        if tag in FRAMES and address and is_safe_address(address):
            content.append(_link(address, attributes.get("title") or address))
        node.parent.replace(node, content)
        return False

    def _clean_raw(self, node: nodes.raw) -> None:
        if "html" not in node.get("format", "").split():
            self._drop(node, f"raw {node.get('format')}")
            return
        text = node.astext()
        cleaned = clean_fragment(text)
        if cleaned != text and "<" in text:
            self._warn(node, "what raw HTML may not hold")
        node.parent.replace(node, essay.html_raw(cleaned))

    def _clean_video(self, node: video) -> None:
        """Keep the players of known providers, at addresses made of the video's name alone, and frames of hosts named."""
        known = video_of(node["embed"]) or video_of(node["watch"])
        if not self._is_named_host(node["embed"]) and (known is None or known.provider == PEERTUBE):
            self._warn(node, f"the frame of {node['embed']}")
            address = node["watch"]
            words = node["title"] or address
            node.parent.replace(node, _link(address, words) if is_safe_address(address) else nodes.Text(words))
            return
        if known is not None:
            node["embed"], node["watch"] = known.embed, known.watch
        sizes = {"width", "height", "allowfullscreen"}
        node["attrs"] = tuple((name, value) for name, value in node.attributes.get("attrs", ()) if name in sizes)
        node["classes"] = clean_classes(node["classes"])

    def _is_named_host(self, address: str) -> bool:
        parts = split_address(address)
        # A browser takes a backslash for a slash, and finds another host before it.
        return (
            parts.scheme in ("", "https")
            and parts.hostname in self.config.essay_frame_hosts
            and "\\" not in address
            and "@" not in parts.netloc
        )

    def _clean_attributes(self, node: nodes.Element) -> None:
        given = node.attributes.get("attrs", ())
        tag = node.tag if isinstance(node, essay.Tagged) else ""
        if given:
            kept = clean_attributes(tag, given)
            if kept != given:
                if changed := [pair for pair in given if not is_kept(pair, kept)]:
                    told = sorted(f"{name}={value!r}" for name, value in changed)
                    self._warn(node, "the attributes " + ", ".join(told))
                node["attrs"] = kept
                if "essay_local" in node:
                    node["essay_local"] = local_addresses(tag, dict(kept))

    def _clean_addresses(self, node: nodes.Element) -> None:
        if isinstance(node, nodes.reference) and not is_safe_address(node.get("refuri", "")):
            self._warn(node, f"the address {node['refuri']!r}")
            node.parent.replace(node, node.children)
        elif isinstance(node, nodes.image) and not self._is_safe_picture(node["uri"]):
            self._warn(node, f"the picture {node['uri']!r}")
            _replace_by_words(node, node.get("alt", ""))
        elif isinstance(node, addnodes.download_reference) and not self._is_inside(node["reftarget"]):
            self._warn(node, f"the file {node['reftarget']!r}")
            node.parent.replace(node, node.children)
        elif local := node.attributes.get("essay_local"):
            attributes = dict(node["attrs"])
            for name in [name for name in local if not self._is_inside(str(attributes[name]).strip())]:
                self._warn(node, f"the file {attributes.pop(name)!r}")
            node["attrs"] = tuple(attributes.items())
            node["essay_local"] = tuple(name for name in local if name in attributes)

    def _is_safe_picture(self, address: str) -> bool:
        return is_safe_address(address, picture=True) and (not is_local(address) or self._is_inside(address))

    def _is_inside(self, address: str) -> bool:
        """Say whether a path from the page stays in the folder of the sources, symbolic links followed."""
        if "://" in address:
            return True
        folder = "" if address.startswith("/") else posixpath.dirname(self.env.docname)
        path = posixpath.normpath(
            posixpath.join(folder, unquote(address).replace("\0", "").lstrip("/").replace("\\", "/"))
        )
        root = os.path.realpath(self.env.srcdir)
        return (os.path.realpath(os.path.join(root, path)) + os.sep).startswith(root + os.sep)  # noqa: PTH118 - any text


def _clean_known_names(document: nodes.document) -> None:
    """Have those that ask docutils for an id find the one that is written."""
    document.ids = {safe_id(name): node for name, node in document.ids.items()}
    document.nameids = {name: found and safe_id(found) for name, found in document.nameids.items()}


def _replace_by_words(image: nodes.image, words: str) -> None:
    """Put words in the place of a picture; if a directive put it among blocks, with or without a link, in a paragraph."""
    text = nodes.Text(words or image.parent.get("refuri", ""))
    image.parent.replace(image, text)
    outermost = text.parent if type(text.parent) is nodes.reference else text
    block = outermost.parent
    if type(image) is nodes.image and not isinstance(block, nodes.TextElement):
        paragraph = nodes.paragraph()
        block.replace(outermost, paragraph)
        paragraph += outermost


def _link(address: str, words: str) -> nodes.Element:
    link = essay.link("", words, refuri=address)
    if is_local(address):
        link["essay_href"] = address
    return link


def clean_resolved(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Look at a page again when all in it is resolved (``doctree-resolved``)."""
    if not is_safe(app.config):
        return
    tell = teller(doctree)
    for node in list(doctree.findall(nodes.Element)):
        if isinstance(node, nodes.raw):
            _clean_written(node, tell)
        elif isinstance(node, nodes.image) and not _is_safe_or_copied(node, app.env):
            tell(node, f"the picture {node['uri']!r}")
            _replace_by_words(node, node.get("alt", ""))
        elif isinstance(node, nodes.reference) and not is_safe_address(node.get("refuri", "")):
            tell(node, f"the address {node['refuri']!r}")
            node.parent.replace(node, node.children)
    clean_nodes(doctree, tell, resolved=True)


def _is_safe_or_copied(image: nodes.image, env: BuildEnvironment) -> bool:
    """Say whether a picture will be at an address that runs nothing: its own, or that of the site's file."""
    return is_safe_address(image["uri"], picture=True) or image["uri"] in env.images or "essay_url" in image


def _clean_written(node: nodes.raw, tell: Tell) -> None:
    """Clean the HTML that was made of a page since it was read, as another extension may do."""
    if "html" in node.get("format", "").split():
        text = node.astext()
        cleaned = text if text == clean_icon(text) else clean_fragment(text)
        if cleaned != text:
            tell(node, "what raw HTML may not hold")
        node.parent.replace(node, essay.html_raw(cleaned))


def clean_context(
    app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Make safe what a site's configuration and includes put around a page (``html-page-context``)."""
    if not is_safe(app.config):
        return
    context["essay_contained"] = True  # nothing is drawn outside of the page's own place
    if slots := context.get("essay_slots"):
        # A head holds scripts, styles and settings; there is nothing to be read in it.
        context["essay_slots"] = {slot: clean_fragment(text) for slot, text in slots.items() if slot != "head"}
    options = context.get("essay_theme")
    if isinstance(options, ThemeOptions):
        context["essay_theme"] = replace(
            options,
            announcement=clean_fragment(options.announcement),
            footer_content=clean_fragment(options.footer_content),
            nav_footer=clean_fragment(options.nav_footer),
            aux_links=tuple(Link(link.title, _safe_or_none(link.url)) for link in options.aux_links),
        )
    for name in ("essay_edit_url", "logo_url", "favicon_url", "pageurl"):
        if context.get(name):
            context[name] = _safe_or_none(str(context[name]))
    for section in (*(context.get("essay_nav") or ()), *context.get("essay_all_pages", ())):
        for item in section["items"]:
            if item.get("external"):
                item["url"] = _safe_or_none(item["url"])


def _safe_or_none(address: str) -> str:
    return address if is_safe_address(address) else "#"


def configure(_app: Sphinx, config: Config) -> None:
    """Keep formulas from running anything (``config-inited``): MathJax's own ``safe`` extension does."""
    if not is_safe(config):
        return
    name = "mathjax4_config" if "mathjax4_config" in config else "mathjax3_config"
    settings = dict(getattr(config, name) or {})
    loader = dict(settings.get("loader") or {})
    loader["load"] = [*loader.get("load", ()), "ui/safe"]
    setattr(config, name, {**settings, "loader": loader})


def shut_files(app: Sphinx) -> None:
    """Keep directives of whatever language from reading files (``builder-inited``).

    ``include``, ``literalinclude``, tables and raw text from a file or an address ask this setting of docutils.
    """
    assert app.env is not None
    app.env.settings["file_insertion_enabled"] = not is_safe(app.config)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Make pages safe where the project asks for it."""
    app.add_transform(MakeSafe)
    connect(app, "config-inited", configure)
    connect(app, "builder-inited", shut_files)
    connect(app, "doctree-resolved", clean_resolved)
    connect(app, "html-page-context", clean_context)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
