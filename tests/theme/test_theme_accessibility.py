"""axe-core finds nothing, whatever the page, its colours, its width and what is open on it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser

PAGES = ["index", "a", "a1", "a2", "c1", "minimal", "search", "search.html?q=fox", "allpages", "genindex"]

#: WCAG 2.2 A and AA, and axe's best practices.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """Return what axe-core objects to, rule by rule."""
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="no axe-core: pip install axe-playwright-python"
    )
    options: dict[str, Any] = {"runOnly": {"type": "tag", "values": RULES}}
    found = axe.Axe().run(page, options=options).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}: {node['failureSummary']}" for rule in found for node in rule["nodes"]]


def open_page(context: Callable[..., BrowserContext], url: str, width: int = 1280, **options: object) -> Page:
    # The policy forbids scripts from elsewhere, and axe's is one.
    page = context(width, bypass_csp=True, **options).new_page()
    page.goto(url)
    return page


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1600])
def test_pages(context: Callable[..., BrowserContext], address: str, name: str, scheme: str, width: int) -> None:
    name = name if "?" in name else f"{name}.html"
    page = open_page(context, address + name, width, color_scheme=scheme)
    page.wait_for_load_state("networkidle")
    assert violations(page) == []


@pytest.mark.parametrize("name", ["", "plants/", "plants/nettle/", "walks/north/", "404.html"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_of_a_jekyll_site(
    context: Callable[..., BrowserContext],
    jekyll_site: Path,
    serve: Callable[..., str],
    name: str,
    scheme: str,
    width: int,
) -> None:
    page = open_page(context, f"{serve(jekyll_site)}notes/{name}", width, color_scheme=scheme)
    page.wait_for_load_state("networkidle")
    assert violations(page) == []


@pytest.fixture(scope="module")
def without_scripts(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site without its scripts: axe, which looks at it, is a script itself."""
    folder = tmp_path_factory.mktemp("without") / "site"
    shutil.copytree(site, folder)
    for script in (folder / "_static").glob("essay*.js"):
        script.write_text("", encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", [name for name in PAGES if "?" not in name])
def test_without_a_script(context: Callable[..., BrowserContext], without_scripts: Path, name: str) -> None:
    found = violations(open_page(context, (without_scripts / f"{name}.html").as_uri()))
    # Browsers let the keyboard reach what scrolls by themselves (Chrome since 130, Firefox always); axe does not know.
    assert [rule for rule in found if not rule.startswith("scrollable-region-focusable")] == []


@pytest.mark.parametrize("name", ["index", "a1", "c1", "search", "allpages", "genindex"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_the_menu_open(context: Callable[..., BrowserContext], address: str, name: str, scheme: str) -> None:
    page = open_page(context, f"{address}{name}.html", 390, color_scheme=scheme)
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("button", name="Pages under: Letter B").click()
    page.locator("#site-nav").get_by_role("link", name="Essay B.1").wait_for()
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_the_search_open(context: Callable[..., BrowserContext], address: str, scheme: str) -> None:
    page = open_page(context, address + "a1.html", color_scheme=scheme)
    page.keyboard.press("/")
    page.keyboard.type("fox")
    page.locator(".search-result-text").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert violations(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_from_right_to_left(context: Callable[..., BrowserContext], address: str, name: str) -> None:
    page = open_page(context, address + (name if "?" in name else f"{name}.html"))
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert violations(page) == []


def test_in_forced_colours(context: Callable[..., BrowserContext], address: str) -> None:
    assert violations(open_page(context, address + "a1.html", forced_colors="active")) == []


def test_names_of_controls(context: Callable[..., BrowserContext], address: str) -> None:
    page = open_page(context, address + "a1.html")
    for role, name in [
        ("combobox", "Search"),
        ("button", "Colours: as the system"),
        ("navigation", "Site"),
        ("navigation", "Breadcrumbs"),
        ("navigation", "Other links"),
        ("navigation", "Previous and next page"),
        ("main", None),
        ("search", None),
    ]:
        assert page.get_by_role(role, name=name, exact=True).count() == 1, (role, name)  # type: ignore[arg-type]
