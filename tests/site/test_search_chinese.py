from __future__ import annotations

from sphinx_essay.search.chinese_words import Chinese


def split(text: str) -> list[str]:
    return Chinese({}).split(text)


def test_each_two_characters_are_a_word_and_the_last_one_is() -> None:
    assert split("去公园。吧") == ["去公", "公园", "园", "吧"]


def test_other_letters_are_words_as_they_are() -> None:
    assert split("用Sphinx 9写") == ["用", "Sphinx", "9", "写"]


def test_every_word_counts() -> None:
    assert Chinese({}).word_filter("园")
    assert not Chinese({}).word_filter("")
