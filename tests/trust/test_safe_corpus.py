"""A corpus of attacks in safe mode, opened in a browser: nothing runs, asks another host, or leaves its place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from corpus import Vector, corpus, handlers, pages, schemes, styles
from trust_builds import build, write

from sphinx_essay.safe.policy import THEME_IDS

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
STYLES = ROOT / "sphinx_essay" / "theme" / "built"

HOOKS = """
window.ran = [];
window.hit = () => window.ran.push("hit");
for (const name of ["alert", "confirm", "prompt", "open", "print"]) window[name] = () => window.ran.push(name);
"""

LOOK = Path(__file__).with_name("look.js").read_text("utf-8")

OWN = [
    ".headerlink",
    ".anchor-heading",
    ".copy-button",
    ".essay-video",
    ".sd-card",
    ".sd-tab-set",
    ".highlight",
    ".sr-only",
]  # furniture of content, which the theme places within it


def vectors() -> list[Vector]:
    """Return the corpus, with every class of the theme's style sheets."""
    sheets = "\n".join(path.read_text("utf-8") for path in STYLES.glob("*.css"))
    classes = sorted({*re.findall(r"\.([A-Za-z][\w-]*)", sheets)})
    return corpus(classes, sorted(THEME_IDS))


def build_pages(folder: Path, sources: dict[str, str], mode: str) -> Path:
    config = "title: Site\nurl: https://example.org\nplugins: [jekyll-redirect-from, jekyll-seo-tag]\n"
    home = {"_config.yml": config, "index.md": "---\ntitle: Home\n---\n# Home\n"}
    settings = {"essay_dead_links": False, "html_theme_options": {"page_toc": True}}
    source, out = write(folder / "source", {**home, **sources}), folder / "out"
    build(source, out, essay_html=mode, extensions=["sphinx_essay", "sphinx_design"], **settings)
    return out


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_pages(tmp_path_factory.mktemp("corpus"), pages(vectors()), "safe")


def test_there_are_many_vectors() -> None:
    assert len({*vectors()}) >= 4000


def look_at(page: Page, out: Path) -> dict[str, list[str]]:
    """Open every page; return what runs, asks or leaves its place, by the page's name."""
    faults: dict[str, list[str]] = {}
    here = ""

    def asked(request: Request) -> None:
        allowed = request.url.startswith(("file:", "data:image/")) or request.resource_type in ("image", "media")
        if (not allowed and "cdn.jsdelivr.net/npm/mathjax" not in request.url) or "css.evil" in request.url:
            faults.setdefault(here, []).append(f"asks {request.url}")

    page.on("request", asked)
    page.on("dialog", lambda dialog: (faults.setdefault(here, []).append("dialog"), dialog.dismiss()))
    page.add_init_script(HOOKS)
    for path in sorted(out.rglob("*.html")):
        here = path.relative_to(out).as_posix()
        if "http-equiv" in path.read_text("utf-8"):
            continue  # a redirect, which leads away
        page.goto(path.as_uri(), wait_until="load")
        if found := page.evaluate(LOOK, ", ".join(OWN)):
            faults.setdefault(here, []).extend(found)
        if page.url.partition("#")[0].partition("?")[0] != path.as_uri():
            faults.setdefault(here, []).append(f"went to {page.url}")
    return faults


def test_nothing_runs_asks_or_leaves_its_place(built: Path, page: Page) -> None:
    assert look_at(page, built) == {}


def test_in_pages_that_are_trusted_the_same_is_seen(tmp_path: Path, page: Page) -> None:
    """The look finds what it looks for: all that the corpus tries."""
    chosen = [*styles(), *list(handlers())[::5], *list(schemes())[::5]]
    out = build_pages(tmp_path, pages(chosen), "trusted")

    seen = "\n".join(found for faults in look_at(page, out).values() for found in faults)

    for what in (
        "hit",
        "onabort:",
        "scheme",
        "fixed",
        "covers search-input",
        "leaves its place",
        "is drawn elsewhere",
        "asks https://css.",
    ):
        assert what in seen, what
