"""Feeds, compared with those of jekyll-feed where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from source_files import write

from sphinx_essay.jekyll import Site
from sphinx_essay.liquid import LiquidRenderer, source_of
from sphinx_essay.liquid.feed_file import feed_files

ENVIRON = {"TZ": "UTC", "SOURCE_DATE_EPOCH": "1788220800"}
ATOM = "{http://www.w3.org/2005/Atom}"

CONFIG = """\
title: My "Site" & more
description: About <b>things</b>
url: https://example.org
baseurl: /base
lang: en-GB
author: {name: A & B, email: a@example.org, uri: "https://example.org/a"}
plugins: [jekyll-feed]
collections: {notes: {output: true}}
feed: {collections: {notes: {categories: [x]}}, categories: [news], tags: true, posts_limit: 3}
"""
FILES = {
    "_config.yml": CONFIG,
    "index.md": "---\n---\n",
    "_data/authors.yml": "jo: {name: Jo, email: jo@example.org}\n",
    "_posts/2020-01-02-one.md": (
        '---\ntitle: Post <i>one</i> "q" & R&amp;D\ntags: [a, b c]\ncategories: [news]\nauthor: jo\nimage: /pic a.png\n'
        "---\nFirst with *em* & more.\n\nSecond: {% link index.md %}\n"
    ),
    "_posts/2020-01-02-two.md": (
        "---\ntitle: Two\ndate: 2020-01-02 10:00:00\ndescription: Own <i>words\nfeed: {excerpt_only: true}\nlang: de\n"
        "last_modified_at: 2022-03-04\nimage: {path: 'https://example.com/x.png'}\nauthors: [A1, A2]\n---\nText\n"
    ),
    "_posts/2020-01-02-three.md": "---\ntitle: Three\ncategory: news\n---\n# H1\n",
    "_posts/2019-01-02-four.md": "---\ntitle: Four\n---\n4\n",
    "_notes/a.md": "---\ntitle: Note A\ncategories: [x]\ndate: 2021-02-03\n---\nnote\n",
    "_notes/b.md": "---\ntitle: Note B\ndate: 2021-02-04\n---\nnote b\n",
}


def ours(root: Path, address: str = "") -> dict[str, str]:
    site = Site.load(root, environ=ENVIRON)
    return dict(feed_files(LiquidRenderer(source_of(site), now=site.now), address))


def told(xml: str) -> list[tuple[str, dict[str, str], str]]:
    """Return what a feed says, element by element, but for when and by what it was made."""
    root = ET.fromstring(xml)
    for tag in ("generator", "updated"):
        for element in root.findall(ATOM + tag):
            root.remove(element)
    for link in root.iter(ATOM + "link"):
        link.attrib.pop("title", None)  # the plugin writes HTML there, which Atom takes for the title's own words
    return [(item.tag, item.attrib, "".join((item.text or "").split())) for item in root.iter()]


def has_plugin() -> bool:
    if shutil.which("jekyll") is None:
        return False
    return subprocess.run(["ruby", "-e", "require 'jekyll-feed'"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not has_plugin(), reason="jekyll-feed is not installed")
def test_feeds_say_what_those_of_the_plugin_say(tmp_path: Path) -> None:
    root, out = write(tmp_path / "site", FILES), tmp_path / "out"
    command = ["jekyll", "build", "--source", root, "--destination", out, "--disable-disk-cache"]
    subprocess.run(command, env={**os.environ, **ENVIRON, "LANG": "C.UTF-8"}, check=True, capture_output=True)
    theirs = {path.relative_to(out).as_posix(): told(path.read_text("utf-8")) for path in out.rglob("*.xml")}
    assert {name: told(text) for name, text in ours(root).items()} == theirs


def test_a_feed_is_as_new_as_its_newest_entry(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    assert ET.fromstring(ours(tmp_path)["feed.xml"]).findtext(f"{ATOM}updated") == "2022-03-04T00:00:00+00:00"


def test_a_feed_without_posts(tmp_path: Path) -> None:
    write(tmp_path, {"_config.yml": "plugins: [jekyll-feed]\nurl: https://example.org\n"})
    assert ET.fromstring(ours(tmp_path)["feed.xml"]).findtext(f"{ATOM}updated") == "2026-09-01T00:00:00+00:00"


def test_the_address_at_which_the_site_is_published_counts_more(tmp_path: Path) -> None:
    root = ET.fromstring(ours(write(tmp_path, FILES), "https://docs.example.net/en/latest/")["feed.xml"])
    assert root.findtext(f"{ATOM}id") == "https://docs.example.net/en/latest/feed.xml"


def test_whatever_a_post_holds_the_feed_is_well_formed(tmp_path: Path) -> None:
    head = 'title: "]]> \\u0001 <"\nauthor: [1, {a: b}]\nimage: {}\ncategory: {x: y}\ntags: "\\"<&"\n'
    post = f"---\n{head}---\n]]> \x02 &nbsp;\n"
    config = "plugins: [jekyll-feed]\nfeed: {posts_limit: x}\nauthor: 3\n"
    feed = ours(write(tmp_path, {"_config.yml": config, "_posts/2020-01-01-a.md": post}))["feed.xml"]
    entry = ET.fromstring(feed).find(f"{ATOM}entry")
    assert entry is not None
    assert "]]&gt;" in (entry.findtext(f"{ATOM}content") or "")
