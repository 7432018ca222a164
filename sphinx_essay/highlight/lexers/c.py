"""C and C++."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from pygments.lexer import default, include, words
from pygments.token import Comment, Error, Keyword, Name, Number, Operator, Punctuation, String, Text

from sphinx_essay.highlight.rules import Inside, RuleLexer, Trying, groups, names
from sphinx_essay.highlight.tokens import OtherNumber

_NAME: Final = r"[a-zA-Z_][a-zA-Z0-9_]*"
_ENDS: Final = r"(?![a-zA-Z0-9_])"
_BLANK: Final = r"(?:(?>\s|//.*\n|/[*].*?[*]/)*)"

_KEYWORDS: Final = names(
    """
    auto break case const continue default do else enum extern for goto if register restricted return sizeof static
    struct switch typedef union volatile virtual while _Alignas _Alignof _Atomic _Generic _Imaginary _Noreturn
    _Static_assert _Thread_local
    """
)
_TYPES: Final = names(
    """
    char double float int long short signed unsigned void _Bool _Complex char16_t char32_t
    int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t int_least8_t int_least16_t int_least32_t
    int_least64_t uint_least8_t uint_least16_t uint_least32_t uint_least64_t int_fast8_t int_fast16_t int_fast32_t
    int_fast64_t uint_fast8_t uint_fast16_t uint_fast32_t uint_fast64_t intptr_t uintptr_t intmax_t uintmax_t
    DIR FILE clock_t div_t fpos_t jmp_buf ldiv_t mbstate_t off_t ptrdiff_t sig_atomic_t size_t ssize_t time_t va_list
    wchar_t wctrans_t wctype_t wint_t
    """
)
_RESERVED: Final = names(
    """
    __asm __based __cdecl __declspec __except __fastcall __finally __inline __int16 __int32 __int61 __int8 __leave
    __naked __restrict __stdcall __thread __try __typename _inline _naked _restrict _thread _typename inline naked
    restrict thread typename
    """
)
_CPP_KEYWORDS: Final = names(
    """
    alignas alignof asm catch char8_t co_await co_return co_yield concept consteval constexpr constinit const_cast
    decltype delete dynamic_cast explicit export final friend mutable namespace new noexcept operator override private
    protected public reinterpret_cast requires restrict size_of static_assert static_cast this thread_local throw
    throws try typeid typename using
    """
)
_CPP_RESERVED: Final = names(
    """
    __event __interface __multiple_inheritance __single_inheritance __super __uuidof __virtual_inheritance
    """
)


def _words(keywords: tuple[str, ...], types: tuple[str, ...], reserved: tuple[str, ...]) -> list[Any]:
    return [
        (r"case" + _ENDS, Keyword, "case"),
        (r"(?:true|false|NULL)" + _ENDS, Name.Builtin),
        (words(keywords, suffix=_ENDS), Keyword),
        (words(types, suffix=_ENDS), Keyword.Type),
        (words(reserved, suffix=_ENDS), Keyword.Reserved),
        (_NAME, Name),
    ]


class CLexer(RuleLexer):
    """C: the preprocessor's lines are one kind, but for the files that they name; functions where they are declared."""

    name = "C"
    start = ("root", "line")
    tokens: ClassVar[dict[str, Any]] = {
        # a line's beginning: the preprocessor's, and inside functions labels'
        "line": [
            (rf"{_NAME}:(?!:)", Name.Label),
            include("directive"),
        ],
        "directive": [
            include("blank"),
            (r"#if\s0", Comment, "left-out"),
            (r"#", Comment.Preproc, "macro"),
            default("#pop"),
        ],
        "blank": [
            (r"[ \t\r]+|\\\n", Text),
            (Trying(r"/(?:\\\n)?\*(?:.|\n)*?\*(?:\\\n)?/", (r"/(?:\\\n)?\*", "")), Comment.Multiline),
        ],
        "lines": [
            (r"\n+", Text, "line"),
            (r"//(?:\\.|.)*?$", Comment.Single, "line"),
            include("blank"),
        ],
        "root": [
            (r"\n+", Text, "directive"),
            include("lines"),
            include("pseudo"),
            (
                # what it returns, the function's name, its parameters, and its body or the end of the declaration
                Trying(
                    rf"([\w*\s]+?[\s*])({_NAME})(\s*\([^;]*?\))({_BLANK})(\{{|;)",
                    (rf"[\w*\s]+?[\s*]{_NAME}\s*\(", ";"),
                    (r"[\w*\s]", r"[^\w*\s]"),
                ),
                groups(Inside(), Name.Function, Inside(), Inside(), Punctuation),
                "after-signature",
            ),
            (r"\{", Punctuation, "function"),
            include("statements"),
        ],
        "pseudo": [],
        "after-signature": [
            (r"(?<=\{)", Text, ("#pop", "function")),
            default("#pop"),
        ],
        "function": [
            include("lines"),
            include("statements"),
            (r"\{", Punctuation, "#push"),
            (r"\}", Punctuation, "#pop"),
        ],
        "statements": [
            include("lines"),
            (r'(?:u8|u|U|L)?"', String, "string"),
            (r"(?i:(?:u8|u|L)?'(?:\\.|\\[0-7]{1,3}|\\x[a-f0-9]{1,2}|[^\\'\n])')", String.Char),
            include("numbers"),
            (r"\*/", Error),
            (r"[~!%^&*+=|?:<>/-]", Operator),
            (r"[()\[\],.;]", Punctuation),
            include("words"),
        ],
        "numbers": [
            (r"(?i:(?:[0-9]+\.[0-9]*|\.?[0-9]+)e[+-]?[0-9]+[lu]*)", Number.Float),
            (r"(?i:0x[0-9a-f]+[lu]*)", Number.Hex),
            (r"(?i:0[0-7]+[lu]*)", Number.Oct),
            (r"(?i:[0-9]+[lu]*)", Number.Integer),
        ],
        "words": _words(_KEYWORDS, _TYPES, _RESERVED),
        "case": [
            (r":", Punctuation, "#pop"),
            include("statements"),
        ],
        "string": [
            (r'"', String, "#pop"),
            (r"\\(?:[\\abfnrtv\"']|x[a-fA-F0-9]{2,4}|[0-7]{1,3})", String.Escape),
            (r'[^\\"\n]+|\\\n?', String),
        ],
        "macro": [
            (
                r"(include)(\s*)(<[^>\n]+>|\"[^\"\n]+\")([^\n]*)",
                groups(Comment.Preproc, Text, Comment.PreprocFile, Comment.Single),
            ),
            (r"[^/\n\\]+", Comment.Preproc),
            (r"\\(?:.|\n)", Comment.Preproc),
            include("blank"),
            (r"/", Comment.Preproc),
            (r"\n", Comment.Preproc, "#pop"),
        ],
        "left-out": [
            (r"^[^\S\n]*#if", Comment, "#push"),
            (r"^[^\S\n]*#[^\S\n]*el(?:se|if)", Comment, "#pop"),
            (r"^[^\S\n]*#[^\S\n]*endif\b(?:[^\n]|(?<=\\)\n)*\n?", Comment, "#pop"),
            (r".*\n|.+", Comment),
        ],
    }


