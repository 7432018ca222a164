"""Titles that hold HTML: what readers see of them, everywhere that a title is shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from essay_builds import build as build_pages
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser
from sphinx.testing.util import SphinxTestApp

from sphinx_essay.core.page import Page
from sphinx_essay.core.titles import html_of_title, title_of


def of_jekyll(title: object) -> str:
    return title_of(Page("a.md", "a", url="/a.html", front_matter={"title": title}))


@pytest.mark.parametrize(
    ("title", "seen"),
    [
        ("R&amp;D", "R&D"),
        ("R&D", "R&D"),
        ("<b>x</b>", "x"),
        ("Caf&eacute; <em>du <b>Nord</b></em>", "Café du Nord"),
        ('<i class="icon"></i> Home', "Home"),
        ("<img src='a.png' alt='Start'> here", "Start here"),
        ('<img src="a.png" alt="Start">', "Start"),
        ("H<sub>2</sub>O<br>and more", "H2O and more"),
        ("<buy-link>Purchase</buy-link> <div>now</div>", "Purchase now"),
        ("&lt;b&gt;", "<b>"),
        (2023, "2023"),
        (True, "true"),
        (None, ""),
        ("  two  ", "two"),
    ],
)
def test_readers_see_the_text_of_a_title(title: object, seen: str) -> None:
    assert of_jekyll(title) == seen


@pytest.mark.parametrize(
    "title", ["List<String>", "The <b> element", "x < y > z", "</b>", "<!-- x -->", "<b></b>", "a <"]
)
def test_what_is_no_markup_stays(title: str) -> None:
    assert of_jekyll(title) == title


@given(
    st.lists(st.sampled_from(["<b>", "</b>", "<i a='>'>", "</i>", "<img alt=x>", "&amp;", "w", "<", " "])).map("".join)
)
def test_no_word_of_a_title_is_lost(title: str) -> None:
    assert of_jekyll(title).count("w") == title.count("w")


def test_a_title_of_an_ordinary_project_is_text() -> None:
    assert title_of(Page("a.md", "a", front_matter={"title": "R&amp;D"})) == "R&amp;D"


SITE = {
    "conf.py": 'extensions = ["sphinx_essay"]\n',
    "_config.yml": "title: Site\ntheme: just-the-docs\n",
    "index.md": "---\ntitle: Home\nnav_order: 1\n---\n",
    "parent.md": '---\ntitle: "R&amp;D"\nnav_order: 2\n---\n\nParent.\n',
    "child.md": '---\ntitle: "<b>x</b> of <i>y</i>"\nparent: "R&amp;D"\n---\n\nChild.\n',
    "next.html": '---\ntitle: "Caf&eacute;"\nnav_order: 3\n---\n<p>Next.</p>\n',
}


def build(folder: Path, builder: str) -> Path:
    source = folder / "source"
    source.mkdir()
    for name, text in SITE.items():
        (source / name).write_text(text, encoding="utf-8")
    app = SphinxTestApp(builder, srcdir=source, builddir=folder / "build")
    try:
        app.build()
        assert "essay" not in app.warning.getvalue()
        return Path(app.outdir)
    finally:
        app.cleanup()


def test_menus_ways_and_lists_show_the_text_and_parents_are_found_by_the_source(tmp_path: Path) -> None:
    out = build(tmp_path, "html")
    parent = LexborHTMLParser((out / "parent.html").read_text(encoding="utf-8"))
    child = LexborHTMLParser((out / "child.html").read_text(encoding="utf-8"))

    def texts(page: LexborHTMLParser, selector: str) -> list[str]:
        return [node.text().strip() for node in page.css(selector)]

    assert {"Home", "R&D", "x of y", "Café"} <= set(texts(parent, "#site-nav a"))
    assert "x of y" in texts(parent, "#main-content li a")
    assert "R&D" in texts(child, ".breadcrumb-nav a")
    assert texts(parent, "head title")[0].startswith("R&D")
    assert texts(child, "head title")[0].startswith("x of y")
    heads = (out / "_static" / "search" / "h0.js").read_text(encoding="utf-8")
    pages = json.loads(heads.removeprefix('EssaySearch.part("h0",').rstrip().removesuffix(");"))
    assert sorted(title for _, (_, title), *_ in pages) == sorted(["Home", "R&D", "x of y", "Café"])


def test_other_builders_show_the_text(tmp_path: Path) -> None:
    out = build(tmp_path, "text")
    assert (out / "parent.txt").read_text(encoding="utf-8").startswith("R&D\n")
    assert (out / "child.txt").read_text(encoding="utf-8").startswith("x of y\n")
    assert (out / "next.txt").read_text(encoding="utf-8").startswith("Café\n")


@pytest.mark.parametrize(
    ("title", "html"),
    [
        ("R&amp;D", ""),
        ("List<String>", ""),
        ("<b>x</b> & <i>y</i>", "<b>x</b> &amp; <i>y</i>"),
        ("<b>a < b</b>", "<b>a &lt; b</b>"),
        ('<img src="/x.png" width="16"> Olive', '<img src="/x.png" width="16"> Olive'),
        ("One<br>two", "One<br>two"),
        ("<a href='/'>Go <b>on</b></a>", "Go <b>on</b>"),
        ("<b>Unclosed <i>x</i>", "&lt;b&gt;Unclosed <i>x</i>"),
    ],
)
def test_elements_of_text_stay_in_links(title: str, html: str) -> None:
    assert html_of_title(title) == html


def with_html(folder: Path, **conf: object) -> tuple[LexborHTMLParser, LexborHTMLParser]:
    """Return two pages of a site whose titles hold HTML: at the top, and below it in a folder."""
    pages = {
        "_config.yml": 'title: "Site<br>of oils"\nbaseurl: /base\n'
        'nav_external_links:\n  - {title: "<b>Out</b>", url: "https://example.org/"}\n',
        "index.md": "---\ntitle: Home\nnav_order: 1\n---\n",
        "oils.md": '---\ntitle: \'<img src="/base/x.png" width="16"> Oils\'\nnav_order: 2\n---\n',
        "kinds/olive.md": '---\ntitle: <i>Olive</i>\nparent: \'<img src="/base/x.png" width="16"> Oils\'\n---\n',
        "x.png": "",
    }
    built = build_pages(folder, pages, extensions=["sphinx_essay"], html_theme="sphinx_essay", **conf)
    return LexborHTMLParser(built.text("oils.html")), LexborHTMLParser(built.text("kinds/olive.html"))


def test_html_in_titles_is_shown_where_titles_are_links(tmp_path: Path) -> None:
    oils, olive = with_html(tmp_path, essay_dialect="kramdown", source_suffix=None)

    def inner(page: LexborHTMLParser, selector: str) -> list[str]:
        return [(node.inner_html or "").strip() for node in page.css(selector)]

    assert '<img src="x.png" width="16"> Oils' in inner(oils, "#site-nav a")
    assert '<img src="../x.png" width="16"> Oils' in inner(olive, "#site-nav a")
    assert inner(olive, ".breadcrumb-nav a") == ['<img src="../x.png" width="16"> Oils']
    assert inner(olive, ".breadcrumb-nav span") == ["<i>Olive</i>"]
    assert inner(oils, ".children-nav a") == ["<i>Olive</i>"]
    assert inner(oils, ".prev-next .next .prev-next-title") == ["<i>Olive</i>"]
    assert "<b>Out</b>" in inner(oils, "#site-nav a.external")
    assert inner(oils, ".site-title") == ["Site<br>of oils"]
    assert inner(olive, "head title")[0].startswith("Olive")
    assert "<br>" not in inner(olive, "head title")[0]


def test_html_in_titles_of_strangers_is_text(tmp_path: Path) -> None:
    oils, olive = with_html(tmp_path, essay_dialect="kramdown", source_suffix=None, essay_html="safe")
    links = oils.css("#site-nav a") + olive.css(".breadcrumb-nav a") + oils.css(".site-title")
    assert not [link.html for link in links if link.css("img, b, i, br")]
