"""Lists of headings as jekyll-toc makes them; the expected texts are what version 0.18 of the plugin printed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sphinx_essay.core.page import Page
from sphinx_essay.liquid import LiquidRenderer, SiteSource
from sphinx_essay.liquid.toc import contents, with_anchors

PAGE = """<h2 class="no_toc" id="one">One</h2>
<h3 id="deep">Deep &amp; x</h3>
<h2 id="two">Two</h2>
<h4 id="very">Very</h4>
<div class="no_toc_section"><h4>Passed by</h4></div>
<h2>Ohne <b>id</b></h2>
<h2 id="two">Two</h2>"""


def test_headings_are_nested_by_their_levels() -> None:
    assert contents(PAGE, {}) == (
        '<ul id="toc" class="section-nav">\n'
        '<li class="toc-entry toc-h3"><a href="#deep">Deep &amp; x</a></li>\n'
        '<li class="toc-entry toc-h2"><a href="#two">Two</a>\n'
        '<ul>\n<li class="toc-entry toc-h4"><a href="#very">Very</a></li>\n</ul>\n'
        "</li>\n"
        '<li class="toc-entry toc-h2"><a href="#ohne-id">Ohne id</a></li>\n'
        '<li class="toc-entry toc-h2"><a href="#two-1">Two</a></li>\n'
        "</ul>"
    )


def test_the_site_decides_levels_and_classes() -> None:
    config = {
        "toc": {
            "min_level": 2,
            "max_level": 4,
            "ordered_list": True,
            "list_id": "i",
            "list_class": "l",
            "sublist_class": "s",
            "item_class": "e",
            "item_prefix": "p-",
            "no_toc_section_class": ["x", "y"],
        }
    }
    html = '<h1>A</h1><h2 id="b">B</h2><h3 id="c">C</h3><h5>D</h5><p class="y"></p><div class="y"><h2>E</h2></div>'
    assert contents(html, config) == (
        '<ol id="i" class="l">\n<li class="e p-h2"><a href="#b">B</a>\n<ol class="s">\n'
        '<li class="e p-h3"><a href="#c">C</a></li>\n</ol>\n</li>\n</ol>'
    )


@pytest.mark.parametrize("toc", [None, 3, "x", {"min_level": "a", "max_level": 99}, {"min_level": 5, "max_level": 2}])
def test_options_of_the_wrong_kind_do_no_harm(toc: Any) -> None:
    assert contents("<h1>A</h1>", {"toc": toc}).startswith('<ul id="toc" class="section-nav">\n')


def test_anchors_stand_at_the_beginning_of_headings() -> None:
    anchor = '<a class="anchor" href="#{}" aria-hidden="true"><span class="octicon octicon-link"></span></a>'
    assert with_anchors('<h2 id="a">A <b>b</b></h2><p>c</p><h3></h3>', {}) == (
        f'<h2 id="a">{anchor.format("a")}A <b>b</b></h2><p>c</p><h3></h3>'
    )


@pytest.mark.parametrize(
    ("template", "wished", "without"),
    [
        ("{{ '<h1>A</h1>' | toc_only }}", '<a href="#a">A</a>', ""),
        ("{{ '<h1>A</h1>' | inject_anchors }}", 'class="anchor"', "<h1>A</h1>"),
        ("{{ '<h1>A</h1>' | toc }}", '<a href="#a">A</a>', "<h1>A</h1>"),
        ("{% toc %}", '<a href="#in-the-page">In the page</a>', ""),
    ],
)
def test_only_pages_that_wish_it_have_it(template: str, wished: str, without: str, tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text("---\n---\n<h1>In the page</h1>\n")
    renderer = LiquidRenderer(SiteSource(tmp_path), environ={})
    assert wished in renderer.render(Page("p.md", "p", front_matter={"toc": True}), template).text
    assert renderer.render(Page("p.md", "p"), template).text == without
