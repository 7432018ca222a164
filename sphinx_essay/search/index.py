"""What search finds: which pages, and the form of Sphinx's index."""

from __future__ import annotations

from functools import lru_cache
from typing import IO, TYPE_CHECKING, Any, Final

from sphinx.search import js_index

from sphinx_essay.project.project import project_of
from sphinx_essay.search.index_parts import OF_SPHINX, TABLES, entries_of, merged

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from sphinx.environment import BuildEnvironment
    from sphinx.search import SearchLanguage

    from sphinx_essay.search.index_parts import Index


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
    """Reads and writes Sphinx's index (the protocol of ``json`` and ``pickle``), in the one form that its pages have.

    ``read`` are the names of the pages in the index that was read last; ``parts`` are the indices whose pages are written
    beside those that Sphinx has.
    """

    def __init__(self) -> None:
        self.read: frozenset[str] = frozenset()
        self.parts: list[Index] = []

    def keep(self, names: Set[str]) -> None:
        """Have what Sphinx forgets of those pages ``names`` that are in the index that was read last."""
        self.parts = [entries_of(part, names) for part in self.parts]

    def dumps(self, data: Mapping[str, Any]) -> str:
        """Return the index as text."""
        return js_index.dumps(merged([data, *self.parts]))

    def loads(self, text: str) -> Any:
        """Return the index that ``text`` holds.

        :raises ValueError: where it holds none.
        """
        data = js_index.loads(text)
        if not isinstance(data, dict) or not TABLES <= data.keys() <= TABLES | OF_SPHINX:
            message = "old format"
            raise ValueError(message)
        self.read = frozenset(data["docnames"])
        self.parts = [data]
        return data

    def dump(self, data: Mapping[str, Any], stream: IO[str]) -> None:
        """Write the index."""
        stream.write(self.dumps(data))

    def load(self, stream: IO[str]) -> Any:
        """Read the index.

        :raises ValueError: where there is none.
        """
        return self.loads(stream.read())
