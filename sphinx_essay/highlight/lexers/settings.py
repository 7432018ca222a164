"""Settings of programs: Java's properties and nginx's configuration."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pygments.token import Comment, Keyword, Name, Number, Punctuation, String, Text

from sphinx_essay.highlight.rules import ReadingLexer

if TYPE_CHECKING:
    from sphinx_essay.highlight.rules import Parts

_BETWEEN: Final = r"(?P<comment>[!#].*\n?)|(?P<blank>\s+)|(?P<escape>\\\n)"
_IN_TEXT: Final = r"(?P<escaped>\\(?:u[0-9]{4}|.|\n))"
_PROPERTY: Final = re.compile(_BETWEEN, re.ASCII)
_KEY: Final = re.compile(r"([\w.-]+)(\s*)([=:])", re.ASCII)
_NO_KEY: Final = re.compile(r"[\w.-]*", re.ASCII)
_VALUE: Final = re.compile(
    rf"""(?P<end>\n)|{_BETWEEN}|(?P<quote>")|(?P<single>'.*?')|{_IN_TEXT}|(?P<text>[^\\\n]+)""", re.ASCII
)
_QUOTED: Final = re.compile(rf"""(?P<quote>")|{_IN_TEXT}|(?P<text>[^\\"]+)""")

_KINDS_OF_PROPERTIES: Final = {
    "comment": Comment,
    "blank": Text,
    "escape": String.Escape,
    "escaped": String.Escape,
    "end": Text,
    "quote": String,
    "single": String,
    "text": String,
}


@dataclass(slots=True)
class _Place:
    """Whether a property's value is open, and in it a quoted text; and up to where letters are known to be no key."""

    value: bool = False
    quoted: bool = False
    keyless: int = 0


class PropertiesLexer(ReadingLexer):
    """Java's properties."""

    name = "Properties"

    def begin(self) -> _Place:
        """Return what is remembered: no value is open."""
        return _Place()

    def read(self, text: str, start: int, memory: _Place) -> Parts:
        """Return the next piece."""
        expression = _QUOTED if memory.quoted else _VALUE if memory.value else _PROPERTY
        piece = expression.match(text, start)
        if piece is None:
            return [] if expression is not _PROPERTY or start < memory.keyless else _key(text, start, memory)
        what = piece.lastgroup or ""
        if what == "end":
            memory.value = False
        elif what == "quote":
            memory.quoted = not memory.quoted
        return [(_KINDS_OF_PROPERTIES[what], piece[0])]


def _key(text: str, start: int, memory: _Place) -> Parts:
    """Return the key of a property, with its sign."""
    key = _KEY.match(text, start)
    if key is None:
        run = _NO_KEY.match(text, start)
        memory.keyless = run.end() if run else start
        return []
    memory.value = True
    return [(Name.Property, key[1]), (Text, key[2]), (Punctuation, key[3])]


_WORD: Final = r"[^\s$;{}()\#]+"
_INCLUDED: Final = re.compile(r"(include)(\s+)([^\s;]+)")
_DIRECTIVE: Final = re.compile(_WORD)
_ARGUMENT: Final = re.compile(
    rf"""
    (?P<blank> \s+ )
    | (?P<comment> \#.* )
    | (?P<switch> (?:on|off)\b )
    | (?P<variable> \$[\w-]+ )
    | (?P<host> [a-zA-Z0-9.-]+ ) : (?P<port> [0-9]+ )
    | (?P<type> [a-zA-Z-]+/[a-zA-Z-]+ )
    | (?P<number> [0-9]+[kmgKMG]?\b )
    | (?P<tilde> ~ ) (?P<gap> \s* ) (?P<pattern> [^\s{{]+ )
    | (?P<mark> [:=~] )
    | (?P<path> /(?:{_WORD})? )
    | (?P<text> [^\#\s;{{}}$\\]+ )
    | (?P<rest> [$;] )
    """,
    re.VERBOSE | re.ASCII,
)

_KINDS_OF_ARGUMENTS: Final = {
    "blank": Text,
    "comment": Comment.Single,
    "switch": Name.Constant,
    "variable": Name.Variable,
    "type": Name.Class,
    "number": Number.Integer,
    "mark": Punctuation,
    "path": Name,
    "text": String,
    "rest": Text,
}


@dataclass(slots=True)
class _Blocks:
    """How many blocks are open, and whether a directive's arguments are."""

    depth: int = 0
    directive: bool = False


class NginxLexer(ReadingLexer):
    """nginx's configuration: directives in blocks have a class of their own."""

    name = "nginx"

    def begin(self) -> _Blocks:
        """Return what is remembered: nothing is open."""
        return _Blocks()

    def read(self, text: str, start: int, memory: _Blocks) -> Parts:
        """Return the next piece."""
        sign = text[start]
        if memory.directive and sign in "{;":
            memory.directive = False
            memory.depth += sign == "{"
            return [(Punctuation, sign)]
        if not memory.directive:
            if sign == "}" and memory.depth:
                memory.depth -= 1
                return [(Punctuation, sign)]
            included = None if memory.depth else _INCLUDED.match(text, start)
            if included:
                return [(Keyword, included[1]), (Text, included[2]), (Name, included[3])]
            directive = _DIRECTIVE.match(text, start)
            if directive:
                memory.directive = True
                return [(Keyword.Namespace if memory.depth else Keyword, directive[0])]
        return _argument(text, start)


def _argument(text: str, start: int) -> Parts:
    """Return an argument, or what stands between directives."""
    piece = _ARGUMENT.match(text, start)
    if piece is None:
        return []
    what = piece.lastgroup or ""
    if what == "port":
        return [(Name.Function, piece["host"]), (Punctuation, ":"), (Number.Integer, piece["port"])]
    if what == "pattern":
        return [(Punctuation, piece["tilde"]), (Text, piece["gap"]), (String.Regex, piece["pattern"])]
    return [(_KINDS_OF_ARGUMENTS[what], piece[0])]
