"""Whole sites, built in this process, and the content of their pages in a form that can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import myst_parser
from selectolax.lexbor import LexborHTMLParser
from sphinx.testing.util import SphinxTestApp
from sphinx.util.docutils import docutils_namespace, patch_docutils

if TYPE_CHECKING:
    from pathlib import Path

OLD_MYST = myst_parser.__version__.startswith("4.")


def built(source: Path, out: Path) -> tuple[dict[str, str], str]:
    """Build a folder as ``sphinx-build -C -D extensions=sphinx_essay`` does; return the pages' content and the warnings."""
    with patch_docutils(), docutils_namespace():
        app = SphinxTestApp(
            "html", srcdir=source, builddir=out, confoverrides={"extensions": ["sphinx_essay"]}, freshenv=True
        )
        try:
            app.build()
            warnings = app.warning.getvalue()
            pages = {}
            for path in sorted(app.outdir.rglob("*.html")):
                content = LexborHTMLParser(path.read_bytes()).css_first("#main-content main")
                if content is not None:
                    pages[path.relative_to(app.outdir).as_posix()] = " ".join((content.html or "").split())
        finally:
            app.cleanup()
    return pages, warnings


def comparable(html: str) -> list[str]:
    """Return a page's markup without the blanks between its elements, and without what Sphinx marks its links by."""
    tree = LexborHTMLParser(html)
    for span in tree.css("a.reference > span.std, a.reference > span.xref"):
        span.unwrap()
    for link in tree.css("a.reference"):
        del link.attrs["class"]
    html = (tree.body.html or "").replace("text-align: ", "text-align:")
    if OLD_MYST:
        html = _without_what_old_myst_does(tree)
    return " ".join(html.split()).replace("> <", "><").replace("><", ">\n<").split("\n")


def _without_what_old_myst_does(tree: LexborHTMLParser) -> str:
    """Return markup without titles of links, which MyST 4 drops, and with boxes of tasks in one form."""
    for link in tree.css("a[title]"):
        del link.attrs["title"]
    for box in tree.css("input.task-list-item-checkbox"):
        for name, value in sorted(box.attributes.items()):
            del box.attrs[name]
            box.attrs[name] = value or ""
    return (
        (tree.body.html or "").replace("text-align: ", "text-align:").replace('type="checkbox"> ', 'type="checkbox">')
    )
