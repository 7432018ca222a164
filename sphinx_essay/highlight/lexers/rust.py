"""Rust."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pygments.token import Comment, Error, Keyword, Name, Number, Operator, Punctuation, String, Text

from sphinx_essay.highlight.rules import ReadingLexer, names
from sphinx_essay.highlight.tokens import DocComment

if TYPE_CHECKING:
    from pygments.token import _TokenType

    from sphinx_essay.highlight.rules import Parts

_KEYWORDS: Final = frozenset(
    names(
        """
        abstract as async await become box break const continue crate do dyn else enum extern final fn for if impl in
        let log loop macro match mod move mut override priv pub ref return self Self static struct super trait try type
        typeof union unsafe unsized use virtual where while yield false true
        """
    )
)

_BUILTINS: Final = frozenset(
    names(
        """
        bool char str i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize int uint f32 f64 float c_char c_double c_float
        c_int c_long c_longlong c_schar c_short c_uchar c_uint c_ulong c_ulonglong c_ushort c_void clock_t dev_t dirent
        fpos_t ino_t intptr_t mode_t off_t ptrdiff_t size_t ssize_t time_t uintptr_t DIR FILE Arc Box Cons Either Err
        Failure Gc Left Nil None Ok Option Pin Ptr Rc Result Right Some String Success Vec Add AsMut AsRef BitAnd BitOr
        BitXor Clone Copy Default Div DoubleEndedIterator Drop Eq ExactSizeIterator Extend Fn FnMut FnOnce From Index
        Into IntoIterator Iterator Modulo Mul Neg Num Ord Owned PartialEq PartialOrd Send Shl Shr Sized Sub Sync Unpin
        drop
        """
    )
)

_NAME: Final = r"[^\W\d]\w*"
_ESCAPE: Final = re.compile(r"""\\(?:[nrt'"\\0]|x[0-9a-fA-F]{2}|u\{(?:[0-9a-fA-F]_*){1,6}\})""")

_PIECE: Final = re.compile(
    rf"""
    (?P<unshown> ^[^\S\n]*\#\s.* )                           # rustdoc runs such a line and does not show it
    | (?P<blank> \n+ | [^\S\n]+ )
    | (?P<line> //.* )
    | (?P<block> /\* )
    | (?P<raw> b?r(?P<hashes>\#*)"(?:.|\n)*?(?:"(?P=hashes)|\Z) )
    | (?P<string> b?" )
    | (?P<char> b?'(?:{_ESCAPE.pattern}|[^\\])' )
    | (?P<attribute> \#!?\[ )
    | (?P<fraction> [0-9][0-9_]*
        (?: \.[0-9][0-9_]*(?:[eE][-+]?[0-9_]+)?(?:f32|f64)? | [eE][-+]?[0-9_]+(?:f32|f64)? | f32 | f64 | \.(?![.\w]) ) )
    | (?P<integer> (?:0b[01_]+|0x[0-9a-fA-F_]+|0o[0-7_]+|[0-9][0-9_]*) (?:[ui](?:8|16|32|64|128|size))? )
    | (?P<member> \.\s*(?P<field>\w+) )
    | (?P<lifetime> '{_NAME} )
    | (?P<variable> \$(?:{_NAME}(?::{_NAME})?)? )
    | (?P<name> {_NAME} )
    | (?P<arrow> [=-]> | <-> )
    | (?P<bracket> [()\[\]{{}}] )
    | (?P<mark> [|,:;] )
    | (?P<operator> \.{{2,3}} | [*/!@~&+%^<>=?-] )
    """,
    re.VERBOSE | re.MULTILINE,
)
_IN_STRING: Final = re.compile(rf'(?P<text>[^"\\]+)|(?P<escape>{_ESCAPE.pattern})|(?P<end>")|(?P<odd>\\)')
_COMMENT_EDGE: Final = re.compile(r"/\*|\*/")
_CALL: Final = re.compile(r"\s*\(")

_KINDS: Final = {
    "unshown": Comment.Special,
    "blank": Text,
    "raw": String,
    "char": String.Char,
    "fraction": Number.Float,
    "integer": Number.Integer,
    "arrow": Keyword,
    "mark": Punctuation,
    "operator": Operator,
}


@dataclass(slots=True)
class _Memory:
    """Whether an attribute is open, and in a macro's call or rules, how many brackets are (``None`` outside)."""

    attribute: bool = False
    macro: int | None = None
    rules: bool = False


class RustLexer(ReadingLexer):
    """Rust: attributes and macros are decorators, a path's parts are namespaces, fields are properties."""

    name = "Rust"

    def begin(self) -> _Memory:
        """Return what is remembered: nothing is open."""
        return _Memory()

    def read(self, text: str, start: int, memory: _Memory) -> Parts:
        """Return the next piece."""
        piece = _PIECE.match(text, start)
        if piece is None:
            return [] if memory.macro is None else [(Text, text[start])]
        what = piece.lastgroup or ""
        if what == "hashes":
            what = "raw"
        if memory.attribute and what not in ("blank", "line", "block", "string"):
            return _in_attribute(piece, what, memory)
        match what:
            case "line":
                return [(_line_comment(piece[0]), piece[0])]
            case "block":
                return [_block_comment(text, start)]
            case "string":
                return _string(text, piece)
            case "attribute":
                memory.attribute = True
                return [(Name.Decorator, piece[0])]
            case "member" | "field":
                return [(_member(piece, text), piece[0])]
            case "lifetime":
                return [(Keyword if piece[0] == "'static" else Name.Variable, piece[0])]
            case "variable":
                return (
                    [(Name.Variable, piece[0])] if memory.rules else [(Text, "$")] if memory.macro is not None else []
                )
            case "name":
                return _name(piece, text, memory)
            case "bracket":
                _count(piece[0], memory)
                return [(Punctuation, piece[0])]
        return [(_KINDS[what], piece[0])]


def _in_attribute(piece: re.Match[str], what: str, memory: _Memory) -> Parts:
    """Return a piece of an attribute, which has no brackets in its brackets."""
    word = piece[0]
    if what == "name":
        return [(Keyword.Constant if word in ("true", "false") else Name.Decorator, word)]
    if what in ("raw", "char", "fraction", "integer"):
        return [(_KINDS[what], word)]
    if word == "]":
        memory.attribute = False
    return [(Name.Decorator if word[0] in "()=,:]" else Error, word[0])]


def _line_comment(comment: str) -> _TokenType:
    """Return the kind of a comment to the end of the line: documentation has three slashes, not more, or ``//!``."""
    documents = comment.startswith(("///", "//!")) and not comment.startswith("////")
    return DocComment if documents else Comment.Single


def _block_comment(text: str, start: int) -> tuple[_TokenType, str]:
    """Return a comment with those inside it; ``/**`` and ``/*!`` begin documentation, but ``/**/`` and ``/***`` do not."""
    opening = text[start : start + 5]
    documents = opening.startswith(("/**", "/*!")) and not opening.startswith(("/**/", "/***"))
    depth = 0
    end = len(text)
    for edge in _COMMENT_EDGE.finditer(text, start):
        depth += 1 if edge[0] == "/*" else -1
        if depth == 0:
            end = edge.end()
            break
    return DocComment if documents else Comment.Multiline, text[start:end]


def _string(text: str, opening: re.Match[str]) -> Parts:
    yield String, opening[0]
    for part in _IN_STRING.finditer(text, opening.end()):
        yield {"escape": String.Escape, "odd": Error}.get(part.lastgroup or "", String), part[0]
        if part.lastgroup == "end":
            return


def _member(piece: re.Match[str], text: str) -> _TokenType:
    field = piece["field"]
    if field[0].isdigit():
        return Name.Attribute
    if _CALL.match(text, piece.end()):
        return Name.Function
    return Keyword if field == "await" else Name.Property


def _name(piece: re.Match[str], text: str, memory: _Memory) -> Parts:
    """Return a name, with the sign behind it that says what it is."""
    name, end = piece[0], piece.end()
    if name in _KEYWORDS:
        constant = memory.macro is not None and name in ("true", "false")
        return [(Keyword.Constant if constant else Keyword, name)]
    if _CALL.match(text, end):
        return [(Name.Function, name)]
    if text.startswith("::", end):
        return [(Name.Namespace, name), (Punctuation, "::")]
    if text.startswith("!", end):
        if memory.macro is None:
            memory.macro, memory.rules = 0, name == "macro_rules"
        return [(Name.Decorator, name + "!")]
    return [(Name.Builtin if name in _BUILTINS else Name, name)]


def _count(bracket: str, memory: _Memory) -> None:
    """Count a bracket of a macro; the last that closes ends it."""
    if memory.macro is None:
        return
    memory.macro += 1 if bracket in "([{" else -1
    if memory.macro <= 0:
        memory.macro, memory.rules = None, False
