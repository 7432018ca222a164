"""Swift."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from pygments.lexer import default, include, words
from pygments.token import Comment, Error, Keyword, Name, Number, Operator, Punctuation, String, Text

from sphinx_essay.highlight.rules import RuleLexer, Trying, groups, names

if TYPE_CHECKING:
    import re

    from sphinx_essay.highlight.rules import Tokens

_NAME: Final = r"(?:[^\W\d]|(?![^\W\d])[^\x00-\x7f])(?:\w|(?!\w)[^\x00-\x7f])*"
_ENDS: Final = r"(?![^\W]|[^\x00-\x7f])"

_KEYWORDS: Final = names(
    """
    as associativity async await break case catch continue default defer didSet do dynamicType else fallthrough for get
    guard if in infix inout is isolated mutating new none nonmutating operator override postfix precedence
    precedencegroup prefix repeat rethrows return self Self set super switch throw throws try Type unowned weak where
    while willSet __COLUMN__ __FILE__ __FUNCTION__ __LINE__
    """
)
_DECLARATIONS: Final = names(
    """
    actor associatedtype class convenience deinit dynamic enum extension fileprivate final func import indirect init
    internal lazy let nonisolated open optional private protocol public required some static struct subscript
    typealias var
    """
)


def _called(_lexer: RuleLexer, match: re.Match[str]) -> Tokens:
    """Yield a name before parentheses: a type, where it begins with a capital, else a function."""
    yield match.start(), Keyword.Type if match[0][0].isupper() else Name.Function, match[0]


def _name(_lexer: RuleLexer, match: re.Match[str]) -> Tokens:
    yield match.start(), Keyword.Type if match[0][0].isupper() else Name, match[0]


class SwiftLexer(RuleLexer):
    """Swift: names with a capital are types, names that are declared or label arguments are variables."""

    name = "Swift"
    start = ("root", "line")
    tokens: ClassVar[dict[str, Any]] = {
        "line": [
            (r"#.*", Comment.Preproc),
            include("blank"),
            default("#pop"),
        ],
        "blank": [
            (r"\s+", Text),
            (r"/\*", Comment.Multiline, "comment"),
        ],
        "comment": [
            (r"/\*", Comment.Multiline, "#push"),
            (r"\*/", Comment.Multiline, "#pop"),
            (r"[^*/]+|[*/]", Comment.Multiline),
        ],
        "root": [
            (r"\n+", Text, "line"),
            (r"//.*", Comment.Single, "line"),
            include("blank"),
            (r"\$(?:[1-9][0-9]*)?[0-9]", Name.Variable),
            (r"[()\[\]{}:;,?\\]", Punctuation),
            (r"[-/=+*%<>!&|^.~]+", Operator),
            (r'@?"', String, "string"),
            (r"'(?:\\.|.)'", String.Char),
            (r"(?i:(?:[0-9]+(?:_[0-9]+)*)?\.[0-9]+(?:_[0-9])*(?:e[+-]?[0-9]+(?:_[0-9])*)?)", Number.Float),
            (r"(?i:[0-9]+e[+-]?[0-9]+)", Number.Float),
            (r"0o?[0-7]+(?:_[0-7]+)*", Number.Oct),
            (
                r"0x[0-9A-Fa-f]+(?:_[0-9A-Fa-f]+)*(?:(?:\.[0-9A-F]+(?:_[0-9A-F]+)*)?p[+-]?[0-9]+)?",
                Number.Hex,
            ),
            (r"0b[01]+(?:_[01]+)*", Number.Bin),
            (r"[0-9]+(?:_[0-9]+)*", Number.Integer),
            (rf"@{_NAME}", Keyword.Declaration),
            (r"(?:private|internal)\([ ]*set[ ]*\)|unowned\([ ]*(?:safe|unsafe)[ ]*\)", Keyword.Declaration),
            (
                r"((?:private|internal|unowned)\([ ]*)(\w+)([ ]*\))",
                groups(Keyword.Declaration, Error, Keyword.Declaration),
            ),
            (Trying(r"#available\([^)]+\)", (r"#available\(", r"\)")), Keyword.Declaration),
            (
                r"(#(?:selector|keyPath)\()([^()]+(?:\([^()\n]*\))?)(\))",
                groups(Keyword.Declaration, Name.Function, Keyword.Declaration),
            ),
            (r"#(?:line|file|column|function|dsohandle)", Keyword.Declaration),
            (rf"((?:let|var)\b)(\s*)({_NAME})", groups(Keyword, Text, Name.Variable)),
            (r"((?:let|var)\b)(\s*)(\()", groups(Keyword, Text, Punctuation), "tuple"),
            (
                rf"(?!(?:if|while|for|private|internal|unowned|switch|case)\b){_NAME}(?=[?!]?\s*\()",
                _called,
            ),
            (r"(?:as[?!]?|try!?)(?=\s)", Keyword),
            (rf"(#?(?!default)(?![A-Z]){_NAME})(\s*)(:)", groups(Name.Variable, Text, Punctuation)),
            (words(_KEYWORDS, suffix=_ENDS), Keyword),
            (words(_DECLARATIONS, suffix=_ENDS), Keyword.Declaration),
            (r"(?:true|false|nil)" + _ENDS, Keyword.Constant),
            (_NAME, _name),
            (rf"(`)({_NAME})(`)", groups(Punctuation, Name.Variable, Punctuation)),
        ],
        "tuple": [
            (_NAME, Name.Variable),
            (rf"(`)({_NAME})(`)", groups(Punctuation, Name.Variable, Punctuation)),
            (r",", Punctuation),
            (r"\(", Punctuation, "#push"),
            (r"\)", Punctuation, "#pop"),
            include("blank"),
        ],
        "string": [
            (r"\\(?:[\\0tnr'\"]|u\{[0-9a-fA-F]{1,8}\})", String.Escape),
            (r"\\\(", String.Escape, "interpolation"),
            (r'[^\\"]+', String),
            (r'"""|"', String, "#pop"),
        ],
        "interpolation": [
            (r"\(", Punctuation, "parentheses"),
            (r"\)", String.Escape, "#pop"),
            include("root"),
        ],
        "parentheses": [
            (r"\(", Punctuation, "#push"),
            (r"\)", Punctuation, "#pop"),
            include("root"),
        ],
    }
