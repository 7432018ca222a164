"""The files of the search index: a browser loads the first one, and of the others those that a question needs.

All are scripts, which a page may load from a disk, too.  Each hands over one part of the index by its name:

=========  ======================================================================================================
``index``  of each page how much it counts, and the lengths of its sections; where the other parts begin
``w…``     a part of all words in their order, each with the pages, sections and places where it stands
``words``  all words, for those that are spelled wrong
``h…``     addresses, titles and headings of some pages
``t…``     the text of some pages, for excerpts
=========  ======================================================================================================
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sphinx_essay.search.sections import number
from sphinx_essay.search.words import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sphinx_essay.search.sections import Page

_Item = TypeVar("_Item")

_SIZE: Final = 32_000
"""How many characters a part of words or of texts holds at least, the last one excepted: about 12 kB when it is packed."""

_HEADS: Final = 64
"""Of how many pages one part holds the headings."""

_SHARED: Final = 0.1
"""A heading on more than this share of all pages says little about any."""

_DATED: Final = re.compile(r"\d+\.\d+|\d{4}-\d\d")
"""What the headings of a list of changes hold: a version or a date."""


def files_of(pages: Mapping[str, Page]) -> dict[str, str]:
    """Return the files of the index of ``pages`` (address → page) by their names."""
    parts: dict[str, Any] = {}
    starts = []
    for at, chunk in enumerate(_chunks(_words_of(pages.values()), lambda item: len(item[0]) + len(item[1]))):
        starts.append(chunk[0][0])
        parts[f"w{at}"] = [" ".join(word for word, _ in chunk), *(places for _, places in chunk)]
    texts = []
    first = 0
    for at, some in enumerate(
        _chunks(pages.values(), lambda page: sum(len(section.text) for section in page.sections))
    ):
        texts.append(first)
        first += len(some)
        parts[f"t{at}"] = [[section.text for section in page.sections] for page in some]
    heads = [
        [address, *([section.anchor, section.heading] for section in page.sections)] for address, page in pages.items()
    ]
    for at in range(0, len(heads), _HEADS):
        parts[f"h{at // _HEADS}"] = heads[at : at + _HEADS]
    parts["words"] = " ".join(part[0] for name, part in parts.items() if name[0] == "w")
    parts["index"] = {"pages": _lengths(list(pages.values())), "words": starts, "texts": texts, "heads": _HEADS}
    # So that a browser does not take a part of the last build's index for one of this.
    parts["index"]["version"] = hashlib.sha256(_json(parts).encode()).hexdigest()[:8]
    return {f"{name}.js": f"EssaySearch.part({_json(name)},{_json(part)});\n" for name, part in parts.items()}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _chunks(items: Iterable[_Item], size_of: Callable[[_Item], int]) -> Iterator[list[_Item]]:
    """Yield the items in lists, each of at least :data:`_SIZE`."""
    chunk: list[_Item] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += size_of(item)
        if size >= _SIZE:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _words_of(pages: Iterable[Page]) -> Iterable[tuple[str, str]]:
    """Return each word with its places, as browsers order texts."""
    found: dict[str, list[str]] = defaultdict(list)
    last: dict[str, int] = {}
    for at, page in enumerate(pages):
        for word, places in page.places.items():
            found[word].append(number(at - last.get(word, 0)) + places)
            last[word] = at
    return sorted(((word, "".join(held)) for word, held in found.items()), key=lambda item: item[0].encode("utf-16-be"))


def _lengths(pages: Sequence[Page]) -> str:
    """Return what ranking knows of each page: whether it lists changes, and where the parts of its sections end."""
    shared = Counter(heading for page in pages for heading in {fold(section.heading) for section in page.sections[1:]})
    limit = max(4, _SHARED * len(pages))
    numbers: list[int] = []
    for page in pages:
        numbers += (len(page.sections), int(_lists_changes(page)))
        for section in page.sections:
            opening = 0 if shared[fold(section.heading)] >= limit else section.opening
            numbers += (opening, section.body - opening, section.length - section.body)
    return "".join(map(number, numbers))


def _lists_changes(page: Page) -> bool:
    """Say whether most of a page's main headings name a version or a date."""
    top = min((section.depth for section in page.sections[1:]), default=0)
    headings = [section.heading for section in page.sections[1:] if section.depth == top]
    return len(headings) > 2 and 2 * sum(bool(_DATED.search(heading)) for heading in headings) > len(headings)
