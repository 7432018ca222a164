"""What one rendering may cost, what it has cost, and what it leaves behind."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_essay.core.warnings import Diagnostic, Subtype
from sphinx_essay.liquid.errors import LimitError

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_DIAGNOSTICS = 100
"""How many problems are told of one page."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on the rendering of one page, whoever wrote it.

    ``work`` counts what is done: one for each tag, output, filter and round of a loop, and one for every 256
    characters or 16 items that a filter handles.  ``output`` is in characters, and so is ``variables``, what is
    given to variables; ``include_depth`` counts files that include each other, ``nesting`` block tags inside each
    other, ``include_size`` is in bytes, ``coloured`` is the size of the code that gets colours, in characters.
    """

    work: int = 10_000_000
    output: int = 32_000_000
    variables: int = 500_000_000
    include_depth: int = 30
    nesting: int = 60
    include_size: int = 4_000_000
    coloured: int = 1_000_000


class Output:
    """Text that is being written, with a bound on its length."""

    __slots__ = ("_parts", "_room")

    def __init__(self, room: int) -> None:
        self._parts: list[str] = []
        self._room = room

    def write(self, text: str) -> None:
        """Add ``text``; raise ``LimitError`` if there is no room for it."""
        self._room -= len(text)
        if self._room < 0:
            msg = "the template prints more than any page holds"
            raise LimitError(msg)
        self._parts.append(text)

    def part(self) -> Output:
        """Return an output for a part of the text, with the room that is left."""
        return Output(self._room)

    def text(self) -> str:
        """Return what was written."""
        return "".join(self._parts)


@dataclass(slots=True)
class Recorder:
    """What a rendering leaves behind besides its text."""

    limits: Limits = field(default_factory=Limits)
    diagnostics: dict[Diagnostic, None] = field(default_factory=dict)
    dependencies: set[str] = field(default_factory=set)
    work: int = 0
    stored: int = 0

    def store(self, value: object) -> None:
        """Count a value that a variable is to hold; raise ``LimitError`` if all of them are too much."""
        if isinstance(value, str):
            self.stored += len(value)
        elif isinstance(value, list | tuple):
            self.stored += 8 * len(value)
        if self.stored > self.limits.variables:
            msg = f"variables with more than {self.limits.variables} characters"
            raise LimitError(msg)

    def charge(self, work: int) -> None:
        """Count ``work`` done; raise ``LimitError`` if it is more than a page may cost."""
        self.work += work
        if self.work > self.limits.work:
            msg = "the template never seems to end: it was given up"
            raise LimitError(msg)

    def report_all(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Note diagnostics of something else that went into the page."""
        for diagnostic in diagnostics:
            self.report(diagnostic.subtype, diagnostic.message, diagnostic.path, diagnostic.line)

    def report(self, subtype: Subtype, message: str, path: str, line: int) -> None:
        """Note a diagnostic, once; of very many in one page only the first."""
        if len(self.diagnostics) == MOST_DIAGNOSTICS:
            message, subtype = "there are more problems with Liquid than are told here", Subtype.LIQUID
        if len(self.diagnostics) <= MOST_DIAGNOSTICS:
            self.diagnostics[Diagnostic(subtype, message, path, line)] = None
