"""Differences, makefiles and SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from pygments.lexer import default, include
from pygments.token import Comment, Generic, Keyword, Name, Number, Operator, Punctuation, String, Text

from sphinx_essay.highlight.lexers.shell import ShellLexer
from sphinx_essay.highlight.lexers.sql_words import KEYWORDS, TYPES
from sphinx_essay.highlight.rules import Inside, RuleLexer, Trying, groups

if TYPE_CHECKING:
    import re

    from pygments.token import _TokenType

    from sphinx_essay.highlight.rules import Tokens


class DiffLexer(RuleLexer):
    """What changed between files."""

    name = "Diff"
    tokens: ClassVar[dict[str, Any]] = {
        "root": [
            (r" .*\n?", Text),
            (r"---$\n?", Punctuation),
            (r"[+>].*\n?", Generic.Inserted),
            (r"[-<].*\n?", Generic.Deleted),
            (r"!.*\n?", Generic.Strong),
            (r"(?:[Ii]ndex|diff).*\n?", Generic.Heading),
            (r"(@@[^@]*@@)([^\n]*\n)", groups(Punctuation, Text)),
            (r"\w.*\n?", Punctuation),
            (r"=.*\n?", Generic.Heading),
            (r"\s.*\n?", Text),
        ],
    }


def _sql_word(_lexer: RuleLexer, match: re.Match[str]) -> Tokens:
    word = match[0].upper()
    yield match.start(), Name.Builtin if word in TYPES else Keyword if word in KEYWORDS else Name, match[0]


def _quoted(quote: str, kind: _TokenType) -> list[Any]:
    return [
        (rf"\\.|{quote}{quote}", String.Escape),
        (quote, kind, "#pop"),
        (rf"[^\\{quote}]+", kind),
    ]


class SqlLexer(RuleLexer):
    """SQL: types are builtins, names in quotes are variables."""

    name = "SQL"
    tokens: ClassVar[dict[str, Any]] = {
        "root": [
            (r"\s+", Text),
            (r"--.*", Comment.Single),
            (r"/\*", Comment.Multiline, "comment"),
            (r"[0-9]+", Number.Integer),
            (r"'", String.Single, "string"),
            (r'"', Name.Variable, "quoted"),
            (r"`", Name.Variable, "ticked"),
            (r"\w+", _sql_word),
            (r"[+*/<>=~!@#%&|?^-]", Operator),
            (r"[;:()\[\]{},.]", Punctuation),
        ],
        "comment": [
            (r"/\*", Comment.Multiline, "#push"),
            (r"\*/", Comment.Multiline, "#pop"),
            (r"[^/*]+|[/*]", Comment.Multiline),
        ],
        "string": _quoted("'", String.Single),
        "quoted": _quoted('"', Name.Variable),
        "ticked": _quoted("`", Name.Variable),
    }


_FUNCTIONS: Final = (
    "abspath|addprefix|addsuffix|and|basename|call|dir|error|eval|file|filter-out|filter|findstring|firstword|flavor|"
    "foreach|if|join|lastword|notdir|origin|or|patsubst|realpath|shell|sort|strip|substr?|suffix|value|warning|"
    "wildcard|words|wordlist|word"
)


class MakeLexer(RuleLexer):
    """Makefiles; recipes are shell."""

    name = "Make"
    tokens: ClassVar[dict[str, Any]] = {
        "root": [
            (r"\s+", Text),
            (r"#.*\n", Comment),
            (r"([-s]?include)((?:[\t ]+[^\t\n #]+)+)", groups(Keyword, String.Other)),
            (r"(ifn?def|ifn?eq)([\t ]+)([^#\n]+)", groups(Keyword, Text, Name.Variable)),
            (r"(?:else|endif)[\t ]*(?=[#\n])", Keyword),
            (Trying(r"(export)([\t ]+)(?=[\w${}()\t -]+\n)", ("export", "\n")), groups(Keyword, Text), "export"),
            (r"export[\t ]+", Keyword),
            (
                Trying(r"([\w${}().-]+)([\t ]*)([!?:+]?=)", (r"[\w${}().-]", r"[^\w${}().-]")),
                groups(Name.Variable, Text, Operator),
                "commands",
            ),
            (Trying(r'"(?:\\.|[^"\\])*+"', ('"', r"\\\n")), String.Double),
            (Trying(r"'(?:\\.|[^'\\])*+'", ("'", r"\\\n")), String.Single),
            (Trying(r"([^\n:]+)(:+)([ \t]*)", (r"[^\n:]", "\n")), groups(Name.Label, Operator, Text), "prerequisites"),
        ],
        "export": [
            (r"[\w${}()-]", Name.Variable),
            (r"\n", Text, "#pop"),
            (r"[\t ]+", Text),
        ],
        "prerequisites": [
            (r"[^,\\\n#]+", Name.Function),
            (r",", Punctuation),
            (r"#", Comment),
            (r"\\(?:.|\n)", Text),
            (r"\n", Text, ("#pop", "recipe")),
        ],
        "recipe": [
            (
                r"(ifn?def|ifn?eq)([\t ]+)([^#\n]+)(#.*)?(\n)",
                groups(Keyword, Text, Name.Variable, Comment, Text),
            ),
            (r"(else|endif)([\t ]*)(#.*)?(\n)", groups(Keyword, Text, Comment, Text)),
            (r"(\t[\t ]*)([@-]?)", groups(Text, Punctuation), "commands"),
            default("#pop"),
        ],
        "command": [
            (r"\$[({][\t ]*\w[\w:=%.]*[\t ]*[)}]", Name.Variable),
            (
                rf"(\$[({{])([\t ]*)({_FUNCTIONS})([\t ]+)",
                groups(Name.Function, Text, Name.Builtin, Text),
                "call",
            ),
            (r"\\(?:.|\n)", Inside(ShellLexer)),
            (r"[^\n\\$(){}]+(?:\$(?![({])[^\n\\$(){}]*)*", Inside(ShellLexer)),
            (r"[$(){}]", Inside(ShellLexer)),
        ],
        "call": [
            (r"[({]", Inside(ShellLexer), "#push"),
            (r"[)}]", Name.Function, "#pop"),
            (r"\n", Text),
            include("command"),
        ],
        "commands": [
            (r"\n", Text, "#pop"),
            include("command"),
        ],
    }
