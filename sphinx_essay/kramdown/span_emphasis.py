"""Emphasis: ``*a*``, ``**a**``, ``_a_``, ``__a__`` and ``~~a~~`` (kramdown syntax: emphasis; GFM: strikethrough)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from sphinx_essay.kramdown.element import Element, Node

if TYPE_CHECKING:
    from sphinx_essay.kramdown.spans import SpanParser

_STRIKE_RE = re.compile(r"~~(?![ \t\r\n\f\v~]).*?[^ \t\r\n\f\v~]~~", re.DOTALL)
_WHITE = frozenset(" \t\r\n\f\v")


def emphasis(parser: SpanParser, out: list[Node]) -> bool:
    """Parse emphasis; marks that open none are text."""
    text, start = parser.text, parser.pos
    mark = text[start]
    delimiter = mark * 2 if text.startswith(mark, start + 1) else mark
    kind = "strong" if len(delimiter) == 2 else "em"
    after = start + len(delimiter)
    if (
        (mark == "_" and _follows_letter(parser, start))
        or text[after : after + 1] in _WHITE
        or kind in parser.opened
        or parser.budget < 0
        or text.find(mark, after) < 0
    ):
        out.append(delimiter)
        parser.pos = after
        return True
    element = _emphasised(parser, after, delimiter, kind)
    if element is None and kind == "strong" and (not parser.opened or parser.opened[-1] != "em"):
        element = _emphasised(parser, start + 1, mark, "em")
    if element is None:
        out.append(delimiter)
        parser.pos = after
    else:
        out.append(element)
    return True


def _follows_letter(parser: SpanParser, pos: int) -> bool:
    """Say whether an underscore at ``pos`` stands inside a word."""
    text = parser.text
    while pos > 0 and text[pos - 1] == "_":
        pos -= 1
    if pos > 0 and text[pos - 1] == "-":
        pos -= 1
    return pos > 0 and text[pos - 1].isalpha()


def _emphasised(parser: SpanParser, start: int, delimiter: str, kind: str) -> Element | None:
    """Parse emphasis whose content begins at ``start``; on success the position is after its end."""
    text = parser.text
    element = Element(kind)
    width = len(delimiter)
    children = element.children

    def accept(pos: int) -> bool:
        if text[pos - 1] in _WHITE or not children:
            return False
        if kind == "em" and text.startswith(delimiter * 2, pos) and not text.startswith(delimiter, pos + 2):
            return False
        return delimiter[0] != "_" or not text[pos + width : pos + width + 1].isalnum()

    parser.pos = start
    if not parser.child(element, (_delimiter(delimiter), accept), parser.plain):
        return None
    parser.pos += width
    return element


def strike(parser: SpanParser, out: list[Node]) -> bool:
    """Parse deleted text, which is parsed for itself."""
    match = _STRIKE_RE.match(parser.text, parser.pos) if parser.budget > 0 and not parser.too_deep() else None
    if match is None:
        parser.charge()
        return False
    element = Element("del")
    element.children = parser.inner(match[0][2:-2])
    out.append(element)
    parser.pos = match.end()
    return True


@cache
def _delimiter(text: str) -> re.Pattern[str]:
    return re.compile(re.escape(text))
