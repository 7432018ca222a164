"""PHP, with or without its opening tag."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Final

from pygments.lexer import default, include
from pygments.lexers._php_builtins import MODULES
from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, Text

from sphinx_essay.highlight.lexers.markup import HtmlLexer
from sphinx_essay.highlight.rules import Inside, RuleLexer, Trying, groups, names

if TYPE_CHECKING:
    from pygments.token import _TokenType

    from sphinx_essay.highlight.rules import Tokens

_KEYWORDS: Final = frozenset(
    names(
        """
        old_function cfunction __class__ __dir__ __file__ __function__ __halt_compiler __line__ __method__ __namespace__
        __trait__ abstract and array as break case catch clone continue declare default die do echo else elseif empty
        enddeclare endfor endforeach endif endswitch endwhile eval exit extends final finally fn for foreach global goto
        if implements include include_once instanceof insteadof isset list match new or parent print private protected
        public readonly require require_once return self static switch throw try unset var while xor yield
        """
    )
)
_FUNCTIONS: Final = frozenset(name.lower() for module in MODULES.values() for name in module)

_NAME: Final = r"[^\W\d]\w*"
_SPACE: Final = rf"(?:{_NAME}\\)+"
_PATH: Final = rf"(?:{_SPACE})?{_NAME}"
_ALL: Final = "#pop:100"
"""Closes all states that may be open."""

_KINDS: Final[tuple[tuple[re.Pattern[str], _TokenType], ...]] = (
    (re.compile(r"__.*?__\Z"), Name.Builtin),
    (re.compile(r"(?:E|PHP)(?:_[A-Z]+)+\Z"), Keyword.Constant),
    (re.compile(r"(?:.*\\)?[A-Z][A-Z0-9_]+\Z"), Name.Constant),
    (re.compile(r"(?:.*\\)?[A-Z][A-Za-z0-9]*\Z"), Name.Class),
)


def _called(_lexer: RuleLexer, match: re.Match[str]) -> Tokens:
    """Yield a name before parentheses."""
    name = match[0].lower()
    kind = Keyword if name in _KEYWORDS else Name.Builtin if name in _FUNCTIONS else Name.Function
    yield match.start(), kind, match[0]


def _named(_lexer: RuleLexer, match: re.Match[str]) -> Tokens:
    """Yield any other name: what it is can be seen in how it is written."""
    kind: _TokenType = Name
    if match[0] == "stdClass":
        kind = Name.Class
    elif match[0].lower() in _KEYWORDS:
        kind = Keyword
    else:
        kind = next((kind for pattern, kind in _KINDS if pattern.match(match[0])), Name)
    yield match.start(), kind, match[0]


class PhpLexer(RuleLexer):
    """PHP: a text that does not begin with a tag is code from its beginning."""

    name = "PHP"
    start = ("root", "beginning")
    tokens: ClassVar[dict[str, Any]] = {
        "root": [
            (r"(?i:<\?(?:php|=)?)", Comment.Preproc, "php"),
            (r"(?:[^<]|<(?!\?))+", Inside(HtmlLexer)),
        ],
        "beginning": [
            (r"\s*(?=<)", Inside(HtmlLexer), "#pop"),
            (Trying(r"[^$]+(?=<\?(?i:php|=))", ("", "")), Inside(HtmlLexer), "#pop"),
            default(("#pop", "php")),
        ],
        "end": [(r"\?>", Comment.Preproc, _ALL)],
        "return": [default("#pop")],
        "names": [
            (rf"{_PATH}(?=\s*\()", _called),
            (r"(?i:use)(?![\w\\])", Keyword.Namespace, "use"),
            (r"(?i:const)(?![\w\\])", Keyword, "const"),
            (r"(?i:catch)(?![\w\\])", Keyword, "catch"),
            (r"(?i:public|protected|private)(?![\w\\])", Keyword, "visibility"),
            (_PATH, _named),
        ],
        "operators": [(r"[~!%^&*+|:.<>/@-]+", Operator)],
        "text": [
            (r'"', String.Double, "#pop"),
            (r'[^\\{$"]+', String.Double),
            (r"\\u\{[0-9a-fA-F]+\}", String.Escape),
            (r'\\(?:[efrntv"$\\]|[0-7]{1,3}|[xX][0-9a-fA-F]{1,2})', String.Escape),
            (rf"\${_NAME}(?:\[\S{{1,200}}\]|->{_NAME})?", Name.Variable),
            (r"\{\$\{", String.Interpol, "double braces"),
            (r"\{(?=\$)", String.Interpol, "braces"),
            (r"(\{)(\S{1,200})(\})", groups(String.Interpol, Name.Variable, String.Interpol)),
            (r"[${\\]+", String.Double),
        ],
        "double braces": [(r"\}\}", String.Interpol, "#pop"), include("php")],
        "braces": [(r"\}", String.Interpol, "#pop"), include("php")],
        "values": [
            (Trying(rf"<<<([\"']?)({_NAME})\1\n(?:.|\n)*?\n[ \t]*\2;?", (r"<<<", "")), String.Heredoc),
            (r"(?i:(?:[0-9][_0-9]*)?\.(?:[0-9][_0-9]*)?(?:e[+-]?[0-9][_0-9]*)?)", Number.Float),
            (r"0[0-7][0-7_]*", Number.Oct),
            (r"0[bB][01][01_]*", Number.Bin),
            (r"0[xX][a-fA-F0-9][a-fA-F0-9_]*", Number.Hex),
            (r"[0-9][_0-9]*", Number.Integer),
            (Trying(r"'[^'\\]*(?:\\(?:.|\n)[^'\\]*)*'", ("'", "")), String.Single),
            (Trying(r"`[^`\\]*(?:\\(?:.|\n)[^`\\]*)*`", ("`", "")), String.Backtick),
            (r'"', String.Double, "text"),
            (r"(?i:function|fn)\b", Keyword, ("result", "parameters", "function name")),
            (r"(?i:true|false|null)\b", Keyword.Constant),
            (r"(?i:new)\b", Keyword, "new"),
        ],
        "variables": [(rf"\$\{{\${{1,20}}{_NAME}\}}", Name.Variable), (rf"\${{1,20}}{_NAME}", Name.Variable)],
        "blank": [
            (r"\s+", Text),
            (r"#.*", Comment.Single),
            (r"//.*", Comment.Single),
            (Trying(r"/\*\*(?!/)(?:.|\n)*?\*/", (r"/\*", "")), Comment.Doc),
            (Trying(r"/\*(?:.|\n)*?\*/", (r"/\*", "")), Comment.Multiline),
        ],
        "php": [
            include("end"),
            include("blank"),
            include("variables"),
            include("values"),
            (rf"((?i:namespace))(\s+)({_PATH})", groups(Keyword.Namespace, Text, Name.Namespace)),
            (
                rf"((?i:class|interface|trait|extends|implements))(\s+)({_PATH})",
                groups(Keyword.Declaration, Text, Name.Class),
            ),
            include("names"),
            (r"[;,(){}\[\]]", Punctuation),
            include("operators"),
            (r"[=?]", Operator),
        ],
        "value": [
            (r",", Punctuation, "#pop"),
            (r"[\[\]]", Punctuation),
            (r"\(", Punctuation, "value in parentheses"),
            include("end"),
            include("blank"),
            include("values"),
            include("variables"),
            include("names"),
            include("operators"),
            include("return"),
        ],
        "value in parentheses": [(r"\)", Punctuation, "#pop"), (r",", Punctuation), include("value")],
        "catch": [
            (r"\(", Punctuation),
            (r"\|", Operator),
            (_NAME, Name.Class),
            include("end"),
            include("blank"),
            include("return"),
        ],
        "const": [
            (_NAME, Name.Constant),
            (r"=", Operator, "value"),
            include("end"),
            include("blank"),
            include("return"),
        ],
        "body": [(r"\{", Punctuation, "#push"), (r"\}", Punctuation, "#pop"), include("php")],
        "function name": [
            (r"&", Operator),
            (_NAME, Name),
            (r"\(", Punctuation, "#pop"),
            include("end"),
            include("blank"),
            include("return"),
        ],
        "parameters": [
            (r"\)", Punctuation, "#pop"),
            (r",", Punctuation),
            (r"\.{3}", Punctuation),
            (r"=", Operator, "value"),
            (r"(?i:\b(?:public|protected|private|readonly)\b)", Keyword),
            (rf"\??{_NAME}", Keyword.Type, "value"),
            include("end"),
            include("blank"),
            include("variables"),
            include("return"),
        ],
        "result": [
            (r":", Punctuation),
            (r"(?i:use)\b", Keyword, "closed over"),
            (rf"\??{_NAME}", Keyword.Type, "value"),
            (r"\{", Punctuation, ("#pop", "body")),
            include("end"),
            include("blank"),
            include("return"),
        ],
        "closed over": [
            (r"[,(]", Punctuation),
            (r"&", Operator),
            (r"\)", Punctuation, "#pop"),
            include("end"),
            include("blank"),
            include("variables"),
            include("return"),
        ],
        "new": [
            (r"(?i:class)\b", Keyword.Declaration, ("#pop", "new class")),
            (_PATH, Name.Class, "#pop"),
            include("end"),
            include("blank"),
            include("return"),
        ],
        "new class": [(r"\}", Punctuation, "#pop"), (r"\{", Punctuation), include("php")],
        "use": [
            (r"[,}]", Punctuation),
            (r"(?i:function|const)\b", Keyword),
            (rf"({_SPACE})(\{{)", groups(Name.Namespace, Punctuation)),
            (rf"{_PATH}(?:_{_NAME})+", Name.Function),
            include("end"),
            include("blank"),
            include("names"),
            include("return"),
        ],
        "visibility": [
            (r"(?i:\b(?:readonly|static)\b)", Keyword),
            (r"(?=(?i:abstract|const|function)\b)", Keyword, "#pop"),
            (rf"\??{_NAME}", Keyword.Type, "#pop"),
            include("end"),
            include("blank"),
            include("return"),
        ],
    }
