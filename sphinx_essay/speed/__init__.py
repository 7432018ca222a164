"""Less work for a build, with the same result: ``essay_speedups = False`` turns all of it off.

What is done here relies on how Sphinx 8.1 to 9 and docutils work inside, each module on what its docstring says; nothing of
what a page shows depends on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_essay.config import register
from sphinx_essay.events import connect

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata


def begin(app: Sphinx, config: Config) -> None:
    """Set up what a build is to be sped up with (``config-inited``)."""
    from sphinx_essay.speed import gc_tuning, idle_transforms, parallel_reading

    if config.essay_speedups:
        for part in (gc_tuning, idle_transforms, parallel_reading):
            part.set_up(app)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the option, and wait for its value."""
    register(app, "speed")
    connect(app, "config-inited", begin)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
