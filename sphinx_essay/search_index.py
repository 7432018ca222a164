"""What search finds: which pages, and the form of Sphinx's index."""

from __future__ import annotations

from functools import lru_cache
from typing import IO, TYPE_CHECKING, Any, Final

from sphinx.search import js_index

from sphinx_essay.site import project_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.environment import BuildEnvironment
    from sphinx.search import SearchLanguage


def is_searched(env: BuildEnvironment, docname: str, title: str) -> bool:
    """Say whether search finds a page.

    Just the Docs: not one without a title, with ``search_exclude``, or of a collection that has that.  Sphinx: not one
    with ``no-search``.
    """
    metadata = env.metadata.get(docname, {})
    if not title or "no-search" in metadata or "nosearch" in metadata:
        return False
    if metadata.get("search_exclude") in (True, "true", "True"):
        return False
    project = project_of(env.config)
    page = project.page(docname)
    if page is None or project.site is None:
        return True
    return page.collection not in project.site.config.unsearched_collections


_REMEMBERED: Final = 2**16
"""How many words a :class:`RememberedLanguage` knows at a time: more than most sites hold."""


class RememberedLanguage:
    """A language of Sphinx's search that finds each word's stem once a site; Sphinx would have it found once a page."""

    def __init__(self, language: SearchLanguage) -> None:
        """Stand for ``language``."""
        self._language = language
        self.stem = lru_cache(_REMEMBERED)(language.stem)
        self.word_filter = lru_cache(_REMEMBERED)(language.word_filter)

    def __getattr__(self, name: str) -> Any:
        """Return what else the language has."""
        return getattr(self._language, name)


class CurrentIndex:
    """Reads and writes Sphinx's index (the protocol of ``json`` and ``pickle``), less the words that no page holds.

    Sphinx keeps words of pages that were changed or removed, with no page to them, so that an index that was brought up
    to date would differ from a new one, and would grow for ever.

    ``read`` are the names of the pages in the index that was read last.
    """

    def __init__(self) -> None:
        self.read: frozenset[str] = frozenset()

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
        data = js_index.loads(text)
        self.read = frozenset(data["docnames"])
        return data

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
