"""The form of the search index: Sphinx's own, less the words that no page holds any more."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from sphinx.search import js_index

if TYPE_CHECKING:
    from collections.abc import Mapping


class CurrentIndex:
    """Reads and writes the index as Sphinx does (the protocol of ``json`` and ``pickle``).

    Sphinx keeps words of pages that were changed or removed, with no page to them, so that an index that was brought up
    to date would differ from a new one, and would grow for ever.
    """

    def dumps(self, data: Mapping[str, Any]) -> str:
        """Return the index as text."""
        current = {
            **data,
            "terms": _held(data["terms"]),
            "titleterms": _held(data["titleterms"]),
            "alltitles": _held(data["alltitles"]),
        }
        return js_index.dumps(current)

    def loads(self, text: str) -> Any:
        """Return the index that ``text`` holds.

        :raises ValueError: where it holds none.
        """
        return js_index.loads(text)

    def dump(self, data: Mapping[str, Any], stream: IO[str]) -> None:
        """Write the index."""
        stream.write(self.dumps(data))

    def load(self, stream: IO[str]) -> Any:
        """Read the index.

        :raises ValueError: where there is none.
        """
        return self.loads(stream.read())


def _held(entries: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entries that name a page (a number, or a list that is not empty)."""
    return {word: pages for word, pages in entries.items() if pages != []}
