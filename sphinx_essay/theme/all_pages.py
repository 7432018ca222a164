"""The page “All pages”: the whole tree as plain links, so that every page is reached without a script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sphinx_essay.theme.in_use import html_builder

if TYPE_CHECKING:
    from sphinx.application import Sphinx

NAME = "allpages"


def wanted(app: Sphinx) -> bool:
    """Say whether the build has the page: not where all is one page, or a document has its name."""
    return app.builder.name != "singlehtml" and NAME not in app.env.found_docs


def collect(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Give Sphinx the page to write (``html-collect-pages``)."""
    builder = html_builder(app)
    if builder is not None and wanted(app):
        yield NAME, {"essay_all_pages": list(_sections(app))}, "allpages.html"


def _sections(app: Sphinx) -> Iterator[dict[str, Any]]:
    """Yield the toctrees' tree below the root document, then the pages that stand in no toctree."""
    seen: set[str] = set()
    root = app.config.root_doc
    yield {"heading": None, "items": [_item(app, root, seen, deep=False), *_children(app, root, seen)]}
    loose = [name for name in sorted(app.env.found_docs) if name not in seen]
    if loose:
        yield {"heading": None, "items": [_item(app, name, seen, deep=False) for name in loose]}


def _children(app: Sphinx, docname: str, seen: set[str]) -> list[dict[str, Any]]:
    return [
        _item(app, child, seen)
        for child in app.env.toctree_includes.get(docname, ())
        if child in app.env.found_docs and child not in seen
    ]


def _item(app: Sphinx, docname: str, seen: set[str], *, deep: bool = True) -> dict[str, Any]:
    seen.add(docname)
    title = app.env.titles.get(docname)
    return {
        "title": title.astext() if title is not None else docname,
        "url": app.builder.get_relative_uri(NAME, docname),
        "children": _children(app, docname, seen) if deep else [],
    }
