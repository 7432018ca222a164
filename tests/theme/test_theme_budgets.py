"""What a page costs its readers: bytes, requests, work for the browser, and nothing for anybody else to see."""

from __future__ import annotations

import gzip
import json
import random
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import IO, TYPE_CHECKING

import pytest

from sphinx_essay.search import pagefind

from .conftest import build
from .test_theme_large_menu import large as large
from .test_theme_pagefind import POLICY, needs_pagefind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page, Response

pytestmark = pytest.mark.browser

KIND = {"stylesheet", "script"}


def load(page: Page, url: str) -> list[Response]:
    """Open a page; return the answers to its requests, but for the icon that browsers ask every site for."""
    answers: list[Response] = []
    page.on("response", lambda response: answers.append(response) if "favicon" not in response.url else None)
    page.goto(url)
    page.wait_for_load_state("networkidle")
    return answers


def packed(answer: Response) -> int:
    return len(gzip.compress(answer.body(), 9))


@pytest.fixture(params=["a project", "a Jekyll site"])
def start(
    request: pytest.FixtureRequest, address: str, jekyll_site: Path, serve: Callable[..., str]
) -> tuple[str, str]:
    """Return the address of a site and of an ordinary page there."""
    if request.param == "a project":
        return address, address + "a1.html"
    here = serve(jekyll_site)
    return here, here + "notes/plants/nettle/"


def test_styles_and_scripts_are_small_and_all_comes_from_the_site(
    context: Callable[..., BrowserContext], start: tuple[str, str]
) -> None:
    site, url = start
    answers = load(context().new_page(), url)
    assert len(answers) <= 6, [answer.url for answer in answers]
    assert all(answer.url.startswith(site) for answer in answers)
    assert "font" not in {answer.request.resource_type for answer in answers}
    weights = {answer.url: packed(answer) for answer in answers if answer.request.resource_type in KIND}
    assert sum(weights.values()) <= 18 * 1024, weights


def test_parts_of_sphinx_design_load_their_style_where_they_are(
    context: Callable[..., BrowserContext], address: str
) -> None:
    def names(page: str) -> set[str]:
        return {
            answer.url.rpartition("/")[2].partition("?")[0] for answer in load(context().new_page(), address + page)
        }

    files = {"sphinx-design.min.css", "essay-extensions.css", "design-tabs.js"}
    assert files <= names("c1.html")
    assert not files & names("c2.html")


SHIFT = (
    "window.shift = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries())"
    " window.shift += entry.value; }).observe({ type: 'layout-shift', buffered: true });"
)
"""Counts in the browser how far a page's parts move while it is loaded (cumulative layout shift)."""


@pytest.mark.parametrize("name", ["index", "a1", "c1", "search", "allpages"])
@pytest.mark.parametrize("width", [390, 1600])
def test_the_layout_does_not_shift(context: Callable[..., BrowserContext], address: str, name: str, width: int) -> None:
    load(context(width).new_page(), f"{address}{name}.html")  # a browser looks for the system's fonts at its first page
    page = context(width).new_page()
    page.add_init_script(SHIFT)
    load(page, f"{address}{name}.html")
    assert page.evaluate("window.shift") == 0


