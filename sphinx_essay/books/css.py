"""Styles in books: the books' own, and what an EPUB may hold of those that pages bring."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

STYLE: Final = Path(__file__).with_name("book.css")
"""How pages of books look."""

_DECLARATION: Final = re.compile(
    r"""\s*(-?[a-z][a-z-]*)\s*:\s*((?:[\w\s\#%.,/+-]|\((?:[\w\s\#%.,/+-])*\)|"[\w\s.,-]*"|'[\w\s.,-]*')+?)\s*""",
    re.IGNORECASE | re.ASCII,
)
"""A property with a value that names nothing outside of the page and whose quotes and brackets are in pairs."""

_FORBIDDEN: Final = frozenset({"direction", "unicode-bidi"})
"""Properties that belong to the markup (EPUB Content Documents 3.2, section 3.3.2.2)."""

_UNFIT: Final = frozenset({"position", "z-index"})
"""Properties that take words off a reader's page."""


def declarations(style: str) -> list[str]:
    """Return the declarations of a ``style`` that are well-formed and make no request."""
    kept = []
    for part in style.split(";"):
        found = _DECLARATION.fullmatch(part)
        if found is None or found[1].lower() in _FORBIDDEN | _UNFIT or "url(" in part.lower():
            continue
        kept.append(f"{found[1].lower()}: {' '.join(found[2].split())}")
    return kept


_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_RULE: Final = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SELECTOR: Final = re.compile(r"""[\w\s.#*>+~,:()="'\[\]-]+""", re.ASCII)
_BODY: Final = re.compile(r"(?:html|body|:root)\b")


def rules(sheet: str) -> str:
    """Return the rules of a page's ``style`` element that a book's page can have: plain ones, with what they may say.

    Rules for the screen's size, imports and fonts (at-rules) are for browsers.  So are rules for the page as a whole, whose
    margins and colours are the reader's own.
    """
    kept = []
    text = _COMMENT.sub(" ", sheet)
    while (at := text.find("@")) >= 0:
        text = text[:at] + text[_end_of_at_rule(text, at) :]
    for selector, body in _RULE.findall(text):
        wanted = " ".join(selector.split())
        said = declarations(body)
        if said and _SELECTOR.fullmatch(wanted) and not _BODY.match(wanted) and _is_balanced(wanted):
            kept.append(f"{wanted} {{ {'; '.join(said)} }}")
    return "\n".join(kept)


def _end_of_at_rule(text: str, start: int) -> int:
    """Return where an at-rule ends: at its semicolon, or with its block (CSS Syntax, *consume an at-rule*)."""
    depth = 0
    for place in range(start, len(text)):
        character = text[place]
        if character == ";" and not depth:
            return place + 1
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if depth <= 0:
                return place + 1
    return len(text)


def _is_balanced(selector: str) -> bool:
    return all(selector.count(a) == selector.count(b) for a, b in ("()", "[]")) and not (
        selector.count('"') % 2 or selector.count("'") % 2
    )
