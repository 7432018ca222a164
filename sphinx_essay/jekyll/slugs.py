"""Slugs and titles made from file names, by Jekyll's rules. Pure functions."""

from __future__ import annotations

import re
import unicodedata

MODES = ("none", "raw", "default", "pretty", "ascii", "latin")
_PRETTY = frozenset("._~!$&'()+,;=@")
_LATIN = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "Æ": "AE",
        "ø": "o",
        "Ø": "O",
        "œ": "oe",
        "Œ": "OE",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "Ð": "D",
        "þ": "th",
        "Þ": "Th",
        "ł": "l",
        "Ł": "L",
        "ı": "i",
        "ħ": "h",
        "Ħ": "H",
    }
)


def titleize(slug: str) -> str:
    """Return the title that a file name gives: its words, each with a capital and the rest small."""
    return " ".join(word.capitalize() for word in slug.split("-")).rstrip(" ")


def slugify(text: str, mode: str = "default", *, cased: bool = False) -> str:
    """Return ``text`` as a slug: runs of other characters become one hyphen, none at either end.

    ``default`` keeps letters, marks and decimal digits, ``pretty`` also ``._~!$&'()+,;=@``, ``ascii`` only
    ASCII letters and digits, ``raw`` all but white space, ``latin`` is ``default`` on the text without
    accents.  Any other mode leaves the text as it is.  Lower case, unless ``cased``.
    """
    if mode not in MODES or mode == "none":
        return text if cased else text.lower()
    if mode == "raw":
        slug = re.sub(r"[ \t\r\n\f\v]+", "-", text)
    elif mode == "ascii":
        slug = re.sub(r"[^A-Za-z0-9]+", "-", text)
    else:
        if mode == "latin":
            text = transliterate(text)
        extra = _PRETTY if mode == "pretty" else frozenset()
        slug = re.sub("\0+", "-", "".join(c if c in extra or _is_word(c) else "\0" for c in text))
    slug = slug.removeprefix("-").removesuffix("-")
    return slug if cased else slug.lower()


def transliterate(text: str) -> str:
    """Return ``text`` in ASCII: accents dropped, ligatures written out, any other character as ``?``."""
    plain = unicodedata.normalize("NFKD", text.translate(_LATIN))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return plain.encode("ascii", "replace").decode("ascii")


def _is_word(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "LM" or category == "Nd"
