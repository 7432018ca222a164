"""Work that several processes do on pages, each on some at a time, in Sphinx's own style of progress and messages.

The processes are made once and take pages until there are none left; Sphinx makes a new one for each few dozen pages, which
has to begin with all that the others had learnt before.
"""

from __future__ import annotations

import multiprocessing
import traceback
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import TYPE_CHECKING, Any, TypeVar

from sphinx.errors import SphinxParallelError
from sphinx.util import logging
from sphinx.util.display import display_chunk, status_iterator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from logging import LogRecord

    Docnames = Sequence[str]

logger = logging.getLogger(__name__)

T = TypeVar("T")


def chunks_of(docnames: Docnames, processes: int) -> Iterator[Docnames]:
    """Yield the pages in chunks: about a twentieth of them at a time, and ever fewer towards the end.

    So none of the processes has much left to do when there is nothing more for the others.
    """
    most = max(50, len(docnames) // 20)
    start = 0
    while left := len(docnames) - start:
        size = min(left, most, max(8, left // (2 * processes)))
        yield docnames[start : start + size]
        start += size


def in_processes(
    work: Callable[[Docnames], T], docnames: Docnames, processes: int, summary: str, colour: str
) -> Iterator[tuple[Docnames, T]]:
    """Do ``work`` on pages, and yield each chunk of them with its result as it is done; messages are passed on.

    ``summary`` says what is being done, in ``colour``.

    :raises SphinxParallelError: where the work on a chunk has raised something.
    """
    chunks = list(chunks_of(docnames, processes))
    fork = multiprocessing.get_context("fork")  # each process begins with all that this one has
    with ProcessPoolExecutor(min(processes, len(chunks)) or 1, fork, _begin, (work,)) as pool:
        running = {pool.submit(_run, chunk): chunk for chunk in chunks}
        try:
            for future in status_iterator(
                as_completed(running),
                summary,
                colour,
                len(chunks),
                stringify_func=lambda future: display_chunk(running[future]),
            ):
                result, messages = future.result()
                for message in messages:
                    logger.handle(message)
                yield running[future], result
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


_work: Callable[[Docnames], Any]
"""What this process is there for."""


def _begin(work: Callable[[Docnames], Any]) -> None:
    global _work
    _work = work


def _run(docnames: Docnames) -> tuple[Any, list[LogRecord]]:
    collector = logging.LogCollector()
    try:
        with collector.collect():
            result = _work(docnames)
    except BaseException as error:
        message = traceback.format_exception_only(error)[0].strip()
        raise SphinxParallelError(message, traceback.format_exc()) from None
    logging.convert_serializable(collector.logs)
    return result, collector.logs
