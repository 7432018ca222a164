"""What the heads of an ordinary project's files say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nav_builds import Project, notebook

from sphinx_essay.navigation.domain import navigation_of
from sphinx_essay.navigation.sphinx_pages import markdown_heading, read_fields, read_pages, rst_heading

if TYPE_CHECKING:
    from pathlib import Path


def test_fields_of_restructuredtext() -> None:
    comment = "\n.. A comment\n   that goes on.\n\n"
    text = f"{comment}:parent: Guide\n:nav_order: 2\n:nav_exclude: true\n:long: one\n   two\n:empty:\n\n:no: more\n"
    assert read_fields(text) == (
        {"parent": "Guide", "nav_order": 2, "nav_exclude": True, "long": "one", "empty": None},
        {"parent": 5, "nav_order": 6, "nav_exclude": 7, "long": 8, "empty": 10},
    )
    assert read_fields("Title\n=====\n\n:parent: A\n") == ({}, {})
    assert read_fields(":parent: [a\n") == ({"parent": "[a"}, {"parent": 1})
    assert read_fields(":parent: [a]\n") == ({"parent": "[a]"}, {"parent": 1})


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Title\n=====\n", "Title"),
        ("=====\nTitle\n=====\n", "Title"),
        (".. _label:\n\nTitle\n-----\n", "Title"),
        ("words\n\nTitle\n~~~~~\n", "Title"),
        ("Title\n==\n", ""),
        ("  words\n-------\n", ""),
        ("", ""),
    ],
)
def test_headings_of_restructuredtext(text: str, heading: str) -> None:
    assert rst_heading(text) == heading


@pytest.mark.parametrize(
    ("text", "heading"),
    [("# One #\n# Two\n", "One"), ("```\n# code\n```\n## Two\n", "Two"), ("#hash\n", ""), ("", "")],
)
def test_headings_of_markdown(text: str, heading: str) -> None:
    assert markdown_heading(text) == heading


@given(st.text())
def test_any_text(text: str) -> None:
    read_fields(text)
    rst_heading(text)
    markdown_heading(text)


def test_who_takes_part(tmp_path: Path) -> None:
    project = Project(
        tmp_path, {"source_suffix": {".rst": "restructuredtext", ".md": "markdown", ".ipynb": "markdown"}}
    )
    project.write("index.rst", "Home\n====\n")
    project.write("guide.rst", "Guide\n=====\n")  # another page's parent by its heading
    project.write("apart.rst", "Apart\n=====\n")
    project.write("alone.md", "---\ntitle: Alone\norphan: true\n---\n")
    project.page("one", parent="Guide", title="One")
    project.write("two.ipynb", notebook("---\nparent: Guide\n---\n", "# Two", nav_order=3, kernelspec={"name": "x"}))
    project.write("broken.ipynb", "{")
    built = project.build("dummy")
    pages = {page.docname: dict(page.front_matter) for page in read_pages(built.env)}
    assert pages == {
        "guide": {"title": "Guide"},
        "index": {"title": "Home"},
        "one": {"parent": "Guide", "title": "One"},
        "two": {"parent": "Guide", "nav_order": 3, "title": "Two"},
    }
    assert list(pages) == ["guide", "index", "one", "two"]


def test_files_are_read_again_only_when_they_change(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.page("index", title="Home", nav_order=1)
    project.page("one", title="One")
    env = project.build("dummy").env
    before = dict(navigation_of(env).sources)
    project.page("one", title="Another")
    pages = {page.docname: page.front_matter["title"] for page in read_pages(env)}
    assert pages == {"index": "Home", "one": "Another"}
    after = navigation_of(env).sources
    assert after["index.md"] is before["index.md"]
    assert after["one.md"] is not before["one.md"]
