"""The theme as a reader meets it: in a browser, under a strict Content-Security-Policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .conftest import build

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, ConsoleMessage, Page

pytestmark = pytest.mark.browser

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def watch(page: Page) -> list[str]:
    """Return a list that fills with what the page complains of, but for the icon that browsers ask every site for."""
    told: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.location["url"].endswith("/favicon.ico"):
            told.append(message.text)

    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("console", note)
    return told


def background(page: Page) -> str:
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


LIGHT, DARK = "rgb(255, 255, 255)", "rgb(39, 38, 43)"


# --- colours


@pytest.mark.parametrize(("scheme", "colour"), [("light", LIGHT), ("dark", DARK)])
@pytest.mark.parametrize("script", [True, False])
def test_the_systems_colours(
    context: Callable[..., BrowserContext], address: str, scheme: str, colour: str, script: bool
) -> None:
    page = context(color_scheme=scheme, java_script_enabled=script).new_page()
    page.goto(address + "a1.html")
    if script:
        assert background(page) == colour
    else:
        assert page.locator("#color-switch").is_hidden()


def test_the_switch_goes_round_and_is_remembered_from_the_first_frame(
    context: Callable[..., BrowserContext], address: str
) -> None:
    page = context(color_scheme="light").new_page()
    page.goto(address + "a1.html")
    switch = page.get_by_role("button", name="Colours")
    assert switch.get_attribute("aria-label") == "Colours: as the system"
    switch.click()
    assert (background(page), switch.get_attribute("aria-label")) == (LIGHT, "Colours: light")
    switch.click()
    assert (background(page), switch.get_attribute("aria-label")) == (DARK, "Colours: dark")
    # What the parser has seen when the body begins decides the first frame.
    page.add_init_script(
        "new MutationObserver((_, observer) => { if (document.body) {"
        " window.atBody = document.documentElement.dataset.theme; observer.disconnect(); } })"
        ".observe(document, { childList: true, subtree: true })"
    )
    page.goto(address + "a2.html")
    assert page.evaluate("window.atBody") == "dark"
    assert background(page) == DARK
    page.get_by_role("button", name="Colours: dark").click()
    assert background(page) == LIGHT


# --- navigation


def test_another_branch_opens_and_stays_open(context: Callable[..., BrowserContext], address: str) -> None:
    page = context().new_page()
    told = watch(page)
    page.goto(address + "a1.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    button = page.get_by_role("button", name="Pages under: Letter B")
    assert button.get_attribute("aria-expanded") == "false"
    button.focus()
    page.keyboard.press("Enter")
    link = page.locator("#site-nav").get_by_role("link", name="Essay B.2")
    link.wait_for()
    assert button.get_attribute("aria-expanded") == "true"
    assert len(asked) == 2
    page.get_by_role("button", name="Pages under: Letter C").click()
    link.click()
    page.wait_for_url("**/b2.html")
    current = page.locator("#site-nav [aria-current=page]")
    assert current.inner_text() == "Essay B.2"
    page.locator("#site-nav").get_by_role("link", name="Essay C.2").wait_for()  # still open
    page.get_by_role("button", name="Pages under: Letter C").click()
    assert page.locator("#site-nav").get_by_role("link", name="Essay C.2").is_hidden()
    assert told == []


def test_branches_open_from_a_disk(context: Callable[..., BrowserContext], site: Path) -> None:
    page = context().new_page()
    told = watch(page)
    page.goto((site / "a1.html").as_uri())
    page.get_by_role("button", name="Pages under: Letter B").click()
    page.locator("#site-nav").get_by_role("link", name="Essay B.3").click()
    page.wait_for_url("**/b3.html")
    assert told == []


def test_the_current_entry_is_in_view(context: Callable[..., BrowserContext], address: str) -> None:
    page = context(height=180).new_page()
    page.goto(address + "a1.html")
    assert page.evaluate(
        "(() => { const nav = document.getElementById('site-nav').getBoundingClientRect();"
        " const link = document.querySelector('#site-nav [aria-current]').getBoundingClientRect();"
        " return link.top >= nav.top && link.bottom <= nav.bottom; })()"
    )


def test_without_a_script_every_page_is_reached(context: Callable[..., BrowserContext], address: str) -> None:
    page = context(java_script_enabled=False).new_page()
    seen, waiting = set(), [address + "index.html"]
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        page.goto(here)
        for link in page.locator("a:visible").all():
            target = link.get_attribute("href") or ""
            if target.endswith(".html"):
                waiting.append(address + target.removeprefix("./"))
    assert {f"{address}{letter}{number}.html" for letter in "abc" for number in "123"} <= seen


# --- the phone


def test_the_menu_of_a_phone(context: Callable[..., BrowserContext], address: str) -> None:
    page = context(390).new_page()
    page.goto(address + "a1.html")
    nav, button = page.locator("#site-nav"), page.get_by_role("button", name="Menu")
    assert nav.is_hidden()
    assert page.get_by_role("combobox").is_hidden()
    button.click()
    assert nav.is_visible()
    assert page.get_by_role("combobox").is_visible()
    assert button.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert nav.is_hidden()
    assert page.evaluate("document.activeElement.id") == "menu-button"


def test_the_menu_of_a_phone_without_a_script(context: Callable[..., BrowserContext], address: str) -> None:
    page = context(390, java_script_enabled=False).new_page()
    page.goto(address + "a1.html")
    assert page.locator("#site-nav").is_hidden()
    page.get_by_role("link", name="Menu").click()
    assert page.locator("#site-nav").is_visible()
    assert page.locator(".aux-nav").is_visible()


@pytest.mark.parametrize("name", ["index", "a1", "a", "c1", "minimal", "search", "allpages", "genindex"])
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_scrolls_sideways(context: Callable[..., BrowserContext], address: str, name: str, width: int) -> None:
    page = context(width).new_page()
    page.goto(f"{address}{name}.html")
    assert page.evaluate(OVERFLOW) == 0
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(OVERFLOW) == 0


#: Elements with text of their own that stick out of the page, or of a box that cuts them off (what may scroll may be wide).
CUT_OFF = """() => {
    const found = [];
    for (const element of document.querySelectorAll("body *")) {
        if (!element.checkVisibility() || element.closest(".sr-only, .skip-to-main, svg, .side-bar")) continue;
        if (![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
        const box = element.getBoundingClientRect();
        let scrolls = false;
        for (let outer = element.parentElement; outer; outer = outer.parentElement) {
            const style = getComputedStyle(outer), frame = outer.getBoundingClientRect();
            if (["auto", "scroll"].includes(style.overflowX)) scrolls = true;
            if (style.overflowX === "hidden" && (box.right > frame.right + 1 || box.bottom > frame.bottom + 1)) {
                found.push("cut off: " + element.outerHTML.slice(0, 100));
            }
        }
        const outside = !scrolls && (box.right > innerWidth + 1 || box.left < -1);
        if (outside) found.push("outside: " + element.outerHTML.slice(0, 100));
    }
    return found;
}"""

#: WCAG 2.2, success criterion 1.4.12.
SPACED = """
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-block-end: 2em !important; }
"""


@pytest.mark.parametrize("name", ["index", "a1", "c1", "search.html?q=fox"])
@pytest.mark.parametrize("change", ["zoom", "large text", "spaced text", "from right to left"])
def test_nothing_is_cut_off(context: Callable[..., BrowserContext], address: str, name: str, change: str) -> None:
    page = context(320 if change == "zoom" else 1280, bypass_csp=True).new_page()
    page.goto(address + (name if "?" in name else f"{name}.html"))
    page.wait_for_load_state("networkidle")
    if change == "large text":
        page.evaluate("document.documentElement.style.fontSize = '200%'")
    elif change == "spaced text":
        page.add_style_tag(content=SPACED)
    elif change == "from right to left":
        page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate(OVERFLOW) == 0


def test_nothing_moves_for_those_who_want_no_motion(context: Callable[..., BrowserContext], address: str) -> None:
    smooth = "getComputedStyle(document.documentElement).scrollBehavior"
    for wish, wanted in (("reduce", "auto"), ("no-preference", "smooth")):
        page = context(reduced_motion=wish).new_page()
        page.goto(address + "a1.html")
        assert page.evaluate(smooth) == wanted
        moving = "[...document.querySelectorAll('*')].filter((e) => parseFloat(getComputedStyle(e).transitionDuration))"
        assert page.evaluate(f"{moving}.filter((e) => !/sd-/.test(e.className)).length") == 0


def test_line_numbers_are_not_copied(context: Callable[..., BrowserContext], address: str) -> None:
    opened = context()
    opened.grant_permissions(["clipboard-read", "clipboard-write"])
    page = opened.new_page()
    page.goto(address + "c1.html")
    listing = page.locator("div.highlight", has=page.locator(".linenos"))
    assert listing.locator(".linenos").all_inner_texts() != []
    listing.hover()
    listing.get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "def one():\n    return 1"


def test_from_right_to_left(context: Callable[..., BrowserContext], address: str) -> None:
    page = context().new_page()
    page.goto(address + "a1.html")
    page.evaluate("document.documentElement.dir = 'rtl'")
    side = page.locator(".side-bar").bounding_box()
    main = page.locator("#main-content").bounding_box()
    assert side
    assert main
    assert side["x"] > main["x"] + main["width"] - 1
    assert page.evaluate(OVERFLOW) == 0


# --- search


def search(page: Page, words: str) -> list[str]:
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.locator("[role=option]").first.wait_for()
    return page.locator("[role=option] .search-result-title").all_inner_texts()


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_search_as_one_types(context: Callable[..., BrowserContext], address: str, site: Path, scheme: str) -> None:
    page = context().new_page()
    told = watch(page)
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(address + "a2.html" if scheme == "http" else (site / "a2.html").as_uri())
    assert not [url for url in loaded if "search" in url]
    assert search(page, "essay b.2")[0] == "Essay B.2"
    box = page.get_by_role("combobox")
    assert box.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/b2.html*")
    assert told == []


def test_search_shows_headings_with_their_page_and_the_text_around_a_match(
    context: Callable[..., BrowserContext], address: str
) -> None:
    page = context().new_page()
    page.goto(address + "index.html")
    assert search(page, "c-fox")[0] == "On the c-fox"
    first = page.locator("[role=option]").first
    assert first.locator(".search-result-page").inner_text().startswith("Essay C.")
    assert "#" in (first.get_attribute("href") or "")
    page.get_by_role("combobox").fill("jumps")
    page.locator(".search-result-text mark", has_text="jumps").first.wait_for()


def test_each_place_is_found_once(context: Callable[..., BrowserContext], address: str) -> None:
    page = context().new_page()
    page.goto(address + "index.html")
    search(page, "jump")
    places = page.locator("[role=option]").evaluate_all("all => all.map((each) => each.href)")
    assert len(places) == len(set(places))


def test_search_closes_by_key_and_says_when_there_is_nothing(
    context: Callable[..., BrowserContext], address: str
) -> None:
    page = context().new_page()
    page.goto(address + "index.html")
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.id") == "search-input"
    page.keyboard.type("qqqq")
    page.get_by_text("No results found").wait_for()
    page.keyboard.press("Escape")
    assert page.get_by_role("combobox").input_value() == ""
    assert page.locator("#search-results").is_hidden()


def test_search_finds_pages_at_urls_of_their_own(context: Callable[..., BrowserContext], tmp_path: Path) -> None:
    source = tmp_path / "source"
    (source / "docs").mkdir(parents=True)
    (source / "_config.yml").write_text("title: Letters\npermalink: pretty\n", encoding="utf-8")
    (source / "index.md").write_text("---\ntitle: Home\n---\n\nHello.\n", encoding="utf-8")
    (source / "docs" / "cable.md").write_text("---\ntitle: Cables\n---\n\nUnder the sea.\n", encoding="utf-8")
    build(source, tmp_path / "site", "-C", "-D", "extensions=sphinx_essay")
    page = context().new_page()
    page.goto((tmp_path / "site" / "index.html").as_uri())
    assert search(page, "sea") == ["Cables"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/docs/cable/index.html")


@pytest.mark.parametrize(
    ("lang", "text", "questions"),
    [
        ("ja", "今日は天気がいいので、東京へ散歩に行きましょう。", ["東京", "散歩"]),
        ("zh-CN", "今天天气很好，我们去公园散步吧。", ["公园", "公", "天气很好", "园散"]),
        ("zh-Hant", "今天天氣很好，我們去公園散步吧。", ["公園"]),
        ("ko", "오늘은 날씨가 좋아서 공원에서 산책합니다.", ["공원", "산책"]),
    ],
)
def test_search_without_blanks_between_words(
    context: Callable[..., BrowserContext], tmp_path: Path, lang: str, text: str, questions: list[str]
) -> None:
    head = "---\ntitle: {}\n{}---\n\n" + text + "\n"
    (tmp_path / "_config.yml").write_text(f"title: T\nlang: {lang}\n", encoding="utf-8")
    (tmp_path / "index.md").write_text(head.format("Found", ""), encoding="utf-8")
    (tmp_path / "hidden.md").write_text(head.format("Hidden", "search_exclude: true\n"), encoding="utf-8")
    build(tmp_path, tmp_path / "site", "-C", "-D", "extensions=sphinx_essay")
    page = context().new_page()
    page.goto((tmp_path / "site" / "index.html").as_uri())
    for question in questions:
        page.keyboard.press("/")
        page.get_by_role("combobox").fill(question)
        page.locator("[role=option]").first.wait_for()
        assert page.locator("[role=option] .search-result-title").all_inner_texts() == ["Found"]
        page.keyboard.press("Escape")


def test_the_search_page_works_by_itself(context: Callable[..., BrowserContext], address: str) -> None:
    page = context().new_page()
    page.goto(address + "search.html?q=fox")
    page.locator(".search-page-results li").first.wait_for()
    assert page.locator(".search-page-results li").count() >= 9
    assert page.locator("#search-page-input").input_value() == "fox"


# --- the page's own helpers


def test_links_to_other_sites_are_marked_and_buttons_are_not(
    context: Callable[..., BrowserContext], address: str
) -> None:
    page = context().new_page()
    page.goto(address + "a1.html")
    mark = "link => getComputedStyle(link, '::after').content"
    outside = page.locator("main a[href='https://example.org/']").first
    assert "↗" in outside.evaluate(mark)
    assert "↗" not in page.locator("main a.btn").first.evaluate(mark)
    assert "↗" not in page.locator("main a[href^='a2']").first.evaluate(mark)
    # Not part of the link's name.
    assert page.get_by_role("link", name="address", exact=True).count() == 1


def test_code_is_copied(context: Callable[..., BrowserContext], address: str) -> None:
    opened = context()
    opened.grant_permissions(["clipboard-read", "clipboard-write"])
    page = opened.new_page()
    page.goto(address + "a1.html")
    button = page.get_by_role("button", name="Copy")
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("# A comment\ndef greet(")


def test_a_video_asks_nobody_before_it_is_clicked(context: Callable[..., BrowserContext], address: str) -> None:
    page = context().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + "a1.html")
    assert page.locator("iframe").count() == 0
    assert all(url.startswith(address) for url in asked)
    page.get_by_role("button", name="A film").click()
    assert page.locator("iframe").get_attribute("title") == "A film"
    source = page.locator("iframe").get_attribute("src")
    assert source == "https://www.youtube.com/embed/abcdefghijk?autoplay=1"


NOTE_REFERENCE = "a.footnote-reference, a.footnote, sup[id^=fnref] > a"


def test_a_footnote_shows_in_place(context: Callable[..., BrowserContext], address: str) -> None:
    page = context().new_page()
    page.goto(address + "a1.html")
    note = page.locator(".footnote-preview")
    page.locator(NOTE_REFERENCE).first.focus()
    assert note.inner_text() == "The note’s text."
    page.keyboard.press("Escape")
    assert note.count() == 0
    page.locator(NOTE_REFERENCE).first.hover()
    note.hover()  # the pointer may go there: WCAG 1.4.13
    page.wait_for_timeout(400)
    assert note.is_visible()
    page.mouse.move(5, 5)
    note.wait_for(state="detached")


def test_a_tap_shows_a_footnote_and_a_second_one_goes_to_it(
    context: Callable[..., BrowserContext], address: str
) -> None:
    page = context(390, has_touch=True, is_mobile=True).new_page()
    page.goto(address + "a1.html")
    page.locator(NOTE_REFERENCE).first.tap()
    assert page.locator(".footnote-preview").inner_text() == "The note’s text."
    assert "#" not in page.url
    page.locator("main h1").tap()
    assert page.locator(".footnote-preview").count() == 0
    page.locator(NOTE_REFERENCE).first.tap()
    page.locator(NOTE_REFERENCE).first.tap()
    page.wait_for_url("**#fn*")


def test_the_contents_mark_the_heading_being_read(context: Callable[..., BrowserContext], address: str) -> None:
    page = context(1600).new_page()
    page.goto(address + "a1.html")
    page.locator(".page-toc").get_by_role("link", name="Wide things").click()
    page.locator(".page-toc [aria-current]", has_text="Wide things").wait_for()


def test_folders_open_from_a_disk(context: Callable[..., BrowserContext], tmp_path: Path, site: Path) -> None:
    (tmp_path / "below").mkdir()
    script = (site / "_static" / "essay.js").read_text(encoding="utf-8")
    (tmp_path / "essay.js").write_text(script, encoding="utf-8")
    (tmp_path / "index.html").write_text('<a href="below/">Below</a><script src="essay.js"></script>')
    (tmp_path / "below" / "index.html").write_text("<title>There</title>")
    page = context().new_page()
    page.goto((tmp_path / "index.html").as_uri())
    page.get_by_role("link").click()
    page.wait_for_url("**/below/index.html")


def test_keyboard_reaches_everything_and_shows_where_it_is(
    context: Callable[..., BrowserContext], address: str
) -> None:
    page = context().new_page()
    page.goto(address + "a1.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-to-main"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#main-content') !== null")
    page.goto(address + "a1.html")
    wanted = page.evaluate(
        "[...document.querySelectorAll('a[href], button, input, summary')].filter((e) => e.checkVisibility()).length"
    )
    seen = 0
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        state = page.evaluate(
            "(() => { const e = document.activeElement; if (e === document.body) return 'end';"
            " if (e.className === 'skip-to-main' || getComputedStyle(e).outlineStyle !== 'none') return true;"
            " return getComputedStyle(e.closest('form') || e).boxShadow !== 'none'; })()"
        )
        if state == "end":
            break
        assert state, page.evaluate("document.activeElement.outerHTML")
        seen += 1
    assert seen >= wanted


def test_paper_holds_the_text_only(context: Callable[..., BrowserContext], address: str) -> None:
    page = context().new_page()
    page.goto(address + "a1.html")
    page.emulate_media(media="print")
    for furniture in (
        ".side-bar",
        "#main-header",
        ".breadcrumb-nav",
        ".prev-next",
        "footer",
        ".page-toc",
        ".copy-button",
    ):
        assert page.locator(furniture).first.is_hidden(), furniture
    shown = "getComputedStyle(document.querySelector('main a[href^=http]'), '::after').content"
    assert "https://example.org/" in page.evaluate(shown)


def test_a_printed_page_says_where_links_lead_and_no_more_than_the_text(
    context: Callable[..., BrowserContext], address: str
) -> None:
    page = context().new_page()
    page.goto(address + "a1.html")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in {LIGHT, "rgba(0, 0, 0, 0)"}
    shown = page.evaluate(
        "[...document.querySelectorAll('body *')].filter(e => !e.closest('main') && e.checkVisibility()"
        " && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())).map(e => e.outerHTML)"
    )
    assert [text for text in shown if "skip-to-main" not in text] == []
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_parts_of_sphinx_design_work_under_a_strict_policy(
    context: Callable[..., BrowserContext], address: str
) -> None:
    page = context().new_page()
    told = watch(page)
    page.goto(address + "c1.html")
    page.get_by_text("Second", exact=True).click()
    page.get_by_text("Text of the second tab.").wait_for()
    page.locator("main summary").first.click()
    page.get_by_text("Folded text.").first.wait_for()
    assert told == []


def test_cells_are_aligned_under_a_strict_policy(context: Callable[..., BrowserContext], address: str) -> None:
    page = context().new_page()
    page.goto(address + "index.html")
    align = "[...document.querySelectorAll('main td')].map((cell) => getComputedStyle(cell).textAlign)"
    assert page.evaluate(align) == ["start", "center", "end"]


def test_a_page_has_nothing_to_complain_of(context: Callable[..., BrowserContext], address: str) -> None:
    page = context().new_page()
    told = watch(page)
    page.goto(address + "a1.html")
    page.wait_for_load_state("networkidle")
    assert told == []
