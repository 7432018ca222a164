"""The search box: on small screens, by keys, where nothing is found, and on the page that an answer leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser


def ask(page: Page, words: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.locator("[role=option]").first.wait_for()


@pytest.mark.parametrize("height", [664, 320])
def test_on_a_phone_answers_fill_the_screen(context: Callable[..., BrowserContext], address: str, height: int) -> None:
    page = context(390).new_page()
    page.set_viewport_size({"width": 390, "height": height})
    page.goto(address + "a1.html")
    page.get_by_role("link", name="Search", exact=True).click()
    page.keyboard.type("fox")
    page.locator(".search-result-text").nth(1).wait_for()
    panel = page.locator("#search-results").bounding_box()
    assert panel is not None
    assert (panel["x"], panel["width"]) == (0, 390)
    assert panel["y"] < 80
    assert panel["y"] + panel["height"] <= height
    page.get_by_role("button", name="Close").click()
    assert page.get_by_role("combobox").is_hidden()
    assert page.evaluate("document.activeElement.id") == "search-button"


def test_tab_leaves_the_box_for_what_follows(context: Callable[..., BrowserContext], address: str) -> None:
    page = context().new_page()
    page.goto(address + "a1.html")
    ask(page, "fox")
    page.keyboard.press("Tab")
    page.locator("#search-results").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.textContent") == "Elsewhere"


def test_home_and_end_choose_the_first_and_the_last_answer(
    context: Callable[..., BrowserContext], address: str
) -> None:
    page = context().new_page()
    page.goto(address + "a1.html")
    ask(page, "fox")
    last = page.locator("[role=option]").count() - 1
    chosen = page.locator("[role=option][aria-selected=true]")
    for key, number in (("ArrowDown", 0), ("End", last), ("ArrowDown", 0), ("ArrowUp", last), ("Home", 0)):
        page.keyboard.press(key)
        assert chosen.get_attribute("id") == f"search-result-{number}", key


def test_control_and_enter_open_an_answer_beside_the_page(context: Callable[..., BrowserContext], address: str) -> None:
    page = context().new_page()
    page.goto(address + "a1.html")
    ask(page, "essay b.2")
    with page.context.expect_page() as opened:
        page.keyboard.press("Control+Enter")
    opened.value.wait_for_url("**/b2.html*")
    assert page.url.endswith("a1.html")


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_words_are_marked_on_the_page_until_escape(
    context: Callable[..., BrowserContext], address: str, site: Path, scheme: str
) -> None:
    page = context().new_page()
    page.goto(address + "a2.html" if scheme == "http" else (site / "a2.html").as_uri())
    ask(page, "c-fox")
    page.locator("[role=option]").first.click()
    page.wait_for_function("CSS.highlights.has('search')")
    marked = "[...CSS.highlights.get('search')].map((range) => range.toString())"
    assert "c-fox" in page.evaluate(marked)
    assert "highlight" not in page.url
    page.keyboard.press("Escape")
    assert not page.evaluate("CSS.highlights.has('search')")


def test_where_nothing_is_found_words_like_it_are_offered(context: Callable[..., BrowserContext], address: str) -> None:
    page = context().new_page()
    page.goto(address + "a1.html")
    page.keyboard.press("/")
    page.keyboard.type("fxo")
    page.get_by_text("No results found").wait_for()
    assert page.locator("#search-none").get_by_role("link", name="All pages").is_visible()
    page.locator("#search-none").get_by_role("button", name="fox", exact=True).click()
    page.locator("[role=option]").first.wait_for()
    assert page.get_by_role("combobox").input_value() == "fox"


def test_only_what_a_question_needs_is_loaded(context: Callable[..., BrowserContext], address: str) -> None:
    page = context().new_page()
    page.goto(address + "a1.html")
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.rpartition("/")[2].partition("?")[0]))
    ask(page, "fox")
    page.locator(".search-result-text").first.wait_for()
    assert set(loaded) == {"essay-search.js", "index.js", "language_data.js", "w0.js", "h0.js", "t0.js"}
