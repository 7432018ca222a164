"""Books as readers see them in a browser: the links to them, the page to print, the preview of any page in print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from essay_builds import BOOKS, build

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PAGES = {
    "_config.yml": "title: A shelf\nurl: https://example.org\n",
    "essay.md": (
        "---\ntitle: Essay\n---\nA [link](https://example.org/far), <https://example.org/bare>, [next](/one.html#part).\n\n"
        "<details><summary>More</summary><p id='inner'>Hidden words.</p></details>\n\n"
        "A label\n{: .label .label-green }\n\n"
        '<div style="aspect-ratio: 16 / 9">'
        '<iframe src="https://www.youtube.com/embed/abcdefghijk" title="Film"></iframe></div>\n'
    ),
    "one.md": "---\ntitle: One\nparent: Essay\n---\n## Part\n\nWords.\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    conf = {"extensions": ["sphinx_essay"], "html_theme": "sphinx_essay", "root_doc": "essay"}
    books = {"essay_books": ["Essay"], "essay_book_formats": ["print", "epub"]}
    return Path(build(folder, PAGES, **conf, **books).app.outdir)


def after(page: Page, selector: str) -> str:
    """Return what the style sheet writes after an element."""
    return str(page.locator(selector).first.evaluate("element => getComputedStyle(element, '::after').content"))


def test_the_books_lie_side_by_side(site: Path, page: Page) -> None:
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto((site / "essay.html").as_uri())
        first, second = (page.locator(".essay-books a").nth(number).bounding_box() for number in (0, 1))
        assert first is not None
        assert second is not None
        assert first["y"] == second["y"]
        assert second["x"] >= first["x"] + first["width"]


def test_a_page_in_print(site: Path, page: Page) -> None:
    page.goto((site / "essay.html").as_uri())
    page.emulate_media(media="print")
    for furniture in (".side-bar", ".main-header", ".essay-books", ".children-nav", "footer"):
        assert not page.locator(furniture).first.is_visible(), furniture
    assert "https://example.org/far" in after(page, "main a[href$='/far']")
    inner = page.locator("#inner").bounding_box()
    assert inner is not None
    assert inner["height"] > 5  # what is folded up is printed
    assert page.locator(".label").evaluate("element => getComputedStyle(element).color") != "rgb(255, 255, 255)"
    box = page.locator("div:has(> .essay-video)").bounding_box()
    assert box is not None
    assert box["height"] < 150  # no room is kept free for a player


def test_the_whole_essay_in_print(site: Path, page: Page) -> None:
    page.goto((site / "essay-books/essay.html").as_uri())
    page.emulate_media(media="print")
    assert page.locator("nav").count() == 0
    assert "https://example.org/far" in after(page, "a[href$='/far']")
    assert after(page, "a[href$='/bare']") == "none"  # it says its address itself
    assert after(page, "a.video-link") == "none"
    page.locator("a[href^='#']").first.click()
    assert "#p2-part" in page.url


def test_all_tabs_and_what_folds_are_seen_in_an_epub(tmp_path: Path, page: Page) -> None:
    text = (
        "# T\n\n::::{tab-set}\n:::{tab-item} One\nFirst words.\n:::\n:::{tab-item} Two\nSecond words.\n:::\n::::\n\n"
        ":::{dropdown} More\nFolded words.\n:::\n"
    )
    conf = {"extensions": [*BOOKS, "sphinx_design"], "myst_enable_extensions": ["colon_fence"], "version": "1"}
    built = build(tmp_path, text, "epub", essay_dialect="myst", epub_copyright="2026", **conf)
    page.goto((built.app.outdir / "index.xhtml").as_uri())
    for words in ("One", "First words.", "Two", "Second words.", "More", "Folded words."):
        assert page.get_by_text(words, exact=True).is_visible(), words
    assert "\u2610" not in page.locator("body").inner_text()
    assert not page.locator(".sd-summary-state-marker").is_visible()
