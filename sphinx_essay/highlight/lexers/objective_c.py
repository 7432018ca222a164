"""Objective-C."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from pygments.lexer import default, include
from pygments.token import Comment, Error, Keyword, Name, Number, Punctuation, String, Text

from sphinx_essay.highlight.lexers.c import CLexer
from sphinx_essay.highlight.rules import Inside, Trying, groups

_NAME: Final = r"[a-zA-Z$_][a-zA-Z0-9$_]*"
_AFTER_AT: Final = (
    r"@(?:selector|private|protected|public|encode|synchronized|try|throw|catch|finally|end|property|synthesize|dynamic|"
    r"optional|import|autoreleasepool)(?![^\W_])"
)


class ObjectiveCLexer(CLexer):
    """Objective-C: C, with messages, whose names are functions."""

    name = "Objective-C"
    tokens: ClassVar[dict[str, Any]] = {
        "pseudo": [
            (
                Trying(rf"([-+])(\s*+)(\(.*?\))(\s*+)(?={_NAME})", (r"[-+]\s*+\(", "\n")),
                groups(Keyword, Text, Inside(), Text),
                "method",
            ),
            (rf"([-+])(\s*+)(?={_NAME})", groups(Keyword, Text), "method"),
        ],
        "statements": [
            (r'@"', String, "string"),
            (r"@'(?:\\[0-7]{1,3}|\\x[a-fA-F0-9]{1,2}|\\.|[^\\'\n]')", String.Char),
            (
                r"(?i:@(?:(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+)e[+-]?[0-9]+l?|(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+f)f?))",
                Number.Float,
            ),
            (r"(?i:@0x[0-9a-f]+l?)", Number.Hex),
            (r"(?i:@0[0-7]+l?)", Number.Oct),
            (r"@[0-9]+l?", Number.Integer),
            (r"in\b", Keyword),
            (r"@(?:interface|implementation)\b", Keyword, "class-name"),
            (r"@(?:class|protocol)\b", Keyword, "class-names"),
            (_AFTER_AT, Keyword),
            (r"@(?:true|false|YES|NO)(?![^\W_])", Name.Builtin),
            (r"@[^\W_]+", Error),
            (r"(?:YES|NO|nil)\b", Name.Builtin),
            (r"\?", Punctuation, "ternary"),
            (r"\[", Punctuation, "message"),
            (r"@\[", Punctuation, "array"),
            (r"@\{", Punctuation, "dictionary"),
            include("c-statements"),
        ],
        "c-statements": CLexer.tokens["statements"],
        "ternary": [
            (r":", Punctuation, "#pop"),
            include("statements"),
        ],
        "message": [
            (rf"({_NAME})(\s*)(:)", groups(Name.Function, Text, Punctuation), ("#pop", "arguments")),
            (rf"({_NAME})(\s*)(\])", groups(Name.Function, Text, Punctuation), "#pop"),
            include("end-of-message"),
        ],
        "arguments": [
            (r"\{", Punctuation, "function"),
            (rf"({_NAME})(\s*)(:)", groups(Name.Function, Text, Punctuation), "#pop"),
            include("end-of-message"),
        ],
        "end-of-message": [
            (r"[\]{]", Punctuation, "#pop"),
            (r";", Error),
            include("statements"),
        ],
        "array": [
            (r"\]", Punctuation, "#pop"),
            include("statements"),
        ],
        "dictionary": [
            (r"\}", Punctuation, "#pop"),
            include("statements"),
        ],
        "class-name": [
            include("lines"),
            (
                rf"({_NAME})(\s*)(:)(\s*)({_NAME})",
                groups(Name.Class, Text, Punctuation, Text, Name.Class),
                "#pop",
            ),
            (
                rf"({_NAME})(\s*)(\()(\s*)({_NAME})(\s*)(\))",
                groups(Name.Class, Text, Punctuation, Text, Name.Label, Text, Punctuation),
                "#pop",
            ),
            (_NAME, Name.Class, "#pop"),
        ],
        "class-names": [
            include("lines"),
            (rf"({_NAME})(\s*)(,)(\s*)", groups(Name.Class, Text, Punctuation, Text), "#push"),
            (rf"({_NAME})(\s*)(;?)", groups(Name.Class, Text, Punctuation), "#pop"),
        ],
        "method": [
            (r",|\.\.\.", Punctuation),
            (Trying(rf"(\(.*?\))({_NAME})", (r"\(", "\n")), groups(Inside(), Name.Variable)),
            (rf"({_NAME})(\s*)(:)", groups(Name.Function, Text, Punctuation)),
            (r";", Punctuation, "#pop"),
            (r"\{", Punctuation, ("#pop", "function")),
            include("blank"),
            (r"//.*\n", Comment.Single),
            (r"\s+", Text),
            default("#pop"),
        ],
    }
