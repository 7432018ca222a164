"""Sphinx's search index, put together of parts: of pages that other processes wrote, or that an earlier build wrote.

An index names its pages, and what it says of them, by their numbers in the order of their names.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set

Index = dict[str, Any]
"""An index as ``IndexBuilder.freeze`` returns it, or as JSON holds that."""

_WORDS: Final = ("terms", "titleterms")
_PLACES: Final = ("alltitles", "indexentries")
_OBJECTS: Final = ("objects", "objtypes", "objnames")
OF_SPHINX: Final = frozenset({"envversion"})
"""What Sphinx itself asks of an index that it reads."""

TABLES: Final = frozenset({"docnames", "filenames", "titles", *_WORDS, *_PLACES, *_OBJECTS})
"""What an index is made of.  Of another table nobody knows which of its numbers are those of pages, which change."""


def merged(parts: Sequence[Mapping[str, Any]]) -> Index:
    """Return the index of all pages that the indices ``parts`` hold; of a page in two of them, all that both know.

    It is the same, whatever the parts and their order.  Words that no page holds are left out: Sphinx keeps those of pages
    that were changed or removed, so that an index that was brought up to date would differ from a new one, and would grow
    for ever.
    """
    pages = {
        name: (file, title)
        for part in reversed(parts)
        for name, file, title in zip(part["docnames"], part["filenames"], part["titles"], strict=True)
    }
    names = sorted(pages)
    number = {name: n for n, name in enumerate(names)}
    numbers = [[number[name] for name in part["docnames"]] for part in parts]
    kinds = sorted({(kind, tuple(part["objnames"][n])) for part in parts for n, kind in part["objtypes"].items()})
    kind_numbers = {kind: n for n, (kind, _) in enumerate(kinds)}
    objects: dict[str, set[tuple[Any, ...]]] = defaultdict(set)
    for part, new in zip(parts, numbers, strict=True):
        for prefix, entries in part["objects"].items():
            for page, kind, *rest in entries:
                objects[prefix].add((new[page], kind_numbers[_at(part["objtypes"], kind)], *rest))
    return {
        **{table: parts[0][table] for table in OF_SPHINX if table in parts[0]},
        "docnames": names,
        "filenames": [pages[name][0] for name in names],
        "titles": [pages[name][1] for name in names],
        **{table: _words((part[table] for part in parts), numbers) for table in _WORDS},
        **{table: _places((part[table] for part in parts), numbers) for table in _PLACES},
        "objects": {prefix: sorted(entries) for prefix, entries in objects.items()},
        "objtypes": {n: kind for n, (kind, _) in enumerate(kinds)},
        "objnames": {n: words for n, (_, words) in enumerate(kinds)},
    }


def _at(table: Mapping[Any, Any], n: int) -> Any:
    """Return the entry of a number, which JSON has as text."""
    return table[n] if n in table else table[str(n)]


def _words(tables: Iterable[Mapping[str, Any]], numbers: Sequence[Sequence[int]]) -> dict[str, Any]:
    """Return each word with the number of the page that holds it, or a list of them where there are several."""
    found: dict[str, list[int]] = {}
    in_several = set()
    for table, new in zip(tables, numbers, strict=True):
        for word, pages in table.items():
            held = [new[page] for page in ((pages,) if isinstance(pages, int) else pages)]
            if word in found:
                found[word] += held
                in_several.add(word)
            elif held:
                found[word] = held
    for word in in_several:
        found[word] = sorted(set(found[word]))
    return {word: held[0] if len(held) == 1 else held for word, held in found.items()}


def _places(tables: Iterable[Mapping[str, Any]], numbers: Sequence[Sequence[int]]) -> dict[str, list[Any]]:
    """Return each title or entry with its places: a page's number, and what else is known, in the order of the pages."""
    found: dict[str, dict[tuple[Any, ...], None]] = defaultdict(dict)
    for table, new in zip(tables, numbers, strict=True):
        for text, places in table.items():
            found[text].update(((new[page], *rest), None) for page, *rest in places)
    return {text: sorted(places, key=lambda place: place[0]) for text, places in found.items() if places}


def entries_of(index: Mapping[str, Any], names: Set[str]) -> Index:
    """Return the part of ``index`` that holds what its pages ``names`` are listed for in the general index, and no more.

    Sphinx forgets that of the pages that it does not write again.
    """
    kept = [n for n, name in enumerate(index["docnames"]) if name in names]
    new = {n: at for at, n in enumerate(kept)}
    return {
        "docnames": [index["docnames"][n] for n in kept],
        "filenames": [index["filenames"][n] for n in kept],
        "titles": [index["titles"][n] for n in kept],
        **{table: {} for table in (*_WORDS, *_PLACES, *_OBJECTS)},
        "indexentries": {
            entry: [[new[page], *rest] for page, *rest in places if page in new]
            for entry, places in index["indexentries"].items()
        },
    }
