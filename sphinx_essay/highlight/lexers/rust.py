"""Rust."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from pygments.lexer import LexerContext, default, include, words
from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, Text

from sphinx_essay.highlight.rules import RuleLexer, groups, names
from sphinx_essay.highlight.tokens import DocComment

if TYPE_CHECKING:
    import re

    from sphinx_essay.highlight.rules import Tokens

_KEYWORDS: Final = names(
    """
    abstract as async await become box break const continue crate do dyn else enum extern final fn for if impl in
    let log loop macro match mod move mut override priv pub ref return self Self static struct super trait try type
    typeof union unsafe unsized use virtual where while yield false true
    """
)

_BUILTINS: Final = names(
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

_NAME: Final = r"[^\W\d]\w*"
_ESCAPE: Final = r"""\\(?:[nrt'"\\0]|x[0-9a-fA-F]{2}|u\{(?:[0-9a-fA-F]_*){1,6}\})"""
_CLOSING: Final = {"(": ")", "[": "]", "{": "}"}


class _Context(LexerContext):
    """Where the lexer is, and how many brackets of each kind are open in macros' calls."""

    def __init__(self, text: str, stack: list[str]) -> None:
        super().__init__(text, 0, stack)
        self.open = dict.fromkeys(_CLOSING.values(), 0)


def _bracket_open(_lexer: RustLexer, match: re.Match[str], context: _Context) -> Tokens:
    context.open[_CLOSING[match[0]]] += 1
    yield match.start(), Punctuation, match[0]


def _bracket_close(_lexer: RustLexer, match: re.Match[str], context: _Context) -> Tokens:
    context.open[match[0]] -= 1
    if not any(context.open.values()):
        context.stack.pop()
    yield match.start(), Punctuation, match[0]


class RustLexer(RuleLexer):
    """Rust: attributes and macros are decorators, a path's parts are namespaces, fields are properties."""

    name = "Rust"
    start = ("root", "line")
    tokens: ClassVar[dict[str, Any]] = {
        "line": [
            include("blank"),
            # a line that rustdoc runs and does not show
            (r"#\s[^\n]*", Comment.Special),
            default("#pop"),
        ],
        "blank": [
            (r"\s+", Text),
            (r"////+.*", Comment.Single),
            (r"//[/!].*", DocComment),
            (r"//.*", Comment.Single),
            (r"/\*\*\*?/", Comment.Multiline),
            (r"/\*(?:\*\*+|(?![*!]))", Comment.Multiline, "comment"),
            (r"/\*[*!]", DocComment, "doc-comment"),
        ],
        "comment": [
            (r"\*/", Comment.Multiline, "#pop"),
            (r"/\*", Comment.Multiline, "#push"),
            (r"[^*/]+|[*/]", Comment.Multiline),
        ],
        "doc-comment": [
            (r"\*/", DocComment, "#pop"),
            (r"/\*", DocComment, "#push"),
            (r"[^*/]+|[*/]", DocComment),
        ],
        "literals": [
            (r"(?:true|false)\b", Keyword.Constant),
            (rf"b?'(?:{_ESCAPE}|[^\\])'", String.Char),
            (r'b?"', String, "string"),
            (r'b?r(#*)"(?:.|\n)*?"\1', String),
            (
                r"[0-9][0-9_]*(?:\.[0-9][0-9_]*(?:[eE][-+]?[0-9_]+)?(?:f32|f64)?|[eE][-+]?[0-9_]+(?:f32|f64)?|f32|f64|\.(?![.\w]))",
                Number.Float,
            ),
            (
                r"(?:0b[10_]+|0x[0-9a-fA-F_]+|0o[0-7_]+|[0-9][0-9_]*)(?:u(?:8|16|32|64|128|size)?|i(?:8|16|32|64|128|size))?",
                Number.Integer,
            ),
        ],
        "string": [
            (r'"', String, "#pop"),
            (_ESCAPE, String.Escape),
            (r'[^"\\]+', String),
        ],
        "attribute": [
            include("blank"),
            include("literals"),
            (r"[(,)=:]", Name.Decorator),
            (r"\]", Name.Decorator, "#pop"),
            (_NAME, Name.Decorator),
        ],
        "root": [
            (r"\n", Text, "line"),
            include("blank"),
            (r"#!?\[", Name.Decorator, "attribute"),
            (words(_KEYWORDS, suffix=r"\b"), Keyword),
            include("literals"),
            (r"[=-]>|<->", Keyword),
            (r"[()\[\]{}|,:;]", Punctuation),
            (r"[*/!@~&+%^<>=?-]|\.{2,3}", Operator),
            (rf"(?:\.\s*)?{_NAME}(?=\s*\()", Name.Function),
            (r"\.\s*await\b", Keyword),
            (rf"\.\s*{_NAME}", Name.Property),
            (r"\.\s*[0-9]+", Name.Attribute),
            (rf"({_NAME})(::)", groups(Name.Namespace, Punctuation)),
            (r"macro_rules!", Name.Decorator, "rules"),
            (rf"{_NAME}!", Name.Decorator, "macro"),
            (r"'static\b", Keyword),
            (rf"'{_NAME}", Name.Variable),
            (words(_BUILTINS, suffix=r"\b"), Name.Builtin),
            (_NAME, Name),
        ],
        "macro": [
            include("literals"),
            (r"[\[{(]", _bracket_open),
            (r"[\]})]", _bracket_close),
            (rf"{_NAME}!", Name.Decorator),
            include("root"),
            (r".", Text),
        ],
        "rules": [
            (rf"\$(?:{_NAME}(?::{_NAME})?)?", Name.Variable),
            include("macro"),
        ],
    }

    def begin(self, text: str, stack: list[str]) -> _Context:
        """Return the context to begin a text with."""
        return _Context(text, stack)
