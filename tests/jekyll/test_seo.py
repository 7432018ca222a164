"""What is said of pages to others, compared with what jekyll-seo-tag says, where it is installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser
from source_files import write

from sphinx_essay.jekyll import Site, seo
from sphinx_essay.liquid import LiquidRenderer, source_of
from sphinx_essay.liquid.rendering import Recorder

ENVIRON = {"TZ": "UTC", "SOURCE_DATE_EPOCH": "1788220800"}

PAGES = {
    "index.md": "",
    "about.md": "title: About\npermalink: /about/",
    "plain.md": 'title: A *plain* page & "more"\ndescription: About `it`, <b>all</b> -- \'quoted\' "too"',
    "untitled.md": "description: ''",
    "same.md": 'title: The "Site" & Co',
    "dated.md": "title: Dated\ndate: 2020-01-02",
    "moment.md": "title: Moment\ndate: 2020-01-02 10:11:12 +0200\nlast_modified_at: 2021-02-03",
    "author.md": "author: jo",
    "stranger.md": "author: Somebody Else",
    "authors.md": "authors: [jo, x]",
    "table.md": "author: {name: T, twitter: '@tt', url: 'https://t.example.org', type: Organization}",
    "odd-author.md": "author: {name: T, type: Robot}",
    "image.md": "image: /a b.png",
    "picture.md": "image: {path: pic.png, height: 10, width: 20, alt: A pic}",
    "remote.md": "image: {facebook: 'https://example.com/f.png', alt: x}\ntwitter: {card: summary}",
    "no-image.md": "image: {alt: x}",
    "canonical.md": "canonical_url: https://example.com/x",
    "index/index.html": "title: Below",
    "language.md": "lang: de-DE",
    "locale.md": "locale: fr-CA\nlang: de",
    "typed.md": "seo: {type: CreativeWork, name: Own *name*, links: ['https://a.example'], date_modified: 2022-01-01}",
    "excerpt.md": "excerpt: An *excerpt*",
    "_posts/2020-01-02-post.md": "title: Post",
    "_posts/2020-01-03-described.md": "title: Post\ndescription: Own",
    "_notes/dated.md": "date: 2020-02-03",
    "Ünï code.md": "title: Ünï",
}
CONFIGS = {
    "bare": "url: https://example.org",
    "full": (
        'title: The "Site" & Co\ndescription: "What *it* is: about"\ntagline: A tag\nurl: https://example.org\n'
        "baseurl: /base\n"
        "lang: en-GB\nauthor: Site Author\nlogo: /logo.png\n"
        "twitter: {username: '@site', card: summary}\nfacebook: {app_id: 1, publisher: p, admins: a}\n"
        "social: {name: Social, links: ['https://s.example']}\n"
        "webmaster_verifications: {google: g, bing: b, alexa: c, yandex: d, baidu: e, facebook: f}\n"
    ),
    "named": (
        "name: Named\ntagline: A tag\nurl: https://example.org\nauthor: {name: X, email: e}\ngoogle_site_verification: g\n"
    ),
    "described": "title: T\ndescription: D\nurl: https://example.org\nlocale: pt-BR\n",
}
BODY = "First *paragraph* with {{ 'Liquid' }}.\n\nSecond.\n"


def write_site(root: Path, config: str) -> Path:
    files = {path: f"---\nlayout: l\n{head}\n---\n{BODY}" for path, head in PAGES.items()}
    plugins = "plugins: [jekyll-seo-tag]\ncollections: {notes: {output: true}}\n"
    files |= {
        "_config.yml": f"{config}\n{plugins}",
        "_layouts/l.html": "{% seo %}",
        "_data/authors.yml": "jo: {name: Jo, twitter: jojo, url: 'https://jo.example'}\n",
    }
    return write(root, files)


def told(html: str) -> dict[str, Any]:
    """Return what a head says: its ``meta`` elements by their names, and its linked data."""
    tree = LexborHTMLParser(html)
    found: dict[str, Any] = {}
    for meta in tree.css("meta"):
        name = meta.attributes.get("name") or meta.attributes.get("property") or ""
        found[name] = meta.attributes.get("content")
    found.pop("generator", None)
    script = tree.css_first("script")
    assert script is not None
    # The plugin writes references of HTML (`&amp;`) into linked data, too, where nobody reads them as such.
    return {**found, "json": json.loads(script.text().replace("&amp;", "&"))}


def ours(root: Path) -> dict[str, dict[str, Any]]:
    site = Site.load(root, environ=ENVIRON)
    renderer = LiquidRenderer(source_of(site), now=site.now)
    whole = seo.Site(site.config.raw, site.config.url + site.config.baseurl, site.now.tzinfo, lambda: site.data)
    found = {}
    for page in site.pages:
        excerpt = (lambda page=page: renderer.excerpt_of(page, Recorder())) if page.collection else str
        said = seo.Seo(page, whole, excerpt)
        found[page.output] = {**told(said.tags()), "title": said.title, "canonical": said.canonical}
    return found


def has_plugin() -> bool:
    if shutil.which("jekyll") is None:
        return False
    return subprocess.run(["ruby", "-e", "require 'jekyll-seo-tag'"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not has_plugin(), reason="jekyll-seo-tag is not installed")
@pytest.mark.parametrize("config", CONFIGS.values(), ids=CONFIGS)
def test_pages_say_what_the_plugin_says(config: str, tmp_path: Path) -> None:
    root, out = write_site(tmp_path / "site", config), tmp_path / "out"
    command = ["jekyll", "build", "--source", root, "--destination", out, "--disable-disk-cache"]
    subprocess.run(command, env={**os.environ, **ENVIRON, "LANG": "C.UTF-8"}, check=True, capture_output=True)
    theirs = {}
    for path in out.rglob("*.html"):
        tree = LexborHTMLParser(path.read_text("utf-8"))
        title, link = tree.css_first("title"), tree.css_first("link[rel=canonical]")
        theirs[path.relative_to(out).as_posix()] = {
            **told(path.read_text("utf-8")),
            "title": title.text() if title else "",
            "canonical": link.attributes["href"] if link else "",
        }
    assert ours(root) == theirs


def test_a_document_without_a_date_is_no_article(tmp_path: Path) -> None:
    root = write_site(tmp_path, CONFIGS["full"])
    (root / "_notes" / "undated.md").write_text("---\n---\nText\n")
    said = ours(root)["notes/undated.html"]
    assert said["og:type"] == "website"
    assert said["json"]["@type"] == "WebPage"


@pytest.mark.parametrize(
    "said", ["title: [a]", "author: [[]]", "image: 3", "seo: x", "twitter: [1]", "date: soon", "lang: 3"]
)
def test_values_of_the_wrong_kind_do_no_harm(said: str, tmp_path: Path) -> None:
    root = write_site(tmp_path, "url: https://example.org\ntwitter: 3\nsocial: x\nauthor: [1]\ntitle: 3")
    (root / "odd.md").write_text(f"---\n{said}\n---\n")
    assert "odd.html" in ours(root)
