"""What code costs grows as its length does, whatever is in it: steps are counted, no time is measured."""

from __future__ import annotations

import importlib
import re
import sys
from typing import TYPE_CHECKING, Any

import pytest
from highlight.counted_matching import CountedPattern, Counter, deep_enough

from sphinx_essay.highlight.languages import lexers

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORT, LONG = 24, 96
"""How many letters are read; the second is four times the first."""

SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \na0é"
WRITTEN = r'''
a·b· a¶ a. .a a- -a a= a: a( a(b· a[ a{ $a @a #a &a <a </a 1_ 1. 0x "\ '\ \" \' "a· 'a· \¶ ·¶ ¶* ? -· a:· -·( -·a:( x·- (?·
/* /*/ /**/ // {- (* #| <!-- <![CDATA[ <![CDATA[> <? <! <!a· <a@ <a·b= <http:// <script> &a; [a]( ![ [a][ ]( ](< ](" [a]:
[==[ --[==[ @' @" ${ ${a· $( $(( r#" R"( R"a( <<A¶ <<A· =begin¶ %q( :' """ ```¶ #if¶ #if·0¶ #include·<¶
#available( #selector( url( @x{a: a{b: export· include· function· import· from·a· FROM·a· ---¶ >¶ |¶ a:·|¶ gsub("[ f()·
{{ {% {%·include·a {%·comment·%} {{·a·|·
'''
"""Pieces of code, which are repeated: ``·`` stands for a blank, ``¶`` for the end of a line."""

PIECES = [*SIGNS, *(piece.replace("·", " ").replace("¶", "\n") for piece in WRITTEN.split())]
TAIL = "\nz"


@pytest.fixture(scope="module")
def counting() -> Iterator[dict[str, Any]]:
    """Lend lexers whose expressions count."""
    ours = [name for name in sys.modules if name.startswith("sphinx_essay.highlight")]
    kept = {name: sys.modules.pop(name) for name in ours}
    depth = deep_enough()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(re, "compile", CountedPattern)
        yield importlib.import_module("sphinx_essay.highlight.languages").lexers()
    sys.setrecursionlimit(depth)
    for name in [name for name in sys.modules if name.startswith("sphinx_essay.highlight")]:
        del sys.modules[name]
    sys.modules.update(kept)


def steps(lexer: Any, text: str) -> int:
    before = Counter.steps
    assert "".join(part for _, _, part in lexer.get_tokens_unprocessed(text)) == text
    return Counter.steps - before


@pytest.mark.parametrize("name", lexers())
def test_four_times_the_code_costs_no_more_than_about_four_times_the_steps(counting: dict[str, Any], name: str) -> None:
    lexer = counting[name]()
    grown = {}
    for piece in PIECES:
        short, long = (steps(lexer, piece * max(2, letters // len(piece)) + TAIL) for letters in (SHORT, LONG))
        if long > 7 * short:
            grown[piece] = (short, long)
    assert grown == {}
