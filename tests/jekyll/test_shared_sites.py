"""The pages, redirects and files of real sites, compared with what Jekyll made of them.

The sites are not part of this project: the environment variable ``ESSAY_SHARED`` names their folder.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from sphinx_essay.jekyll import Kind, Site

SHARED = Path(os.environ.get("ESSAY_SHARED") or Path(__file__).parents[3] / "shared")
SITES = sorted(path.name for path in (SHARED / "sites").glob("*") if (path / "expected.json").is_file())
ENVIRON = {"TZ": "UTC", "SOURCE_DATE_EPOCH": "1788220800"}
# What Jekyll's themes and plugins generate, and files that the comparison leaves aside.
IGNORED = re.compile(
    r"/(assets/(js|css)/|feed\.xml|sitemap\.xml|robots\.txt|CNAME|.*\.map$|.*\.(gemspec|gem|scss)$|Dockerfile|Rakefile"
    r"|docker-compose|package(-lock)?\.json|LICENSE|.*\.(md|DS_Store)$)"
)

pytestmark = pytest.mark.skipif(not SITES, reason="the real sites are not here (ESSAY_SHARED)")


def load(name: str) -> Site:
    folder = SHARED / "sites" / name
    plugins = (folder / "plugins").read_text("utf-8").strip().split(",")
    return Site.load(folder / "source", plugins=plugins, environ=ENVIRON)


def address(output: str) -> str:
    return "/" + (output.removesuffix("index.html") if output.endswith("index.html") else output)


@pytest.mark.parametrize("name", SITES)
def test_pages_and_files(name: str) -> None:
    expected = json.loads((SHARED / "sites" / name / "expected.json").read_text("utf-8"))
    site = load(name)
    # Pages below assets/js are a script library's own, which the sources do not hold.
    pages = {url for url, facts in expected["pages"].items() if not facts.get("redirect")}
    pages = {url for url in pages if not IGNORED.match(url)}
    got = {address(page.output) for page in site.pages}
    got |= {address(file.output) for file in site.static_files if file.output.endswith(".html")}
    assert got == pages
    redirects = {url for url, facts in expected["pages"].items() if facts.get("redirect")}
    assert {address(redirect.output) for redirect in site.redirect_list} == redirects
    files = {f"/{file.output}" for file in site.static_files} | {f"/{page.output}" for page in site.rendered_files}
    assert {file for file in expected["files"] if not IGNORED.match(file)} <= files


@pytest.mark.parametrize("name", SITES)
def test_every_page_is_found_at_its_address(name: str) -> None:
    site = load(name)
    for page in site.pages:
        assert site.resolve(page.url).page == page
        assert site.resolve(site.config.baseurl + page.url).page == page
        assert site.resolve("").kind is Kind.PAGE or site.resolve("/").page is None
