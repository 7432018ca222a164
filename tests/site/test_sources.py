from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_essay.project import source_folder as sources
from sphinx_essay.project.source_folder import Cache, first_source, no_pages

if TYPE_CHECKING:
    from pathlib import Path


def make(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")


@pytest.mark.parametrize(
    ("names", "first"),
    [
        (("b.md", "a.rst", "deep/0.md"), "a"),
        (("deep/b.md", "deep/a.ipynb"), "deep/a"),
        (("_drafts/a.md", ".git/a.md", "z.md"), "z"),
        (("a.png",), ""),
    ],
)
def test_a_project_without_an_index_begins_at_its_first_page(
    tmp_path: Path, names: tuple[str, ...], first: str
) -> None:
    make(tmp_path, *names)

    assert first_source(tmp_path) == first


def test_what_is_no_page_is_excluded_by_the_fewest_patterns(tmp_path: Path) -> None:
    make(tmp_path, "a.md", "b.md", "site/a.md", "site/[b].md", "vendor/x/a.md", "vendor/y.md", "pics/a.png")

    patterns = no_pages(tmp_path, {".md"}, {"a.md", "site/a.md"})

    assert patterns == ["b.md", "pics", "site/[[]b].md", "vendor"]


def test_a_damaged_cache_counts_as_empty(tmp_path: Path) -> None:
    file = tmp_path / "cache"
    file.write_bytes(b"\x80no pickle")

    cache = Cache(file)
    assert cache.values == {}
    cache.values["a"] = 1
    cache.save()
    assert Cache(file).values == {"a": 1}


def test_a_cache_of_another_version_counts_as_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "cache"
    monkeypatch.setattr(sources, "_FORM", ("0.0.9", "path"))
    old = Cache(file)
    old.values["a"] = 1
    old.save()
    monkeypatch.undo()
    assert Cache(file).values == {}
