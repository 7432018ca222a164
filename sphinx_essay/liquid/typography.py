"""``smartify``: kramdown's typographic symbols and quotes in text that is otherwise left alone.

Jekyll has kramdown do it, with a parser that knows HTML and character references besides.
"""

from __future__ import annotations

import re
from html import escape, unescape

from sphinx_essay.kramdown.options import Options
from sphinx_essay.kramdown.typography import SYMBOLS, Typography

_MARKS = re.compile(
    "|".join(
        [
            *map(re.escape, sorted(SYMBOLS, key=len, reverse=True)),
            r"(?P<tag><!--[^<]*?-->|</?[a-zA-Z][^<>]*>)",
            r"(?P<reference>&(?:[a-zA-Z]+|#\d+|#x[0-9a-fA-F]+);)",
            r"(?P<quote>[^\\]?[\"'])",
            "[&<>]",
        ]
    ),
    re.DOTALL,
)


def smartened(text: str) -> str:
    """Return ``text`` as HTML with typographic signs in place of plain ones; tags stay as they are."""
    typography = Typography(Options())
    parts: list[str] = []
    position = 0
    while found := _MARKS.search(text, position):
        parts.append(text[position : found.start()])
        position = found.end()
        match found.lastgroup:
            case "tag":
                parts.append(found[0])
            case "reference":
                parts.append(escape(unescape(found[0]), quote=False))
            case "quote":
                quoted, position = typography.quote(text, found.start())
                parts.append(escape(quoted, quote=False))
            case _:
                parts.append(typography.symbols.get(found[0]) or escape(found[0]))
    return "".join([*parts, text[position:]])
