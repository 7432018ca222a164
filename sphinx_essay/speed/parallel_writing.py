"""Pages are resolved, indexed and written by several processes (``-j``).

Sphinx has other processes write pages, but resolves and indexes all of them in its own, which takes as long: an extension
may keep something of a page while it resolves it.  Where only parts are there that are known to keep nothing, the other
processes do the whole work, and send back what little of it the build needs to be finished.

Relies on Sphinx: a builder's ``images`` are all that is left of a page when it is written, beside its search index;
``write_doc_serialized`` and ``write_doc`` are what writes one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sphinx_essay.project.page_guard import write_page
from sphinx_essay.speed.idle_transforms import KNOWN
from sphinx_essay.speed.processes import in_processes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx

    from sphinx_essay.output.builder import EssayHTMLBuilder
    from sphinx_essay.search.index_parts import Index

_EVENTS: Final = ("doctree-resolved", "missing-reference", "warn-missing-reference")
"""The events of Sphinx while it resolves a page."""

_KEEPERS: Final = ("sphinx.ext.imgconverter.",)
"""Those of the known packages that keep something: it gives the pictures that it makes names which no other has."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a process knows of the pages that it wrote.

    ``images`` are those in the pages that are to be copied (path from the source directory → file name), ``index`` is the
    pages' search index.
    """

    images: dict[str, str]
    index: Index | None


def processes_for(app: Sphinx) -> int:
    """Return how many processes may resolve pages: one, if something takes part of which nobody knows what it keeps."""
    if not app.config.essay_speedups:
        return 1
    handlers = (listener.handler for event in _EVENTS for listener in app.events.listeners.get(event, ()))
    parts = (type(app.builder), *app.registry.get_post_transforms(), *handlers)
    return app.parallel if all(map(_keeps_nothing, parts)) else 1


def _keeps_nothing(part: object) -> bool:
    module = f"{getattr(part, '__module__', '')}."
    return module.startswith(KNOWN) and not module.startswith(_KEEPERS)


def write(builder: EssayHTMLBuilder, docnames: Sequence[str], processes: int) -> None:
    """Write pages with ``processes`` processes.

    The first one is written here, so that what all pages need is loaded when the other processes begin.

    :raises SphinxParallelError: where a page could not be written.
    """

    def write_chunk(chunk: Sequence[str]) -> Written:
        builder.images.clear()
        builder.begin_part()
        for docname in chunk:
            write_page(builder, docname, guarded=builder.guarded)
        return Written(builder.images, builder.end_part(chunk))

    write_page(builder, docnames[0], guarded=builder.guarded)
    for _, written in in_processes(write_chunk, docnames[1:], processes, "writing output... ", "darkgreen"):
        builder.images.update(written.images)
        if written.index is not None:
            builder.add_part(written.index)
