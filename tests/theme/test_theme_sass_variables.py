"""Variables of Just the Docs' Sass as custom properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from essay_builds import build

from sphinx_essay.theme.sass_variables import carried_over

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("sass", "css"),
    [
        ("$link-color: #82b51a;", "--essay-link: #82b51a;"),
        ("$own: #123 !default;\n$link-color: $own; // used\n", "--essay-link: #123;"),
        ("$sidebar-color: rgba(0, 0, 0, .1); $border-color: $grey-lt-100", None),
        ("$body-font-family: 'Noto Serif', serif;", "--essay-font: 'Noto Serif', serif;"),
        ('@import "./color_schemes/dark";\n$nav-width: 20rem;', "--essay-side-width: 20rem;"),
        ("$body-background-color: $white;", "--essay-background: #fff;"),
    ],
)
def test_values_that_need_no_compiler(sass: str, css: str | None) -> None:
    carried = carried_over([sass])
    expected = css or "--essay-side-background: rgba(0, 0, 0, .1); --essay-rule: var(--essay-grey-lt);"
    assert carried.css == f":root {{ {expected} }}"
    assert carried.left_out == ()


@pytest.mark.parametrize(
    ("sass", "left_out"),
    [
        ("$link-color: lighten(#123, 10%);", ("$link-color",)),
        ("$link-color: $unknown;", ("$link-color",)),
        ("$gutter-spacing: 3rem;", ("$gutter-spacing",)),
        (".a { color: red }", ("rules",)),
        ("$link-color: url(https://a.example/x);", ("$link-color",)),
        ("$link-color: red} body {display: none", ("rules",)),
        ("", ()),
    ],
)
def test_what_is_left_out_is_named(sass: str, left_out: tuple[str, ...]) -> None:
    carried = carried_over([sass])
    assert carried.css == ""
    assert carried.left_out == left_out


def test_the_later_text_wins() -> None:
    css = carried_over(["$purple-000: #111; $header-height: 5rem;", "$link-color: #222;"]).css
    assert css == ":root { --essay-link: #222; --essay-header-height: 5rem; }"


def test_a_sites_own_variables_reach_its_pages(tmp_path: Path) -> None:
    files = {
        "_config.yml": "title: Site\ncolor_scheme: moss\n",
        "_sass/custom/setup.scss": "$nav-width: 20rem;\n",
        "_sass/color_schemes/moss.scss": '@import "./color_schemes/light";\n$link-color: #2e6b1f;\n$own: 1px;\n',
        "_sass/color_schemes/other.scss": "$link-color: red;\n",
        "_sass/custom/custom.scss": ".own { color: red }\n",
        "index.md": "---\ntitle: Home\n---\n",
    }
    built = build(tmp_path, files, extensions=["sphinx_essay"], source_suffix={}, html_theme="sphinx_essay")
    style = built.text("_static/essay-custom.css")
    assert style == ":root { --essay-side-width: 20rem; --essay-link: #2e6b1f; }\n.own { color: red }\n"
    assert (
        "moss.scss:1: WARNING: Sass is not compiled here: what has no counterpart is left out ($own)" in built.warnings
    )
