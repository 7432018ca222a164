"""The theme's files in the output: one stylesheet and few scripts, put together from many small sources."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_essay.core.warnings import Subtype
from sphinx_essay.project.theme_in_use import html_builder
from sphinx_essay.project.written_files import write_if_changed
from sphinx_essay.search import pagefind
from sphinx_essay.theme.options import read_options
from sphinx_essay.theme.stylesheet import for_extensions, stylesheet

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_essay.theme.options import ThemeOptions

logger = logging.getLogger(__name__)

SCRIPTS = Path(__file__).parent / "scripts"

SEARCH = "essay-search.js"

#: Written to ``_static``: script → the sources that it holds, in their order.  The browser waits for
#: ``essay-early.js``; ``essay-search.js`` is loaded when a reader turns to the search box.
BUNDLES = {
    "essay-early.js": ("early.js", "jtd.js"),
    "essay.js": (
        "nav.js",
        "menu.js",
        "color-switch.js",
        "search-start.js",
        "copy.js",
        "scrolling.js",
        "tasks.js",
        "video.js",
        "footnotes.js",
        "page-toc.js",
        "file.js",
    ),
    SEARCH: ("search-text.js", "search.js", "search-results.js", "search-box.js", "search-page.js"),
}

#: What the search is made of where Pagefind answers.
PAGEFIND = tuple("search-pagefind.js" if name == "search.js" else name for name in BUNDLES[SEARCH])


def write(app: Sphinx) -> None:
    """Write the stylesheet and the scripts; name the scripts that each page loads (``builder-inited``)."""
    builder = html_builder(app)
    if builder is None:
        return
    options, problems = read_options(builder.theme_options)
    for problem in problems:
        logger.warning("html_theme_options.%s", problem, type="essay", subtype=str(Subtype.CONFIG))
    static = Path(app.outdir, "_static")
    static.mkdir(parents=True, exist_ok=True)
    write_if_changed(static / "essay.css", _stylesheet(builder, options))
    write_if_changed(static / "essay-extensions.css", for_extensions())
    bundles = {**BUNDLES, SEARCH: PAGEFIND} if pagefind.serves(builder) else BUNDLES
    for name, sources in bundles.items():
        write_if_changed(static / name, bundle(sources))
    app.add_css_file("essay-extensions.css", priority=210)
    app.add_js_file("essay-early.js", priority=50)
    app.add_js_file("essay.js", priority=900, loading_method="defer")


def write_search_pages(app: Sphinx, exception: Exception | None) -> None:
    """Write where each page of the search index is to be found (``build-finished``).

    Sphinx's index names documents; their addresses are the builder's to say.
    """
    builder = html_builder(app)
    if exception is not None or builder is None:
        return
    listing = Path(app.outdir, "searchpages.js")
    if not Path(app.outdir, builder.searchindex_filename).is_file():
        listing.unlink(missing_ok=True)
        return
    # The essay builder's index names a page by its file, other builders' by its docname.
    name_of = getattr(builder, "search_name", str)
    pages = {name_of(docname): builder.get_target_uri(docname) for docname in sorted(app.env.found_docs)}
    listed = json.dumps(pages, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    write_if_changed(listing, f"EssaySearch.setPages({listed});\n")


def bundle(names: tuple[str, ...]) -> str:
    """Join script sources, without the comments and indents that only their readers need."""
    return "".join(_compact((SCRIPTS / name).read_text(encoding="utf-8")) for name in names)


def _compact(source: str) -> str:
    """Drop comments and indents; our sources hold no templates of many lines that this would harm."""
    source = re.sub(r"^\s*/\*.*?\*/\n", "", source, flags=re.DOTALL | re.MULTILINE)
    lines = (line.strip() for line in source.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def _stylesheet(builder: StandaloneHTMLBuilder, options: ThemeOptions) -> str:
    light = builder.highlighter
    dark = getattr(builder, "dark_highlighter", None) or light
    return stylesheet(light.get_formatter().style, dark.get_formatter().style, options.callouts)
