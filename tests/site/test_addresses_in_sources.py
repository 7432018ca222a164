"""Links in a project that leaves its URLs to Sphinx."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_essay.project.project import OUTSIDE, Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    for name in ("index.md", "essays/index.md", "essays/one.md", "essays/two words.md", "essays/v1.5.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    return Project(tmp_path)


@pytest.mark.parametrize(
    ("href", "docname"),
    [
        ("one.md", "essays/one"),
        ("../index.md", "index"),
        ("/essays/one.md", "essays/one"),
        ("/essays/one/", "essays/one"),
        ("/essays/one", "essays/one"),
        ("/essays/one.html", "essays/one"),
        ("/essays/two%20words/", "essays/two words"),
        ("/essays/v1.5/", "essays/v1.5"),
        ("/essays/", "essays/index"),
        ("/essays/index.html", "essays/index"),
        ("/", "index"),
    ],
)
def test_addresses_of_pages(project: Project, href: str, docname: str) -> None:
    address = project.resolve(href + "#part", "essays/two words")
    assert (address.inside, address.docname, address.fragment) == (True, docname, "part")


@pytest.mark.parametrize(
    "href",
    [
        *("", "#part", "one/", "one.html", "/nowhere/", "/image.png", "gone.md", "../../x.md"),
        *("https://example.org/essays/one/", "//host/essays/one/", "mailto:x@example.org", "http://["),
    ],
)
def test_addresses_of_nothing_known_stay_as_they_are(project: Project, href: str) -> None:
    assert project.resolve(href, "essays/one") == OUTSIDE
