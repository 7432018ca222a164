"""Liquid, the language of Jekyll's templates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from pygments.lexer import include
from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, Text, Whitespace

from sphinx_essay.highlight.rules import RuleLexer, groups

if TYPE_CHECKING:
    import re

    from pygments.lexer import LexerContext
    from pygments.token import _TokenType

    from sphinx_essay.highlight.rules import Tokens

_FILTER: Final = r"(\|)(\s*)([a-zA-Z_][^\s%}|:]*)"


def _by_quotes(text: str, otherwise: _TokenType) -> _TokenType:
    if "'" in text and text.count("'") > 1:
        return String.Single
    return String.Double if text.count('"') > 1 else otherwise


def _tokens(match: re.Match[str], kinds: tuple[_TokenType, ...]) -> Tokens:
    for number, kind in enumerate(kinds, 1):
        if match[number]:
            yield match.start(number), kind, match[number]


def _cycle(_lexer: RuleLexer, match: re.Match[str], _context: LexerContext) -> Tokens:
    group = _by_quotes(match[3] or "", Name.Attribute)
    yield from _tokens(match, (Name.Tag, Whitespace, group, Whitespace, Punctuation, Whitespace))


def _loop(_lexer: RuleLexer, match: re.Match[str], _context: LexerContext) -> Tokens:
    source = _by_quotes(match[7], Name.Variable)
    kinds = (Name.Tag, Whitespace, Name.Variable, Whitespace, Name.Tag, Whitespace, source, Whitespace)
    yield from _tokens(match, kinds)


_TO_ROOT: Final = "#pop:100"


class LiquidLexer(RuleLexer):
    """Liquid: what decides is reserved, other tags are tags; what stands around it is plain text."""

    name = "Liquid"
    tokens: ClassVar[dict[str, Any]] = {
        "root": [
            (r"[^{]+", Text),
            (r"(\{%-?)(\s*)", groups(Punctuation, Whitespace), "tag"),
            (r"(\{\{-?)(\s*)", groups(Punctuation, Whitespace), "output"),
            (r"\{", Text),
        ],
        "tag": [
            (r"(?:if|elsif|unless|case)\b", Keyword.Reserved, "condition"),
            (r"when\b", Keyword.Reserved, "when"),
            (r"(else)(\s*)(-?%\})", groups(Keyword.Reserved, Whitespace, Punctuation), "#pop"),
            (
                r"(capture|(?:in|de)crement)(\s+)([^\s%]+)(\s*)(-?%\})",
                groups(Name.Tag, Whitespace, Name.Variable, Whitespace, Punctuation),
                "#pop",
            ),
            (r"(comment)(\s*)(-?%\})", groups(Name.Tag, Whitespace, Punctuation), "comment"),
            (r"(raw)(\s*)(-?%\})", groups(Name.Tag, Whitespace, Punctuation), "raw"),
            (r"(end(?:if|unless|case))(\s*)(-?%\})", groups(Keyword.Reserved, Whitespace, Punctuation), "#pop"),
            (r"(end[^\s%]+)(\s*)(-?%\})", groups(Name.Tag, Whitespace, Punctuation), "#pop"),
            (r"(?:assign|echo)\b", Name.Tag, "assignment"),
            (r"(?:include|render)\b", Name.Tag, "include"),
            (r"(cycle)(\s+)(?:([^\s:]*)(\s*)(:))?(\s*)", _cycle, "tag-of-variables"),
            (
                r"(for|tablerow)(\s+)([\w-]+)(\s+)(in)(\s+)((?:[^\s%,|'\"]|\"[^\"]*\"|'[^']*')+)(\s*)",
                _loop,
                "other-tag",
            ),
            (r"([^\s%]+)(\s*)", groups(Name.Tag, Whitespace), "other-tag"),
        ],
        "output": [
            (_FILTER.replace("%", ""), groups(Punctuation, Whitespace, Name.Function), "filters"),
            include("end-of-output"),
            include("values"),
        ],
        "filters": [
            (_FILTER, groups(Punctuation, Whitespace, Name.Function)),
            include("end-of-output"),
            include("end-of-tag"),
            include("variables-of-tag"),
        ],
        "condition": [
            (r"[=!]=|[<>]=?", Operator),
            (r"(?:and|or|contains)\b", Operator.Word),
            include("end-of-tag"),
            include("values"),
        ],
        "when": [include("end-of-tag"), include("values")],
        "end-of-output": [(r"-?\}\}", Punctuation, _TO_ROOT)],
        "end-of-tag": [(r"-?%\}", Punctuation, _TO_ROOT)],
        "blank": [(r"[ \t]+", Whitespace)],
        "literals": [
            (r"(?:false|true|nil)\b", Keyword.Constant),
            (r"'[^']*'", String.Single),
            (r'"[^"]*"', String.Double),
            (r"-", Operator),
            (r"[0-9]+\.[0-9]+", Number.Float),
            (r"[0-9]+", Number.Integer),
        ],
        "variable": [
            (r"(?:empty|blank|forloop\.[^\s%}|:]+)\b", Name.Builtin),
            (r"\.(?=\w)|[\[\]]", Punctuation),
            (r"(?:first|last|size)\b", Name.Function),
            (r"[a-zA-Z_][\w-]*\??", Name.Variable),
        ],
        "values": [include("blank"), include("literals"), include("variable")],
        "parameters": [
            include("blank"),
            include("literals"),
            (r"([^\s=:]+)(\s*)(=|:)", groups(Name.Attribute, Whitespace, Operator)),
            (r"[,:]", Punctuation),
        ],
        "variables-of-tag": [
            include("parameters"),
            include("variable"),
            (r"\S+", Text),
        ],
        "other-tag": [
            (r"reversed\b", Name.Attribute),
            include("end-of-tag"),
            include("parameters"),
            (r"\S+", Text),
        ],
        "tag-of-variables": [include("end-of-tag"), include("variables-of-tag")],
        "comment": [
            (r"[^{]+", Comment),
            (
                r"(\{%-?)(\s*)(endcomment)(\s*)(-?%\})",
                groups(Punctuation, Whitespace, Name.Tag, Whitespace, Punctuation),
                _TO_ROOT,
            ),
            (r"\{", Comment),
        ],
        "raw": [
            (r"[^{]+", Text),
            (
                r"(\{%-?)(\s*)(endraw)(\s*)(-?%\})",
                groups(Punctuation, Whitespace, Name.Tag, Whitespace, Punctuation),
                _TO_ROOT,
            ),
            (r"\{", Text),
        ],
        "assignment": [
            (r"=", Operator),
            (_FILTER.replace("}", ""), groups(Punctuation, Whitespace, Name.Function), "filters"),
            include("end-of-tag"),
            include("values"),
        ],
        "include": [
            (r"(\{\{-?)(\s*)", groups(Punctuation, Whitespace), "output-in-tag"),
            (r"(?:with|for)\b", Name.Tag),
            (r"[/\w-]+(?:\.[\w-]+)+\b", Text),
            include("tag-of-variables"),
        ],
        "output-in-tag": [
            (_FILTER.replace("%", ""), groups(Punctuation, Whitespace, Name.Function)),
            (r"-?\}\}", Punctuation, "#pop"),
            include("variables-of-tag"),
        ],
    }
