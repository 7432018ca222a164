"""What an unknown name may have meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_essay.navigation.suggest import Suggester, Suggestion


@pytest.mark.parametrize(
    ("damaged", "codec"),
    [("ยง 5", "cp874"), ("Â§ 5", "cp1252"), ("§ 5".encode().decode("koi8-r"), "koi8-r")],
)
def test_text_decoded_with_the_wrong_character_set(damaged: str, codec: str) -> None:
    assert Suggester(["§ 5"]).suggest(damaged) == Suggestion("§ 5", "encoding", codec)


def test_the_title_may_be_the_damaged_side() -> None:
    assert Suggester(["cafÃ©"]).suggest("café") == Suggestion("cafÃ©", "encoding", "cp1252")


def test_a_name_that_is_damaged_in_part() -> None:
    assert Suggester(["§ ‘5’ é"]).suggest("ยง ‘5’ é") is not None


def test_real_thai_is_not_taken_for_damage() -> None:
    assert Suggester([]).suggest("การนำทาง") is None


def test_spelling_first() -> None:
    assert Suggester(["Abc", "abd"]).suggest("ABC") == Suggestion("Abc", "spelling")


def test_similar_names() -> None:
    found = Suggester(["Introduction", "Conclusion"]).suggest("Introducton")
    assert found == Suggestion("Introduction", "similar")
    assert not found.certain


def test_searches_are_bounded() -> None:
    suggester = Suggester(["Introduction"])
    found = [suggester.suggest(f"Introductio{n}") for n in range(100)]
    assert found[0] is not None
    assert found[-1] is None


@given(st.lists(st.text()), st.text())
def test_any_text(names: list[str], name: str) -> None:
    found = Suggester(names).suggest(name)
    assert found is None or not found.known or found.name in names
