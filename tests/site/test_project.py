from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from source_files import write

from sphinx_essay.jekyll import Site
from sphinx_essay.project.project import OUTSIDE, Project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Make = Callable[..., Project]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Return a function that writes files and loads them as a site."""

    def made(files: dict[str, str]) -> Project:
        write(tmp_path, {"_config.yml": "title: Site\n", **files})
        return Project(tmp_path, Site.load(tmp_path, plugins=[]))

    return made


PAGE = "---\ntitle: T\n---\nText.\n"


def test_a_page_is_known_by_its_docname(make: Make) -> None:
    project = make({"docs/a.md": PAGE})

    page = project.page("docs/a")
    assert page is not None
    assert (page.url, page.output) == ("/docs/a.html", "docs/a.html")


def test_a_site_in_a_folder_of_the_sources_keeps_its_addresses(make: Make) -> None:
    project = make({"_config.yml": "source: web\n", "web/a.md": PAGE, "web/pic.png": "x"})

    page = project.page("web/a")
    assert page is not None
    assert page.url == "/a.html"
    assert project.static_files.keys() == {"pic.png"}
    assert project.resolve("pic.png", "web/a").path == "web/pic.png"


def test_menus_show_compatibility_characters_as_jekyll_prints_them_and_a_redirect_leads_on(make: Make) -> None:
    project = make({"2º.md": PAGE})
    page = project.page("2º")

    assert page is not None
    assert project.address(page) == "/2o.html"
    assert project.redirects == {"2o.html": page.url}


def test_an_address_without_suffix_works_on_every_server(make: Make) -> None:
    project = make({"a.md": "---\npermalink: /x/y\n---\n"})

    assert project.redirects == {"x/y/index.html": "/x/y.html"}


@pytest.mark.parametrize(
    ("href", "url", "docname", "known"),
    [
        ("/b/", "/b/", "b", True),
        ("/b", "/b", "b", True),
        ("../b/index.html", "/b/index.html", "b", True),
        ("../pic.png", "/pic.png", "", True),
        ("/nowhere/", "/nowhere/", "", False),
    ],
)
def test_a_link_keeps_the_shape_that_its_writer_gave_it(
    make: Make, href: str, url: str, docname: str, known: bool
) -> None:
    project = make({"_config.yml": "permalink: pretty\n", "a.md": PAGE, "b.md": PAGE, "pic.png": "x"})

    address = project.resolve(href, "a")
    assert (address.inside, address.url, address.docname, address.known) == (True, url, docname, known)


@pytest.mark.parametrize("href", ["https://example.org/", "mailto:a@b.c", "#part", "//example.org", "http://[", "?q=1"])
def test_what_is_not_the_sites_own_stays_as_it_is(make: Make, href: str) -> None:
    project = make({"a.md": PAGE})

    assert project.resolve(href, "a").inside is False or not project.resolve(href, "a").known


def test_a_fragment_alone_stays_in_the_page(make: Make) -> None:
    assert make({"a.md": PAGE}).resolve("#part", "a") == OUTSIDE


def test_a_link_to_a_source_file_leads_to_the_address_that_menus_show(tmp_path: Path) -> None:
    for name in ("a.md", "2º.md"):
        (tmp_path / name).write_text(PAGE, "utf-8")
    (tmp_path / "_config.yml").write_text("title: Site\n")
    project = Project(tmp_path, Site.load(tmp_path, plugins=["jekyll-relative-links"]))

    assert project.resolve("2º.md", "a").url == "/2o.html"
