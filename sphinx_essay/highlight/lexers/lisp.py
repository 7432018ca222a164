"""Common Lisp, and with it, as in Rouge, Emacs Lisp."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pygments.token import Comment, Error, Keyword, Name, Number, Operator, Other, Punctuation, String, Text

from sphinx_essay.highlight.lexers.lisp_words import CLASSES, FUNCTIONS, KEYWORDS, MACROS, TYPES
from sphinx_essay.highlight.rules import ReadingLexer

if TYPE_CHECKING:
    from pygments.token import _TokenType

    from sphinx_essay.highlight.rules import Parts

_LETTER: Final = r"""(?:\\.|[a-zA-Z0-9!$%&*+,\-./<=>?@[\]^_{}~])"""
_SYMBOL: Final = rf"""(?:\|[^|]+\||{_LETTER}(?:{_LETTER}|[\#.:])*)"""
_ENDS: Final = r"""(?=[ "'()\n,;`])"""

_PIECE: Final = re.compile(
    rf"""
    (?P<blank> \s+ )
    | (?P<line> ;.* )
    | (?P<block> \#\| )
    | (?P<encoding> \#[0-9]*Y.* )
    | (?P<string> "(?:\\(?:.|\n)|[^"\\])*+" )
    | (?P<named> [:']{_SYMBOL} | \#:{_SYMBOL} | \#[pP]?"(?:\\(?:.|\n)|[^"\\])*+" )
    | (?P<quote> ['`] )
    | (?P<integer> [-+]?[0-9]+(?:\.|/[0-9]+)?{_ENDS} )
    | (?P<fraction> [-+]?(?:[0-9]*\.[0-9]+(?:[defls][-+]?[0-9]+)?|[0-9]+(?:\.[0-9]*)?[defls][-+]?[0-9]+){_ENDS} )
    | (?P<letter> \#\\(?:.{_ENDS}|{_SYMBOL}) )
    | (?P<vector> \#\( )
    | (?P<bits> \#[0-9]*\*[01]* )
    | (?P<function> \#' )
    | (?P<octal> \#[oO][+-]?[0-7]+(?:/[0-7]+)? )
    | (?P<number> \#(?:[bB][+-]?[01]+(?:/[01]+)?|[xX][+-]?[0-9a-fA-F]+(?:/[0-9a-fA-F]+)?) )
    | (?P<complex> \#[cC](?=\() )
    | (?P<structure> \#(?:[0-9]+[aA]|[sS])(?=\() )
    | (?P<sign> \#[.,+-] | \#[0-9]+[=\#] | ,@ | , | \. )
    | (?P<constant> (?:t|nil){_ENDS} )
    | (?P<special> \*{_SYMBOL}\* )
    | (?P<symbol> {_SYMBOL} )
    | (?P<opening> \( )
    | (?P<closing> \) )
    """,
    re.VERBOSE,
)
_COMMENT_EDGE: Final = re.compile(r"#\||\|#")

_KINDS: Final = {
    "blank": Text,
    "line": Comment.Single,
    "encoding": Comment.Special,
    "string": String,
    "named": String.Symbol,
    "quote": Operator,
    "integer": Number.Integer,
    "fraction": Number.Float,
    "letter": String.Char,
    "bits": Other,
    "function": Name.Function,
    "octal": Number.Oct,
    "number": Number,
    "complex": Number,
    "structure": String.Other,
    "sign": Operator,
    "constant": Name.Constant,
    "special": Name.Variable.Global,
}


@dataclass(slots=True)
class _Memory:
    """How many parentheses are open."""

    depth: int = 0


class CommonLispLexer(ReadingLexer):
    """Common Lisp: what the standard does not name is a variable."""

    name = "Common Lisp"

    def begin(self) -> _Memory:
        """Return what is remembered: nothing is open."""
        return _Memory()

    def read(self, text: str, start: int, memory: _Memory) -> Parts:
        """Return the next piece."""
        piece = _PIECE.match(text, start)
        if piece is None:
            return []
        what = piece.lastgroup or ""
        match what:
            case "block":
                return [(Comment.Multiline, _block_comment(text, start))]
            case "symbol":
                return [(_symbol(piece[0]), piece[0])]
            case "vector" | "opening":
                memory.depth += 1
                return [(Operator if what == "vector" else Punctuation, piece[0])]
            case "closing":
                kind = Punctuation if memory.depth else Error
                memory.depth = max(0, memory.depth - 1)
                return [(kind, piece[0])]
        return [(_KINDS[what], piece[0])]


def _symbol(symbol: str) -> _TokenType:
    if symbol in KEYWORDS:
        return Keyword
    if symbol in FUNCTIONS or symbol in MACROS:
        return Name.Builtin
    if symbol in TYPES:
        return Keyword.Type
    return Name.Class if symbol in CLASSES else Name.Variable


def _block_comment(text: str, start: int) -> str:
    """Return a comment with those inside it."""
    depth = 0
    for edge in _COMMENT_EDGE.finditer(text, start):
        depth += 1 if edge[0] == "#|" else -1
        if depth == 0:
            return text[start : edge.end()]
    return text[start:]
