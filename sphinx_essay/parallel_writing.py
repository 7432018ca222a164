"""Pages are resolved, indexed and written by several processes (``-j``).

Sphinx has other processes write pages, but resolves and indexes all of them in its own, which takes as long: an extension
may keep something of a page while it resolves it.  Where only parts are there that are known to keep nothing, the other
processes do the whole work, and send back what little of it the build needs to be finished.
"""

from __future__ import annotations

import multiprocessing
import traceback
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sphinx.errors import SphinxParallelError
from sphinx.util import logging
from sphinx.util.build_phase import BuildPhase
from sphinx.util.display import display_chunk, status_iterator
from sphinx.util.parallel import make_chunks

from sphinx_essay.idle_transforms import KNOWN
from sphinx_essay.old_sphinx import resolved_doctree

if TYPE_CHECKING:
    from collections.abc import Sequence
    from logging import LogRecord

    from sphinx.application import Sphinx

    from sphinx_essay.builder import EssayHTMLBuilder
    from sphinx_essay.search_parts import Index

logger = logging.getLogger(__name__)

_EVENTS: Final = ("doctree-resolved", "missing-reference", "warn-missing-reference")
"""The events of Sphinx while it resolves a page."""

_KEEPERS: Final = ("sphinx.ext.imgconverter.",)
"""Those of the known packages that keep something: it gives the pictures that it makes names which no other has."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a process knows of the pages that it wrote.

    ``images`` are those in the pages that are to be copied (path from the source directory → file name), ``index`` is the
    pages' search index, ``messages`` is what was logged.
    """

    images: dict[str, str]
    index: Index | None
    messages: list[LogRecord]


def processes_for(app: Sphinx) -> int:
    """Return how many processes may resolve pages: one, where something takes part of which nobody knows what it keeps."""
    handlers = (listener.handler for event in _EVENTS for listener in app.events.listeners.get(event, ()))
    parts = (type(app.builder), *app.registry.get_post_transforms(), *handlers)
    return app.parallel if all(map(_keeps_nothing, parts)) else 1


def _keeps_nothing(part: object) -> bool:
    module = f"{getattr(part, '__module__', '')}."
    return module.startswith(KNOWN) and not module.startswith(_KEEPERS)


def write(builder: EssayHTMLBuilder, docnames: Sequence[str], processes: int) -> None:
    """Write pages with ``processes`` processes.

    The first one is written here, so that what all pages need is loaded when the other processes begin; these are made
    once, and take pages until there are no more.

    :raises SphinxParallelError: where a page could not be written.
    """
    _write_page(builder, docnames[0])
    chunks = make_chunks(docnames[1:], processes)
    fork = multiprocessing.get_context("fork")  # each process begins with all that this one has
    with ProcessPoolExecutor(min(processes, len(chunks)) or 1, fork, _begin, (builder,)) as pool:
        work = {pool.submit(_write_chunk, chunk): chunk for chunk in chunks}
        try:
            for future in status_iterator(
                as_completed(work),
                "writing output... ",
                "darkgreen",
                len(chunks),
                stringify_func=lambda future: display_chunk(work[future]),
            ):
                _take_over(builder, future.result())
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _take_over(builder: EssayHTMLBuilder, written: Written) -> None:
    builder.images.update(written.images)
    if written.index is not None:
        builder.add_part(written.index)
    for message in written.messages:
        logger.handle(message)


_builder: EssayHTMLBuilder
"""The builder for which a process writes."""


def _begin(builder: EssayHTMLBuilder) -> None:
    """Begin to write in another process."""
    global _builder
    _builder = builder


def _write_chunk(docnames: Sequence[str]) -> Written:
    """Write pages in another process.

    :raises SphinxParallelError: where one could not be written.
    """
    _builder.images.clear()
    _builder.begin_part()
    collector = logging.LogCollector()
    try:
        with collector.collect():
            for docname in docnames:
                _write_page(_builder, docname)
    except BaseException as error:
        message = traceback.format_exception_only(error)[0].strip()
        raise SphinxParallelError(message, traceback.format_exc()) from None
    logging.convert_serializable(collector.logs)
    return Written(_builder.images, _builder.end_part(docnames), collector.logs)


def _write_page(builder: EssayHTMLBuilder, docname: str) -> None:
    builder.phase = BuildPhase.RESOLVING
    doctree = resolved_doctree(builder, docname)
    builder.phase = BuildPhase.WRITING
    builder.write_doc_serialized(docname, doctree)
    builder.write_doc(docname, doctree)
