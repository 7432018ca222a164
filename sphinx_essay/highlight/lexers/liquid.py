"""Liquid, the language of Jekyll's templates."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, Text, Whitespace

from sphinx_essay.highlight.rules import ReadingLexer, names

if TYPE_CHECKING:
    from pygments.token import _TokenType

    from sphinx_essay.highlight.rules import Parts


@dataclass(frozen=True, slots=True)
class _Markup:
    """What may stand in one kind of markup, beside strings, numbers and the words that are values.

    ``variables``: names of variables, else other words are text.  ``parameters``: names before ``:`` or ``=``.
    ``compares``: comparisons.  ``assigns``: ``=``.  ``filters``: filters, behind which parameters stand.
    ``words``: words that belong to the tag, and their kind.
    """

    variables: bool = True
    parameters: bool = False
    compares: bool = False
    assigns: bool = False
    filters: bool = False
    words: dict[str, _TokenType] = field(default_factory=dict)


_OUTPUT: Final = _Markup(filters=True)
_FILTERED: Final = _Markup(filters=True, parameters=True)
_CONDITION: Final = _Markup(compares=True)
_ASSIGNMENT: Final = _Markup(assigns=True, filters=True)
_INCLUDE: Final = _Markup(parameters=True, words={"with": Name.Tag, "for": Name.Tag})
_CYCLE: Final = _Markup(parameters=True)
_OTHER: Final = _Markup(variables=False, parameters=True, words={"reversed": Name.Attribute})

_DECIDES: Final = frozenset(names("if elsif unless case when else endif endunless endcase"))
"""Tags that decide what is shown."""

_MARKUP: Final = {
    **dict.fromkeys(("if", "elsif", "unless", "case"), _CONDITION),
    "when": _Markup(),
    **dict.fromkeys(("assign", "echo"), _ASSIGNMENT),
    **dict.fromkeys(("include", "render"), _INCLUDE),
    "cycle": _CYCLE,
}

_OPENING: Final = re.compile(r"(\{[{%]-?)(\s*)")
_CLOSING: Final = re.compile(r"-?[%}]\}")
_END_OF_TAG: Final = re.compile(r"(\s*)(-?%\})")
_ENDS: Final = {name: re.compile(rf"(\{{%-?)(\s*)({name})(\s*)(-?%\}})") for name in ("endcomment", "endraw")}
_TAG: Final = re.compile(r"[^\s%]+?(?=\s|-?%|\Z)")
_BLANK: Final = re.compile(r"\s+")
_TARGET: Final = re.compile(r"(\s+)([^\s%]+)(?=\s*-?%\})")
_LOOP: Final = re.compile(r"""(\s+)([\w-]+)(\s+)(in)(\s+)((?:[^\s%,|'"]|"[^"]*"|'[^']*')+)""")
_GROUP: Final = re.compile(r"(\s+)([^\s:%]*)(\s*)(:)")
_FILTER: Final = re.compile(r"(\|)(\s*)([a-zA-Z_][^\s%}|:]*)")
_PARAMETER: Final = re.compile(r"([^\s=:%}|'\",]+)(\s*)([=:])")
_FILE: Final = re.compile(r"[/\w-]+(?:\.[\w-]+)+\b")
_WORD: Final = re.compile(r"\S(?:(?!-?[%}]\})\S)*")
_COMPARISON: Final = re.compile(r"[=!]=|[<>]=?")
_VALUE: Final = re.compile(
    r"""
    (?P<single> '[^']*' ) | (?P<double> "[^"]*" )
    | (?P<fraction> [0-9]+\.[0-9]+ ) | (?P<integer> [0-9]+ ) | (?P<minus> - )
    | (?P<loop> forloop\.[^\s%}|:]+ )
    | (?P<name> [a-zA-Z_][\w-]*\?? )
    | (?P<point> \.(?=\w) | [\[\]] )
    """,
    re.VERBOSE,
)
_KINDS: Final = {
    "single": String.Single,
    "double": String.Double,
    "fraction": Number.Float,
    "integer": Number.Integer,
    "minus": Operator,
}
_WORDS: Final = {
    **dict.fromkeys(("true", "false", "nil"), Keyword.Constant),
    **dict.fromkeys(("empty", "blank"), Name.Builtin),
    **dict.fromkeys(("first", "last", "size"), Name.Function),
}
_JOINS: Final = frozenset(("and", "or", "contains"))


@dataclass(slots=True)
class _Memory:
    """What markup is open, innermost last, and the end of the block (``comment``, ``raw``) that holds no markup."""

    open: list[_Markup] = field(default_factory=list)
    block: str = ""


class LiquidLexer(ReadingLexer):
    """Liquid: what decides is reserved, other tags are tags; what stands around it is plain text."""

    name = "Liquid"

    def begin(self) -> _Memory:
        """Return what is remembered: nothing is open."""
        return _Memory()

    def read(self, text: str, start: int, memory: _Memory) -> Parts:
        """Return the next piece."""
        if memory.block:
            return _inside_block(text, start, memory)
        if memory.open:
            return _inside_markup(text, start, memory)
        opening = _OPENING.match(text, start)
        if opening is None:
            end = text.find("{", start + 1)
            return [(Text, text[start : len(text) if end < 0 else end])]
        parts = [(Punctuation, opening[1]), (Whitespace, opening[2])]
        if opening[1].startswith("{{"):
            memory.open.append(_OUTPUT)
            return parts
        return [*parts, *_tag(text, opening.end(), memory)]


def _tag(text: str, start: int, memory: _Memory) -> Parts:
    """Return the name of a tag, and what stands in a place of its own behind it."""
    found = _TAG.match(text, start)
    if found is None:
        memory.open.append(_OTHER)
        return
    name, end = found[0], found.end()
    yield Keyword.Reserved if name in _DECIDES else Name.Tag, name
    memory.open.append(_MARKUP.get(name, _OTHER))
    if name in ("comment", "raw"):
        memory.block = f"end{name}"
    elif name in ("capture", "increment", "decrement") and (target := _TARGET.match(text, end)):
        yield from ((Whitespace, target[1]), (Name.Variable, target[2]))
    elif name in ("for", "tablerow") and (loop := _LOOP.match(text, end)):
        yield from ((Whitespace, loop[1]), (Name.Variable, loop[2]), (Whitespace, loop[3]), (Name.Tag, loop[4]))
        yield from ((Whitespace, loop[5]), (_kind_of(loop[6], Name.Variable), loop[6]))
    elif name == "cycle" and (group := _GROUP.match(text, end)):
        yield from ((Whitespace, group[1]), (_kind_of(group[2], Name.Attribute), group[2]))
        yield from ((Whitespace, group[3]), (Punctuation, group[4]))


def _kind_of(text: str, otherwise: _TokenType) -> _TokenType:
    """Return the kind of a piece that may be, or hold, a string."""
    if text.count("'") > 1:
        return String.Single
    return String.Double if text.count('"') > 1 else otherwise


def _inside_block(text: str, start: int, memory: _Memory) -> Parts:
    """Return the rest of the tag that begins a block without markup, its text, and the tag that ends it."""
    kind = Comment if memory.block == "endcomment" else Text
    beginning = _END_OF_TAG.match(text, start)
    if memory.open and beginning is not None:
        yield from ((Whitespace, beginning[1]), (Punctuation, beginning[2]))
        start = beginning.end()
    ending = _ENDS[memory.block].search(text, start)
    yield kind, text[start : ending.start() if ending else len(text)]
    if ending is not None:
        yield from ((Punctuation, ending[1]), (Whitespace, ending[2]), (Name.Tag, ending[3]))
        yield from ((Whitespace, ending[4]), (Punctuation, ending[5]))
    memory.open.clear()
    memory.block = ""


def _inside_markup(text: str, start: int, memory: _Memory) -> Parts:
    """Return the next piece of a tag or an output."""
    markup = memory.open[-1]
    if blank := _BLANK.match(text, start):
        return [(Whitespace, blank[0])]
    if closing := _CLOSING.match(text, start):
        # an output inside a tag gives way to the tag
        del memory.open[-1 if closing[0].endswith("}}") else 0 :]
        return [(Punctuation, closing[0])]
    if markup is _INCLUDE and (opening := _OPENING.match(text, start)):
        memory.open.append(_FILTERED)
        return [(Punctuation, opening[1]), (Whitespace, opening[2])]
    if markup.filters and (found := _FILTER.match(text, start)):
        memory.open[-1] = _FILTERED
        return [(Punctuation, found[1]), (Whitespace, found[2]), (Name.Function, found[3])]
    if markup.compares and (sign := _COMPARISON.match(text, start)):
        return [(Operator, sign[0])]
    if markup.assigns and text[start] == "=":
        return [(Operator, "=")]
    if markup is _INCLUDE and (file := _FILE.match(text, start)):
        return [(Text, file[0])]
    if markup.parameters and (parameter := _PARAMETER.match(text, start)):
        return [(Name.Attribute, parameter[1]), (Whitespace, parameter[2]), (Operator, parameter[3])]
    if markup.parameters and text[start] in ",:":
        return [(Punctuation, text[start])]
    return _value(text, start, markup)


def _value(text: str, start: int, markup: _Markup) -> Parts:
    found = _VALUE.match(text, start)
    what = found.lastgroup if found else ""
    if found is None or (what in ("loop", "name", "point") and not markup.variables):
        word = _WORD.match(text, start) if markup.parameters else None
        if word is None:
            return []
        kind = markup.words.get(word[0], Keyword.Constant if word[0] in ("true", "false", "nil") else Text)
        return [(kind, word[0])]
    piece = found[0]
    if what == "loop":
        return [(Name.Builtin, piece)]
    if what == "point":
        return [(Punctuation, piece)]
    if what == "name":
        if markup.compares and piece in _JOINS:
            return [(Operator.Word, piece)]
        return [(markup.words.get(piece, _WORDS.get(piece, Name.Variable)), piece)]
    return [(_KINDS[what or ""], piece)]
