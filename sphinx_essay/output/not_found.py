"""The page ``404.html``, which servers show at any address that has no page.

A Jekyll site has the one that its author wrote; any other project that this theme draws gets one.  Relative links on it
would mean something else at each address, so that they become absolute, under any theme.  Their root is the path of
``html_baseurl``; where that is not known, a Jekyll site's ``baseurl``.
"""

from __future__ import annotations

import html
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_essay.core.addresses import split_address
from sphinx_essay.events import connect
from sphinx_essay.project.i18n import translator
from sphinx_essay.project.project import project_of
from sphinx_essay.project.theme_in_use import draws
from sphinx_essay.project.written_files import write_if_changed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

FILE: Final = "404.html"

_ADDRESSES: Final = ("href", "src", "action", "poster", "data-content_root")
"""The attributes that hold an address; the last is Sphinx's, for its scripts."""


def absolute(text: str, root: str) -> str:
    """Return a page with its relative addresses made absolute from ``root``, a path with a slash at both ends.

    A page without any stays as it is: that is what the next build finds, unless it writes the page again.
    """
    tree = LexborHTMLParser(text)
    is_changed = False
    for name in _ADDRESSES:
        for element in tree.css(f"[{name}]"):
            address = element.attributes[name] or ""
            if address and not address.startswith("#") and not _has_scheme(address):
                element.attrs[name] = moved = urljoin(root, address)
                is_changed |= moved != address
    return "<!DOCTYPE html>\n" + (tree.root.html or "") + "\n" if is_changed and tree.root is not None else text


def _has_scheme(address: str) -> bool:
    try:
        return bool(urlsplit(address).scheme)
    except ValueError:
        return True


def root_path(config: Config) -> str:
    """Return the path that the site is served at, "" where that is not known."""
    if config.html_baseurl:
        return split_address(str(config.html_baseurl)).path.rstrip("/") + "/"
    site = project_of(config).site
    return f"{site.config.baseurl}/" if site is not None else ""


def add_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Give Sphinx the page to write (``html-collect-pages``), unless the project has one, or an extension that makes it."""
    made = "404" in app.env.found_docs or project_of(app.config).has_urls or "notfound.extension" in app.extensions
    if app.builder.name == "html" and draws(app.builder) and not made:
        title = translator()("Page not found")
        yield "404", {"title": title, "body": f"<h1>{html.escape(title)}</h1>"}, "page.html"


def write(app: Sphinx, exception: Exception | None) -> None:
    """Make the addresses on the page absolute (``build-finished``)."""
    page = Path(app.outdir, FILE)
    builder = app.builder
    if exception is not None or not isinstance(builder, StandaloneHTMLBuilder) or builder.name == "epub":
        return
    root = root_path(app.config)
    if root and page.is_file():
        write_if_changed(page, absolute(page.read_text("utf-8"), root))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Look after the page for what is not there."""
    app.setup_extension("sphinx_essay.project.project")
    connect(app, "html-collect-pages", add_page)
    connect(app, "build-finished", write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
