"""Styles that pages bring, in books."""

from __future__ import annotations

from pathlib import Path

import pytest
from book_checks import epubcheck
from essay_builds import BOOKS, build
from hypothesis import given
from hypothesis import strategies as st

from sphinx_essay.books.css import rules


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        (".a { color: red; }", ".a { color: red }"),
        ("/* no */ .a > b:hover,\n c { color: red; /* x */ width: 5% }", ".a > b:hover, c { color: red; width: 5% }"),
        ("@import 'x'; .a { color: red }", ".a { color: red }"),
        ("@media (max-width: 9em) { .a { color: red } } .b { color: red }", ".b { color: red }"),
        ("@font-face { src: url(x) } .b { color: red }", ".b { color: red }"),
        ("@media x { .a { color: red }", ""),
        (".a { background: url(x.png); position: fixed }", ""),
        (".a { color: red } .b { position: fixed; color: blue", ".a { color: red }\n.b { color: blue }"),
        ("body { margin: 0 } body .x { color: red }", ""),
        ("<b> { color: red } .a[ { color: red }", ""),
        ("a[href='x'] { color: red }", 'a[href="x"] { color: red }'),
    ],
)  # fmt: skip
def test_plain_rules_stay(sheet: str, expected: str) -> None:
    assert rules(sheet) == expected


@given(st.text(alphabet="ab.@{};:()[]\"'/* \n"))
def test_whatever_is_written(sheet: str) -> None:
    kept = rules(sheet)
    assert "@" not in kept
    assert kept.count("{") == kept.count("}")


def test_a_page_s_style_in_an_epub(tmp_path: Path) -> None:
    style = ".red > b { color: red; position: fixed }\n@media print { b { color: blue } }\n"
    page = f"# T\n\n<style>\n{style}</style>\n\nWords.\n"
    built = build(tmp_path, page, "epub", extensions=BOOKS, version="1", copyright="2026", language="en")
    text = built.text("index.xhtml")
    assert ".red &gt; b { color: red }" in text
    assert "blue" not in text
    assert 'href="_static/essay-book.css"' in text
    [book] = Path(built.app.outdir).glob("*.epub")
    assert epubcheck(book) == ""
