"""What EPUB allows of an author's HTML: elements and attributes that its XHTML knows, and nothing that runs or is fetched.

Sources: EPUB 3.3, *XHTML content documents*; HTML Living Standard, *Index of attributes* and *Non-conforming features*.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sphinx_essay.html.nodes import BLOCK, INLINE, VOID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_RENAMED: Final = {
    "acronym": "abbr",
    "big": "span",
    "center": "div",
    "dir": "ul",
    "font": "span",
    "form": "div",
    "hgroup": "div",
    "listing": "pre",
    "nobr": "span",
    "math": "span",
    "plaintext": "pre",
    "search": "div",
    "slot": "span",
    "strike": "s",
    "svg": "span",
    "tt": "code",
    "xmp": "pre",
}
"""Elements that EPUB has no place for, and what says the same."""

PLAYED: Final = frozenset({"audio", "embed", "frame", "iframe", "object", "video"})
"""Elements that a book would have to fetch; it shows their address."""

_EVERYWHERE: Final = frozenset({"dir", "hidden", "lang", "role", "style", "tabindex", "title", "translate"})

_OWN: Final = {
    "a": {"href", "hreflang", "rel", "type", "download"},
    "area": {"alt", "coords", "href", "shape"},
    "blockquote": {"cite"},
    "button": {"type", "disabled", "value"},
    "col": {"span"},
    "colgroup": {"span"},
    "data": {"value"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "img": {"alt", "src", "width", "height", "usemap"},
    "input": {"type", "value", "checked", "disabled", "placeholder", "min", "max", "step"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "map": {"name"},
    "meter": {"high", "low", "max", "min", "optimum", "value"},
    "ol": {"reversed", "start", "type"},
    "optgroup": {"disabled", "label"},
    "option": {"disabled", "label", "selected", "value"},
    "progress": {"max", "value"},
    "q": {"cite"},
    "style": {"media", "type"},
    "td": {"colspan", "headers", "rowspan"},
    "th": {"abbr", "colspan", "headers", "rowspan", "scope"},
    "time": {"datetime"},
}

_NAME: Final = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_PIXELS: Final = re.compile(r"\d+")
_KNOWN: Final = INLINE | BLOCK | VOID


def book_tag(tag: str) -> str:
    """Return the tag that a book has for ``tag``: its own, or the nearest; ``span`` for what is not HTML's.

    SVG and MathML would have to be declared in the book's list of files, which Sphinx writes: their words are kept.
    """
    return _RENAMED.get(tag, tag if tag in _KNOWN else "span")


def book_attributes(tag: str, attributes: Iterable[tuple[str, str | None]]) -> Iterator[tuple[str, str | None]]:
    """Yield the attributes of an element that a book may have."""
    own = _OWN.get(tag, set())
    for name, value in attributes:
        if not _NAME.fullmatch(name) or name.startswith("on"):
            continue
        known = name in _EVERYWHERE or name in own or name.startswith(("aria-", "data-"))
        sized = name not in ("width", "height") or _PIXELS.fullmatch(value or "") is not None
        if known and sized:
            yield name, value
