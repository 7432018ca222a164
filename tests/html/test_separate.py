"""Styles and scripts of a page become files, and all else stays as it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_essay.html.separate import Separated, addresses_from, is_declarations, separate


def separated(body: str, head: str = "<title>T</title>") -> Separated:
    page = f"<!DOCTYPE html>\n<html><head>{head}</head>\n<body>{body}</body></html>\n"
    return separate(page, "../_static/x/", "../../docs/")


def only(made: Separated, suffix: str) -> str:
    (text,) = (text for name, text in made.files.items() if name.endswith(suffix))
    return text


def test_a_page_with_nothing_inline_stays_as_it_is() -> None:
    made = separated('<p class=x>a &amp; b<br/><script src="a.js" defer></script>')
    assert '<p class=x>a &amp; b<br/><script src="a.js" defer></script>' in made.page
    assert made.files == {}
    assert made.refused == ()


def test_styles_of_the_head_stay_in_their_place_and_those_of_the_body_follow() -> None:
    made = separated("<p>a</p><style>b{}</style>", '<style media="print">a{}</style><link rel="stylesheet" href="x">')
    assert re.search(
        r'<head><link rel="stylesheet" media="print" href="\.\./_static/x/\w+\.css"><link rel="stylesheet" href="x">'
        r'<link rel="stylesheet" href="\.\./_static/x/\w+\.css"></head>\n<body><p>a</p></body>',
        made.page,
    )
    assert sorted(made.files.values()) == ["a{}", "b{}"]


def test_styles_of_elements_become_rules_that_win() -> None:
    made = separated('<P STYLE="color: red; top: 0" Class="a" hidden>x<br style="color: red; top: 0"/><i style=""></i>')
    (name,) = set(re.findall(r"essay-\w{10}", made.page))
    assert f'<p class="a {name}" hidden>x<br class="{name}" /><i></i>' in made.page
    assert only(made, "css") == f".{name}:not(#essay-0#essay-0#essay-0){{color: red; top: 0}}\n"


def test_two_pages_with_the_same_styles_share_their_file() -> None:
    assert separated('<b style="a:b">').files == separated('<i>x</i><b style="a:b">').files


def test_scripts_become_files_and_data_stay() -> None:
    made = separated('<script defer id="a">run("</b>")</script><script type="application/ld+json">{}</script>')
    assert re.search(r'<script id="a" src="\.\./_static/x/\w+\.js"></script><script type="application/ld', made.page)
    assert only(made, "js") == 'run("</b>")'


def test_modules_become_files_where_they_import_from_nowhere_near() -> None:
    assert len(separated('<script type="module">import a from "https://example.org/a.js"</script>').files) == 1
    near = separated('<script type="module">import a from "./a.js"</script>')
    assert near.files == {}
    assert "relative import" in near.refused[0]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<a onclick="x()">', "<a onclick>"),
        ('<a href=" JavaScript:x()">', "<a href=javascript:>"),
        ('<p style="color: red } b { top: 0">', "not closed"),
    ],
)
def test_what_no_file_can_take_is_said(body: str, said: str) -> None:
    made = separated(body)
    assert body.split(" ", 1)[1].split("=")[0] in made.page
    assert made.files == {}
    assert said in made.refused[0]


def test_text_that_looks_like_markup_is_text() -> None:
    body = '<textarea><p style="a:b"></textarea><!-- <p style="a:b"> --><script src="x">"<p style=\'a:b\'>"</script>'
    assert body in separated(body).page


def test_without_scripts_a_style_stays_for_those_who_have_none() -> None:
    made = separated("<noscript><style>a{}</style></noscript>")
    assert re.search(r'<noscript><link rel="stylesheet" href="[^"]+"></noscript>', made.page)


@pytest.mark.parametrize(
    ("css", "wanted"),
    [
        ("url(a.png)", "url(../a.png)"),
        ("url( 'a b.png' )", "url( '../a b.png' )"),
        ('@import "a.css";', '@import "../a.css";'),
        (
            "url(/a) url(#a) url(data:x) url(//h/a) URL(https://h)",
            "url(/a) url(#a) url(data:x) url(//h/a) URL(https://h)",
        ),
        ('"url(a)" /* url(a) */', '"url(a)" /* url(a) */'),
    ],
)
def test_addresses_go_on_leading_to_the_same_place(css: str, wanted: str) -> None:
    assert addresses_from(css, "../") == wanted


@pytest.mark.parametrize(
    "style", ["a: b; c: d(e) !important", "a: url(b)", "a: url('b)')", 'a: "}"', "a: calc((1px + 2px))"]
)
def test_declarations(style: str) -> None:
    assert is_declarations(style)


@pytest.mark.parametrize("style", ["a: b } c {", "a: '", "a: (", "a: )(", "a: b /*", "a: b\\"])
def test_no_declarations(style: str) -> None:
    assert not is_declarations(style)


@given(
    st.lists(
        st.sampled_from(
            ['<p style="a:b">', "<style>a{}</style>", "<script>x</script>", "text", "<!--", "</p>", "<", '"']
        )
    )
)
def test_no_word_is_lost_whatever_the_page(pieces: list[str]) -> None:
    made = separated("".join(pieces))
    assert made.page.count("text") == pieces.count("text")
