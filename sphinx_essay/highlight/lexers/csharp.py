"""C#."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Final

from pygments.lexer import include, words
from pygments.token import Comment, Keyword, Name, Number, Punctuation, String, Text

from sphinx_essay.highlight.rules import RuleLexer, Trying, names

_NAME: Final = r"@?[_a-zA-Z]\w*"

_KEYWORDS: Final = names(
    """
    abstract add alias as ascending async await base break by case catch checked const continue default delegate
    descending do else enum equals event explicit extern false finally fixed for foreach from get global goto group if
    implicit in interface internal into is join let lock nameof new null on operator orderby out override params
    partial private protected public readonly ref remove return sealed select set sizeof stackalloc static switch this
    throw true try typeof unchecked unsafe value virtual void volatile where while yield
    """
)
_TYPES: Final = names(
    """
    bool byte char decimal double dynamic float int long object sbyte short string uint ulong ushort var
    """
)


class CSharpLexer(RuleLexer):
    """C#: operators are punctuation, numbers and strings of one kind each."""

    name = "C#"
    flags = re.MULTILINE | re.ASCII
    tokens: ClassVar[dict[str, Any]] = {
        "blank": [
            (r"\s+", Text),
            (r"//.*", Comment.Single),
            (Trying(r"/\*(?:.|\n)*?\*/", (r"/\*", "")), Comment.Multiline),
        ],
        "root": [
            include("blank"),
            (r'\$\s*"', String, "interpolated"),
            (r'\$@\s*"', String, "interpolated-verbatim"),
            (rf"<\[\s*(?:{_NAME}:)?|\]>", Keyword),
            (r"[~!%^&*()+=|\[\]{}:;,.<>/?-]", Punctuation),
            (r'@"(?:""|[^"])*"', String),
            (r'"(?:\\.|[^"\\\n]|\\)*+["\n]?', String),
            (r"'(?:\\.|.)'", String.Char),
            (r"(?i:0x[0-9a-f]+[lu]?)", Number),
            (r"(?i:[0-9](?:\.[0-9]*)?(?:e[+-][0-9]+)?[fldu]?)", Number),
            (r"(?:class|struct|interface)\b", Keyword, "class-name"),
            (r"(?:namespace|using)\b", Keyword, "namespace"),
            (
                r"^#[ \t]*(?:if|endif|else|elif|define|undef|line|error|warning|region|endregion|pragma)\b.*\n",
                Comment.Preproc,
            ),
            (words(_KEYWORDS, suffix=r"\b"), Keyword),
            (words(_TYPES, suffix=r"\b"), Keyword.Type),
            (rf"{_NAME}(?=\s*\()", Name.Function),
            (_NAME, Name),
        ],
        "interpolated": [
            (r"\\.", String),
            (r"\{", Punctuation, "braces"),
            (r'"|\n', String, "#pop"),
            (r".", String),
        ],
        "interpolated-verbatim": [
            (r'""', String),
            (r"\{", Punctuation, "braces"),
            (r'"', String, "#pop"),
            (r".", String),
        ],
        "braces": [
            (r"\{", Punctuation, "#push"),
            (r"\}", Punctuation, "#pop"),
            include("root"),
        ],
        "class-name": [
            include("blank"),
            (_NAME, Name.Class, "#pop"),
        ],
        "namespace": [
            include("blank"),
            (r"(?=\()", Text, "#pop"),
            (rf"(?:{_NAME}|\.)+", Name.Namespace, "#pop"),
        ],
    }
