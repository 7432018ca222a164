"""Reading pages in whatever encoding they are.

Sphinx reads every source as UTF-8, and one byte that is none ends the whole build.  It takes the name of any encoding,
though, and Python takes new ones: ``essay-source-utf-8`` reads UTF-8, and bytes that are none as Windows-1252, with a mark
in front by which the page's warning is given.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Any, Final

from sphinx.util import logging

from sphinx_essay.core.warnings import log
from sphinx_essay.events import connect
from sphinx_essay.jekyll.sources import decode, is_encoding
from sphinx_essay.project.project import project_of

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_essay.core.warnings import Diagnostic

logger = logging.getLogger(__name__)

_NAME: Final = "essay_source_"
MARK: Final = "\ufeff"
"""Stands before a text that is not in its encoding: a byte order mark, which no text that was decoded well begins with."""


def _search(name: str) -> codecs.CodecInfo | None:
    """Return the forgiving form of an encoding (Python asks with hyphens as underscores)."""
    if not name.startswith(_NAME) or not is_encoding(name.removeprefix(_NAME)):
        return None
    encoding = name.removeprefix(_NAME)

    def read(data: Any, _errors: str = "strict", /) -> tuple[str, int]:
        text, problems = decode(bytes(data), encoding, "", final=True)
        return (MARK + text if problems else text, len(data))

    class Decoder(codecs.BufferedIncrementalDecoder):
        """Waits for the whole text: its last byte may decide."""

        def _buffer_decode(self, input: Any, errors: str, final: bool) -> tuple[str, int]:  # noqa: A002, ARG002
            return read(input) if final else ("", 0)

    return codecs.CodecInfo(codecs.lookup(encoding).encode, read, incrementaldecoder=Decoder, name=name)


def read_forgivingly(app: Sphinx) -> None:
    """Let Sphinx read sources in the site's encoding, and those that are in another (``builder-inited``)."""
    site = project_of(app.config).site
    encoding = site.config.encoding if site is not None else app.config.source_encoding
    encoding = encoding if is_encoding(encoding) else "utf-8"
    app.env.settings["input_encoding"] = _NAME + encoding.lower().replace("utf-8-sig", "utf-8")


def report(app: Sphinx, docname: str, source: list[str]) -> None:
    """Say which page is in another encoding (``source-read``)."""
    if not source[0].startswith(MARK):
        return
    source[0] = source[0].removeprefix(MARK)
    path = str(app.env.doc2path(docname, base=False))
    problems = problems_of(app.env.doc2path(docname), app.env.settings["input_encoding"], path)
    log(logger, app.srcdir, [problem for problem in problems if not _is_known(app, problem)])


def problems_of(file: Path, codec: str, path: str) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the encoding of a file."""
    return decode(file.read_bytes(), codec.removeprefix(_NAME), path, final=True)[1]


def _is_known(app: Sphinx, problem: Diagnostic) -> bool:
    """Say whether the quick pass over the sources has reported this: it looks at the beginnings of files only."""
    project = project_of(app.config)
    known = project.site.diagnostics if project.site is not None else ()
    return any((project.prefix + at.path, at.message) == (problem.path, problem.message) for at in known)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Read sources of any encoding."""
    codecs.register(_search)
    connect(app, "builder-inited", read_forgivingly)
    connect(app, "source-read", report)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
