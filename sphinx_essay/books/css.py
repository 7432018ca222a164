"""Styles in books: the books' own, and what an EPUB may hold of those that pages bring."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx_essay.core import css

if TYPE_CHECKING:
    from collections.abc import Iterable

STYLE: Final = Path(__file__).with_name("book.css")
"""How pages of books look."""

_WELL_FORMED: Final = frozenset(
    {
        "ident",
        "number",
        "percentage",
        "dimension",
        "hash",
        "string",
        "literal",
        "whitespace",
        "function",
        "unicode-range",
    }
)
"""Kinds of tokens that name nothing outside of the page."""

_ASKING: Final = frozenset({"url", "src", "image", "image-set", "cross-fade", "element"})
"""Functions that fetch."""

_TEXT: Final = re.compile(r"""[\w\s#%.,/+()"'-]+""", re.ASCII)

_FORBIDDEN: Final = frozenset({"direction", "unicode-bidi"})
"""Properties that belong to the markup (EPUB Content Documents 3.2, section 3.3.2.2)."""

_UNFIT: Final = frozenset({"position", "z-index"})
"""Properties that take words off a reader's page."""


def declarations(style: str) -> list[str]:
    """Return the declarations of a ``style`` that are well-formed and make no request."""
    return _fit(css.declarations(style))


def _fit(said: Iterable[css.Declaration]) -> list[str]:
    return [
        f"{each.name}: {each.value}"
        for each in said
        if each.whole
        and each.name not in _FORBIDDEN | _UNFIT
        and not each.name.startswith("--")
        and _TEXT.fullmatch(each.value)
        and all(
            token.type in _WELL_FORMED and not (token.type == "function" and token.lower_name in _ASKING)
            for token in css.parts(each.tokens)
        )
    ]


_SELECTOR: Final = re.compile(r"""[\w\s.#*>+~,:()="'\[\]-]+""", re.ASCII)
_BODY: Final = re.compile(r"(?:html|body|:root)\b")


def rules(sheet: str) -> str:
    """Return the rules of a page's ``style`` element that a book's page can have: plain ones, with what they may say.

    Rules for the screen's size, imports and fonts (at-rules) are for browsers.  So are rules for the page as a whole, whose
    margins and colours are the reader's own.
    """
    kept = []
    for selector, block in css.rules(sheet):
        said = _fit(block)
        if said and _SELECTOR.fullmatch(selector) and not _BODY.match(selector):
            kept.append(f"{selector} {{ {'; '.join(said)} }}")
    return "\n".join(kept)
