"""The source folder on disk: which of its files Sphinx must not take for pages, and what is remembered of them."""

from __future__ import annotations

import os
import pickle
import re
import unicodedata
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from sphinx_essay import __version__
from sphinx_essay.core.page import FrontMatter
from sphinx_essay.core.warnings import Diagnostic
from sphinx_essay.jekyll.sources import Head
from sphinx_essay.project.written_files import write_if_changed

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

SOURCE_SUFFIXES = (".md", ".markdown", ".mkdown", ".mkdn", ".mkd", ".rst", ".ipynb")
"""The files that are sources of pages in a Sphinx project."""


_FORM: Final = (__version__, *(field.name for record in (Head, FrontMatter, Diagnostic) for field in fields(record)))
"""What a kept mapping was written by: records of another version mean something else, or are of no use at all."""


class Cache:
    """A mapping that is kept in a file between builds; one that cannot be read, or is another version's, counts as empty."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.values: dict[str, Any] = {}
        try:
            saved = pickle.loads(file.read_bytes())  # noqa: S301 - beside Sphinx's own pickles, in the same folder
            self.values = saved["values"] if saved["form"] == _FORM else {}
        except Exception:  # whatever a damaged file raises, it costs one reading of the sources
            self.values = {}

    def save(self) -> None:
        """Write the mapping; a folder that cannot be written costs one reading of the sources."""
        saved = {"form": _FORM, "values": self.values}
        try:
            write_if_changed(self.file, pickle.dumps(saved, pickle.HIGHEST_PROTOCOL))
        except OSError:
            return


def first_source(source: Path, suffixes: tuple[str, ...] = SOURCE_SUFFIXES) -> str:
    """Return the docname of the first source file, those of the folder itself before those below; "" where there is none.

    A folder of essays need not have an index: its table of contents begins at the first of them.
    """
    for root, names, files in os.walk(source):
        names[:] = sorted(name for name in names if not name.startswith((".", "_")))
        for name in sorted(files):
            if name.endswith(suffixes) and not name.startswith((".", "_")):
                path = os.path.relpath(f"{root}/{name}", source).replace(os.sep, "/")
                return path.removesuffix(next(suffix for suffix in suffixes if name.endswith(suffix)))
    return ""


def no_pages(source: Path, suffixes: Collection[str], pages: Collection[str]) -> list[str]:
    """Return patterns for Sphinx's ``exclude_patterns`` that leave just ``pages`` of the files with these suffixes.

    ``pages`` are paths relative to ``source``.  A folder that holds no page at any depth is one pattern.
    """
    folders = {""}
    for page in pages:
        while (page := page.rpartition("/")[0]) not in folders:
            folders.add(page)
    wanted = set(pages)
    endings = tuple(suffixes)
    patterns = []
    for root, names, files in os.walk(source):
        here = os.path.relpath(root, source).replace(os.sep, "/")
        below = "" if here == "." else here + "/"
        patterns += [_literal(below + name) for name in names if below + name not in folders]
        names[:] = [name for name in names if below + name in folders]
        patterns += [_literal(below + name) for name in files if name.endswith(endings) and below + name not in wanted]
    return sorted(patterns)


def _literal(path: str) -> str:
    """Return the pattern that matches ``path`` alone, which Sphinx composes (NFC) before it compares."""
    return re.sub(r"([\[*?])", r"[\1]", unicodedata.normalize("NFC", path))
