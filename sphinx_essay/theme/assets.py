"""The theme's files in the output: one stylesheet and few scripts, built from the sources in ``assets`` for each release."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx.util import logging

from sphinx_essay.core.theme_options import read_options
from sphinx_essay.core.warnings import Subtype
from sphinx_essay.project.theme_in_use import html_builder
from sphinx_essay.project.written_files import write_if_changed
from sphinx_essay.search import pagefind
from sphinx_essay.theme.stylesheet import stylesheet

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_essay.core.theme_options import ThemeOptions

logger = logging.getLogger(__name__)

BUILT: Final = Path(__file__).parent / "built"

EXTENSIONS: Final = "essay-extensions.css"

SEARCH: Final = "essay-search.js"

PAGEFIND: Final = "essay-search-pagefind.js"
"""What is written as :data:`SEARCH` where Pagefind answers."""


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
    for name in (EXTENSIONS, "essay-early.js", "essay.js"):
        write_if_changed(static / name, built(name))
    write_if_changed(static / SEARCH, built(PAGEFIND if pagefind.serves(builder) else SEARCH))
    app.add_css_file(EXTENSIONS, priority=210)
    app.add_js_file("essay-early.js", priority=50)
    app.add_js_file("essay.js", priority=900, loading_method="defer")


def built(name: str) -> str:
    """Return the text of a file that was built for the release."""
    return (BUILT / name).read_text(encoding="utf-8")


def _stylesheet(builder: StandaloneHTMLBuilder, options: ThemeOptions) -> str:
    light = builder.highlighter
    dark = getattr(builder, "dark_highlighter", None) or light
    own = stylesheet(light.get_formatter().style, dark.get_formatter().style, options.callouts)
    return f"{built('essay-first.css')}{own}\n{built('essay-last.css')}"
