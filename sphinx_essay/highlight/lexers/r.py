"""R."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from pygments.lexer import words
from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, Whitespace

from sphinx_essay.highlight.rules import RuleLexer, Trying, names

if TYPE_CHECKING:
    import re

    from pygments.token import _TokenType

    from sphinx_essay.highlight.rules import Tokens

_WORDS: Final[dict[str, _TokenType]] = {
    **dict.fromkeys(names("if else for while repeat in next break function"), Keyword),
    **dict.fromkeys(
        names("NULL Inf TRUE FALSE NaN NA NA_integer_ NA_real_ NA_complex_ NA_character_"), Keyword.Constant
    ),
    **dict.fromkeys(names("LETTERS letters month.abb month.name pi T F"), Name.Builtin),
}
_FUNCTIONS: Final = names(
    """
    abs acos acosh all any anyNA Arg as.call as.character as.complex as.double as.environment as.integer as.logical
    as.null.default as.numeric as.raw asin asinh atan atanh attr attributes baseenv browser c call ceiling class Conj
    cos cosh cospi cummax cummin cumprod cumsum digamma dim dimnames emptyenv exp expression floor forceAndCall gamma
    gc.time globalenv Im interactive invisible is.array is.atomic is.call is.character is.complex is.double
    is.environment is.expression is.finite is.function is.infinite is.integer is.language is.list is.logical is.matrix
    is.na is.name is.nan is.null is.numeric is.object is.pairlist is.raw is.recursive is.single is.symbol
    lazyLoadDBfetch length lgamma list log max min missing Mod names nargs nzchar oldClass on.exit pos.to.env proc.time
    prod quote range Re rep retracemem return round seq_along seq_len seq.int sign signif sin sinh sinpi sqrt
    standardGeneric substitute sum switch tan tanh tanpi tracemem trigamma trunc unclass untracemem UseMethod xtfrm
    """
)


def _word(_lexer: RuleLexer, match: re.Match[str]) -> Tokens:
    yield match.start(), _WORDS.get(match[0], Name), match[0]


class RLexer(RuleLexer):
    """R; primitive functions are known where they are called."""

    name = "R"
    tokens: ClassVar[dict[str, Any]] = {
        "root": [
            (r"#'.*", Comment.Doc),
            (r"#.*", Comment.Single),
            (r"\s+", Whitespace),
            (Trying(r"`[^`]+`", ("`", "")), Name),
            (Trying(r"'(?:\\(?:.|\n)|[^'\\])*'", ("'", "")), String.Single),
            (Trying(r'"(?:\\(?:.|\n)|[^"\\])*"', ('"', "")), String.Double),
            (Trying(r"%[^%]*%", ("%", "")), Operator),
            (r"0[xX][a-fA-F0-9]+(?:[pP][0-9]+)?[Li]?", Number.Hex),
            (r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?[Li]?", Number),
            (words(_FUNCTIONS, suffix=r"(?=\()"), Name.Function),
            (r"(?:[^\W\d_]|\.[^\W\d])(?:\w|\.)*|\.", _word),
            (r"[\[\]{}();,]", Punctuation),
            (r"[-<>?*+^/!=~$@:%&|]", Operator),
        ]
    }
