"""A fault of one page stays with that page, whatever raises it: docutils, an extension, the file system, or sphinx-essay.

A page that cannot be read or written is named by a warning and shown as its source has it; the next build tries again.  If
even that fails, the page is left out.  All other pages are what they would be without it.

This holds for Jekyll sites and for projects in kramdown, which do not exist without sphinx-essay.  In every other project
an exception ends the build, as it does in plain Sphinx: what an extension raises there is not ours to hide.

What is not the fault of one page still ends the build: a theme that fails, a full disk, and what the user has asked to end
it (``--pdb``, ``--exception-on-warning``).
"""

from __future__ import annotations

import errno
import os
import re
import traceback
from contextvars import ContextVar
from html import escape
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from docutils import nodes
from docutils.utils import new_document
from sphinx.errors import ConfigError, ExtensionError, SphinxWarning, ThemeError, VersionRequirementError
from sphinx.util import get_filetype, logging
from sphinx.util.build_phase import BuildPhase
from sphinx.util.display import status_iterator

from sphinx_essay.core.front_matter import split
from sphinx_essay.core.warnings import Diagnostic, Subtype, log
from sphinx_essay.events import connect
from sphinx_essay.project.project import is_essay_project
from sphinx_essay.project.sphinx_versions import resolved_doctree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)

_SHARED: Final = (ConfigError, SphinxWarning, ThemeError, VersionRequirementError)
"""Exceptions that are not about one page."""

_MACHINE: Final = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE, errno.EFBIG}
"""Errors of the file system that the next page would meet, too."""

_as_written: ContextVar[str] = ContextVar("page that is shown as its source has it", default="")
_read: WeakKeyDictionary[BuildEnvironment, list[str]] = WeakKeyDictionary()
"""The pages that were read here in this build."""


def guards(app: Sphinx) -> bool:
    """Say whether the project is one whose pages may not end a build."""
    return not app.pdb and is_essay_project(app.config)


def is_shown_as_written(docname: str) -> bool:
    """Say whether the page is read for its words alone, because reading it has failed."""
    return _as_written.get() == docname


def read_page(app: Sphinx, docname: str) -> bool:
    """Read a page, and return whether it is part of the build."""
    builder = app.builder
    try:
        builder.read_doc(docname)
        return True
    except Exception as error:
        if not guards(app) or not _is_of_a_page(error):
            raise
        _warn(app.env, docname, f"the page cannot be read: {_described(error)}; its text is shown as it stands")
    _forget(app, docname)
    token = _as_written.set(docname)
    try:
        builder.read_doc(docname)
    except Exception as error:
        if docname == app.config.root_doc or not _is_of_a_page(error):
            raise
        _warn(app.env, docname, f"the page is left out, as its text cannot be shown either: {_described(error)}")
        _forget(app, docname)
        return False
    finally:
        _as_written.reset(token)
    app.env.all_docs[docname] = 0  # so that the next build reads it again
    return True


def leave_out(env: BuildEnvironment, docnames: Iterable[str]) -> None:
    """Take pages that could not be read out of the build; the next one finds them as new ones."""
    env.project.docnames.difference_update(docnames)


def _forget(app: Sphinx, docname: str) -> None:
    app.emit("env-purge-doc", app.env, docname)
    app.env.clear_doc(docname)


