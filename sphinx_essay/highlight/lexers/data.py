"""JSON, TOML and INI."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from pygments.lexer import include
from pygments.token import (
    Comment,
    Error,
    Keyword,
    Literal,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Text,
    Whitespace,
)

from sphinx_essay.highlight.rules import RuleLexer, Trying, groups

if TYPE_CHECKING:
    from sphinx_essay.highlight.rules import Action


class JsonLexer(RuleLexer):
    """JSON: the names of an object's members are labels."""

    name = "JSON"
    tokens: ClassVar[dict[str, Any]] = {
        "root": [
            include("values"),
            (r"[\]}]", Punctuation),
            include("members"),
        ],
        "values": [
            (r"\s+", Whitespace),
            (r"\{", Punctuation, "object"),
            (r"\[", Punctuation, "array"),
            (r"true|false|null", Keyword.Constant),
            (r"-?(?:0|[1-9][0-9]*)\.[0-9]+(?:[eE][+-]?[0-9]+)?", Number.Float),
            (r"-?(?:0|[1-9][0-9]*)(?:[eE][+-]?[0-9]+)?", Number.Integer),
        ],
        "members": [
            (r'("(?:[^"\\\n]|\\.)*+")(\s*)(:)', groups(Name.Label, Whitespace, Punctuation)),
            (r'"', String.Double, "string"),
        ],
        "object": [
            (r"\}", Punctuation, "#pop"),
            (r",", Punctuation),
            include("members"),
            include("values"),
        ],
        "array": [
            (r"\]", Punctuation, "#pop"),
            (r",", Punctuation),
            include("values"),
            (r'"', String.Double, "string"),
        ],
        "string": [
            (r'[^"\\]+', String.Double),
            (r"\\.", String.Escape),
            (r'"', String.Double, "#pop"),
        ],
    }


class JsonDocLexer(JsonLexer):
    """JSON with comments, names without quotes, and points for what is left out."""

    name = "JSON with comments"
    tokens: ClassVar[dict[str, Any]] = {
        "values": [
            (r"//.*|\.{3}", Comment.Single),
            (Trying(r"/\*.*?\*/", (r"/\*", "\n")), Comment),
            include("plain-values"),
        ],
        "plain-values": JsonLexer.tokens["values"],
        "members": [
            (Trying(r"([$\w]+)(\s*)(:)", (r"[$\w]", r"[^$\w]")), groups(Name.Attribute, Text, Punctuation)),
            include("plain-members"),
        ],
        "plain-members": JsonLexer.tokens["members"],
    }


_DIGITS: Final = r"[0-9]+(?:_[0-9]+)*"


def _keys(action: Action, *change: str, behind: str = "") -> list[Any]:
    """Return the rules for a key and its sign, bare or in quotes, and what stands ``behind`` it."""
    return [
        (Trying(rf"(\S+)(\s*)(=){behind}", (r"\S", r"\s")), action, *change),
        (rf"""("[^"]+"|'[^']+')(\s*)(=){behind}""", action, *change),
    ]


class TomlLexer(RuleLexer):
    """TOML: headings of tables are namespaces, keys are properties; a list without white space passes for a heading."""

    name = "TOML"
    tokens: ClassVar[dict[str, Any]] = {
        "root": [
            include("anywhere"),
            *_keys(groups(Name.Property, Text, Punctuation), "value"),
        ],
        "anywhere": [
            # blank space goes with the list after it, as in a heading
            (r"(?=\s)(?!\s*+\[\S+\])\s++", Text),
            (r"#.*", Comment),
            (r"true|false", Keyword.Constant),
            *_keys(groups(Name.Namespace, Text, Operator, Text, Punctuation), "table", behind=r"(\s*)(\{)"),
            (Trying(r"\s*+\[\S+\]", (r"\[", r"\s")), Name.Namespace),
            (r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", Literal.Date),
            (rf"[+-]?{_DIGITS}(?:\.{_DIGITS}(?:[eE][+-]?{_DIGITS})?|[eE][+-]?{_DIGITS})", Number.Float),
            (r"[+-]?(?:nan|inf)", Number.Float),
            (r"0x[0-9a-fA-F]+(?:_[0-9a-fA-F]+)*", Number.Hex),
            (r"0o[0-7]+(?:_[0-7]+)*", Number.Oct),
            (r"0b[01]+(?:_[01]+)*", Number.Bin),
            (rf"[+-]?{_DIGITS}", Number.Integer),
        ],
        "value": [
            (r"\n", Text, "#pop"),
            include("content"),
        ],
        "content": [
            include("anywhere"),
            *_keys(groups(Name.Property, Text, Punctuation)),
            (r'"""', String, "long-double"),
            (r'"', String, "double"),
            (r"'''(?:[^']|'(?!''))*'''", String),
            (r"'[^'\n]*'", String),
            (r"'[^'\n]*", String, "unfinished"),
            (r'\\[0tn "\\r\n]', String.Escape),
            (r",", Punctuation),
            (r"\[", Punctuation, "array"),
        ],
        "unfinished": [(r"\n", Error, "#pop")],
        "double": [
            (r'"', String, "#pop"),
            (r"\n", Error, "#pop"),
            (r'\\[0tn "\\r\n]', String.Escape),
            (r'[^\\"\n]+', String),
        ],
        "long-double": [
            (r'"""', String, "#pop"),
            (r'\\[0tn "\\r\n]', String.Escape),
            (r'[^\\"]+|"+', String),
        ],
        "array": [
            (r"\]", Punctuation, "#pop"),
            include("content"),
        ],
        "table": [
            (r"\}", Punctuation, "#pop"),
            include("content"),
        ],
    }


class IniLexer(RuleLexer):
    """INI: sections are namespaces, keys are properties, values are strings."""

    name = "INI"
    tokens: ClassVar[dict[str, Any]] = {
        "root": [
            include("anywhere"),
            (
                Trying(r"([\w.-]+)(\s*)(=)", (r"[\w.-]", r"[^\w.-]")),
                groups(Name.Property, Text, Punctuation),
                "value",
            ),
            (Trying(r"\[.*?\]", (r"\[", "\n")), Name.Namespace),
        ],
        "anywhere": [
            (r"[;#].*\n?", Comment),
            (r"\s+", Text),
            (r"\\\n", String.Escape),
        ],
        "value": [
            (r"\n", Text, "#pop"),
            include("anywhere"),
            (r"'.*?'", String),
            (r'"', String, "double"),
            (r"\\(?:.|\n)", String.Escape),
            (r"[^\\\n]+", String),
        ],
        "double": [
            (r'"', String, "#pop"),
            (r"\\(?:.|\n)", String.Escape),
            (r'[^\\"]+', String),
        ],
    }
