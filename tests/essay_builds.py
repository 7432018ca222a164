"""Small projects of one or a few pages, built in this process by whatever builder."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sphinx
from selectolax.lexbor import LexborHTMLParser
from source_files import write
from sphinx.application import Sphinx
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace, patch_docutils

if TYPE_CHECKING:
    from pathlib import Path

    from selectolax.lexbor import LexborNode

WRITTEN_ALWAYS = ["index"] if sphinx.version_info < (8, 2) else []
"""The pages that Sphinx writes in each build: old ones write the first."""

EXTENSIONS = ["sphinx_essay.markdown", "sphinx_essay.html", "sphinx_essay.video"]
BOOKS = [*EXTENSIONS, "sphinx_essay.books.extension"]


@dataclass
class Built:
    """A finished build."""

    app: Sphinx
    warnings: str

    def text(self, name: str) -> str:
        return (self.app.outdir / name).read_text(encoding="utf-8")

    def body(self, docname: str = "index") -> LexborNode:
        """Return what Sphinx made of a page's content."""
        body = LexborHTMLParser(self.text(f"{docname}.html")).css_first("div.body")
        assert body is not None
        for link in body.css("a.headerlink, div.clearer"):
            link.decompose()
        return body

    def html(self, docname: str = "index") -> str:
        return " ".join((self.body(docname).inner_html or "").split()).strip()


def build(folder: Path, pages: dict[str, str] | str, builder: str = "html", **conf: Any) -> Built:
    """Build ``pages`` (file name → text; one text is ``index.md``) in ``folder``; an option that is None is not set."""
    if isinstance(pages, str):
        pages = {"index.md": pages}
    source = write(folder / "source", pages)
    settings = {
        "extensions": EXTENSIONS,
        "html_theme": "basic",
        "essay_dialect": "kramdown",
        "source_suffix": {".md": "markdown", ".html": "essay-html"},
        **conf,
    }
    warnings = io.StringIO()
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            srcdir=source,
            confdir=None,
            outdir=folder / builder,
            doctreedir=folder / f"{builder}-doctrees",
            buildername=builder,
            confoverrides={name: value for name, value in settings.items() if value is not None},
            status=None,
            warning=warnings,
            freshenv=True,
            parallel=0,
        )
        app.build()
    translators.clear()  # the language of one build is none of the next one's
    return Built(app, warnings.getvalue())