@pytest.fixture
def trickling(site: Path) -> Iterator[str]:
    """Return the address of the test site on a server that sends a page bit by bit."""

    class Trickle(SimpleHTTPRequestHandler):
        def copyfile(self, source: IO[bytes], outputfile: IO[bytes]) -> None:  # type: ignore[override]
            text = source.read()
            step = len(text) // 10 + 1 if self.path.endswith(".html") else len(text)
            for start in range(0, len(text), step):
                outputfile.write(text[start : start + step])
                time.sleep(0.05)

        def log_message(self, *_arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Trickle, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("name", ["index", "a1", "c1"])
@pytest.mark.parametrize("width", [390, 1600])
def test_what_comes_late_hardly_moves_what_is_there(
    context: Callable[..., BrowserContext], trickling: str, name: str, width: int
) -> None:
    """A word or two may: a line is filled as it comes."""
    page = context(width).new_page()
    page.add_init_script(SHIFT)
    load(page, f"{trickling}{name}.html")
    assert page.evaluate("window.shift") < 0.01


SLOWER, LONG = 4, 50


def blocked(browser: Browser, page: Page, act: Callable[[], object]) -> float:
    """Return for how long, in ms, a page did not answer its reader, on a machine four times as slow as this one.

    That is total blocking time: what each task of the page's thread takes beyond 50 ms, once something is to be seen.  It is
    counted in the processor's time, so that whatever else this machine is busy with does not matter.
    """
    browser.start_tracing(page=page, categories=["toplevel", "loading", "__metadata"])
    act()
    page.wait_for_load_state("networkidle")
    events = json.loads(browser.stop_tracing())["traceEvents"]
    pages = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    seen = min((event["ts"] for event in events if event["name"] == "firstContentfulPaint"), default=0)
    tasks = [
        event.get("tdur", 0) / 1000
        for event in events
        if event["name"] == "ThreadControllerImpl::RunTask"
        and (event["pid"], event["tid"]) in pages
        and event["ts"] >= seen
    ]
    assert tasks
    return sum(max(0.0, SLOWER * task - LONG) for task in tasks)


TELL_WHEN_SHOWN = """(button) => {
  const tell = () => requestAnimationFrame(() => setTimeout(() => console.log("shown")));
  new MutationObserver(tell).observe(button.parentElement, { childList: true });
}"""
"""Has a page say when it has drawn the branch that a button opens."""


@pytest.mark.parametrize("act", ["reading", "opening a branch"])
def test_a_page_of_a_large_site_answers_at_once(
    browser: Browser, context: Callable[..., BrowserContext], serve: Callable[..., str], large: Path, act: str
) -> None:
    """The best of several loads counts.

    What looks for elements of the page runs in the page's thread, too: it is done before and after what is measured.
    """
    url = serve(large) + "a1.html"

    def open_branch(page: Page, x: float, y: float) -> None:
        with page.expect_console_message(lambda message: message.text == "shown"):
            page.mouse.click(x, y)

    found = []
    for _ in range(5):
        page = context().new_page()
        if act == "reading":
            found.append(blocked(browser, page, lambda page=page: page.goto(url)))
        else:
            page.goto(url)
            button = page.get_by_role("button", name="Pages under: Letter B")
            button.scroll_into_view_if_needed()
            button.evaluate(TELL_WHEN_SHOWN)
            box = button.bounding_box()
            assert box is not None
            x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
            found.append(blocked(browser, page, lambda page=page, x=x, y=y: open_branch(page, x, y)))
            page.locator("#site-nav").get_by_role("link", name="Work B.07", exact=True).wait_for()
        if found[-1] == 0:
            return
    raise AssertionError(found)


def test_a_page_that_is_busy_is_seen_to_be(
    browser: Browser, context: Callable[..., BrowserContext], address: str
) -> None:
    page = context().new_page()
    page.goto(address + "a1.html")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")  # it is seen
    spin = "() => { const end = performance.now() + 1000; while (performance.now() < end) { Math.random(); } }"
    assert blocked(browser, page, lambda: page.evaluate(spin)) > 0


def pages_of_words(folder: Path, count: int) -> None:
    """Write pages of 120 invented words each; some words are frequent and most are rare, as in any language."""
    chance = random.Random(1)
    syllables = [first + second for first in "bcdfghklmnprstvz" for second in "aeiou"]
    words = ["".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(12_000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    for number in range(count):
        text = " ".join(chance.choices(words, weights, k=120))
        (folder / f"{number}.html").write_text(
            f'<!DOCTYPE html><html lang="en"><title>{number}</title><main data-pagefind-body><p>{text}</p></main>',
            encoding="utf-8",
        )


@needs_pagefind
def test_the_first_answer_of_a_search_on_a_large_site_is_small(
    context: Callable[..., BrowserContext], serve: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "index.md").write_text("---\ntitle: Home\n---\n\nWhere is the zzyzx?\n", encoding="utf-8")
    site = tmp_path / "site"
    arguments = ("-C", "-D", "extensions=sphinx_essay", "-D", "essay_dialect=kramdown", "-D", "html_theme=sphinx_essay")
    build(tmp_path, site, *arguments, "-D", "essay_search=pagefind")
    (site / "words").mkdir()
    pages_of_words(site / "words", 5_000)
    assert pagefind.index(site) == ""
    page = context().new_page()
    page.goto(serve(site, POLICY) + "index.html")
    answers: list[Response] = []
    page.on("response", lambda response: answers.append(response))
    page.keyboard.press("/")
    page.keyboard.type("zzyzx")
    page.locator("[role=option]").first.wait_for()
    page.wait_for_load_state("networkidle")
    sizes = {answer.url.rpartition("/")[2]: len(answer.body()) for answer in answers}
    assert sum(sizes.values()) <= 300 * 1024, sizes
