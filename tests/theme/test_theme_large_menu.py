"""The menu of a site of 5,000 pages: each branch opens, by any means, and what a reader opened stays open.

The pages are those of the small test site; the script that they share holds a tree of 5,000.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sphinx_essay.core.page import Page as Source
from sphinx_essay.navigation.options import ExternalLink
from sphinx_essay.navigation.shared import write
from sphinx_essay.navigation.tree import NavTree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Locator, Page

pytestmark = pytest.mark.browser

IN_VIEW = """link => {
    const nav = document.getElementById("site-nav").getBoundingClientRect(), place = link.getBoundingClientRect();
    return place.top >= nav.top && place.bottom <= nav.bottom;
}"""


def sources() -> Iterator[Source]:
    """Make the heads of 5,000 pages: three letters, forty works below each, forty sections below each work."""

    def page(name: str, **front_matter: str) -> Source:
        return Source(f"{name}.md", name, f"/{name}.html", f"{name}.html", front_matter)

    for letter in "abc":
        top = f"Letter {letter.upper()}"
        yield page(letter, title=top)
        for work in range(40):
            title = f"Work {letter.upper()}.{work:02}"
            yield page(f"{letter}-{work}", title=title, parent=top)
            for section in range(41):
                yield page(
                    f"{letter}-{work}-{section}", title=f"Section {work}.{section}", parent=title, grand_parent=top
                )


@pytest.fixture(scope="module")
def large(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large") / "site"
    shutil.copytree(site, folder)
    pages = list(sources())
    assert len(pages) > 5000
    tree = NavTree.build(pages)
    away = ExternalLink("Elsewhere", "https://example.org/", new_tab=True)
    nodes = {**tree.nodes, "b-7": replace(tree.nodes["b-7"], links=((1, away),))}
    tree = NavTree(nodes, tree.sections, (), (), tree.options)
    write(tree, lambda docname: f"{docname}.html", folder / "_static")
    return folder


@pytest.fixture(params=["http", "file"])
def start(request: pytest.FixtureRequest, large: Path, serve: Callable[[Path], str]) -> str:
    """Return the address of a page, on a server and on a disk."""
    return (serve(large) if request.param == "http" else large.as_uri() + "/") + "a1.html"


def expander(page: Page, title: str) -> Locator:
    return page.get_by_role("button", name=f"Pages under: {title}", exact=True)


def entry(page: Page, title: str) -> Locator:
    return page.locator("#site-nav").get_by_role("link", name=title, exact=True)


def test_by_mouse(context: Callable[..., BrowserContext], start: str) -> None:
    page = context().new_page()
    page.goto(start)
    expander(page, "Letter B").click()
    expander(page, "Work B.07").click()
    entry(page, "Section 7.40").wait_for()
    assert page.locator("#site-nav .nav-list-link").count() < 150  # only what was opened is built


def test_links_that_lead_elsewhere(context: Callable[..., BrowserContext], start: str) -> None:
    page = context().new_page()
    page.goto(start)
    expander(page, "Letter B").click()
    expander(page, "Work B.07").click()
    entry(page, "Section 7.0").wait_for()
    link = page.locator("#site-nav .nav-list-item:has(> .nav-list-link[href$='b-7-0.html']) + .external > a.external")
    assert link.get_attribute("href") == "https://example.org/"
    assert link.get_attribute("target") == "_blank"


def test_by_keyboard(context: Callable[..., BrowserContext], start: str) -> None:
    page = context().new_page()
    page.goto(start)
    expander(page, "Letter B").focus()
    page.keyboard.press("Enter")
    expander(page, "Work B.00").wait_for()
    for _ in range(2):  # the letter's own link, then the first button of the branch
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    entry(page, "Section 0.0").wait_for()
    page.keyboard.press("Space")
    assert entry(page, "Section 0.0").is_hidden()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Pages under: Work B.00"


def test_by_touch(context: Callable[..., BrowserContext], start: str) -> None:
    page = context(390, has_touch=True, is_mobile=True).new_page()
    page.goto(start)
    page.get_by_role("button", name="Menu").tap()
    expander(page, "Letter C").tap()
    expander(page, "Work C.39").tap()
    entry(page, "Section 39.0").wait_for()
    box = expander(page, "Work C.39").bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 44


def test_without_a_script_the_letter_is_one_link_away(context: Callable[..., BrowserContext], start: str) -> None:
    page = context(java_script_enabled=False).new_page()
    page.goto(start)
    assert page.locator("#site-nav .nav-list-expander:visible").count() == 0
    entry(page, "Letter B").click()
    page.wait_for_url("**/b.html")
    assert page.locator(".children-nav a").count() == 3


def test_branches_and_place_are_kept_from_page_to_page(context: Callable[..., BrowserContext], start: str) -> None:
    page = context(height=500).new_page()
    page.goto(start)
    expander(page, "Letter B").click()
    expander(page, "Work B.07").click()
    expander(page, "Letter C").click()
    entry(page, "Section 7.3").scroll_into_view_if_needed()
    before = page.evaluate("document.getElementById('site-nav').scrollTop")
    assert before > 100
    page.goto(start.replace("a1.html", "a2.html"))
    entry(page, "Section 7.3").wait_for()
    expander(page, "Work C.00").wait_for()


def test_the_place_in_the_menu_is_kept(context: Callable[..., BrowserContext], start: str) -> None:
    page = context(height=400).new_page()
    page.goto(start)
    expander(page, "Letter C").click()
    expander(page, "Work C.05").wait_for()
    # Where the entry of the next page stays in view, nothing moves.
    page.evaluate("document.getElementById('site-nav').scrollTop = 60")
    page.goto(start.replace("a1.html", "a2.html"))
    expander(page, "Work C.05").wait_for()
    assert page.evaluate("document.getElementById('site-nav').scrollTop") == 60
    # Where it would be out of view, it is brought there.
    page.evaluate("document.getElementById('site-nav').scrollTop = 1e6")
    page.goto(start.replace("a1.html", "a3.html"))
    expander(page, "Work C.05").wait_for()
    page.wait_for_function(f"({IN_VIEW})(document.querySelector('#site-nav [aria-current]'))")
