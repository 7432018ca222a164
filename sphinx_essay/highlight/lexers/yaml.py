"""YAML: indentation decides where a value ends, so the lexer reads lines and keeps the columns of what is open."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pygments.token import Comment, Error, Keyword, Name, Number, String, Text

from sphinx_essay.highlight.rules import ReadingLexer
from sphinx_essay.highlight.tokens import Indicator

if TYPE_CHECKING:
    from sphinx_essay.highlight.rules import Parts

_BLANK: Final = re.compile(r"(?:[ ]*\n)+|[ ]+\Z")
_SPACES: Final = re.compile(r"[ ]*")
_COMMENT: Final = re.compile(r"#.*")
_DIRECTIVE: Final = re.compile(r"%(?:YAML|TAG)\b")
_VERSION: Final = re.compile(r"([ ]+)([0-9]+\.[0-9]+)")
_PREFIX: Final = re.compile(r"([ ]+)(!(?:[\w-]*!)?)([ ]+)(!|!?[\w;/?:@&=+$,.!~*'()\[\]%-]+)")
_DOCUMENT: Final = re.compile(r"(?:---|\.\.\.)(?= |$)", re.MULTILINE)
_ENTRY: Final = re.compile(r"([?:-])(?:([ ]+)|(?=\n|\Z))")
_KEY: Final = re.compile(r"""([^#,:?\[\]{}"'\n]+)(:)(?=\s|\Z)""")
_NO_KEY: Final = re.compile(r"""[^#,:?\[\]{}"'\n]*""")
_PROPERTY: Final = re.compile(
    r"""
    (?P<tag> !<[0-9A-Za-z;/?:@&=+$,_.!~*'()\[\]%-]+> | (?:![\w-]+)?![\w;/?:@&=+$,.!~*'()\[\]%-]* )
    | (?P<anchor> &[\w-]+ ) | (?P<alias> \*[\w-]+ )
    """,
    re.VERBOSE,
)
_PROPERTIES: Final = {"tag": Keyword.Type, "anchor": Name.Label, "alias": Name.Variable}

_BLOCK: Final = re.compile(r"([|>][+-]?)([1-9]?[+-]?|[+-][1-9])(?=[ ]|$)([ ]*)(#.*)?", re.MULTILINE)
_BLOCK_LINE: Final = re.compile(r"(\n+)([ ]*)(.*)")

_PLAIN: Final = re.compile(r"""[^\s?:,\[\]{}#&*!|>'"%@`]|[?:-](?=\S)""")
"""What a scalar without quotes may begin with."""

_PLAIN_PIECE: Final = re.compile(
    r"""
    (?P<next> [ ]*\n(?:[ ]*\n)* (?P<indentation>[ ]*) (?P<document>(?<=\n)(?:---|\.\.\.)(?=\s|\Z))? )
    | (?P<number> [0-9]+(?:\.[0-9]+)? (?=\n|[ ]+\#) )
    | (?P<constant> (?:true|false|null) (?=\s|\Z) )
    | (?P<word> (?:[^\s:]|:(?=\S))+ )
    | (?P<space> [ ]+ (?!\#|:\s|:\Z) )
    """,
    re.VERBOSE,
)
_IN_FLOW: Final = re.compile(
    r"""
    (?P<blank> \s+ ) | (?P<comment> \#.* ) | (?P<mark> [?:,] ) | (?P<opening> [\[{] ) | (?P<closing> [\]}] )
    | (?P<quote> ["'] )
    | (?P<plain> [^\s?:,\[\]{}\#&*!|>'"%@`][^\s,:?\[\]{}]* (?: [ ]+(?!\#)[^\s,:?\[\]{}]+ )* )
    """,
    re.VERBOSE,
)
_IN_QUOTES: Final = {
    "'": re.compile(r"(?P<end>')|(?P<fold>\s*\n\s*)|(?P<blank>\s+)|(?P<escape>\\')|(?P<text>(?:[^\s'\\]|\\(?!'))+)"),
    '"': re.compile(
        r"""
        (?P<end> " ) | (?P<fold> \s*\n\s* ) | (?P<blank> \s+ ) | (?P<text> [^\s"\\]+ )
        | (?P<escape> \\(?:[0abtnvfre "\\N_LP\t\n]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}) )
        """,
        re.VERBOSE,
    ),
}
_QUOTED: Final = {"end": String, "fold": Text, "blank": Name.Variable, "escape": String.Escape, "text": String}
_FLOW: Final = {"blank": Text, "comment": Comment.Single, "plain": Name.Variable}


@dataclass(slots=True)
class _Memory:
    """What is open: collections by their columns, brackets by what closes them, a quote.

    ``column`` is where a collection that begins with the next sign would stand; ``begins``: whether nothing but the signs
    of items was read of the line; ``in_document``: whether a document has begun, which no directives follow; ``keyless``:
    up to where letters are known to be no key.
    """

    columns: list[int] = field(default_factory=lambda: [0])
    column: int = 0
    begins: bool = True
    in_document: bool = False
    brackets: list[str] = field(default_factory=list)
    quote: str = ""
    keyless: int = 0

    def begin_line(self, column: int) -> int:
        """Leave the collections deeper than ``column``; return how many columns belong to one that remains."""
        deeper = column >= self.columns[-1]
        while column < self.columns[-1]:
            self.columns.pop()
        self.column, self.begins = column, True
        return column if deeper else self.columns[-1]

    def begin_collection(self) -> None:
        """Let a collection stand at the present column, unless one does."""
        if self.column > self.columns[-1]:
            self.columns.append(self.column)


class YamlLexer(ReadingLexer):
    """YAML: keys are attributes, signs are indicators, scalars are strings."""

    name = "YAML"

    def begin(self) -> _Memory:
        """Return what is remembered: nothing is open."""
        return _Memory()

    def read(self, text: str, start: int, memory: _Memory) -> Parts:
        """Return the next piece: what begins a line, or what stands next in it; a scalar with all of its lines."""
        if memory.quote:
            return _in_quotes(text, start, memory)
        if memory.brackets:
            return _in_flow(text, start, memory)
        if blank := _BLANK.match(text, start):
            return [(Text, blank[0])]
        if start == 0 or text[start - 1] == "\n":
            return _line(text, start, memory)
        if memory.begins and (entry := _ENTRY.match(text, start)):
            return _entry(entry, memory)
        memory.begins = False
        return _value(text, start, memory)


def _line(text: str, start: int, memory: _Memory) -> Parts:
    """Return what begins a line: a directive, a document, or its indentation, wrong where no line before had it."""
    directive = None if memory.in_document else _DIRECTIVE.match(text, start)
    if directive:
        yield Name.Tag, directive[0]
        yield from _directive(text, directive)
        memory.begins = False
    elif document := _DOCUMENT.match(text, start):
        yield Name.Namespace, document[0]
        memory.columns, memory.column, memory.begins = [0], 0, False
        memory.in_document = document[0] == "---"
    else:
        memory.in_document = memory.in_document or not text.startswith("#", start)
        spaces = _spaces(text, start)
        known = memory.begin_line(len(spaces))
        yield Text, spaces[:known]
        yield Error, spaces[known:]
        end = start + len(spaces)
        if entry := _ENTRY.match(text, end):
            yield from _entry(entry, memory)
        else:
            memory.begins = False
            yield from _value(text, end, memory)


def _spaces(text: str, start: int) -> str:
    found = _SPACES.match(text, start)
    return found[0] if found else ""


def _directive(text: str, directive: re.Match[str]) -> Parts:
    if directive[0] == "%YAML" and (version := _VERSION.match(text, directive.end())):
        return [(Text, version[1]), (Number, version[2])]
    if directive[0] == "%TAG" and (prefix := _PREFIX.match(text, directive.end())):
        return [(Text, prefix[1]), (Keyword.Type, prefix[2]), (Text, prefix[3]), (Keyword.Type, prefix[4])]
    return []


def _entry(entry: re.Match[str], memory: _Memory) -> Parts:
    """Return the sign of an item, and the blanks behind it, which say where what the item holds stands."""
    memory.begin_collection()
    memory.column += len(entry[0])
    return [(Indicator, entry[1]), (Text, entry[2] or "")]


def _value(text: str, start: int, memory: _Memory) -> Parts:
    """Return what stands next in a line."""
    if spaces := _spaces(text, start):
        return [(Text, spaces)]
    if comment := _COMMENT.match(text, start):
        return [(Comment.Single, comment[0])]
    if found := _PROPERTY.match(text, start):
        return [(_PROPERTIES[found.lastgroup or ""], found[0])]
    if start >= memory.keyless:
        if key := _KEY.match(text, start):
            memory.begin_collection()
            return [(Name.Attribute, key[1]), (Indicator, key[2])]
        run = _NO_KEY.match(text, start)
        memory.keyless = run.end() if run else start
    if block := _BLOCK.match(text, start):
        return _block(text, block, memory)
    sign = text[start : start + 1]
    if sign in ("[", "{"):
        memory.brackets.append("]" if sign == "[" else "}")
        return [(Indicator, sign)]
    if sign in ("'", '"'):
        memory.quote = sign
        return [(String.Single if sign == "'" else String.Double, sign)]
    return _plain(text, start, memory) if _PLAIN.match(text, start) else []


def _block(text: str, header: re.Match[str], memory: _Memory) -> Parts:
    """Return a scalar that its indentation ends: that of its first line, or as deep as a digit in its header says."""
    sign, extent, spaces, comment = header.groups("")
    yield from ((Indicator, sign), (Indicator, extent), (Text, spaces), (Comment.Single, comment))
    digits = extent.strip("+-")
    around = memory.columns[-1]
    column = around + int(digits) if digits else None
    position = header.end()
    while line := _BLOCK_LINE.match(text, position):
        breaks, indentation, words = line.groups()
        if words:
            if len(indentation) < (around if column is None else column):
                break
            column = len(indentation) if column is None else column
            yield Text, breaks + indentation
            if not indentation:  # such text must be indented
                yield Error, words[0]
                words = words[1:]
            yield String, words
        else:
            edge = len(indentation) if column is None else column
            yield Text, breaks + indentation[:edge]
            yield Name.Constant, indentation[edge:]
        position = line.end()


def _plain(text: str, start: int, memory: _Memory) -> Parts:
    """Return a scalar without quotes: it goes on in lines that stand deeper than what is around it."""
    while piece := _PLAIN_PIECE.match(text, start):
        start = piece.end()
        match piece.lastgroup:
            case "next" | "document" | "indentation":
                if piece["document"] or len(piece["indentation"]) <= memory.columns[-1]:
                    return
                yield Text, piece[0]
            case "number":
                yield Number, piece[0]
                return
            case "constant":
                yield Name.Constant, piece[0]
            case _:
                yield String, piece[0]


def _in_flow(text: str, start: int, memory: _Memory) -> Parts:
    """Return the next piece between brackets."""
    if found := _PROPERTY.match(text, start):
        return [(_PROPERTIES[found.lastgroup or ""], found[0])]
    piece = _IN_FLOW.match(text, start)
    what = piece.lastgroup if piece else None
    if piece is None or (what == "closing" and piece[0] != memory.brackets[-1]):
        return []
    if what == "opening":
        memory.brackets.append("]" if piece[0] == "[" else "}")
    elif what == "closing":
        memory.brackets.pop()
    elif what == "quote":
        memory.quote = piece[0]
        return [(String.Single if piece[0] == "'" else String.Double, piece[0])]
    return [(_FLOW.get(what or "", Indicator), piece[0])]


def _in_quotes(text: str, start: int, memory: _Memory) -> Parts:
    """Return the next piece between quotes."""
    piece = _IN_QUOTES[memory.quote].match(text, start)
    if piece is None:
        return []
    if piece.lastgroup == "end":
        memory.quote = ""
    return [(_QUOTED[piece.lastgroup or ""], piece[0])]
