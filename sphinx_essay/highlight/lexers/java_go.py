"""Java and Go."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from pygments.lexer import words
from pygments.token import Comment, Error, Keyword, Name, Number, Operator, Punctuation, String, Text

from sphinx_essay.highlight.rules import Inside, RuleLexer, Trying, groups, names

_JAVA_KEYWORDS: Final = names(
    """
    assert break case catch continue default do else finally for if goto instanceof new return switch this throw try
    while
    """
)
_JAVA_DECLARATIONS: Final = names(
    """
    abstract const enum extends final implements native private protected public static strictfp super synchronized
    throws transient volatile
    """
)
_JAVA_TYPES: Final = names("boolean byte char double float int long short var void")
_JAVA_NAME: Final = r"[^\W\d]\w*"


def _digits(digit: str) -> str:
    """Return an expression for digits of a kind, between which underscores may stand."""
    return rf"(?:{digit}_+{digit}|{digit})+"


class JavaLexer(RuleLexer):
    """Java: names in capitals are constants, those with a capital classes; members after a point are attributes."""

    name = "Java"
    tokens: ClassVar[dict[str, Any]] = {
        "root": [
            (r"[^\S\n]+", Text),
            (r"//.*", Comment.Single),
            (Trying(r"/\*(?:.|\n)*?\*/", (r"/\*", "")), Comment.Multiline),
            (words(_JAVA_KEYWORDS, suffix=r"\b"), Keyword),
            (
                # what it returns, the method's name, and the beginning of its parameters
                Trying(
                    r"((?:\s*(?:[a-zA-Z_][a-zA-Z0-9_.\[\]<>]*\s+)+?))([a-zA-Z_][a-zA-Z0-9_]*)(\s*)(\()",
                    (r"\s", r"\S"),
                    (r"[a-zA-Z_]", r"[^a-zA-Z0-9_.\[\]<>\s]|\s[0-9.\[\]<>]"),
                ),
                groups(Inside(), Name.Function, Text, Operator),
            ),
            (rf"@{_JAVA_NAME}", Name.Decorator),
            (words(_JAVA_DECLARATIONS, suffix=r"\b"), Keyword.Declaration),
            (words(_JAVA_TYPES, suffix=r"\b"), Keyword.Type),
            (r"(?:true|false|null)\b", Keyword.Constant),
            (r"(?:class|interface)\b", Keyword.Declaration, "class-name"),
            (r"(?:import|package)\b", Keyword.Namespace, "package"),
            (Trying(r'"(?:\\[\\"]|\\(?![\\"])|[^"\\])*+"', ('"', "")), String),
            (r"'(?:\\.|[^\\]|\\u[0-9a-f]{4})'", String.Char),
            (rf"(\.)({_JAVA_NAME})", groups(Operator, Name.Attribute)),
            (rf"{_JAVA_NAME}:", Name.Label),
            (r"[A-Z][A-Z0-9_]*\b", Name.Constant),
            (r"[A-Z][^\W_]*\b", Name.Class),
            (rf"\$?{_JAVA_NAME}", Name),
            (r"[~^*!%&\[\](){}<>|+=:;,./?-]", Operator),
            (rf"{_digits('[0-9]')}\.{_digits('[0-9]')}(?:[eE]{_digits('[0-9]')})?[fd]?", Number.Float),
            (rf"0[bB]{_digits('[01]')}", Number.Bin),
            (rf"0[xX]{_digits('[0-9a-fA-F]')}", Number.Hex),
            (rf"0{_digits('[0-7]')}", Number.Oct),
            (rf"{_digits('[0-9]')}L?", Number.Integer),
            (r"\n", Text),
        ],
        "class-name": [
            (r"\s+", Text),
            (_JAVA_NAME, Name.Class, "#pop"),
        ],
        "package": [
            (r"\s+", Text),
            (r"[a-zA-Z0-9_.]+\*?", Name.Namespace, "#pop"),
        ],
    }


_GO_KEYWORDS: Final = names(
    """
    break case chan const continue default defer else fallthrough for func go goto if import interface map package
    range return select struct switch type var
    """
)
_GO_TYPES: Final = names(
    """
    bool byte complex64 complex128 error float32 float64 int8 int16 int32 int64 int rune string uint8 uint16 uint32
    uint64 uintptr uint
    """
)
_GO_FUNCTIONS: Final = names("append cap close complex copy delete imag len make new panic print println real recover")


class GoLexer(RuleLexer):
    """Go: numbers and comments are of one kind each, predeclared values are constants."""

    name = "Go"
    tokens: ClassVar[dict[str, Any]] = {
        "root": [
            (r"//.*", Comment),
            (Trying(r"/\*(?:.|\n)*?\*/", (r"/\*", "")), Comment),
            (words(_GO_KEYWORDS, suffix=r"\b"), Keyword),
            (words(_GO_TYPES, suffix=r"\b"), Keyword.Type),
            (words(_GO_FUNCTIONS, suffix=r"\b"), Name.Builtin),
            (r"(?:true|false|iota|nil)\b", Name.Constant),
            (
                (
                    r"(?:[0-9]+\.(?:[0-9]+)?(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+|\.[0-9]+(?:[eE][+-]?[0-9]+)?)i?"
                    r"|0[xX][0-9a-fA-F]+|[0-9]+i?"
                ),
                Number,
            ),
            (
                r"'(?:[^\n]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}|\\[abfnrtv\\'\"]|\\[0-7]{3}|\\x[0-9A-Fa-f]{2})'",
                String.Char,
            ),
            (r"[-+*/%&|^<>=!:]+|\.{3}|\.", Operator),
            (r"[()\[\]{},;]", Punctuation),
            (r"[^\W\d]\w*", Name),
            (r"\s+", Text),
            (r"`", String, "raw"),
            (r'"', String, "string"),
        ],
        "string": [
            (r"\\(?:[abfnrtv\\'\"]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2})", String.Escape),
            (r"\\.", Error),
            (r'"', String, "#pop"),
            (r'[^"\\]+', String),
        ],
        "raw": [
            (r"`", String, "#pop"),
            (r"[^`]+", String),
        ],
    }
