"""A text with a position and line numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re


class Lines:
    """Which source line a place in a text is on; ``line`` is that of its beginning.

    It counts from the last place it was asked about, so that all questions together cost about one pass.
    """

    __slots__ = ("_known_line", "_known_pos", "text")

    def __init__(self, text: str, line: int = 0) -> None:
        self.text = text
        self._known_pos = 0
        self._known_line = line

    def line_at(self, pos: int) -> int:
        """Return the 0-based source line of ``pos``."""
        if pos >= self._known_pos:
            self._known_line += self.text.count("\n", self._known_pos, pos)
        else:
            self._known_line -= self.text.count("\n", pos, self._known_pos)
        self._known_pos = pos
        return self._known_line


class Scanner(Lines):
    """The text of a container, and where the parser stands in it."""

    __slots__ = ("_absent", "_last", "pos")

    def __init__(self, text: str, line: int = 0) -> None:
        super().__init__(text, line)
        self.pos = 0
        self._absent: dict[object, int] = {}
        self._last: dict[str, int] = {}

    def line(self) -> int:
        """Return the 0-based source line of the position."""
        return self.line_at(self.pos)

    def has(self, mark: str, pos: int) -> bool:
        """Say whether ``mark`` comes anywhere after ``pos``; asking costs one pass over the text in all."""
        last = self._last.get(mark)
        if last is None:
            last = self._last[mark] = self.text.rfind(mark)
        return last >= pos

    def find(self, pattern: re.Pattern[str], pos: int) -> re.Match[str] | None:
        """Search for ``pattern`` from ``pos`` on; what was not found once is not sought again further on."""
        absent_from = self._absent.get(pattern)
        if absent_from is not None and pos >= absent_from:
            return None
        found = pattern.search(self.text, pos)
        if found is None:
            self._absent[pattern] = pos
        return found
