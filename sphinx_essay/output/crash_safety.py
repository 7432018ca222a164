"""What a build must do so that the next one is right, though this one is killed, or its sources are edited meanwhile.

*Killed*: Sphinx believes a page that lies in the output to be whole, and what it decided to write, to be written.  While
a build is under way, a file says so in the output; a build that finds it writes every page.

*Edited meanwhile*: Sphinx takes a page to be as new as the end of its reading.  A change between its reading and that
moment would be lost; so pages of a Jekyll site are dated back to when the reading began.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from sphinx_essay.events import connect
from sphinx_essay.project.project import project_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

MARKER: Final = ".essay-unfinished"
"""The file in the output folder that says that a build is under way."""

_COARSE: Final = 10_000
"""Microseconds by which the times of files may lag behind the clock."""

_begun: WeakKeyDictionary[BuildEnvironment, int] = WeakKeyDictionary()
"""When the reading of pages began, in microseconds since 1970."""


def is_unfinished(outdir: Path) -> bool:
    """Say whether the last build into ``outdir`` did not end well."""
    return (outdir / MARKER).exists()


def begin(outdir: Path) -> None:
    """Note that a build into ``outdir`` begins.

    :raises OSError: if the folder cannot be written.
    """
    (outdir / MARKER).touch()


def end(app: Sphinx, exception: Exception | None) -> None:
    """Note that the build has ended well (``build-finished``)."""
    if exception is None:
        Path(app.outdir, MARKER).unlink(missing_ok=True)


def note_begin(app: Sphinx, env: BuildEnvironment, _docnames: list[str]) -> None:
    """Note when the reading of a Jekyll site's pages begins (``env-before-read-docs``)."""
    if project_of(app.config).has_urls:
        _begun[env] = time.time_ns() // 1_000 - _COARSE


def date_back(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Date the pages that were read back to when the reading began (``env-updated``)."""
    begun = _begun.pop(env, None)
    if begun is not None:
        for docname, read in env.all_docs.items():
            env.all_docs[docname] = min(read, begun)
    return []


def setup(app: Sphinx) -> ExtensionMetadata:
    """Keep builds right after one that was interrupted."""
    connect(app, "env-before-read-docs", note_begin)
    connect(app, "env-updated", date_back)
    connect(app, "build-finished", end)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
