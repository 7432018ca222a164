"""Python."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from pygments.lexer import words
from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, Text

from sphinx_essay.highlight.rules import Inside, RuleLexer, groups, names

_NAME: Final = r"[^\W\d]\w*"
_DOTTED: Final = r"(?:[^\W\d]|\.)[\w.]*"

_KEYWORDS: Final = names(
    """
    as assert async await break continue del elif else except exec finally for from global if import lambda nonlocal
    pass print raise return try while with yield
    """
)

_BUILTINS: Final = names(
    """
    __import__ abs all any apply ascii basestring bin bool buffer bytearray bytes callable chr classmethod cmp
    coerce compile complex delattr dict dir divmod enumerate eval execfile exit file filter float format frozenset
    getattr globals hasattr hash hex id input int intern isinstance issubclass iter len list locals long map max
    memoryview min next object oct open ord pow property range raw_input reduce reload repr reversed round set
    setattr slice sorted staticmethod str sum super tuple type unichr unicode vars xrange zip
    """
)

_EXCEPTIONS: Final = names(
    """
    ArithmeticError AssertionError AttributeError BaseException BlockingIOError BrokenPipeError BufferError
    BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError
    ConnectionResetError DeprecationWarning EOFError EnvironmentError Exception FileExistsError FileNotFoundError
    FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError IndexError
    InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError
    NameError NotADirectoryError NotImplemented NotImplementedError OSError OverflowError OverflowWarning
    PendingDeprecationWarning ProcessLookupError RecursionError ReferenceError ResourceWarning RuntimeError
    RuntimeWarning StandardError StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit
    TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError
    UnicodeTranslateError UnicodeWarning UserWarning VMSError ValueError Warning WindowsError ZeroDivisionError
    """
)

_ESCAPE: Final = (
    r"\\(?:[\\abfnrtv\"'\n]|newline|N\{[a-zA-Z][a-zA-Z ]+[a-zA-Z]\}"
    r"|u[a-fA-F0-9]{4}|U[a-fA-F0-9]{8}|x[a-fA-F0-9]{2}|[0-7]{1,3})"
)
_DIGITS: Final = r"[0-9](?:_?[0-9])*"
_QUOTES: Final = {"'''": "long-single", '"""': "long-double", "'": "single", '"': "double"}


def _string(quote: str, *, raw: bool, formatted: bool) -> list[Any]:
    """Return the rules for what stands in a string, up to its closing quotes."""
    rules: list[Any] = [(r"[^'\"\\{]+|\{\{", String), (quote, String, "#pop"), (r"['\"]", String)]
    rules += [(_ESCAPE, String if raw else String.Escape), (r"\\.", String)]
    rules.append((r"\{", String.Interpol, "field") if formatted else (r"\{", String))
    return rules


def _openings() -> list[Any]:
    """Return the rules that begin a string, for each kind of prefix and of quotes."""
    kinds = (
        ("formatted-raw-", r"fr|rf"),
        ("formatted-", r"f[fbu]?|[bu]f"),
        ("raw-", r"r[rbu]?|[bu]r"),
        ("", r"[bu]{0,2}"),
    )
    return [
        (rf"(?i:({prefix}))({quote})", groups(String.Affix, String), kind + state)
        for kind, prefix in kinds
        for quote, state in _QUOTES.items()
    ]


def _strings() -> dict[str, list[Any]]:
    """Return the states for strings of each kind."""
    states = {}
    for quote, state in _QUOTES.items():
        for raw in (False, True):
            for formatted in (False, True):
                name = ("formatted-" if formatted else "") + ("raw-" if raw else "") + state
                states[name] = _string(quote, raw=raw, formatted=formatted)
    return states


class PythonLexer(RuleLexer):
    """Python: constants are of the kind «pseudo», exceptions are builtins, strings do not tell their quotes."""

    name = "Python"
    tokens: ClassVar[dict[str, Any]] = {
        "root": [
            (r"\n+|[^\S\n]+|\\\n?", Text),
            (r"(?i)^(:)(\s*)([ru]{0,2}\"\"\"(?:.|\n)*?\"\"\")", groups(Punctuation, Text, String.Doc)),
            (r"#.*\n?", Comment.Single),
            (r"[\[\]{}:(),;.]", Punctuation),
            (r"(?:in|is|and|or|not)\b", Operator.Word),
            (r"(?:<<|>>|//|\*\*)=?|[-~+/*%=<>&^|@]=?|!=", Operator),
            (
                rf"(from)((?:\\?\s)+)({_DOTTED})((?:\\?\s)+)(import)",
                groups(Keyword.Namespace, Text, Name.Namespace, Text, Keyword.Namespace),
            ),
            (rf"(import)(\s+)({_DOTTED})", groups(Keyword.Namespace, Text, Name.Namespace)),
            (r"(def)((?:\\?\s)+)", groups(Keyword, Text), "function-name"),
            (r"(class)((?:\\?\s)+)", groups(Keyword, Text), "class-name"),
            (r"`.*?`", String.Backtick),
            *_openings(),
            (words(_KEYWORDS, suffix=r"(?!\w)"), Keyword),
            (words(_EXCEPTIONS + _BUILTINS, suffix=r"(?!\w)"), Name.Builtin),
            (r"(?:self|None|Ellipsis|True|False)(?!\w)", Name.Builtin.Pseudo),
            (_NAME, Name),
            (rf"(?i)(?:(?:{_DIGITS})?\.{_DIGITS}|{_DIGITS}\.)(?:e[+-]?{_DIGITS})?j?", Number.Float),
            (rf"(?i){_DIGITS}(?:e[+-]?{_DIGITS}j?|j)", Number.Float),
            (r"0[bB](?:_?[01])+", Number.Bin),
            (r"0[oO](?:_?[0-7])+", Number.Oct),
            (r"0[xX](?:_?[a-fA-F0-9])+", Number.Hex),
            (r"[0-9]+L", Number.Integer.Long),
            (r"[1-9](?:_?[0-9])*|0(?:_?0)*", Number.Integer),
        ],
        "function-name": [(_NAME, Name.Function, "#pop")],
        "class-name": [(_NAME, Name.Class, "#pop")],
        "field": [
            (r"[^{}!:]+", Inside()),
            (r"![asr]|:", String.Interpol),
            (r"\{", String.Interpol, "#push"),
            (r"\}", String.Interpol, "#pop"),
        ],
        **_strings(),
    }
