from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from essay_builds import build

from sphinx_essay.jekyll import Site
from sphinx_essay.output.generated_files import generated_files

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "---\ntitle: T\n---\n"


def load(folder: Path, plugins: list[str], **files: str) -> dict[str, str]:
    files = {"_config.yml": "title: Site\n", **files}
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return dict(generated_files(Site.load(folder, plugins=plugins), "https://example.org/base"))


def test_github_is_kept_from_running_jekyll_again(tmp_path: Path) -> None:
    assert load(tmp_path, []) == {".nojekyll": ""}


def test_a_sitemap_names_every_page_that_wants_it(tmp_path: Path) -> None:
    pages = {
        "a.md": "---\ntitle: A\nlast_modified_at: 2024-05-06\n---\n",
        "b & c.md": PAGE,
        "hidden.md": "---\nsitemap: false\n---\n",
        "404.html": PAGE,
        "moved.md": "---\nredirect_to: a.html\n---\n",
        "paper.pdf": "x",
        "style.css": "x",
    }
    files = load(tmp_path, ["jekyll-sitemap", "jekyll-redirect-from"], **pages)

    root = ET.fromstring(files["sitemap.xml"])
    found = {entry[0].text: [child.text for child in entry[1:]] for entry in root}
    assert found == {
        "https://example.org/base/a.html": ["2024-05-06"],
        "https://example.org/base/b%20&%20c.html": [],
        "https://example.org/base/paper.pdf": [],
    }
    assert json.loads(files["redirects.json"]) == {"/moved.html": "https://example.org/base/a.html"}
    assert files["robots.txt"] == "Sitemap: https://example.org/base/sitemap.xml\n"


def test_redirects_are_listed_where_they_lead(tmp_path: Path) -> None:
    files = load(tmp_path, ["jekyll-redirect-from"], **{"a.md": "---\nredirect_from: [/old/, /older.html]\n---\n"})

    assert json.loads(files["redirects.json"]) == {
        "/old/": "https://example.org/base/a.html",
        "/older.html": "https://example.org/base/a.html",
    }


def test_a_site_without_redirects_has_an_empty_list_of_them(tmp_path: Path) -> None:
    assert json.loads(load(tmp_path, ["jekyll-redirect-from"])["redirects.json"]) == {}


def test_the_sites_own_file_comes_first(tmp_path: Path) -> None:
    assert "robots.txt" not in load(tmp_path, ["jekyll-sitemap"], **{"robots.txt": "User-agent: *\n"})


def test_a_sites_own_page_wins_its_address_over_one_that_sphinx_makes(tmp_path: Path) -> None:
    files = {
        "_config.yml": "title: Site\n",
        "index.md": "---\ntitle: Home\n---\n",
        "search.md": "---\ntitle: Own\n---\nOwn search.\n",
        "words.md": "---\ntitle: Words\npermalink: /allpages.html\n---\nOwn list.\n",
    }
    built = build(tmp_path, files, extensions=["sphinx_essay"], source_suffix={}, html_theme="sphinx_essay")
    assert "Own search." in built.text("search.html")
    assert "Own list." in built.text("allpages.html")
    assert 'role="search" action="essay-search.html"' in built.text("index.html")
    assert 'id="search-page-input"' in built.text("essay-search.html")
    assert "search.md:1: WARNING: the site has its own search.md" in built.warnings


def test_markdown_at_the_address_of_no_page_is_html(tmp_path: Path) -> None:
    files = {
        "_config.yml": "title: Site\n",
        "index.md": "---\ntitle: Home\n---\n",
        "a.md": "---\npermalink: /a.php\nword: there\n---\nWords *{{ page.word }}*.\n",
        "b.txt": "---\n---\n*As it is.*\n",
    }
    built = build(tmp_path, files, extensions=["sphinx_essay"], source_suffix={}, html_theme="sphinx_essay")
    assert built.text("a.php") == "<p>Words <em>there</em>.</p>\n"
    assert built.text("b.txt") == "*As it is.*\n"
