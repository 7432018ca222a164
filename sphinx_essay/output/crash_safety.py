"""What a build must do so that the next one is right, though this one is killed, or its sources are edited meanwhile.

*Killed*: Sphinx believes a page that lies in the output to be whole, and what it decided to write, to be written.  While
a build is under way, a file says so in the output; a build that finds it writes every page.

*Edited meanwhile*: Sphinx takes a page to be as new as the end of its reading.  A change between its reading and that
moment would be lost; so pages of a Jekyll site are dated back to when the reading began.

*Two at once*: in the output of a Jekyll site, the file that says that a build is under way is locked for as long as that
runs, so that a second build into the same folder ends before it writes a page.  The system unlocks it when a process dies.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final
from weakref import WeakKeyDictionary

from sphinx.errors import SphinxError

from sphinx_essay.events import connect
from sphinx_essay.project.project import project_of

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

MARKER: Final = ".essay-unfinished"
"""The file in the output folder that says that a build is under way."""

_COARSE: Final = 10_000
"""Microseconds by which the times of files may lag behind the clock."""

_locks: WeakKeyDictionary[Sphinx, BinaryIO] = WeakKeyDictionary()
"""The locked file of each build that is under way."""

_begun: WeakKeyDictionary[BuildEnvironment, int] = WeakKeyDictionary()
"""When the reading of pages began, in microseconds since 1970."""


def is_unfinished(outdir: Path) -> bool:
    """Say whether the last build into ``outdir`` did not end well."""
    return (outdir / MARKER).exists()


def begin(app: Sphinx) -> None:
    """Note that a build begins, and lock the output folder if it is a Jekyll site's.

    :raises SphinxError: if another build is under way there, or the folder cannot be written.
    """
    try:
        marker = Path(app.outdir, MARKER).open("ab")  # noqa: SIM115 - open until the build ends
        _locks[app] = marker
        if fcntl is not None and project_of(app.config).has_urls:
            fcntl.flock(marker, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        _locks.pop(app).close()
        message = f"another build is writing into {app.outdir}: wait for its end, or choose another folder"
        raise SphinxError(message) from None
    except OSError as error:
        message = (
            f"nothing can be written into {app.outdir}: {error.strerror}; what was built there before is as it was"
        )
        raise SphinxError(message) from error


def end(app: Sphinx, exception: Exception | None) -> None:
    """Unlock the output folder, and note that the build has ended, if it has ended well (``build-finished``)."""
    marker = _locks.pop(app, None)
    if marker is not None:
        marker.close()
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
