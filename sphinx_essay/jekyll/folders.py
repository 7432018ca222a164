"""Files and folders of one name: the site asks for both, and no file system has both. Pure functions."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_essay.core.warnings import Diagnostic, Subtype
from sphinx_essay.jekyll.documents import is_html
from sphinx_essay.jekyll.urls import escape_path, place

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from sphinx_essay.core.page import Page
    from sphinx_essay.jekyll.static_files import StaticFile


def kept_apart(pages: Sequence[Page], statics: Sequence[StaticFile]) -> tuple[list[Page], list[Diagnostic]]:
    """Return the pages so that none is a file where another page or a file needs a folder, and what was moved.

    A page ``/a.html`` in the way of ``/a.html/b.html`` becomes ``/a.html/``, to which web servers lead from ``/a.html``.  If
    that cannot be, the page that needs the folder moves to one of another name.
    """
    kept = {page.path: page for page in pages}
    things: tuple[Page | StaticFile, ...] = (*pages, *statics)
    taken = {thing.output: thing for thing in reversed(things)}
    problems: list[Diagnostic] = []
    for thing in things:
        output = kept.get(thing.path, thing).output  # it may have been moved
        name = next((folder for folder in folders_of(output) if folder in taken), None)
        if name is None:
            continue
        owner = taken[name].path
        blocking = kept.get(owner)
        inside = f"{name}/index.html"
        if (
            blocking is not None
            and is_html(blocking)
            and inside not in taken
            and posixpath.basename(name) != "index.html"
        ):
            moved = _at(blocking, inside)
        elif thing.path in kept:
            moved = _at(kept[thing.path], _free(name, taken) + output.removeprefix(name))
        else:
            continue  # a file of a collection in the way of another, which the build names
        taken.pop(kept[moved.path].output, None)
        kept[moved.path] = taken[moved.output] = moved
        message = f"{owner} is /{name}, where {thing.path} needs a folder; {moved.path} is at {moved.url} instead"
        problems.append(Diagnostic(Subtype.URL_CONFLICT, message, moved.path, moved.line_of("permalink")))
    return list(kept.values()), problems


def folders_of(output: str) -> Iterator[str]:
    """Yield the folders that a file lies in, from the innermost to that below the root of the output."""
    folder = posixpath.dirname(output)
    while folder:
        yield folder
        folder = posixpath.dirname(folder)


def _free(name: str, taken: Container[str]) -> str:
    while name in taken:
        name += "_"
    return name


def _at(page: Page, output: str) -> Page:
    return replace(page, output=output, url=escape_path(place(f"/{output}")))
