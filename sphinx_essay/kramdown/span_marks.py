"""Single characters: entities, quotes, dashes, escapes, line breaks (kramdown syntax: typographic symbols)."""

from __future__ import annotations

import html
import re
from html.entities import name2codepoint
from typing import TYPE_CHECKING

from sphinx_essay.kramdown.element import Element, Node

if TYPE_CHECKING:
    from sphinx_essay.kramdown.spans import SpanParser

_ENTITY_RE = re.compile(r"&(?:([A-Za-z0-9_:][\-\w.:]*)|\#([0-9]+)|\#x([0-9a-fA-F]+));", re.ASCII)
_SYMBOL_RE = re.compile(r"---|--|\.\.\.|<< | >>|<<|>>")
_ENTITIES = {**name2codepoint, "apos": 39, "lceil": 8968, "rceil": 8969, "lang": 9001, "rang": 9002}


class Mark(str):
    """What stands for an entity, a symbol or a quote: an attribute list may follow it, without effect."""

    __slots__ = ()


def quote(parser: SpanParser, out: list[Node]) -> bool:
    """Turn a quotation mark or an apostrophe."""
    mark, parser.pos = parser.rules.typography.quote(parser.text, parser.pos)
    out.append(Mark(mark))
    return True


def entity(parser: SpanParser, out: list[Node]) -> bool:
    """Resolve a character reference; one that HTML does not know is text."""
    match = _ENTITY_RE.match(parser.text, parser.pos)
    if match is None:
        return False
    name, decimal, hexadecimal = match.groups()
    if name is None:
        out.append(Mark(html.unescape(f"&#{decimal};" if decimal else f"&#x{hexadecimal};")))
    elif name in _ENTITIES:
        out.append(Mark(chr(_ENTITIES[name])))
    else:
        out.append(match[0])
    parser.pos = match.end()
    return True


def symbol(parser: SpanParser, out: list[Node]) -> bool:
    """Turn dashes, dots and guillemets into the characters that they stand for."""
    match = _SYMBOL_RE.match(parser.text, parser.pos)
    if match is None or ("<" in match[0] and "no_auto_typographic" in parser.options.gfm_quirks):
        return False
    out.append(Mark(parser.rules.typography.symbols[match[0]]))
    parser.pos = match.end()
    return True


def backslash(parser: SpanParser, out: list[Node]) -> bool:
    """Parse an escaped character or a hard line break."""
    text, start = parser.text, parser.pos
    following = text[start + 1 : start + 3]
    if following in ("<<", ">>"):
        out.append(following)
        parser.pos = start + 3
        return True
    if following == "\\\n" and not parser.rules.hard_breaks:
        out.append(Element("br"))
        parser.pos = start + 2
        return True
    if following[:1] == "\n" and parser.rules.gfm and not parser.rules.hard_breaks and _breaks_here(parser):
        if start + 2 < len(text):
            out.append(Element("br"))
        parser.pos = start + 1
        return True
    match = parser.rules.escaped.match(text, start)
    if match is None:
        return False
    out.append(match[1])
    parser.pos = start + 2
    return True


def _breaks_here(parser: SpanParser) -> bool:
    """Say whether a newline may be a hard break for the GFM parser: it looks into no HTML element."""
    return not parser.in_html and "html" not in parser.opened and "raw html" not in parser.opened


def hard_newline(parser: SpanParser, out: list[Node]) -> bool:
    """Parse a line's end, where each is a hard break."""
    if not _breaks_here(parser):
        return False
    if parser.pos + 1 < len(parser.text):
        out.append(Element("br"))
    out.append("\n")
    parser.pos += 1
    return True


def line_break(parser: SpanParser, out: list[Node]) -> bool:
    """Parse two blanks at a line's end: a hard break."""
    out.append(Element("br"))
    parser.pos += 2
    return True
