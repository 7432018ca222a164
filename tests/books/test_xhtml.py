"""Any HTML becomes XHTML for books: well-formed, by the rules, nothing lost."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_essay.books.css import declarations
from sphinx_essay.books.xhtml import clean
from sphinx_essay.books.xml_text import address

TAGS = """
a abbr audio b big blockquote br button center dd details div dl dt em fieldset figcaption figure font form h1
h6 hr iframe img input ins legend li main math mi noscript ol option p pre q rt ruby select span strike sub
summary svg table tbody td text textarea tr tt u ul unknown-tag video
"""
NAMES = [
    "id",
    "class",
    "href",
    "src",
    "align",
    "width",
    "colspan",
    "start",
    "style",
    "lang",
    "dir",
    "@click",
    "role",
    "alt",
]
VALUES = [
    "",
    "x",
    "a b",
    "1",
    "0",
    "-3",
    "50%",
    "javascript:x()",
    "//h/x.png",
    "http://[",
    "color: red",
    "a:b",
    'q"<&',
    "é",
]

tags = st.builds(
    lambda tag, attributes, end: f"</{tag}>" if end else f"<{tag}{''.join(attributes)}>",
    st.sampled_from(TAGS.split()),
    st.lists(st.builds(lambda n, v: f" {n}='{v}'", st.sampled_from(NAMES), st.sampled_from(VALUES)), max_size=2),
    st.booleans(),
)
pieces = st.one_of(
    tags,
    st.sampled_from(["word", " ", "&amp;", "&lt;", "&nbsp;", "<!-- c -->", "\x00", "\x0b", "\ufffe"]),
    st.text(max_size=5),
)


def parsed(markup: str) -> ET.Element:
    return ET.fromstring(
        f'<body xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">{clean(markup)}</body>'
    )


def bare(markup: str) -> str:
    return re.sub(r"\s+", " ", clean(markup)).strip()


@given(st.lists(pieces, max_size=25).map("".join))
def test_anything_is_well_formed_and_stays_as_it_is(markup: str) -> None:
    once, twice = ("".join("".join(parsed(text).itertext()).split()) for text in (markup, clean(markup)))
    assert once == twice


@given(st.lists(st.one_of(tags, st.sampled_from(["one", "two", "three"])), max_size=20).map(" ".join))
def test_identifiers_are_unique(markup: str) -> None:
    ids = [found for element in parsed(markup).iter() if (found := element.get("id"))]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>a<br>b", "<p>a<br />b</p>"),
        ("<center>x</center>", '<div style="text-align: center">x</div>'),
        ("<p><font color=red>x</font>", '<p><span style="color: red">x</span></p>'),
        ("<p><tt>x</tt><strike>y</strike>", "<p><code>x</code><s>y</s></p>"),
        ("<ul>a<li>b</ul>", "<ul><li>a</li> <li>b</li> </ul>"),
        ("<dl><dd>x</dl>", "<dl><dt></dt><dd>x</dd> </dl>"),
        ("<dl><dt>x</dl>", "<dl><dt>x</dt> <dd></dd></dl>"),
        ("<em><div>x</div></em>", '<div class="em" style="font-style: italic"><div>x</div> </div>'),
        ("<h2><div>x</div></h2>", '<h2> <span class="div">x</span> </h2>'),
        ("<p><a href='javascript:x()'>y</a>", "<p><a>y</a></p>"),
        ("<p><a href='a b/ü'>y</a>", '<p><a href="a%20b/%C3%BC">y</a></p>'),
        ("<p><input type=checkbox checked> done", "<p>\u2611 done</p>"),
        ("<script>x</script><style>y</style>z", "z"),
        ("<p id=a>x<p id=a>y", '<p id="a">x</p> <p>y</p>'),
        ("<p id='a:b'><a href='#a:b'>x</a>", '<p id="a-b"><a href="#a-b">x</a></p>'),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "<ruby>漢<rt>kan</rt></ruby>"),
        ("<p lang=en-GB>x", '<p lang="en-GB" xml:lang="en-GB">x</p>'),
        ("<p @click=x data-a=1 align=right>x", '<p style="text-align: right">x</p>'),
        ("<img src=a.png width=50%>", '<img src="a.png" style="width: 50%" alt="" />'),
        (
            "<p><img src='https://e.org/a.png' alt=t>",
            '<p><a href="https://e.org/a.png">t</a> (https://e.org/a.png)</p>',
        ),
        ("<details><summary>s</summary>t</details>", '<div class="details"><p class="summary">s</p>t</div>'),
    ],
)
def test_rules(markup: str, expected: str) -> None:
    assert bare(markup) == expected


def test_a_player_becomes_a_link_with_its_address() -> None:
    text = clean('<iframe title="A talk" src="https://e.org/v"></iframe>')
    assert '<a href="https://e.org/v">A talk</a> (https://e.org/v)' in text


def test_drawings_and_formulas_are_in_their_namespaces() -> None:
    root = parsed("<p><svg viewBox='0 0 1 1' onclick=x><path d='M0 0'/><script>x</script></svg><math><mi>x</mi></math>")
    assert [element.tag for element in root.iter() if "w3.org/1999/xhtml" not in element.tag] == [
        "{http://www.w3.org/2000/svg}svg",
        "{http://www.w3.org/2000/svg}path",
        "{http://www.w3.org/1998/Math/MathML}math",
        "{http://www.w3.org/1998/Math/MathML}mi",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("page.xhtml#x", "page.xhtml#x"),
        ("//e.org/x", "https://e.org/x"),
        ("http://", ""),
        ("http://a b/", ""),
        ("https://bücher.example/ü?q=ä", "https://xn--bcher-kva.example/%C3%BC?q=%C3%A4"),
        ("100%", "100%25"),
        ("data:text/html,x", ""),
        ("mailto:a@e.org", "mailto:a@e.org"),
    ],
)
def test_addresses(text: str, expected: str) -> None:
    assert address(text) == expected


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("color: red; direction: rtl", ["color: red"]),
        ("background: url(x.png); width: calc(1px + 2%)", ["width: calc(1px + 2%)"]),
        ("font-family: 'A B', serif; }", ['font-family: "A B", serif']),
        ("position: fixed; nonsense", []),
    ],
)
def test_styles(style: str, expected: list[str]) -> None:
    assert declarations(style) == expected
