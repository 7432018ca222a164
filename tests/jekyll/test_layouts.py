from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sphinx_essay.core.page import Page
from sphinx_essay.core.warnings import Subtype
from sphinx_essay.jekyll import Site
from sphinx_essay.jekyll.layouts import begins_document
from sphinx_essay.liquid import LiquidRenderer, source_of

Load = Callable[..., Site]


def site_with(load: Load, page: str = "words", layout: str = "a", **layouts: str) -> tuple[Site, Page, LiquidRenderer]:
    files: dict[str, Any] = {f"_layouts/{name}.html": text for name, text in layouts.items()}
    site = load({"page.md": f"---\ntitle: Page\nlayout: {layout}\n---\n{page}\n", **files})
    return site, site.pages[0], LiquidRenderer(source_of(site), now=site.now)


def test_layouts_stand_around_each_other_up_to_the_theme(load: Load) -> None:
    site, page, renderer = site_with(
        load,
        a="---\nlayout: b\nkind: note\n---\n<i>{{ layout.kind }} {{ page.title }}</i>{{ content }}",
        b="---\nlayout: default\n---\n<b>{{ content }}</b>",
    )
    laid_out = renderer.lay_out(page, "<p>x</p>")
    assert laid_out.text == "<b><i>note Page</i><p>x</p></b>"
    assert {"_layouts/a.html", "_layouts/b.html"} <= laid_out.dependencies
    assert site.layouts.of(page) == "default"
    assert not site.diagnostics


def test_what_an_inner_layout_says_reaches_the_page_and_the_outer_layout(load: Load) -> None:
    _, page, renderer = site_with(
        load,
        a="---\nlayout: b\nkind: note\n---\n{{ content }}{{ layout.kind }}",
        b="---\nkind: leaf\nheight: 2\n---\n{{ content }} {{ layout.kind }} {{ layout.height }}",
    )
    assert renderer.lay_out(page, "x").text == "xnote note 2"
    assert renderer.render(page, "{{ layout.kind }}{{ layout.height }}").text == "note"
    bare = replace(page, front_matter={})
    assert renderer.render(bare, "[{{ layout.kind }}]").text == "[]"


def test_a_layout_that_is_a_document_gives_way_to_the_theme(load: Load) -> None:
    site, page, renderer = site_with(
        load,
        a="---\nlayout: b\n---\n<i>{{ content }}</i>",
        b="---\nlayout: c\n---\n<!DOCTYPE html><html><body>{{ content }}</body></html>",
        c="<div>{{ content }}</div>",
    )
    assert renderer.lay_out(page, "x").text == "<i>x</i>"
    site, page, _ = site_with(load, a="<html>{{ content }}</html>")
    assert [item.subtype for item in site.diagnostics] == [Subtype.LAYOUT]


def test_a_layout_whose_includes_make_a_document_is_left_out(load: Load) -> None:
    site = load(
        {
            "page.md": "---\nlayout: a\n---\n",
            "_layouts/a.html": "{% include head.html %}{{ content }}",
            "_includes/head.html": "<head></head><body>",
        }
    )
    laid_out = LiquidRenderer(source_of(site), now=site.now).lay_out(site.pages[0], "x")
    assert laid_out.text == "x"
    assert [item.subtype for item in laid_out.diagnostics] == [Subtype.LAYOUT]


def test_a_layout_that_cannot_be_carried_out_is_left_out_with_a_warning(load: Load) -> None:
    _, page, renderer = site_with(load, a="<i>{% include gone.html %}{{ content }}</i>")
    laid_out = renderer.lay_out(page, "x")
    assert laid_out.text == "x"
    assert [(item.subtype, item.path) for item in laid_out.diagnostics] == [(Subtype.LAYOUT, "_layouts/a.html")]


def test_a_layout_that_is_read_leniently_is_carried_out(load: Load) -> None:
    _, page, renderer = site_with(load, a="<i>{% if true && false %}{% endif %}{{ content }}</i>")
    laid_out = renderer.lay_out(page, "x")
    assert laid_out.text == "<i>x</i>"
    assert [item.subtype for item in laid_out.diagnostics] == [Subtype.LIQUID_LENIENT]


