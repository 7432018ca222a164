"""Typographic quotes, dashes and dots for ``smartify``, by SmartyPants' rules."""

from __future__ import annotations

import re

_SYMBOLS = (
    ("---", "—"),
    ("--", "–"),
    ("...", "…"),
    ("<<", "«"),
    (">>", "»"),
)
_TAGS = re.compile(r"(<[^<>]*>)")
_DECADE = re.compile(r"(?<![\w])'(?=\d\ds\b)")
_OPENING_DOUBLE = re.compile(r"(?:(?<=^)|(?<=[\s(\[{—–'‘-]))\"(?=\S)")
_OPENING_SINGLE = re.compile(r"(?:(?<=^)|(?<=[\s(\[{—–\"“-]))'(?=\S)")


def smartened(text: str) -> str:
    """Return ``text`` with typographic signs in place of plain ones; HTML tags stay as they are."""
    return "".join(part if part.startswith("<") else _smartened(part) for part in _TAGS.split(text))


def _smartened(text: str) -> str:
    for plain, typographic in _SYMBOLS:
        text = text.replace(plain, typographic)
    text = _DECADE.sub("’", text)
    text = _OPENING_DOUBLE.sub("“", text).replace('"', "”")
    return _OPENING_SINGLE.sub("‘", text).replace("'", "’")
