"""The output files of small sites, compared with those that Jekyll writes, where it is installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from source_files import write

from sphinx_essay.core.page import Page
from sphinx_essay.jekyll import Site

pytestmark = pytest.mark.skipif(shutil.which("jekyll") is None, reason="jekyll is not installed")

ENVIRON = {"TZ": "UTC", "SOURCE_DATE_EPOCH": "1788220800"}

PAGES = {
    "index.md": "---\ntitle: Home\n---\n",
    "about.md": "---\ntitle: About\n---\n",
    "sub/index.html": "---\n---\n<p>x</p>",
    "sub/page.markdown": "---\n---\n",
    "sub/README.md": "no front matter",
    "sub/deep/Ünï code.md": "---\n---\n",
    "sub/deep/a b+c(d)&e=f@g.md": "---\n---\n",
    "sub/deep/hash#tag?.md": "---\n---\n",
    "sub/deep/[sq]{b}%41.md": "---\n---\n",
    "css/style.css": "---\n---\nbody {}",
    "feed.xml": "---\n---\n<x/>",
    "data.json": "---\n---\n{}",
    "plain.html": "<p>static</p>",
    "noext": "---\n---\nx",
    "name.with.dots.md": "---\n---\n",
    "trailing..md": "---\n---\n",
    "x.txt": "static",
    "UPPER.MD": "---\n---\n",
    "spaces .md": "---   \n---\t \n",
    "unclosed.md": "---\ntitle: x\n",
    "dotted.md": "---\ntitle: x\n...\nbody",
    "late.md": "\n---\ntitle: x\n---\n",
    "crlf.md": "---\r\ntitle: x\r\n---\r\nbody",
    "broken.md": "---\ntitle: [x\n---\nbody",
    "bom.md": "\ufeff---\ntitle: x\n---\nbody",
    "hidden/.secret": "x",
    "hidden/_under.md": "---\n---\n",
    "hidden/#hash.md": "---\n---\n",
    "hidden/~tilde.md": "---\n---\n",
    "hidden/back.md~": "---\n---\n",
    "_private/page.md": "---\n---\n",
    "unpub.md": "---\npublished: false\n---\n",
    "nullpub.md": "---\npublished:\n---\n",
    "pretty.md": "---\npermalink: /a/pretty/\n---\n",
    "bare.md": "---\npermalink: /a/bare\n---\n",
    "ext.md": "---\npermalink: /a/ext.html\n---\n",
    "rel.md": "---\npermalink: relative/x\n---\n",
    "odd.md": "---\npermalink: /a/odd.xyz\n---\n",
    "holders.md": "---\npermalink: /h/:path/:basename:output_ext\n---\n",
    "holders2.md": "---\npermalink: /h2/:title/:year/\n---\n",
    "uni.md": "---\npermalink: /über/ä b/\n---\n",
    "climb.md": "---\npermalink: /../../climb/\n---\n",
    "climb2.md": "---\npermalink: /%2e%2e/%2e%2e/climb2/\n---\n",
    "script.js": "---\npermalink: /s/t\n---\n",
    "404.html": "---\npermalink: /404.html\n---\n",
    "vendor/bundle/x.md": "---\n---\n",
    "vendor/keep.md": "---\n---\n",
    "node_modules/x.md": "---\n---\n",
    "node_modules_too.md": "---\n---\n",
    "Gemfile": "x",
}

COLLECTIONS = {
    "index.md": "---\n---\n",
    "_recipes/one.md": "---\n---\n",
    "_recipes/Two Words.md": "---\n---\n",
    "_recipes/sub/three.md": "---\n---\n",
    "_recipes/sub/pic.png": "x",
    "_recipes/2020-02-03-dated.md": "---\n---\n",
    "_recipes/_hidden.md": "---\n---\n",
    "_recipes/perma.md": "---\npermalink: /:collection/p/:title/:year/\n---\n",
    "_recipes/future.md": "---\ndate: 2999-01-01\n---\n",
    "_recipes/unpub.md": "---\npublished: false\n---\n",
    "_recipes/slug.md": "---\nslug: My Slug! ok\n---\n",
    "_recipes/data.json": "---\n---\n{}",
    "_recipes/index.md": "---\n---\n",
    "_silent/a.md": "---\n---\n",
    "_silent/a.txt": "x",
    "_named/a b.md": "---\nslug: Ünï-Cöde\n---\n",
    "_named/img/pic.png": "x",
    "_posts/2020-01-02-hello-world.md": "---\n---\n",
    "_posts/2020-01-03-Ünï.md": "---\ncategories: [One Two, Three]\n---\n",
    "_posts/2020-1-4-short.md": "---\ncategory: cat\ntags: a b\n---\n",
    "_posts/2020-01-05-own-date.md": "---\ndate: 2019-12-31 23:30:00 -0500\n---\n",
    "_posts/2999-01-05-future.md": "---\n---\n",
    "_posts/undated.md": "---\n---\n",
    "_posts/sub/2020-01-06-nested.md": "---\n---\n",
    "_posts/2020-01-07-bare.md": "no front matter",
    "_posts/2020-01-08-unpub.md": "---\npublished: false\n---\n",
    "_posts/2020-01-09-perma.md": "---\npermalink: /p/:categories/:title\ncategories: x y\n---\n",
    "cat/_posts/2020-01-10-in-cat.md": "---\n---\n",
    "_drafts/draft.md": "---\ndate: 2020-02-02\n---\n",  # without a date Jekyll takes the file's
}
COLLECTION_CONFIG = (
    "collections:\n  recipes: {output: true}\n  silent: {}\n"
    "  named: {output: true, permalink: '/n/:name/:slug/:title'}\n"
)

SITES = {
    "default": ("", PAGES),
    "pretty": ("permalink: pretty\n", PAGES),
    "none": ("permalink: none\n", PAGES),
    "folder": ("permalink: /x/:title/\n", PAGES),
    "ends with suffix": ("permalink: /x/:title:output_ext\n", PAGES),
    "ends bare": ("permalink: /x/:title\n", PAGES),
    "filtered": (
        (
            "include: [_private, .secret, unpub.md, vendor/bundle/x.md]\n"
            "exclude: [a, '*.xml', /css, sub/deep/, 'n?ext', '[xy].txt', hidden/#hash.md]\n"
        ),
        PAGES,
    ),
    "unpublished": ("unpublished: true\nmarkdown_ext: md\n", PAGES),
    "defaults": (
        (
            "defaults:\n"
            "  - {scope: {path: sub}, values: {permalink: '/sub/:basename/'}}\n"
            "  - {scope: {path: 'sub/d*'}, values: {permalink: '/deep/:basename'}}\n"
            "  - {scope: {path: '', type: pages}, values: {published: false}}\n"
            "  - {scope: {path: x.txt}, values: {published: false}}\n"
        ),
        PAGES,
    ),
    "collections": (COLLECTION_CONFIG, COLLECTIONS),
    "collections, pretty": (COLLECTION_CONFIG + "permalink: pretty\n", COLLECTIONS),
    "collections, weekdate": (COLLECTION_CONFIG + "permalink: weekdate\n", COLLECTIONS),
    "collections, ordinal": (COLLECTION_CONFIG + "permalink: ordinal\n", COLLECTIONS),
    "collections, own style": (
        COLLECTION_CONFIG + "permalink: /:slugified_categories/:short_year-:i_month-:i_day/:title/\n",
        COLLECTIONS,
    ),
    "collections, future": (COLLECTION_CONFIG + "future: true\nshow_drafts: true\n", COLLECTIONS),
    "collections, defaults": (
        COLLECTION_CONFIG + "defaults:\n"
        "  - {scope: {path: '', type: recipes}, values: {permalink: '/r/:title/'}}\n"
        "  - {scope: {path: _posts}, values: {categories: [def]}}\n"
        "  - {scope: {type: post}, values: {tags: [t]}}\n",
        COLLECTIONS,
    ),
    "collections in a folder": (
        COLLECTION_CONFIG + "collections_dir: stuff\n",
        {path if path == "index.md" else f"stuff/{path}": text for path, text in COLLECTIONS.items()},
    ),
}


def jekyll_files(source: Path, out: Path) -> set[str]:
    result = subprocess.run(
        ["jekyll", "build", "--source", source, "--destination", out],
        env={**os.environ, **ENVIRON, "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", SITES)
def test_same_files(name: str, tmp_path: Path) -> None:
    config, files = SITES[name]
    source = write(tmp_path / "source", {**files, "_config.yml": config})
    site = Site.load(source, environ=ENVIRON)
    got = {item.output for item in (*site.pages, *site.rendered_files, *site.static_files)}
    assert got == jekyll_files(source, tmp_path / "out")


LISTING = """---
title: none
---
{% for p in site.html_pages %}page|{{ p.path }}|{{ p.url }}|{{ p.title }}|{{ p.layout }}|{{ p.nav_order }}
{% endfor %}{% for p in site.posts reversed %}{% include doc.txt %}{% endfor %}
{% for p in site.recipes %}{% include doc.txt %}{% endfor %}
{% for p in site.named %}{% include doc.txt %}{% endfor %}
{% for f in site.static_files %}static|{{ f.path }}
{% endfor %}"""
DOCUMENT = (
    "doc|{{ p.path }}|{{ p.url }}|{{ p.title }}|{{ p.slug }}|{{ p.categories | join: ',' }}"
    "|{{ p.tags | join: ',' }}"
    "|{{ p.date | date: '%Y-%m-%d %H:%M' }}|{{ p.layout }}|{{ p.x }}\n"
)
TODAY = rf"\|{date.today():%Y}-\d\d-\d\d \d\d:\d\d\|"  # what Liquid shows of a document without a date: now
ORDERS = {
    "by path": "",
    "sorted by key": "sort_by: rank",
    "in an order of their own": "order: [Two Words.md, sub/three.md, one.md]",
}


@pytest.mark.parametrize("order", ORDERS)
def test_same_records(order: str, tmp_path: Path) -> None:
    config = (
        f"collections:\n  recipes:\n    output: true\n    {ORDERS[order]}\n"
        "  named: {output: true, sort_by: title}\n"
        "defaults:\n"
        "  - {scope: {path: ''}, values: {layout: default, x: {a: 1, b: 2}}}\n"
        "  - {scope: {path: sub}, values: {nav_order: 7, title: Default title}}\n"
        "  - {scope: {path: _recipes/sub, type: recipes}, values: {title: From default}}\n"
    )
    files = {
        **PAGES,
        **COLLECTIONS,
        "_includes/doc.txt": DOCUMENT,
        "listing.txt": LISTING,
        "z/same.md": "---\ntitle: z\n---\n",
        "z/a/index.md": "---\n---\n",
        "z/index.md": "---\n---\n",
        "sub/same.md": "---\ntitle:\nnav_order: 1\n---\n",
        "_recipes/rank-2.md": "---\nrank: 2\nx: {b: 3}\n---\n",
        "_recipes/rank-1.md": "---\nrank: 1\nlayout: none\n---\n",
        "_recipes/Mixed CASE-words-API.md": "---\ndate: 2001-02-03 04:05\n---\n",
        "_recipes/titled.md": "---\ntitle: Own\ncategories: a b\ntags: [t, u]\n---\n",
    }
    del files["name.with.dots.md"], files["nullpub.md"]
    source = write(tmp_path / "source", {**files, "_config.yml": config})
    jekyll_files(source, tmp_path / "out")
    lines = [line for line in (tmp_path / "out/listing.txt").read_text("utf-8").splitlines() if line.strip()]
    site = Site.load(source, environ=ENVIRON)
    ordinary = [page for page in site.pages if not page.collection]
    want = [line for line in lines if line.startswith("page|")]
    assert [page_line(page) for page in ordinary] == want
    documents = [page for label in ("posts", "recipes", "named") for page in site.collections[label].documents]
    want = [re.sub(TODAY, "||", line) for line in lines if line.startswith("doc|")]
    assert [document_line(page) for page in documents] == want
    want = [line.replace("|/", "|") for line in lines if line.startswith("static|") and "_silent" not in line]
    assert [f"static|{file.path}" for file in site.static_files] == want


def page_line(page: Page) -> str:
    data = page.front_matter
    return "|".join(["page", page.path, page.url, *(text(data.get(key)) for key in ("title", "layout", "nav_order"))])


def document_line(page: Page) -> str:
    data = page.front_matter
    day = f"{data['date']:%Y-%m-%d %H:%M}" if data.get("date") else ""
    parts = [
        page.path,
        page.url,
        data["title"],
        data["slug"],
        ",".join(data["categories"]),
        ",".join(data["tags"]),
        day,
    ]
    table = data.get("x")
    shown = "{" + ", ".join(f'"{key}"=>{value}' for key, value in table.items()) + "}" if table else ""
    return "|".join(["doc", *parts, text(data.get("layout")), shown])


def text(value: object) -> str:
    return "" if value is None else str(value)
