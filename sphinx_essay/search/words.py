"""What a word is for search: the index and the question have the same ones.

``assets/scripts/search-words.js`` says the same to the browser; a test compares both over words of many scripts.

Each character has a class, and a regular expression over these classes cuts a text:

=======  =====================================================================================================
``u``    a capital letter, ``l`` any other, ``d`` a number, ``m`` a mark that belongs to the letter before it
``h``    a character of a script without blanks between words: each two that stand together are a word
``s``    a sign that is a word, wherever it stands; ``p`` one that is so behind a letter (``C++``, ``F#``)
``c``    what may join words to a compound; a blank is all that parts them
=======  =====================================================================================================

``COVID-19``, ``3.14``, ``parseHTML`` and ``nav_order`` are compounds.  Their words stand at places of their own, and the
whole, without what joins it, at the place of the first.  So does a word with accents beside the one without them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Thai, Lao, Burmese, Khmer, Chinese and Japanese."""

_OTHERS: Final = {
    **dict.fromkeys("-._'\u2019\u2010\u2011", "c"),
    **dict.fromkeys("%\u2030\u00a7\u00b0", "s"),
    "+": "p",
    "#": "p",
}

_KINDS: Final = {"Lu": "u", "Lt": "u", "L": "l", "M": "m", "N": "d", "Sc": "s"}

_COMPOUND: Final = re.compile("h[hm]*|[uld][uldm]*(?:c[uld][uldm]*)*p*|s")
_WORD: Final = re.compile("u+(?=ul)|(?=[uld])u*(?:[lm]|d+u*)*|p")

_MARKS: Final = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]"
)
"""Accents, and the vowels of Hebrew and Arabic, which readers leave out."""

_SAME: Final = str.maketrans(dict(zip("ßæœþðøłđħıςىةکی", ["ss", "ae", "oe", "th", *"doldhiσيهكي"], strict=True)))
"""Letters that keyboards of other languages have not, and forms of one letter."""

LONGEST: Final = 40
"""How many characters of a word count."""


def _class_of(character: str) -> str:
    category = unicodedata.category(character)
    if category[0] in "LMN" and _UNSPACED.match(character):
        return "h"
    return _KINDS.get(category) or _KINDS.get(category[0]) or _OTHERS.get(character, " ")


class _Classes(dict[int, str]):
    """The class of each character, found when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _class_of(chr(code))
        return found


_CLASSES: Final = _Classes()


@lru_cache(2**16)
def fold(word: str) -> str:
    """Return a word without what readers may type otherwise: capitals, accents, forms of letters."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", word)).lower().translate(_SAME)
    return unicodedata.normalize("NFC", _MARKS.sub("", plain))[:LONGEST]


@lru_cache(2**16)
def spelling(word: str) -> str:
    """Return a word with its accents."""
    return word.lower()[:LONGEST]


@lru_cache(2**16)
def _words_of(compound: str, classes: str) -> tuple[tuple[tuple[int, str], ...], int]:
    """Return the words of a compound with their places in it, and how many places it takes."""
    if classes[0] == "h":
        run = fold(compound)
        return tuple((at, run[at : at + 2]) for at in range(len(run))), len(run)
    parts = [compound] if classes == "s" else [compound[slice(*word.span())] for word in _WORD.finditer(classes)]
    parts = [part for part in parts if fold(part)]
    found = [(0, "".join(map(fold, parts))[:LONGEST])] if len(parts) > 1 else []
    for place, part in enumerate(parts):
        if (spelled := spelling(part)) != fold(part):
            found.append((place, spelled))
        found.append((place, fold(part)))
    return tuple(found), len(parts)


def words(text: str) -> Iterator[tuple[int, str]]:
    """Yield the words of a text in composed form (NFC), each with its place: how many words stand before it.

    The last character of a run without blanks is a word of its own, so that any one is the beginning of a word.
    """
    classes = text.translate(_CLASSES)
    before = 0
    for compound in _COMPOUND.finditer(classes):
        part = slice(*compound.span())
        found, count = _words_of(text[part], classes[part])
        for place, word in found:
            yield before + place, word
        before += count
