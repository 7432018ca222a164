"""JavaScript and TypeScript.

What ``/``, ``{`` and ``name:`` are depends on what stands before them: the lexer remembers whether a value, an expression or
a statement may go on, and what brackets are open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, ClassVar, Final

from pygments.token import Comment, Error, Keyword, Name, Number, Operator, Punctuation, String, Text

from sphinx_essay.highlight.rules import ReadingLexer, names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pygments.token import _TokenType

    from sphinx_essay.highlight.rules import Parts

_NAME: Final = r"(?:[^\W\d_]|[$_])\w*"

_KEYWORDS: Final = names(
    """
    as async await break case catch continue debugger default delete do else export finally for from if import in
    instanceof new of return super switch this throw try typeof void while yield
    """
)
_DECLARATIONS: Final = names("class const constructor extends function get let set static var with")
_RESERVED: Final = names("enum implements interface package private protected public")
_CONSTANTS: Final = names("true false null NaN Infinity undefined")
_BUILTINS: Final = names(
    """
    Array ArrayBuffer Boolean DataView Date Error Float32Array Float64Array Function Int8Array Int16Array Int32Array
    Map Math Number Object Packages Promise Proxy Reflect RegExp Set String Symbol Uint8Array Uint8ClampedArray
    Uint16Array Uint16ClampedArray Uint32Array Uint32ClampedArray WeakMap WeakSet decodeURI decodeURIComponent
    document encodeURI encodeURIComponent eval global isFinite isNaN navigator netscape parseFloat parseInt self sun
    window
    """
)

_PIECE: Final = re.compile(
    rf"""
    (?P<program> \A\s*\#!.*\n )
    | (?P<blank> \s+ )
    | (?P<old_comment> <!-- )
    | (?P<line> //.* )
    | (?P<block> /\*(?:[^*]|\*(?!/))*(?:\*/|\Z) )
    | (?P<decorator> @\w* )
    | (?P<name> {_NAME} )
    | (?P<fraction> [0-9]+\.[0-9]+(?:[eE][0-9]+)?[fd]? )
    | (?P<hexadecimal> 0[xX][0-9a-fA-F]+ )
    | (?P<octal> 0[oO][0-7][0-7_]* )
    | (?P<binary> 0[bB][01][01_]* )
    | (?P<integer> [0-9]+ )
    | (?P<quote> ["'`] )
    | (?P<chain> \?\.(?![0-9]) )
    | (?P<operator> \+\+ | -- | \?\?=? | && | \|\| | \\(?=\n) | << | >>>? | [=!]== | [-<>+*%&|^/!=]=? | ~ )
    | (?P<opening> [(\[,] )
    | (?P<mark> [){{}}\].;:?] )
    """,
    re.VERBOSE,
)
_KINDS: Final = {
    "program": Comment.Preproc,
    "blank": Text,
    "old_comment": Comment,
    "line": Comment.Single,
    "block": Comment.Multiline,
    "fraction": Number.Float,
    "hexadecimal": Number.Hex,
    "octal": Number.Oct,
    "binary": Number.Bin,
    "integer": Number.Integer,
    "chain": Punctuation,
    "operator": Operator,
    "opening": Punctuation,
    "mark": Punctuation,
}
_LABEL: Final = re.compile(r"(\s*)(:)")
_TYPED_LABEL: Final = re.compile(r"(\??)(\s*)(:)")

_IN_STRING: Final = {
    quote: re.compile(rf"(?P<escape>\\[\\nrt{quote}]?)|(?P<end>{quote})|(?P<text>[^\\{quote}]+)") for quote in "\"'"
}
_IN_TEMPLATE: Final = re.compile(r"(?P<expression>\$\{)|(?P<end>`)|(?P<escape>\\[$`])|(?P<text>[^$`\\]+|[\\$])")
_IN_REGEX: Final = re.compile(
    r"""
    (?P<end> /[gimuy]* ) | (?P<broken> [^/]?\n )
    | (?P<sign> \\. | \[\^? | \] | \(\?[:=<!] | \{[0-9,]+\} | [()?] )
    | (?P<text> . )
    """,
    re.VERBOSE,
)


class _After(Enum):
    """What was read last, and so what may come."""

    STATEMENT = auto()
    OPERATOR = auto()
    VALUE = auto()


@dataclass(slots=True)
class _Memory:
    """What was read last, and what is open: braces of objects and blocks, ``?`` and expressions in templates."""

    after: _After = _After.VALUE
    open: list[str] = field(default_factory=list)
    in_template: bool = False

    def inside(self, what: str) -> bool:
        """Say whether ``what`` is the innermost that is open."""
        return bool(self.open) and self.open[-1] == what


def _kinds_of_names(*kinds: tuple[str, ...]) -> Mapping[str, _TokenType]:
    """Return the kinds of the words that mean something: keywords, declarations, reserved words, constants, builtins."""
    order = (Keyword, Keyword.Declaration, Keyword.Reserved, Keyword.Constant, Name.Builtin)
    return {word: kind for kind, some in reversed(tuple(zip(order, kinds, strict=True))) for word in some}


class JavaScriptLexer(ReadingLexer):
    """JavaScript: names are of the kind «other», quotes are delimiters, members of objects are attributes."""

    name = "JavaScript"
    words: ClassVar[Mapping[str, _TokenType]] = _kinds_of_names(
        _KEYWORDS, _DECLARATIONS, _RESERVED, _CONSTANTS, _BUILTINS
    )
    """Names that mean something."""

    label: ClassVar[re.Pattern[str]] = _LABEL
    """What stands behind a label; the last group is its colon."""

    def begin(self) -> _Memory:
        """Return what is remembered: nothing is open."""
        return _Memory()

    def read(self, text: str, start: int, memory: _Memory) -> Parts:
        """Return the next piece."""
        if memory.in_template:
            return _in_template(text, start, memory)
        piece = _PIECE.match(text, start)
        if piece is None:
            return []
        what, word = piece.lastgroup or "", piece[0]
        if what == "name":
            return self._name(piece, memory)
        if what == "quote":
            memory.after = _After.VALUE
            memory.in_template = word == "`"
            return [(String.Double, word)] if word == "`" else _string(text, start)
        if what == "decorator":
            memory.after = _After.OPERATOR
            return [(Punctuation, "@"), (Name.Decorator, word[1:])]
        if word[0] == "/" and what == "operator" and memory.after is not _After.VALUE:
            memory.after = _After.VALUE
            return _regex(text, start)
        if what == "mark":
            _mark(word, memory)
        elif what in ("operator", "opening"):
            memory.after = _After.OPERATOR
        elif what == "program":
            memory.after = _After.STATEMENT
        elif what not in ("blank", "old_comment", "line", "block"):
            memory.after = _After.VALUE
        return [(_KINDS[what], word)]

    def _name(self, piece: re.Match[str], memory: _Memory) -> Parts:
        """Return a name, with its colon where it is a label or a member."""
        name = piece[0]
        if (
            memory.after is _After.STATEMENT
            and name != "case"
            and (found := self.label.match(piece.string, piece.end()))
        ):
            if self.label is _TYPED_LABEL:
                memory.after = _After.OPERATOR
            behind = [(Punctuation if part.strip() else Text, part) for part in found.groups()]
            return [(Name.Label, name), *behind]
        if memory.inside("object") and (found := _LABEL.match(piece.string, piece.end())):
            memory.after = _After.OPERATOR
            return [(Name.Attribute, name), (Text, found[1]), (Punctuation, found[2])]
        kind = self.words.get(name, Name.Other)
        begins = kind in (Keyword, Keyword.Declaration)
        memory.after = _After.OPERATOR if begins else _After.VALUE
        return [(kind, name)]


def _mark(mark: str, memory: _Memory) -> None:
    """Remember what a mark opens or closes, and what may come after it."""
    was, memory.after = memory.after, _After.VALUE
    match mark:
        case ";":
            memory.after = _After.STATEMENT
        case "{" if was is not _After.VALUE or memory.inside("object"):
            memory.open.append("object")
        case "{":
            memory.open.append("block")
            memory.after = _After.STATEMENT
        case "}":
            while memory.inside("ternary"):
                memory.open.pop()
            closed = memory.open.pop() if memory.open else "block"
            memory.in_template = closed == "template"
            memory.after = _After.VALUE if closed == "template" else _After.STATEMENT
        case "?":
            memory.open.append("ternary")
            memory.after = _After.OPERATOR
        case ":" if memory.inside("ternary"):
            memory.open.pop()
            memory.after = _After.OPERATOR


def _string(text: str, start: int) -> Parts:
    quote = text[start]
    yield String.Delimiter, quote
    for part in _IN_STRING[quote].finditer(text, start + 1):
        if part.lastgroup == "end":
            yield String.Delimiter, quote
            return
        kind = String.Double if quote == '"' else String.Single
        yield String.Escape if part.lastgroup == "escape" else kind, part[0]


def _in_template(text: str, start: int, memory: _Memory) -> Parts:
    """Return text of a template, up to its end or an expression in it."""
    for part in _IN_TEMPLATE.finditer(text, start):
        match part.lastgroup:
            case "expression":
                memory.open.append("template")
                memory.in_template = False
                yield Punctuation, part[0]
                return
            case "end":
                memory.in_template = False
                yield String.Double, part[0]
                return
            case "escape":
                yield String.Escape, part[0]
            case _:
                yield String.Double, part[0]


def _regex(text: str, start: int) -> Parts:
    """Return a regular expression, which the end of its line breaks off; ``/`` in a class of characters is one of them."""
    yield String.Regex, "/"
    in_class = False
    for part in _IN_REGEX.finditer(text, start + 1):
        piece = part[0]
        if part.lastgroup == "broken":
            yield Error, piece
            return
        if in_class:
            in_class = piece != "]"
            if piece[0] in "/]" or piece[0] == "\\":
                yield String.Escape, piece[0] if piece[0] == "/" else piece
                if len(piece) > 1 and piece[0] == "/":
                    yield String.Regex, piece[1:]
            else:
                yield String.Regex, piece
        elif part.lastgroup == "end":
            yield String.Regex, piece
            return
        else:
            in_class = piece[0] == "["
            yield String.Escape if part.lastgroup == "sign" and piece != "]" else String.Regex, piece


class TypeScriptLexer(JavaScriptLexer):
    """TypeScript: JavaScript with types."""

    name = "TypeScript"
    words = _kinds_of_names(
        _KEYWORDS + names("is namespace static private protected public implements readonly"),
        _DECLARATIONS + names("type abstract"),
        _RESERVED + names("string any void number namespace module declare default interface keyof"),
        _CONSTANTS,
        _BUILTINS + names("Pick Partial Readonly Record"),
    )
    label = _TYPED_LABEL
