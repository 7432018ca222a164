"""Search by Pagefind: what it indexes, what a reader finds, and what happens without it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from source_files import write

from .conftest import build

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

#: What Pagefind needs beside what the rest of the theme does: it runs WebAssembly.
POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'"

PAGES = {
    "_config.yml": "title: Beasts\nbaseurl: /zoo\npermalink: pretty\n",
    "index.md": "---\ntitle: Home\n---\n\nWelcome.\n",
    "docs/fox.md": "---\ntitle: The fox\n---\n\n## Where it lives\n\nIn burrows.\n\n"
    "## What it eats\n\nMice and <b>berries</b>.\n",
    "docs/owl.md": "---\ntitle: Owls & others\n---\n\nThey eat mice, too.\n",
    "docs/secret.md": "---\ntitle: Secret\nsearch_exclude: true\n---\n\nMice again.\n",
}
ARGUMENTS = ("-C", "-D", "extensions=sphinx_essay", "-D", "html_theme=sphinx_essay", "-D", "essay_search=pagefind")


def is_installed() -> bool:
    done = subprocess.run([sys.executable, "-m", "pagefind", "--version"], capture_output=True, check=False)
    return done.returncode == 0


needs_pagefind = pytest.mark.skipif(not is_installed(), reason="no Pagefind: pip install 'sphinx-essay[search]'")


@pytest.fixture(scope="module")
def beasts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site with Pagefind's index, in a folder of the server as it would be on Read the Docs."""
    folder = tmp_path_factory.mktemp("pagefind")
    assert build(write(folder / "source", PAGES), folder / "served" / "en" / "site", *ARGUMENTS) == ""
    return folder / "served"


def ask(page: Page, words: str) -> list[str]:
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.locator("[role=option]").first.wait_for()
    return page.locator("[role=option] .search-result-title").all_inner_texts()


@pytest.mark.browser
@needs_pagefind
class TestInTheBrowser:
    @pytest.fixture
    def page(self, context: Callable[..., BrowserContext], serve: Callable[..., str], beasts: Path) -> Page:
        page = context().new_page()
        page.goto(serve(beasts, POLICY) + "en/site/index.html")
        return page

    def test_a_page_is_found_by_its_title(self, page: Page) -> None:
        assert ask(page, "owls") == ["Owls & others"]
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/en/site/docs/owl/**")

    def test_text_is_found_under_its_heading_with_the_match_marked(self, page: Page) -> None:
        assert sorted(ask(page, "mice")) == ["Owls & others", "What it eats"]  # and not the excluded page
        first = page.locator("[role=option]", has_text="What it eats")
        assert first.locator(".search-result-page").inner_text() == "The fox"
        assert first.locator("mark").inner_text().strip(".") == "Mice"
        first.click()
        page.wait_for_url("**/en/site/docs/fox/#what-it-eats")

    def test_the_search_page_asks_it_too(self, page: Page) -> None:
        page.goto(page.url.replace("index.html", "search.html?q=mice"))
        page.locator(".search-page-results li").first.wait_for()
        assert page.locator(".search-page-results li").count() == 2

    def test_nothing_is_loaded_before_the_reader_turns_to_the_box(self, page: Page) -> None:
        loaded: list[str] = []
        page.on("request", lambda request: loaded.append(request.url))
        page.reload()
        page.wait_for_load_state("networkidle")
        assert not [url for url in loaded if "pagefind" in url or "search" in url]


@pytest.mark.browser
@needs_pagefind
def test_from_a_disk_the_box_says_what_is_wrong(context: Callable[..., BrowserContext], beasts: Path) -> None:
    page = context().new_page()
    page.goto((beasts / "en" / "site" / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("mice")
    page.get_by_text("Search could not be loaded").wait_for()


@pytest.mark.browser
@needs_pagefind
def test_under_a_policy_that_forbids_webassembly_the_box_says_so(
    context: Callable[..., BrowserContext], serve: Callable[..., str], beasts: Path
) -> None:
    page = context().new_page()
    page.goto(serve(beasts) + "en/site/index.html")
    page.keyboard.press("/")
    page.keyboard.type("mice")
    page.get_by_text("Search could not be loaded").wait_for()


@pytest.mark.browser
@needs_pagefind
def test_words_without_blanks_between_them(
    context: Callable[..., BrowserContext], serve: Callable[..., str], tmp_path: Path
) -> None:
    pages = {"index.md": "# 随筆\n\n今日は天気がいいので、東京へ散歩に行きましょう。\n"}
    build(write(tmp_path / "source", pages), tmp_path / "site", *ARGUMENTS, "-D", "language=ja")
    page = context().new_page()
    page.goto(serve(tmp_path / "site", POLICY) + "index.html")
    assert ask(page, "散歩") == ["随筆"]
    assert page.locator("mark").first.inner_text() == "散歩"


@needs_pagefind
def test_the_own_index_is_not_missed_when_a_page_changes(tmp_path: Path) -> None:
    source, site = write(tmp_path / "source", PAGES), tmp_path / "site"
    assert build(source, site, *ARGUMENTS) == ""
    write(source, {"docs/fox.md": PAGES["docs/fox.md"] + "\nIt sleeps by day.\n"})
    assert build(source, site, *ARGUMENTS) == ""


@needs_pagefind
def test_the_own_index_is_not_made_beside_it_and_comes_back(tmp_path: Path) -> None:
    source, site = write(tmp_path / "source", PAGES), tmp_path / "site"
    build(source, site, *ARGUMENTS)
    assert (site / "_static" / "pagefind" / "pagefind.js").is_file()
    own = site / "_static" / "search"
    assert not own.exists()
    build(source, site, *ARGUMENTS[:-2])
    assert not (site / "_static" / "pagefind").exists()
    assert "burrow" in (own / "words.js").read_text(encoding="utf-8")
    build(source, site, *ARGUMENTS)
    assert not own.exists()


def test_without_pagefind_the_own_index_serves_and_a_warning_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A package of this name that cannot be run stands before the real one.
    write(tmp_path / "path", {"pagefind/__init__.py": ""})
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "path"))
    told = build(write(tmp_path / "source", PAGES), tmp_path / "site", *ARGUMENTS)
    assert "pip install 'sphinx-essay[search]'" in told
    assert told.count("WARNING") == 1
    assert (tmp_path / "site" / "_static" / "search" / "index.js").is_file()
