"""Phrases from right to left are found whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_essay.books.direction import phrases


def test_a_phrase_has_its_punctuation_and_digits() -> None:
    assert list(phrases("say שלום, 12 עולם! now")) == [("say ", False), ("שלום, 12 עולם", True), ("! now", False)]


def test_two_phrases() -> None:
    assert list(phrases("אב x גד")) == [("אב", True), (" x ", False), ("גד", True)]


@given(st.text(alphabet="ab 1,.אבج\u0301\u202a"))
def test_nothing_is_lost(text: str) -> None:
    assert "".join(part for part, _right in phrases(text)) == text
