"""Search indices that are put together of parts."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx.search import js_index

from sphinx_essay.search.index import CurrentIndex
from sphinx_essay.search.index_parts import TABLES, entries_of, merged

WORDS = st.lists(st.sampled_from(["letter", "book", "page"]), unique=True)


class Page(NamedTuple):
    name: str
    words: list[str]
    title_words: list[str]
    headings: list[str]
    entries: list[str]
    objects: list[tuple[str, str]]


PAGES = st.lists(
    st.builds(
        Page,
        name=st.text("abc/", min_size=1, max_size=3),
        words=WORDS,
        title_words=WORDS,
        headings=WORDS,
        entries=WORDS,
        objects=st.lists(st.tuples(st.sampled_from(["py:function", "std:doc"]), st.sampled_from("xyz")), unique=True),
    ),
    unique_by=lambda page: page.name,
    min_size=1,
)


def index_of(pages: list[Page]) -> dict[str, Any]:
    """Return the index of pages as Sphinx makes it: kinds of objects are numbered as they come."""
    pages = sorted(pages)
    kinds: dict[str, int] = {}
    objects: dict[str, list[Any]] = {}
    for n, page in enumerate(pages):
        for kind, name in page.objects:
            objects.setdefault("", []).append((n, kinds.setdefault(kind, len(kinds)), 1, "", name))
    words, title_words = (
        {
            word: held[0] if len(held) == 1 else held
            for word in ("letter", "book", "page")
            if (held := [n for n, page in enumerate(pages) if word in page[field]])
        }
        for field in (1, 2)
    )
    headings, entries = (
        {
            text: held
            for text in ("letter", "book", "page")
            if (held := [(n, *more) for n, page in enumerate(pages) if text in page[field]])
        }
        for field, more in ((3, ["here"]), (4, ["there", True]))
    )
    return {
        "docnames": tuple(page.name for page in pages),
        "filenames": [f"{page.name}.md" for page in pages],
        "titles": tuple(page.name.upper() for page in pages),
        "terms": words,
        "titleterms": title_words,
        "alltitles": headings,
        "indexentries": entries,
        "objects": objects,
        "objtypes": {n: kind for kind, n in kinds.items()},
        "objnames": {n: (*kind.split(":"), "Name") for kind, n in kinds.items()},
        "envversion": {"sphinx": 1},
    }


@given(PAGES, st.data())
def test_an_index_is_the_same_of_whatever_parts_it_is_put_together(pages: list[Page], data: st.DataObject) -> None:
    parts: dict[int, list[Page]] = {}
    for page in pages:
        parts.setdefault(data.draw(st.integers(0, 2)), []).append(page)
    as_read = json.loads(json.dumps([index_of(part) for part in parts.values()]))
    whole = merged([index_of(pages)])
    assert merged([index_of(part) for part in parts.values()]) == whole
    assert json.dumps(merged(as_read), sort_keys=True) == json.dumps(whole, sort_keys=True)


@given(PAGES)
def test_an_index_holds_what_its_pages_hold(pages: list[Page]) -> None:
    index, plain = merged([index_of(pages)]), index_of(pages)
    for table in ("terms", "titleterms", "alltitles", "indexentries"):
        assert index[table] == plain[table]
    kinds = {
        (index["docnames"][n], index["objtypes"][kind], name) for n, kind, *_, name in index["objects"].get("", ())
    }
    assert kinds == {(page.name, kind, name) for page in pages for kind, name in page.objects}


def test_a_word_that_no_page_holds_is_left_out() -> None:
    index = index_of([Page("a", ["book"], [], [], [], [])])
    index["terms"]["letter"] = []
    assert merged([index])["terms"] == {"book": 0}


@given(PAGES, st.sets(st.sampled_from(["a", "b", "ab", "c"])))
def test_entries_of_the_general_index_are_kept_for_the_pages_asked_for(pages: list[Page], names: set[str]) -> None:
    index = index_of(pages)
    rest = [page for page in pages if page.name not in names]
    kept = [page for page in pages if page.name in names]
    without_entries = index_of([page._replace(entries=[]) for page in kept] + rest)
    assert merged([without_entries, entries_of(index, names)]) == merged([index])


def test_an_index_with_a_table_that_nobody_knows_is_refused() -> None:
    index = {table: [] if table in {"docnames", "filenames", "titles"} else {} for table in TABLES}
    assert CurrentIndex().loads(js_index.dumps(index)) == index
    with pytest.raises(ValueError, match="old format"):
        CurrentIndex().loads(js_index.dumps({**index, "other": {"word": 0}}))
