"""The span parser: the text of a paragraph, heading or cell → emphasis, links, code and the rest.

One compiled expression finds the next character that may begin something; the construct that it may begin is
tried there, and where that is none, the character is text.  A construct that fails (an emphasis never closed)
leaves the position where it was.  Since each failed try reads on, a budget in proportion to the text's length
limits them: past it, no page of sense comes there, the marks are text.

The constructs stand in the modules ``span_…``.  Each gets the parser with its position before the construct, and the list
that what it finds goes into; where it finds nothing, it says so and leaves both as they were.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from sphinx_essay.kramdown.element import Element, Node, coalesce
from sphinx_essay.kramdown.scanner import Lines
from sphinx_essay.kramdown.span_braces import brace
from sphinx_essay.kramdown.span_code import code, math
from sphinx_essay.kramdown.span_emphasis import emphasis, strike
from sphinx_essay.kramdown.span_html import less_than
from sphinx_essay.kramdown.span_links import bracket, image
from sphinx_essay.kramdown.span_marks import backslash, entity, hard_newline, line_break, quote, symbol
from sphinx_essay.kramdown.state import NESTING_LIMIT, State

if TYPE_CHECKING:
    from sphinx_essay.kramdown.span_rules import SpanRules

Stop = tuple[re.Pattern[str], Callable[[int], bool]]
"""Where a construct may end, and whether it does at a place where the expression matches."""

_STEPS_PER_CHARACTER = 12
_STEPS_AT_LEAST = 4000

_CODE_OR_HTML_RE = re.compile("[<`]")


class SpanParser:
    """Parses the spans of one text."""

    __slots__ = (
        "_last", "_lines", "bracketed", "budget", "depth", "in_html", "line", "opened", "options", "plain", "pos",
        "rules", "state", "text",
    )  # fmt: skip

    def __init__(self, state: State, rules: SpanRules, text: str, line: int, *, in_html: bool, depth: int = 0) -> None:
        """Prepare to parse ``text``, which begins on the 0-based ``line``.

        ``in_html`` says that the text stands in an HTML element or a footnote, where kramdown's GFM parser
        leaves line breaks alone; ``depth`` is how deep it is nested in other spans.
        """
        self.state = state
        self.text = text
        self.pos = 0
        self.line = line
        self.options = state.options
        self.rules = rules
        self.in_html = in_html
        self.opened: list[str] = []
        self._last: dict[str, int] = {}
        self._lines = Lines(text, line)
        self.depth = depth
        self.budget = _STEPS_AT_LEAST + _STEPS_PER_CHARACTER * len(text)
        self.plain, self.bracketed = rules.patterns(text, in_html=in_html)

    def parse(self, before: list[Node] | None = None) -> list[Node]:
        """Return ``before``, which stands before the text, and the text's spans."""
        out = before or []
        self.spans(out, None, self.plain)
        return out

    def outside_code(self) -> list[Node]:
        """Return the text with only its code spans and HTML elements as elements."""
        out: list[Node] = []
        self.opened.append("table")
        self.spans(out, None, _CODE_OR_HTML_RE)
        self.opened.pop()
        return coalesce(out)

    # -- the loop ------------------------------------------------------------------------------------------

    def spans(self, out: list[Node], stop: Stop | None, special: re.Pattern[str]) -> bool:
        """Parse spans into ``out`` up to the end of the text, or to where ``stop`` is found and accepted.

        Returns whether it was; the position is then before the stop.  If not, what follows the last special
        character is not in ``out``.
        """
        text = self.text
        length = len(text)
        search = special.search
        handlers = _HANDLERS
        while self.pos < length:
            match = search(text, self.pos)
            if match is None:
                if stop is None:
                    out.append(text[self.pos :])
                    self.pos = length
                return False
            self.budget -= 1
            start = match.start()
            char = text[start]
            if (char in "\"'" or (char == ">" and text[start - 1] == " ")) and start > self.pos:
                start -= 1
            if start > self.pos:
                out.append(text[self.pos : start])
                self.pos = start
            if stop is not None and stop[0].match(text, start) and stop[1](start):
                return True
            handler = handlers.get(char)
            if handler is not None and handler(self, out):
                continue
            if text[start + 1 : start + 2] in ("'", '"') and char != "\\" and not self.is_raw():
                # The character that began nothing decides, like any before a quote, which way the quote turns.
                quote(self, out)
            else:
                out.append(text[start])
                self.pos = start + 1
        return False

    def child(self, element: Element, stop: Stop, special: re.Pattern[str]) -> bool:
        """Parse the content of ``element`` up to ``stop``."""
        if self.too_deep():
            return False
        self.opened.append(element.type)
        try:
            return self.spans(element.children, stop, special)
        finally:
            self.opened.pop()

    def is_raw(self) -> bool:
        """Say whether only HTML counts, and, for a table's lines, code spans."""
        return bool(self.opened) and self.opened[-1] in ("raw html", "table")

    def too_deep(self) -> bool:
        """Say whether nothing may nest any more."""
        return len(self.opened) + self.depth >= NESTING_LIMIT

    def has(self, mark: str, pos: int) -> bool:
        """Say whether ``mark`` comes anywhere after ``pos``; asking costs one pass over the text in all."""
        last = self._last.get(mark)
        if last is None:
            last = self._last[mark] = self.text.rfind(mark)
        return last >= pos

    def charge(self) -> None:
        """Pay for a search that went to the end of the text in vain."""
        self.budget -= 1 + len(self.text) // 256

    def inner(self, text: str) -> list[Node]:
        """Return the spans of ``text``, a part of this text that is parsed for itself."""
        depth = self.depth + len(self.opened) + 1
        return SpanParser(self.state, self.rules, text, self.line, in_html=True, depth=depth).parse()

    def warn(self, message: str) -> None:
        """Note a warning about the line of the position."""
        self.state.warn(self._lines.line_at(self.pos), message)


# Each tries, where its character stands, whether that begins what it knows; it says whether it did.
_HANDLERS: dict[str, Callable[[SpanParser, list[Node]], bool]] = {
    "*": emphasis,
    "_": emphasis,
    "`": code,
    "<": less_than,
    "[": bracket,
    "!": image,
    '"': quote,
    "'": quote,
    "$": math,
    "{": brace,
    "&": entity,
    "-": symbol,
    ".": symbol,
    ">": symbol,
    "\\": backslash,
    " ": line_break,
    "\n": hard_newline,
    "~": strike,
}
