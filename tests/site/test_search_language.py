"""The language of a search index that remembers what it has found of words."""

from __future__ import annotations

from sphinx.search import SearchLanguage
from sphinx.search.en import SearchEnglish

from sphinx_essay.search.index import RememberedLanguage


class Counting(SearchLanguage):
    lang = "xx"
    stopwords = frozenset({"and"})
    asked = 0

    def stem(self, word: str) -> str:
        self.asked += 1
        return word.removesuffix("s")


def test_a_words_stem_is_found_once() -> None:
    language = Counting({})
    remembered = RememberedLanguage(language)
    assert [remembered.stem(word) for word in ("essays", "essays", "letters")] == ["essay", "essay", "letter"]
    assert language.asked == 2


def test_all_else_is_the_languages_own() -> None:
    language = SearchEnglish({})
    remembered = RememberedLanguage(language)
    assert remembered.split("One, two") == ["One", "two"]
    assert (remembered.lang, remembered.stopwords) == (language.lang, language.stopwords)
    assert remembered.js_stemmer_rawcode == language.js_stemmer_rawcode
    for word in ("and", "running", "12"):
        assert remembered.word_filter(word) == language.word_filter(word)
        assert remembered.stem(word) == language.stem(word)
