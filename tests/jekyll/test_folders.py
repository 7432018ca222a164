"""Addresses of which one is a file where another needs a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from source_files import write

from sphinx_essay.core.warnings import Subtype
from sphinx_essay.jekyll.site import Site

if TYPE_CHECKING:
    from pathlib import Path


def page(address: str) -> str:
    return f"---\npermalink: {address}\n---\nWords.\n"


# The sources, where each page lies, and how many conflicts are named.
TABLE: list[tuple[dict[str, str], dict[str, str], int]] = [
    ({"a.md": page("/x.html"), "b.md": page("/y/z.html")}, {"a.md": "x.html", "b.md": "y/z.html"}, 0),
    (
        {"a.md": page("/x.html"), "b.md": page("/x.html/y.html")},
        {"a.md": "x.html/index.html", "b.md": "x.html/y.html"},
        1,
    ),
    (
        {"a.md": page("/x.html/y.html"), "b.md": page("/x.html")},
        {"a.md": "x.html/y.html", "b.md": "x.html/index.html"},
        1,
    ),
    (
        {"a.md": page("/x.html"), "b.md": page("/x.html/")},
        {"a.md": "x.html", "b.md": "x.html_/index.html"},
        1,
    ),
    (
        {"index.md": page("/"), "b.md": page("/index.html/")},
        {"index.md": "index.html", "b.md": "index.html_/index.html"},
        1,
    ),
    ({"a.md": page("/x.html"), "x.html/pic.txt": ""}, {"a.md": "x.html/index.html"}, 1),
    ({"a.md": page("/pic.txt/"), "pic.txt": ""}, {"a.md": "pic.txt_/index.html"}, 1),
    (
        {"a.md": page("/x"), "b.md": page("/x.html/b"), "c.md": page("/x.html/b.html/c")},
        {"a.md": "x.html/index.html", "b.md": "x.html/b.html/index.html", "c.md": "x.html/b.html/c.html"},
        2,
    ),
]


@pytest.mark.parametrize(("sources", "outputs", "conflicts"), TABLE)
def test_both_are_kept_and_named(
    tmp_path: Path, sources: dict[str, str], outputs: dict[str, str], conflicts: int
) -> None:
    site = Site.load(write(tmp_path, {"_config.yml": "title: Site\n", **sources}))

    assert {found.path: found.output for found in site.pages} == outputs
    named = [problem for problem in site.diagnostics if problem.subtype is Subtype.URL_CONFLICT]
    assert len(named) == conflicts
    assert all(site.places.resolve(found.url).page == found for found in site.pages)
