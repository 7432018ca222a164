"""Any text at all, put into whatever reads what authors write; and what earlier runs found."""

from __future__ import annotations

import pytest
from fuzz_targets import TARGETS
from hypothesis import given
from hypothesis import strategies as st

from sphinx_essay.core.addresses import split_address

# Pieces that mean something to some reader: random characters alone seldom get past its first line.
PIECES = """\
--- | : | - | [ | ] | { | } | {: | {:: | {:/} | {{ | }} | {% | %} | raw | endraw | include | for a in b | endfor | if | else
# | ## | * | ** | _ | ` | ``` | ~~~ | $$ | > | 1. | + | | | --- | === | <!-- | --> | < | > | </ | /> | & | &amp; | &#0; | \\
[a](b) | ![a](b) | [^1] | [^1]: | *[A]: | [1]: | {:toc} | {:.a} | {#b} | {::comment} | {::nomarkdown} | {:/nomarkdown}
<div markdown="1"> | </div> | <p | <b> | </b> | <table> | <script> | </script> | <style> | <svg> | style="position:fixed"
onclick= | href="javascript: | src= | id= | class= | javascript: | data: | https:// | //[ | http://[ | %2e%2e/ | ../ | /
title: | parent: | permalink:
nav_order: | redirect_from: | &a | *a | !!python/object | 2024-02-30 | 1e999 | .inf | ~ | null
collections: | defaults: | values:
scope: | path: | plugins: | kramdown: | exclude: | include: | source: | encoding: | baseurl:
page.title | site.pages | site. | | date: | | where: | | slice: 1, 2 | forloop | assign a = | capture a | endcapture | (1..9)
position | url( | color: red
; | " | ' | margin: -9px | calc( | \t | \n | \n\n | \r | \0 | \ufeff | \u202e | \U0001f600 | e\u0301
"""
words = st.sampled_from(
    [piece.strip(" ") for line in PIECES.splitlines() for piece in line.split(" | ")] + ["|", " ", "\n"]
)
texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.one_of(words, st.text(max_size=6)), max_size=25).map("".join),
    st.lists(words, max_size=25).map(" ".join),
)


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_any_text_is_read(name: str) -> None:
    @given(texts)
    def check(text: str) -> None:
        TARGETS[name](text)

    check()


FOUND = [
    ("address", "//:[//"),
    ("html", "<td style>"),
    ("html", "<table><tr><a><td><a href=x>y</a><td></table>z"),
    ("permalink", ".x\0y"),
    ("permalink", "a" * 300),
    ("permalink", "é/" * 10 + "é" * 200 + ".html"),
    ("permalink", " .." + "\ufffd" * 90),
    ("permalink", "a." + "\ufffd" * 80 + "\0\\'"),
    ("kramdown", "[tw\rds]\\\rrds]\\\n[]"),
]
"""What the fuzzers found: the target and the text."""


@pytest.mark.parametrize(("name", "text"), FOUND)
def test_what_was_found_is_read(name: str, text: str) -> None:
    TARGETS[name](text)


@pytest.mark.parametrize(
    ("address", "scheme"),
    [("http://[", "http"), ("//[", ""), ("a/b?c#d", ""), ("HTTP://[x", "http"), ("mailto:x", "mailto")],
)
def test_addresses_that_are_none_have_parts(address: str, scheme: str) -> None:
    assert split_address(address).scheme == scheme


@pytest.mark.parametrize("name", ["kramdown", "html", "attribute_list", "style", "address", "title", "words"])
@pytest.mark.parametrize("piece", ["<", "[", "](", "*", "`", "{:", "<b>", "&", "<!--", "((", "-", ":", "\\", "|", ">"])
def test_many_of_a_kind_are_read(name: str, piece: str) -> None:
    TARGETS[name](piece * 2000)
