"""What is taken literally: code between backticks, formulas between dollars (kramdown syntax: code spans, math blocks)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_essay.kramdown import patterns as p
from sphinx_essay.kramdown.element import Element, Node

if TYPE_CHECKING:
    from sphinx_essay.kramdown.spans import SpanParser

_BACKTICKS_RE = re.compile("`+")
_MATH_RE = re.compile(r"\$\$(.*?)\$\$", re.DOTALL)
_WHITE = frozenset(" \t\r\n\f\v")


def code(parser: SpanParser, out: list[Node]) -> bool:
    """Parse code between backticks; a single one beside white space is text."""
    text, start = parser.text, parser.pos
    mark = _BACKTICKS_RE.match(text, start).group()  # type: ignore[union-attr]
    after = start + len(mark)
    single = len(mark) == 1
    close = -1
    if not (single and text[after : after + 1] in _WHITE and (start == 0 or text[start - 1] in _WHITE)):
        close = text.find(mark, after) if parser.budget > 0 else -1
    if close < 0:
        parser.charge()
        out.append(mark)
        parser.pos = after
        return True
    content = text[after:close]
    if not single:
        content = content.removeprefix(" ").removesuffix(" ")
    out.append(Element("codespan", content))
    parser.pos = close + len(mark)
    return True


def math(parser: SpanParser, out: list[Node]) -> bool:
    """Parse a formula between double dollars."""
    match = _MATH_RE.match(parser.text, parser.pos) if parser.budget > 0 else None
    if match is None:
        parser.charge()
        return False
    out.append(Element("math", match[1].strip(p.SPACE), category="span"))
    parser.pos = match.end()
    return True
