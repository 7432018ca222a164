"""One definition of a word, in Python for the index and in JavaScript for the question."""

from __future__ import annotations

import json
import random
import unicodedata
from typing import Final

import pytest

from sphinx_essay.search.words import words

from .conftest import in_node

SCRIPTS: Final = {
    "Latin": ((0x41, 0x24F), (0x1E00, 0x1EFF)),
    "Greek": ((0x370, 0x3FF), (0x1F00, 0x1FFF)),
    "Cyrillic": ((0x400, 0x52F),),
    "Armenian": ((0x531, 0x586),),
    "Hebrew": ((0x591, 0x5EA),),
    "Arabic": ((0x610, 0x6FF),),
    "Syriac": ((0x710, 0x74A),),
    "Devanagari": ((0x900, 0x97F),),
    "Bengali": ((0x980, 0x9FB),),
    "Tamil": ((0xB82, 0xBFA),),
    "Thai": ((0xE01, 0xE5B),),
    "Lao": ((0xE81, 0xEDF),),
    "Tibetan": ((0xF00, 0xFD4),),
    "Burmese": ((0x1000, 0x109F),),
    "Georgian": ((0x10A0, 0x10FA),),
    "Hangul": ((0x1100, 0x11FF), (0xAC00, 0xD7A3)),
    "Ethiopic": ((0x1200, 0x137C),),
    "Cherokee": ((0x13A0, 0x13F4),),
    "Khmer": ((0x1780, 0x17F9),),
    "Kana": ((0x3041, 0x30FF), (0xFF66, 0xFF9D)),
    "Han": ((0x4E00, 0x9FFF), (0x20000, 0x20100)),
    "Deseret": ((0x10400, 0x1044F),),
    "signs": (
        (0x20, 0x2F),
        (0x30, 0x40),
        (0x5B, 0x5F),
        (0xA0, 0xBF),
        (0x2010, 0x203A),
        (0x20A0, 0x20BF),
        (0x2150, 0x216F),
    ),
}


def is_known(letter: str) -> bool:
    return unicodedata.category(letter) != "Cn"


def generated(count: int) -> list[str]:
    """Return texts of a few words in one script each, with signs and letters of another among them."""
    chance = random.Random(7)
    letters = {
        name: [letter for first, last in ranges for letter in map(chr, range(first, last + 1)) if is_known(letter)]
        for name, ranges in SCRIPTS.items()
    }
    names = [name for name in SCRIPTS if name != "signs"]
    texts = []
    for number in range(count):
        kinds = chance.choices([names[number % len(names)], "signs", chance.choice(names)], [80, 15, 5], k=24)
        texts.append("".join(chance.choice(letters[kind]) for kind in kinds[: chance.randint(1, 24)]))
    return texts


def test_python_and_javascript_find_the_same_words() -> None:
    texts = generated(6_000)
    told = in_node("console.log(JSON.stringify(input.map(EssaySearchWords.words)));", texts)
    differing = [
        (text, theirs, ours)
        for text, theirs in zip(texts, told, strict=True)
        if theirs != (ours := [list(word) for word in words(unicodedata.normalize("NFC", text))])
    ]
    assert not differing, json.dumps(differing[:3])


def found(text: str) -> list[str]:
    return [word for _, word in words(unicodedata.normalize("NFC", text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("April 9, 2003", "april 9 2003"),
        ("COVID-19", "covid19 covid 19"),
        ("3.14", "314 3 14"),
        ("v1.2.3", "v123 v1 2 3"),
        ("ISO-8601", "iso8601 iso 8601"),
        ("§42, 10 %", "§ 42 10 %"),
        ("C++ and F#", "c++ c + + and f# f #"),
        ("nav_order", "navorder nav order"),
        ("parseHTMLString", "parsehtmlstring parse html string"),
        ("H2O, 3D, F16", "h2o 3d f16"),
        ("don’t", "dont don t"),
        ("Straße, Ærø, naïve", "straße strasse ærø aero naïve naive"),
        ("ΣΊΣΥΦΟΣ σίσυφος", "σίσυφος σισυφοσ σίσυφος σισυφοσ"),
        ("بِسْمِ الْمُقَدِّمَة", "بِسْمِ بسم الْمُقَدِّمَة المقدمه"),
        ("בְּרֵאשִׁית", "בְּרֵאשִׁית בראשית"),
        ("हिन्दी किताबें", "हिन्दी किताबें"),
        ("公园吧", "公园 园吧 吧"),
        ("用Sphinx 9写", "用 sphinx 9 写"),
        ("ＡＢＣ", "ａｂｃ abc"),
        ("공원에서", "공원에서"),
    ],
)
def test_what_readers_type_is_a_word(text: str, expected: str) -> None:
    expected = unicodedata.normalize("NFC", expected)
    assert found(text) == expected.split()
    assert found(unicodedata.normalize("NFD", text)) == expected.split()


def test_the_words_of_a_compound_stand_one_behind_the_other() -> None:
    assert list(words("on COVID-19 now")) == [(0, "on"), (1, "covid19"), (1, "covid"), (2, "19"), (3, "now")]