_DIGITS: Final = r"[0-9](?:'?[0-9])*"


class CppLexer(CLexer):
    """C++: C, and classes."""

    name = "C++"
    tokens: ClassVar[dict[str, Any]] = {
        "pseudo": [(r"(?:__offload|__blockingoffload|__outer)\b", Keyword.Pseudo)],
        "statements": [
            (r"(?:class|struct)\b", Keyword, "class-name"),
            (r"template\b", Keyword, "template"),
            (rf"{_DIGITS}(?:\.{_DIGITS})?(?:y|d|h|min|s|ms|us|ns|i|if|il)\b", OtherNumber),
            (
                rf"(?i:(?:{_DIGITS}\.(?:{_DIGITS})?|\.{_DIGITS})(?:e[+-]?{_DIGITS}[lu]*)?|{_DIGITS}e[+-]?{_DIGITS}[lu]*)",
                Number.Float,
            ),
            (r"(?i:0x[0-9a-f](?:'?[0-9a-f])*[lu]*)", Number.Hex),
            (r"0b[01]+(?:'[01]+)*", Number.Bin),
            (r"(?i:0[0-7](?:'?[0-7])*[lu]*)", Number.Oct),
            (rf"(?i:{_DIGITS}[lu]*)", Number.Integer),
            (r"nullptr\b", Name.Builtin),
            (
                r"(?:u8|u|U|L)?R\"([a-zA-Z0-9_{}\[\]#<>%:;.?*+\-/^&|~!=,\"']{,16})\((?:.|\n)*?(?:\)\1\"|\Z)",
                String,
            ),
            (r"::|<=>", Operator),
            (r"[{}]", Punctuation),
            include("c-statements"),
        ],
        "c-statements": CLexer.tokens["statements"],
        "words": _words(_KEYWORDS + _CPP_KEYWORDS, (*_TYPES, "bool"), _RESERVED + _CPP_RESERVED),
        "class-name": [
            (_NAME, Name.Class, "#pop"),
            include("lines"),
            (r"\.{3}", Operator),
            (r",", Punctuation, "#pop"),
            default("#pop"),
        ],
        "template": [
            (r"[>;]", Punctuation, "#pop"),
            (r"typename\b", Keyword, "class-name"),
            include("statements"),
        ],
        "case": [
            (r":(?!:)", Punctuation, "#pop"),
            include("statements"),
        ],
    }
