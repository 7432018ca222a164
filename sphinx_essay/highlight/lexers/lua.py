"""Lua."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, Text

from sphinx_essay.highlight.rules import ReadingLexer, names

if TYPE_CHECKING:
    from pygments.token import _TokenType

    from sphinx_essay.highlight.rules import Parts

_FUNCTIONS: Final = names(
    """
    assert collectgarbage dofile error getmetatable gsub ipairs load loadfile next pairs pcall print rawequal rawget
    rawlen rawset require select setmetatable tonumber tostring type xpcall
    """
)
_MODULES: Final = {
    "coroutine": "create isyieldable resume running status wrap yield",
    "debug": """
        debug gethook getinfo getlocal getmetatable getregistry getupvalue getuservalue sethook setlocal setmetatable
        setupvalue setuservalue traceback upvalueid upvaluejoin
    """,
    "io": "close flush input lines open output popen read stderr stdin stdout tmpfile type write",
    "math": """
        abs acos asin atan ceil cos deg exp floor fmod huge log max maxinteger min mininteger modf pi rad random
        randomseed sin sqrt tan tointeger type ult
    """,
    "os": "clock date difftime execute exit getenv remove rename setlocale time tmpname",
    "package": "config cpath loaded loadlib path preload searchers searchpath",
    "string": "byte char dump find format gmatch gsub len lower match pack packsize rep reverse sub unpack upper",
    "table": "concat insert move pack remove sort unpack",
    "utf8": "char charpattern codepoint codes len offset",
}
_BUILTINS: Final = frozenset(
    [*_FUNCTIONS, *(f"{module}.{name}" for module, own in _MODULES.items() for name in names(own))]
)

_WORDS: Final[dict[str, _TokenType]] = {
    **dict.fromkeys(names("and or not"), Operator.Word),
    **dict.fromkeys(
        names("break do else elseif end for function if in repeat return then until while"),
        Keyword,
    ),
    "local": Keyword.Declaration,
    **dict.fromkeys(names("true false nil"), Keyword.Constant),
}

_NAME: Final = r"[A-Za-z_][A-Za-z0-9_]*"
_LONG: Final = re.compile(r"(--)?\[(=*)\[")
"""The beginning of a long comment or string, which ends with as many signs in brackets."""

_PIECE: Final = re.compile(
    rf"""
    (?P<shebang> \A\#!.* )
    | (?P<line> --.* )
    | (?P<exponent> \d+[eE][+-]?\d+ )
    | (?P<hex> 0[xX][0-9a-fA-F]* )
    | (?P<integer> \d+ )
    | (?P<blank> \s+ )
    | (?P<operator> [=~<>]= | \.{{2,3}} | [=+*/%^<>\#-] )
    | (?P<mark> [][{{}}().,:;] )
    | (?P<word> (?P<first>{_NAME}) (?:\.(?P<member>{_NAME}))? )
    | (?P<string> ["'] )
    """,
    re.VERBOSE | re.ASCII,
)
_DEFINED: Final = re.compile(rf"(?P<blank>\s+)|(?:({_NAME})(\.))?({_NAME})|(?P<end>\()", re.ASCII)
_ESCAPES: Final = re.compile(r"""(?:\\(?:[abfnrtv\\"']|\d{1,3}))*""", re.ASCII)
_ARGUMENT: Final = re.compile(r'(?P<mark>[(,])|(?P<blank>\s+)|(?P<end>\))|(?P<pattern>")')
_IN_PATTERN: Final = re.compile(
    r"""(?P<end>"\$*)|(?P<set>\[\^?(?:\\.|[^\\\]])*\]?)|(?P<escape>\\.|\(\?[:=<!]|\{[\d,]+\}|[()?])|(?P<text>.|\n)"""
)
_IN_SET: Final = re.compile(r"(?P<edge>^\[\^?|\]$|/)|(?P<slash>\\)(?P<letter>.)|(?P<text>.)", re.DOTALL)

_KINDS: Final = {
    "shebang": Comment.Preproc,
    "line": Comment.Single,
    "exponent": Number.Float,
    "hex": Number.Hex,
    "integer": Number.Integer,
    "blank": Text,
    "operator": Operator,
    "mark": Punctuation,
}


@dataclass(slots=True)
class _Memory:
    """Whether the name of a function is due, and whether the arguments of ``gsub`` are open, which are patterns.

    ``endless`` are the signs of long comments and strings that nothing ends any more.
    """

    defines: bool = False
    replaces: bool = False
    endless: set[str] = field(default_factory=set)


class LuaLexer(ReadingLexer):
    """Lua: a name and its member are looked up together among those of the standard modules."""

    name = "Lua"

    def begin(self) -> _Memory:
        """Return what is remembered: nothing is open."""
        return _Memory()

    def read(self, text: str, start: int, memory: _Memory) -> Parts:
        """Return the next piece."""
        if memory.defines:
            return _defined(text, start, memory)
        if memory.replaces:
            return _argument(text, start, memory)
        if text[start] in "-[" and (parts := _long(text, start, memory)):
            return parts
        piece = _PIECE.match(text, start)
        if piece is None:
            return []
        if piece["word"]:
            return _word(piece, memory)
        if piece["string"]:
            return _string(text, start)
        what = next(name for name in _KINDS if piece[name] is not None)
        return [(_KINDS[what], piece[0])]


def _long(text: str, start: int, memory: _Memory) -> Parts:
    """Return a long comment or string; nothing, where none begins or nothing ends it."""
    opening = _LONG.match(text, start)
    if opening is None or opening[2] in memory.endless:
        return []
    closing = f"]{opening[2]}]"
    end = text.find(closing, opening.end())
    if end < 0:
        memory.endless.add(opening[2])
        return []
    return [(Comment.Multiline if opening[1] else String, text[start : end + len(closing)])]


def _word(piece: re.Match[str], memory: _Memory) -> Parts:
    """Return a name, or a name and its member."""
    word, first, member = piece["word"], piece["first"], piece["member"]
    if first in _WORDS:
        memory.defines = first == "function"
        return [(_WORDS[first], first)]
    if word in _BUILTINS:
        memory.replaces = word == "gsub"
        return [(Name.Builtin, word)]
    if member is None:
        return [(Name, word)]
    return [(Name, first), (Punctuation, "."), (Name, member)]


def _defined(text: str, start: int, memory: _Memory) -> Parts:
    """Return a function's name, or the parenthesis that opens the parameters of one without."""
    piece = _DEFINED.match(text, start)
    if piece is None:
        return []
    if piece["blank"]:
        return [(Text, piece[0])]
    memory.defines = False
    if piece["end"]:
        return [(Punctuation, "(")]
    return [(Name.Class, piece[2] or ""), (Punctuation, piece[3] or ""), (Name.Function, piece[4])]


def _string(text: str, start: int) -> Parts:
    """Return a string, in which Rouge tells only the escapes that it begins with, and which ends at the next quote."""
    quote = text[start]
    kind = String.Single if quote == "'" else String.Double
    escapes = _ESCAPES.match(text, start + 1)
    begins = start + 1 if escapes is None else escapes.end()
    ends = text.find(quote, begins)
    return [
        (kind, quote),
        (String.Escape, text[start + 1 : begins]),
        (kind, text[begins:] if ends < 0 else text[begins : ends + 1]),
    ]


def _argument(text: str, start: int, memory: _Memory) -> Parts:
    """Return a piece of the arguments of ``gsub``, in which Rouge knows strings in double quotes, all of them patterns."""
    piece = _ARGUMENT.match(text, start)
    if piece is None:
        return []
    if piece["pattern"]:
        return _pattern(text, start)
    memory.replaces = not piece["end"]
    return [(Text if piece["blank"] else Punctuation, piece[0])]


def _pattern(text: str, start: int) -> Parts:
    yield String.Regex, '"'
    position = start + 1
    while part := _IN_PATTERN.match(text, position):
        position = part.end()
        if part["set"]:
            yield from _set(part["set"])
        else:
            yield String.Escape if part["escape"] else String.Regex, part[0]
        if part["end"]:
            return


def _set(letters: str) -> Parts:
    """Return a set of letters in brackets."""
    for part in _IN_SET.finditer(letters):
        if part["slash"]:
            yield from ((String.Escape, "\\"), (String.Regex, part["letter"]))
        else:
            yield String.Escape if part["edge"] else String.Regex, part[0]
