"""Fewer passes of Python's garbage collector while a site is built.

A doctree is full of cycles (each node knows its parent), so that garbage must be collected.  But a build also keeps much
for as long as it runs, and by Python's defaults the collector walks all of that again and again, for nothing: a sixth of
a build's time.  Rarer passes find the doctrees of a few dozen pages at once, which is no memory to speak of.

And when Python exits, it looks once more for garbage in all that the build has made, though the memory is given back in any
case: a third of the time that a build takes in which nothing has changed.  That also writes files to their end which nobody
has closed, so this is done without; the command ``sphinx-essay build`` alone does it, whose process ends with the build.
"""

from __future__ import annotations

import gc
from contextlib import suppress
from io import BufferedRandom, BufferedWriter, TextIOWrapper
from typing import TYPE_CHECKING, Final

from sphinx_essay.events import connect

if TYPE_CHECKING:
    from sphinx.application import Sphinx

THRESHOLDS: Final = (10_000, 10, 1_000)
"""How many new objects, and how many lesser passes, make for a pass (see :func:`gc.set_threshold`)."""


def leave() -> None:
    """Write to their end the files that are open, and keep Python from looking for garbage at its exit."""
    for held in gc.get_objects():
        if issubclass(type(held), (TextIOWrapper, BufferedWriter, BufferedRandom)):
            with suppress(OSError, ValueError):
                held.flush()
    gc.freeze()


def set_up(app: Sphinx) -> None:
    """Collect more rarely between ``builder-inited`` and ``build-finished``."""
    usual = gc.get_threshold()

    def collect_rarely(_app: Sphinx) -> None:
        nonlocal usual
        usual = gc.get_threshold()
        gc.set_threshold(*THRESHOLDS)

    def collect_as_usual(_app: Sphinx, _error: Exception | None) -> None:
        gc.set_threshold(*usual)

    connect(app, "builder-inited", collect_rarely)
    connect(app, "build-finished", collect_as_usual)
