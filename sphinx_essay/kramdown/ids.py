r"""Ids of headings, made from their text: kramdown's rule, and that of its GFM parser.

Both were measured on kramdown itself; they differ, and a page may need both (headings inside HTML elements
follow the plain rule in GFM too).  Each counts its own ids and knows none that the writer gave.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_essay.kramdown.element import Node
    from sphinx_essay.kramdown.typography import Typography

_PLAIN_START_RE = re.compile(r"^[^a-zA-Z]+", re.MULTILINE)
_PLAIN_DROP_RE = re.compile(r"[^a-zA-Z0-9 \-]+")

_CIRCLED_LETTERS = (("Ⓐ", "ⓩ"), ("🄰", "🅉"), ("🅐", "🅩"), ("🅰", "🆉"))
_WORD_CATEGORIES = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"))


def plain_text(nodes: list[Node], typography: Typography, *, gfm: bool) -> str:
    """Return the text of a heading without its markup; code and formulas count for the GFM parser only."""
    parts: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            parts.append(typography.for_id(node))
        elif node.type in ("codespan", "math", "role"):
            if gfm:
                parts.append(node.value)
        elif node.type == "abbr":
            parts.append(node.value)
        else:
            # What kramdown does not parse, as in <code>, is text as the writer wrote it, references and all.
            parts.append(plain_text(node.data.get("written", node.children), typography, gfm=gfm))
    return "".join(parts)


def basic_id(text: str) -> str:
    """Return the id that plain kramdown makes of ``text``; it may be empty."""
    return _PLAIN_DROP_RE.sub("", _PLAIN_START_RE.sub("", text)).replace(" ", "-").lower()


def plain_id(text: str, used: dict[str, int]) -> str:
    """Return plain kramdown's id, made unique among those in ``used``."""
    id_ = basic_id(text) or "section"
    if id_ not in used:
        used[id_] = 0
        return id_
    used[id_] += 1
    return f"{id_}-{used[id_]}"


def gfm_id(text: str, used: dict[str, int]) -> str:
    """Return the GFM parser's id, made unique among those in ``used``; that of an empty text is empty."""
    # Ruby lowers each letter by itself, where Python knows the sigma at the end of a word.
    lower = text.lower() if "Σ" not in text else "".join(map(str.lower, text))
    id_ = lower.translate(_GFM_CHARACTERS)
    count = used.get(id_, -1) + 1
    used[id_] = count
    return f"{id_}-{count}" if count else id_


def transliterated(text: str) -> str:
    """Return ``text`` in ASCII as far as dropping accents does it (option ``transliterated_header_ids``)."""
    text = text.translate(_WITHOUT_DECOMPOSITION)
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


_WITHOUT_DECOMPOSITION = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d",
     "Ð": "D", "þ": "th", "Þ": "Th", "ł": "l", "Ł": "L", "ı": "i"}
)  # fmt: skip


def _is_word(char: str) -> bool:
    r"""Say whether ``char`` is in Ruby's ``\p{Word}``: letters, marks, digits, connectors, circled letters."""
    return unicodedata.category(char) in _WORD_CATEGORIES or any(
        first <= char <= last for first, last in _CIRCLED_LETTERS
    )


class _Characters(dict[int, str | None]):
    """What ``str.translate`` makes of each character of a GFM id, worked out when it is first met."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        result = "-" if char in " \t" else char if char == "-" or _is_word(char) else None
        self[code] = result
        return result


_GFM_CHARACTERS = _Characters()
