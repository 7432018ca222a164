"""JavaScript and TypeScript."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from pygments.lexer import default, include, words
from pygments.token import Comment, Error, Keyword, Name, Number, Operator, Punctuation, String, Text

from sphinx_essay.highlight.rules import RuleLexer, groups, names

_NAME: Final = r"(?:[^\W\d_]|[$_])\w*"
_ENDS: Final = r"(?!\w)"

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

# what TypeScript adds to each
_TYPED_KEYWORDS: Final = names("is namespace static private protected public implements readonly")
_TYPED_DECLARATIONS: Final = names("type abstract")
_TYPED_RESERVED: Final = names("string any void number namespace module declare default interface keyof")
_TYPED_BUILTINS: Final = names("Pick Partial Readonly Record")


def _names(*kinds: tuple[str, ...]) -> list[Any]:
    """Return the rules for names; after a keyword an expression begins, so that ``/`` begins a regular expression."""
    keywords, declarations, reserved, builtins = kinds
    return [
        (words(keywords, suffix=_ENDS), Keyword, "expression"),
        (words(declarations, suffix=_ENDS), Keyword.Declaration, "expression"),
        (words(reserved, suffix=_ENDS), Keyword.Reserved),
        (words(_CONSTANTS, suffix=_ENDS), Keyword.Constant),
        (words(builtins, suffix=_ENDS), Name.Builtin),
        (_NAME, Name.Other),
    ]


class JavaScriptLexer(RuleLexer):
    """JavaScript: names are of the kind «other», quotes are delimiters, members of objects are attributes."""

    name = "JavaScript"
    tokens: ClassVar[dict[str, Any]] = {
        "root": [
            (r"\A\s*#!.*\n", Comment.Preproc, "statement"),
            include("blank"),
            (r"\+\+|--|~|\?\?=?|&&|\|\||\\(?=\n)|<<|>>>?|===|!==|[-<>+*%&|^/!=]=?", Operator, "expression"),
            (r"[(\[,]", Punctuation, "expression"),
            (r"[;{}]", Punctuation, "statement"),
            (r"[)\].]|\?\.", Punctuation),
            (r"`", String.Double, "template"),
            (r"\?", Punctuation, ("ternary", "expression")),
            (r"(@)(\w+)?", groups(Punctuation, Name.Decorator), "expression"),
            include("names"),
            (r"[0-9]+\.[0-9]+(?:[eE][0-9]+)?[fd]?", Number.Float),
            (r"0[xX][0-9a-fA-F]+", Number.Hex),
            (r"0[oO][0-7][0-7_]*", Number.Oct),
            (r"0[bB][01][01_]*", Number.Bin),
            (r"[0-9]+", Number.Integer),
            (r'"', String.Delimiter, "double"),
            (r"'", String.Delimiter, "single"),
            (r":", Punctuation),
        ],
        "names": _names(_KEYWORDS, _DECLARATIONS, _RESERVED, _BUILTINS),
        "blank": [
            (r"\s+", Text),
            (r"<!--", Comment),
            (r"//.*", Comment.Single),
            (r"/\*(?:[^*]|\*(?!/))*(?:\*/|\Z)", Comment.Multiline),
        ],
        "expression": [
            include("blank"),
            (r"/", String.Regex, ("#pop", "regex")),
            (r"\{", Punctuation, ("#pop", "object")),
            default("#pop"),
        ],
        "statement": [
            (r"case\b", Keyword, ("#pop", "expression")),
            include("labels"),
            include("expression"),
        ],
        "labels": [(rf"({_NAME})(\s*)(:)", groups(Name.Label, Text, Punctuation))],
        "object": [
            include("blank"),
            (r"\{", Punctuation, "#push"),
            (r"\}", Punctuation, ("#pop", "statement")),
            (rf"({_NAME})(\s*)(:)", groups(Name.Attribute, Text, Punctuation), "expression"),
            (r":", Punctuation),
            include("root"),
        ],
        "ternary": [
            (r":", Punctuation, ("#pop", "expression")),
            include("root"),
        ],
        "regex": [
            (r"/[gimuy]*", String.Regex, "#pop"),
            (r"[^/]?\n", Error, "#pop"),
            (r"\[\^?", String.Escape, "character-class"),
            (r"\\.|\(\?[:=<!]|\{[0-9,]+\}|[()?]", String.Escape),
            (r".", String.Regex),
        ],
        "character-class": [
            (r"/", String.Escape),
            (r"[^/]?\n", Error, "#pop:2"),
            (r"\]", String.Escape, "#pop"),
            (r"\\.", String.Escape),
            (r".", String.Regex),
        ],
        "double": [
            (r'\\[\\nrt"]?', String.Escape),
            (r'[^\\"]+', String.Double),
            (r'"', String.Delimiter, "#pop"),
        ],
        "single": [
            (r"\\[\\nrt']?", String.Escape),
            (r"[^\\']+", String.Single),
            (r"'", String.Delimiter, "#pop"),
        ],
        "template": [
            (r"\$\{", Punctuation, "in-template"),
            (r"`", String.Double, "#pop"),
            (r"\\[$`]", String.Escape),
            (r"[^$`\\]+|[\\$]", String.Double),
        ],
        "in-template": [
            (r"\}", Punctuation, "#pop"),
            include("root"),
        ],
    }


class TypeScriptLexer(JavaScriptLexer):
    """TypeScript: JavaScript with types."""

    name = "TypeScript"
    tokens: ClassVar[dict[str, Any]] = {
        "names": _names(
            _KEYWORDS + _TYPED_KEYWORDS,
            _DECLARATIONS + _TYPED_DECLARATIONS,
            _RESERVED + _TYPED_RESERVED,
            _BUILTINS + _TYPED_BUILTINS,
        ),
        "labels": [
            (rf"({_NAME})(\??)(\s*)(:)", groups(Name.Label, Punctuation, Text, Punctuation), "expression"),
        ],
    }