def read(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Read pages one after the other, and take them from the list (``env-before-read-docs``)."""
    if not guards(app) or not docnames:
        return
    there = []
    for docname in status_iterator(docnames, "reading sources... ", "purple", len(docnames), app.verbosity):
        _forget(app, docname)
        if read_page(app, docname):
            there.append(docname)
    leave_out(env, set(docnames) - set(there))
    _read[env] = there
    docnames.clear()


def name_read(_app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Return the pages that were read (``env-updated``)."""
    return _read.pop(env, [])


def show(app: Sphinx, docname: str, source: list[str]) -> None:
    """Make a page's text one block of code, if the page is to be shown as its source has it (``source-read``)."""
    if is_shown_as_written(docname):
        source[0] = as_code(source[0], get_filetype(app.config.source_suffix, app.env.doc2path(docname)))


def as_code(text: str, filetype: str) -> str:
    r"""Return the source of a page that shows ``text`` as it stands, under the front matter of ``text``.

    >>> as_code("~~~ *a*", "markdown")
    '~~~~ text\n~~~ *a*\n~~~~\n'
    """
    offset = split(text)[0].body_offset
    head, body = text[:offset], text[offset:]
    if filetype == "restructuredtext":
        return "::\n\n" + indent(text, "   ", lambda _line: True)
    if filetype == "essay-html":
        return f"{head}<pre>{escape(body)}</pre>\n"
    fence = "~" * (1 + max((len(run) for run in re.findall("~+", body)), default=2))
    return f"{head}{fence} text\n{body}\n{fence}\n"


def write_page(builder: StandaloneHTMLBuilder, docname: str, *, guarded: bool) -> None:
    """Resolve a page, and write it; ``guarded`` says whether it may not end the build."""
    builder.phase = BuildPhase.RESOLVING
    try:
        _write(builder, docname, resolved_doctree(builder, docname))
        return
    except Exception as error:
        if not guarded or not _is_of_a_page(error):
            raise
        reason = _described(error)
        is_places = isinstance(error, OSError)
    if not is_places:
        try:
            _write(builder, docname, _plain_doctree(builder, docname))
        except Exception as error:
            if not _is_of_a_page(error):
                raise
        else:
            _warn(builder.env, docname, f"the page cannot be written: {reason}; its text is shown as it stands")
            os.utime(builder.get_output_path(docname), (0, 0))  # so that the next build writes it again
            return
    _warn(builder.env, docname, f"the page is left out, as it cannot be written: {reason}")


def _write(builder: Builder, docname: str, doctree: nodes.document) -> None:
    builder.phase = BuildPhase.WRITING
    builder.write_doc_serialized(docname, doctree)
    builder.write_doc(docname, doctree)


def _plain_doctree(builder: Builder, docname: str) -> nodes.document:
    """Return a page that shows its source as it stands, under its title."""
    env = builder.env
    path = env.doc2path(docname)
    text = path.read_text(encoding=env.settings["input_encoding"]).removeprefix("\ufeff")
    document = new_document(str(path), env.get_doctree(docname).settings)
    title = env.titles[docname].astext()
    body = text[split(text)[0].body_offset :]
    block = nodes.literal_block(body, body, language="text", force=False, linenos=False)
    document += nodes.section("", nodes.title(title, title), block, ids=[nodes.make_id(title) or "page"])
    return document


def _is_of_a_page(error: BaseException) -> bool:
    """Say whether an exception may be the fault of one page."""
    while isinstance(error, ExtensionError) and isinstance(error.orig_exc, Exception):
        error = error.orig_exc  # of a handler of an event
    if isinstance(error, OSError) and error.errno in _MACHINE:
        return False
    return not isinstance(error, _SHARED)


def _described(error: BaseException) -> str:
    """Return what was raised and at which line of which program, on one line of bearable length."""
    while isinstance(error, ExtensionError) and isinstance(error.orig_exc, Exception):
        error = error.orig_exc
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    message = " ".join(traceback.format_exception_only(error)[-1].split())
    frame = traceback.extract_tb(error.__traceback__)[-1:]
    place = "".join(f" ({Path(at.filename).name}, line {at.lineno})" for at in frame)
    return (message if len(message) <= 200 else f"{message[:200]}…") + place


def _warn(env: BuildEnvironment, docname: str, message: str) -> None:
    path = str(env.doc2path(docname, base=False))
    log(logger, env.srcdir, [Diagnostic(Subtype.PAGE, message, path, 1)])


def setup(app: Sphinx) -> ExtensionMetadata:
    """Read pages under guard."""
    connect(app, "env-before-read-docs", read)
    connect(app, "source-read", show)
    connect(app, "env-updated", name_read)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
