"""Words of Chinese for Sphinx's search index: each two characters that stand together.

Chinese puts no blanks between words.  Sphinx leaves the cutting to a dictionary that few have installed, and finds nothing
without it.  Pairs need none, are the same in the index and in a question, and so find any piece of text.
"""

from __future__ import annotations

import re
from typing import Final

from sphinx.search import SearchLanguage

_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN: Final = re.compile(f"([{_HAN}]+)|[^\\W{_HAN}]+")


class Chinese(SearchLanguage):
    """Takes the place of Sphinx's own class for ``zh``."""

    lang = "zh"
    language_name = "Chinese"
    js_splitter_code = """
function splitQuery(query) {
  const words = [];
  for (const [run] of query.matchAll(/\\p{sc=Han}+|(?:(?!\\p{sc=Han})[\\p{L}\\p{M}\\p{N}_])+/gu)) {
    const letters = [...run];
    if (letters.length === 1 || !/\\p{sc=Han}/u.test(run)) words.push(run);
    else for (let place = 1; place < letters.length; place++) words.push(letters[place - 1] + letters[place]);
  }
  return words;
}
"""

    def split(self, input: str) -> list[str]:  # noqa: A002 - the name of the parameter is Sphinx's
        """Return the pairs of characters, the last character of each run, and the words in other letters."""
        words: list[str] = []
        for run in _RUN.finditer(input):
            if run[1]:
                # The beginning of a word is found, too: so is any single character, with the last as a word of its own.
                words += [run[0][place : place + 2] for place in range(len(run[0]))]
            else:
                words.append(run[0])
        return words

    def word_filter(self, word: str) -> bool:
        """Say that every word counts: one character may be one."""
        return bool(word)
