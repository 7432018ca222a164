"""Phrases against the direction of their line are found whole, and books from right to left are set so."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from book_checks import epubcheck, needs_pdftotext, needs_tex
from essay_builds import BOOKS, build
from hypothesis import given
from hypothesis import strategies as st

from sphinx_essay.books import tex
from sphinx_essay.books.direction import phrases


def test_a_phrase_has_its_punctuation_and_digits() -> None:
    assert list(phrases("say שלום, 12 עולם! now")) == [("say ", False), ("שלום, 12 עולם", True), ("! now", False)]


def test_two_phrases() -> None:
    assert list(phrases("אב x גד")) == [("אב", True), (" x ", False), ("גד", True)]


@pytest.mark.parametrize(
    ("text", "against"),
    [
        ("אב Just the Docs 9.1, גד", ["Just the Docs 9.1"]),
        ("אב 2024-05-06, גד 12 3:15 50% 3D", ["2024-05-06", "3:15", "50%", "3D"]),
        ("אב 12 גד", []),
        ("אב Sphinx (9.1) גד (x)", ["Sphinx (9.1)", "x"]),
        ("9.1 Sphinx", ["9.1", "Sphinx"]),
    ],
)
def test_phrases_from_left_to_right(text: str, against: list[str]) -> None:
    assert [part for part, is_against in phrases(text, right=True) if is_against] == against


@given(st.text(alphabet="ab 1,.()%אבج\u0301\u202a"), st.booleans())
def test_nothing_is_lost(text: str, right: bool) -> None:
    assert "".join(part for part, _against in phrases(text, right=right)) == text


def latex(folder: Path, text: str, language: str) -> str:
    return build(folder, text, "latex", extensions=BOOKS, language=language, root_doc="index").text(
        "projectnamenotset.tex"
    )


def test_markup_does_not_part_a_phrase(tmp_path: Path) -> None:
    text = latex(tmp_path, "# T\n\nאב *Just* the **Docs** (גד) `code`.\n", "he")
    assert r"אב \essayltr{\sphinxstyleemphasis{Just} the \sphinxstylestrong{Docs}} )גד( \sphinxcode{" in text


def test_titles_are_marked_too(tmp_path: Path) -> None:
    text = latex(tmp_path, "# T\n\n## עולם שלום (x)\n\ntext\n\n## x שלום עולם y\n", "en")
    assert r"{\essayrtl{עולם שלום} (x)}" in text
    assert r"{x \essayrtl{שלום עולם} y}" in text


def test_a_page_from_left_to_right_stays_as_it_is(tmp_path: Path) -> None:
    assert "essayltr" not in latex(tmp_path, "# T\n\nPlain *text*, «quoted» – é.\n", "en")


PAGES = {
    "he": ("אלף", "בית גימל", "דלת", "הא"),
    "ar": ("كتاب", "باب دار", "سوق", "درس"),
    "fa": ("کتاب", "باد باران", "سبز", "درس"),
}
"""Words without ligatures, which pdftotext takes apart: a heading, a phrase, two cells."""


@needs_tex
@needs_pdftotext
@pytest.mark.parametrize("language", PAGES)
def test_pages_are_mirrored(tmp_path: Path, language: str) -> None:
    heading, phrase, first, second = PAGES[language]
    text = (
        f"---\ntitle: T\n---\n## {heading} Alpha\n\n{phrase} Just *the* Docs {phrase}.[^n]\n\n* {first} Item\n\n"
        f"| {first} Cell | {second} Other |\n|---|---|\n| Left | Right |\n\n"
        f"```python\nprint(1)  # code\n```\n\nTerm\n: Meaning\n\n```{{note}}\nBoxed\n```\n\n[^n]: Noted\n"
    )
    built = build(tmp_path, text, "latex", extensions=BOOKS, language=language, latex_engine="xelatex")
    made, missing = tex.make_pdf(built.app.outdir / "projectnamenotset.tex")
    assert missing == []
    where = places(made)
    width = 595  # of a page of A4, in points
    assert where["Just"] < where["the"] < where["Docs"]
    assert where["Left"] > where["Right"]  # columns
    assert where["print"] < width / 3  # code is set from left to right
    for right in ("Alpha", "Item", "Term", "Boxed", "Noted"):
        assert where[right] > width / 2, right


def test_an_epub_says_that_it_runs_from_right_to_left(tmp_path: Path) -> None:
    values = {"extensions": BOOKS, "language": "he", "version": "1", "copyright": "2026"}
    built = build(tmp_path, "# T\n\nאב Docs.\n\n> גד\n", "epub", **values)
    assert '<spine toc="ncx" page-progression-direction="rtl">' in built.text("content.opf")
    assert re.search(r'<html [^>]*dir="rtl"', built.text("index.xhtml"))
    [book] = Path(built.app.outdir).glob("*.epub")
    assert epubcheck(book) == ""


def places(pdf: Path) -> dict[str, float]:
    """Return where words of the PDF's last page begin, in points from the left."""
    done = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True, text=True)
    words = re.findall(r'<word xMin="([\d.]+)"[^>]*>([^<]+)</word>', done.stdout)
    return {re.sub(r"\(.*", "", word): float(place) for place, word in words}
