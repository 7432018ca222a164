"""Where a template runs: its variables, the page and the site, and the file that it stands in."""

from __future__ import annotations

import re
from bisect import bisect_left
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sphinx_essay.liquid.errors import EvaluationError, LimitError, UnknownNameError
from sphinx_essay.liquid.rendering import MOST_DIAGNOSTICS
from sphinx_essay.liquid.values import check_length

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from sphinx_essay.core.page import Page
    from sphinx_essay.core.warnings import Subtype
    from sphinx_essay.liquid.renderer import LiquidRenderer
    from sphinx_essay.liquid.rendering import Recorder


@dataclass(frozen=True, slots=True)
class Origin:
    """The file whose template runs, and the line of the file that the template begins on."""

    path: str
    first_line: int


class Context:
    """The scopes of Ruby's Liquid, with Jekyll's site at hand."""

    __slots__ = (
        "_counters",
        "_frames",
        "_globals",
        "_origins",
        "_registers",
        "_variables",
        "page",
        "recorder",
        "renderer",
    )

    def __init__(
        self, renderer: LiquidRenderer, recorder: Recorder, page: Page, variables: Mapping[str, object], origin: Origin
    ) -> None:
        self.renderer = renderer
        self.recorder = recorder
        self.page = page
        self._globals = variables
        self._variables: dict[str, object] = {}
        self._counters: dict[str, int] = {}
        self._frames: list[dict[str, object]] = []
        self._origins = [origin]
        self._registers: dict[str, Any] = {}

    @property
    def in_page(self) -> bool:
        """Whether the page's own template runs, not a layout or an included file."""
        return self._origins[-1].path == self.page.path

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
        if name in self._variables:
            return self._variables[name]
        value = self._globals.get(name)
        return self._counters.get(name) if value is None else value

    def assign(self, name: str, value: object) -> None:
        """Set a variable of the outermost scope."""
        self.recorder.store(value)
        self._variables[name] = value

    def count(self, name: str, step: int) -> int:
        """Move a counter; return what it was before it went up, or what it is after it went down."""
        before = self._counters.get(name, 0)
        self._counters[name] = before + step
        return before if step > 0 else before + step

    @contextmanager
    def stack(self, frame: dict[str, object] | None = None) -> Iterator[dict[str, object]]:
        """Open an inner scope; what ``assign`` sets stays in the outermost one."""
        self._frames.append({} if frame is None else frame)
        try:
            yield self._frames[-1]
        finally:
            self._frames.pop()

    @contextmanager
    def inside(self, origin: Origin) -> Iterator[None]:
        """Go into an included file; raises ``LimitError`` if files include each other without end."""
        if len(self._origins) > self.recorder.limits.include_depth:
            chain = " > ".join(dict.fromkeys(step.path for step in self._origins))
            msg = f"files include each other too deeply: {chain}"
            raise LimitError(msg)
        self._origins.append(origin)
        try:
            yield
        finally:
            self._origins.pop()

    def complain(self, subtype: Subtype, message: str, source: str, offset: int) -> None:
        """Report something at an offset of the source of the template that runs."""
        # Line numbers take a search, which a page with very many problems need not pay for.
        if len(self.recorder.diagnostics) > MOST_DIAGNOSTICS:
            return
        origin = self._origins[-1]
        line = origin.first_line + bisect_left(_line_ends(source), offset)
        self.recorder.report(subtype, message, origin.path, line)

    def depend(self, name: str) -> None:
        """Note that the page was made from the file or the list called ``name``."""
        self.recorder.dependencies.add(name)

    def call_filter(self, name: str, value: object, arguments: list[object]) -> object:
        """Return ``value | name: arguments``.

        Raises ``UnknownNameError`` for a filter that is not defined, ``EvaluationError`` if Ruby would.
        """
        function = self.renderer.filters.get(name)
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