def test_a_head_alone_makes_no_document(load: Load) -> None:
    head = '<head><meta http-equiv="refresh" content="0; url=/x/"></head>'
    _, page, renderer = site_with(load, a=f"---\nlayout: default\n---\n{head}{{{{ content }}}}")
    assert renderer.lay_out(page, "x").text == f"{head}x"


def test_layouts_that_name_each_other_end(load: Load) -> None:
    _, page, renderer = site_with(
        load, a="---\nlayout: b\n---\na{{ content }}", b="---\nlayout: a\n---\nb{{ content }}"
    )
    assert renderer.lay_out(page, "x").text == "bax"


def test_a_document_prints_as_its_layout_shows_it(load: Load) -> None:
    site = load(
        {
            "_config.yml": "collections:\n  staff:\n",
            "_staff/ann.md": "---\nname: Ann\nlayout: card\n---\n*Hello.*\n",
            "_layouts/card.html": '<div class="card"><b>{{ page.name }}</b>{{ content }}</div>',
            "index.md": "---\n---\n",
        }
    )
    renderer = LiquidRenderer(source_of(site), now=site.now)
    page = next(page for page in site.pages if page.url == "/")
    rendered = renderer.render(page, "{% for one in site.staff %}{{ one }}|{{ one.output }}{% endfor %}")
    card = '<div class="card"><b>Ann</b><p><em>Hello.</em></p>\n</div>'
    assert rendered.text == f"{card}|{card}"
    assert {"_staff/ann.md", "_layouts/card.html"} <= rendered.dependencies


@pytest.mark.parametrize("text", [" " * 1000, "<!---->" * 150, "<!-- " * 200, "<!-- > -->\n" * 90])
def test_no_beginning_takes_long_to_see_through(text: str) -> None:
    assert not begins_document(text + "<p>")


def test_the_theme_draws_what_own_layouts_are_made_of(load: Load) -> None:
    site, page, _ = site_with(load, a="---\nlayout: b\n---\n", b="---\nlayout: minimal\nnav_enabled: true\n---\n")
    assert site.layouts.as_drawn(page).front_matter == {"title": "Page", "layout": "minimal", "nav_enabled": True}
    own = replace(page, front_matter={**page.front_matter, "nav_enabled": False})
    assert site.layouts.as_drawn(own).front_matter["nav_enabled"] is False
    _, page, _ = site_with(load, layout="minimal")
    assert site.layouts.as_drawn(page) is page


def test_none_is_no_layout_and_documents_keep_a_default_that_they_leave_empty(load: Load) -> None:
    site = load(
        {
            "_config.yml": "collections: {c: {output: true}}\ndefaults: [{scope: {path: ''}, values: {layout: post}}]\n",
            "_layouts/none.html": "{{ content }} never",
            "page-none.md": "---\nlayout: none\n---\n",
            "page-null.md": "---\nlayout: null\n---\n",
            "_c/none.md": "---\nlayout: none\n---\n",
            "_c/null.md": "---\nlayout: null\n---\n",
        }
    )
    assert {page.path: site.layouts.of(page) for page in site.pages} == {
        "page-none.md": "",
        "page-null.md": "",
        "_c/none.md": "",
        "_c/null.md": "post",
    }
    assert not any(site.layouts.around(page) for page in site.pages)


def test_parts_of_the_theme_that_a_site_has_made_its_own_are_named_once(load: Load) -> None:
    names = [f"components/{part}.html" for part in ("sidebar", "header", "footer", "breadcrumbs", "nav/links")]
    files = dict.fromkeys((f"_includes/{name}" for name in (*names, "own.html", "head.html")), "x")
    (problem,) = load({"index.md": "---\ntitle: T\n---\n", **files}).diagnostics
    assert (problem.subtype, problem.path) == (Subtype.LAYOUT, "_includes/components/breadcrumbs.html")
    assert problem.message.startswith("the theme draws components/breadcrumbs.html, components/footer.html, ")
