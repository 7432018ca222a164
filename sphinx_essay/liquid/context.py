"""The state of one rendering: variables, what was looked at, what went wrong, how much was done."""

from __future__ import annotations

import re
from bisect import bisect_left
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TextIO

from liquid import RenderContext
from liquid.output import LimitedStringIO

from sphinx_essay.core.warnings import Diagnostic, Subtype
from sphinx_essay.liquid.errors import EvaluationError, LimitError, UnknownNameError
from sphinx_essay.liquid.limits import Limits
from sphinx_essay.liquid.values import check_length

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from liquid.template import BoundTemplate

    from sphinx_essay.core.page import Page
    from sphinx_essay.liquid.renderer import LiquidRenderer


MOST_DIAGNOSTICS = 100
"""How many problems are told of one page."""


@dataclass(slots=True)
class Recorder:
    """What a rendering leaves behind besides its text."""

    limits: Limits = field(default_factory=Limits)
    diagnostics: dict[Diagnostic, None] = field(default_factory=dict)
    dependencies: set[str] = field(default_factory=set)
    work: int = 0
    kept: int = 0

    def keep(self, value: object) -> None:
        """Count a value that a variable is to hold; raise ``LimitError`` where all of them are too much."""
        if isinstance(value, str):
            self.kept += len(value)
        elif isinstance(value, list | tuple):
            self.kept += 8 * len(value)
        if self.kept > self.limits.variables:
            msg = f"variables with more than {self.limits.variables} characters"
            raise LimitError(msg)

    def charge(self, work: int) -> None:
        """Count ``work`` done; raise ``LimitError`` where it is more than a page may cost."""
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


@dataclass(frozen=True, slots=True)
class Place:
    """The file whose template runs, and the line of the file that the template begins on."""

    path: str
    first_line: int


class JekyllContext(RenderContext):
    """python-liquid's context with the scopes of Ruby's Liquid, and with Jekyll's site at hand."""

    __slots__ = ("_frames", "_places", "_registers", "page", "payload", "recorder", "renderer")

    def __init__(
        self,
        template: BoundTemplate,
        renderer: LiquidRenderer,
        recorder: Recorder,
        page: Page,
        payload: Mapping[str, object],
        place: Place,
    ) -> None:
        super().__init__(template)
        self.renderer = renderer
        self.recorder = recorder
        self.page = page
        self.payload = payload
        self._frames: list[dict[str, object]] = []
        self._places = [place]
        self._registers: dict[str, Any] = {}

    @property
    def in_page(self) -> bool:
        """Whether the page's own template runs, not a layout or an included file."""
        return self._places[-1].path == self.page.path

    @property
    def now(self) -> datetime:
        """The moment of the build."""
        return self.renderer.now

    @property
    def config(self) -> Mapping[str, Any]:
        """The site's configuration, noted as what the page was made from."""
        self.depend("site.config")
        return self.renderer.config

    def register(self, name: str, default: Any) -> Any:
        """Return a tag's own store, which begins as ``default``."""
        return self._registers.setdefault(name, default)

    def find(self, name: str) -> object:
        """Return the variable ``name``: the innermost scope's, else the site's, else a counter."""
        for frame in reversed(self._frames):
            if name in frame:
                return frame[name]
        if name in self.locals:
            return self.locals[name]
        value = self.payload.get(name)
        return self.counters.get(name) if value is None else value

    def assign(self, key: str, val: object) -> None:
        """Set a variable of the outermost scope."""
        self.recorder.keep(val)
        self.locals[key] = val

    @contextmanager
    def stack(self, frame: dict[str, object] | None = None) -> Iterator[dict[str, object]]:
        """Open an inner scope; what ``assign`` sets stays in the outermost one."""
        self._frames.append({} if frame is None else frame)
        try:
            yield self._frames[-1]
        finally:
            self._frames.pop()

    @contextmanager
    def inside(self, place: Place) -> Iterator[None]:
        """Go into an included file; raises ``LimitError`` where files include each other without end."""
        if len(self._places) > self.recorder.limits.include_depth:
            chain = " > ".join(dict.fromkeys(step.path for step in self._places))
            msg = f"files include each other too deeply: {chain}"
            raise LimitError(msg)
        self._places.append(place)
        try:
            yield
        finally:
            self._places.pop()

    def get_buffer(self, buf: TextIO | None = None) -> LimitedStringIO:
        """Return a buffer for a part of the output, with what room the page has left."""
        written = buf.size if isinstance(buf, LimitedStringIO) else 0
        return LimitedStringIO(self.recorder.limits.output - written)

    def complain(self, subtype: Subtype, message: str, source: str, offset: int) -> None:
        """Report something at an offset of the source of the template that runs."""
        if len(self.recorder.diagnostics) > MOST_DIAGNOSTICS:
            return
        place = self._places[-1]
        line = place.first_line + bisect_left(_line_ends(source), offset)
        self.recorder.report(subtype, message, place.path, line)

    def depend(self, name: str) -> None:
        """Note that the page was made from the file or the list called ``name``."""
        self.recorder.dependencies.add(name)

    def call_filter(self, name: str, value: object, arguments: list[object]) -> object:
        """Return ``value | name: arguments``.

        Raises ``UnknownNameError`` for a filter that is not defined, ``EvaluationError`` where Ruby would.
        """
        function = self.env.filters.get(name)
        if function is None:
            msg = f"no filter is called {name!r}"
            raise UnknownNameError(msg)
        self.recorder.charge(1 + _weight(value))
        try:
            result: object = function(self, value, *arguments)
        except EvaluationError as error:
            if isinstance(error, LimitError):
                raise
            msg = f"{name}: {error.reason}"
            raise type(error)(msg) from error
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            is_call = isinstance(error, TypeError) and "positional argument" in str(error)
            msg = f"{name}: {'wrong number of arguments' if is_call else error}"
            raise EvaluationError(msg) from error
        self.recorder.charge(_weight(result))
        if isinstance(result, str):
            check_length(len(result))
        return result


@lru_cache(maxsize=4)
def _line_ends(source: str) -> list[int]:
    """Return where the lines of a template end."""
    return [match.start() for match in re.finditer("\n", source)]


def _weight(value: object) -> int:
    if isinstance(value, str):
        return len(value) >> 8
    if isinstance(value, list | tuple):
        return len(value) >> 4
    return 0
