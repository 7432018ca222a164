"""YAML: indentation decides where text ends, so the lexer carries the levels with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from pygments.lexer import LexerContext, include
from pygments.token import Comment, Error, Keyword, Name, Number, String, Text

from sphinx_essay.highlight.rules import RuleLexer, groups
from sphinx_essay.highlight.tokens import Indicator

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from pygments.token import _TokenType

    from sphinx_essay.highlight.rules import Tokens

    Action = Callable[["YamlLexer", re.Match[str], "_Context"], Tokens]

_PLAIN: Final = r"""[^ \t\n\r\f\v?:,\[\]{}#&*!|>'"%@`]"""
"""What a scalar without quotes may begin with."""

_ESCAPE: Final = r'\\(?:[0abtnvfre "\\N_LP\t\n]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})'


class _Context(LexerContext):
    """Where the lexer is, and the levels of indentation (in columns) of the collections around it.

    ``column`` is where the collection that the current line may open would stand; ``block`` is the indentation of the
    text of a ``|`` or ``>`` scalar, when known.
    """

    def __init__(self, text: str, stack: list[str]) -> None:
        super().__init__(text, 0, stack)
        self.begin_document()

    def begin_document(self) -> None:
        """Forget all levels."""
        self.levels = [0]
        self.column = 0
        self.block: int | None = None

    def begin_line(self, column: int) -> int:
        """Leave the levels deeper than ``column``; return how many columns belong to the level that remains."""
        self.column = column
        if column >= self.levels[-1]:
            return column
        while column < self.levels[-1]:
            self.levels.pop()
        return self.levels[-1]

    def open_collection(self) -> None:
        """Make the column of the current item a level, unless it is one."""
        if self.levels[-1] < self.column:
            self.levels.append(self.column)


def _document(kind: _TokenType, *states: str) -> Action:
    def action(_lexer: YamlLexer, match: re.Match[str], context: _Context) -> Tokens:
        yield match.start(), kind, match[0]
        context.begin_document()
        context.stack.extend(states)

    return action


def _line(_lexer: YamlLexer, match: re.Match[str], context: _Context) -> Tokens:
    yield from _indentation(match, context)
    context.stack += ["line", "indentation"]


def _indentation(match: re.Match[str], context: _Context) -> Tokens:
    """Yield a line's indentation; columns that no earlier line had are an error."""
    blank, start = match[0], match.start()
    known = context.begin_line(len(blank))
    if blank:
        yield start, Text, blank[:known]
        if known < len(blank):
            yield start + known, Error, blank[known:]


def _indicator(_lexer: YamlLexer, match: re.Match[str], context: _Context) -> Tokens:
    context.open_collection()
    context.column += len(match[0])
    yield match.start(), Indicator, match[0]


def _before_indicator(_lexer: YamlLexer, match: re.Match[str], context: _Context) -> Tokens:
    context.column += len(match[0])
    yield match.start(), Text, match[0]


def _content(_lexer: YamlLexer, match: re.Match[str], context: _Context) -> Tokens:
    context.column += len(match[0])
    context.stack.pop()
    if match[0]:
        yield match.start(), Text, match[0]


def _key(_lexer: YamlLexer, match: re.Match[str], context: _Context) -> Tokens:
    context.open_collection()
    yield match.start(1), Name.Attribute, match[1]
    yield match.start(2), Indicator, match[2]


def _block_header(_lexer: YamlLexer, match: re.Match[str], context: _Context) -> Tokens:
    """Begin a scalar that its indentation ends; a digit after its sign says how deep that is."""
    digits = match[2].strip("+-")
    context.block = context.levels[-1] + int(digits) if digits else None
    yield match.start(), Indicator, match[1]
    if match[2]:
        yield match.start(2), Indicator, match[2]
    context.stack += ["block", "rest-of-line"]


def _block_line(_lexer: YamlLexer, match: re.Match[str], context: _Context) -> Tokens:
    """Begin a line after such a scalar's first: it goes on, or a line that stands less deep ends it."""
    column = len(match[1])
    ends = column < (context.levels[-1] if context.block is None else context.block)
    if context.block is None:
        context.block = column
    context.pos = match.end(1)
    if match[1]:
        yield match.start(), Text, match[1]
    if ends:
        context.begin_line(column)
        context.stack[-1] = "indentation"
    elif match[1]:
        yield match.start(2), String, match[2]
        context.pos = match.end()
    else:
        # such text must be indented
        yield match.start(2), Error, match[2][0]
        context.pos = match.start(2) + 1


def _empty_block_line(_lexer: YamlLexer, match: re.Match[str], context: _Context) -> Tokens:
    """Keep blank space that is deeper than the scalar's indentation: it is part of its text."""
    start, blank = match.start(), match[0]
    edge = len(blank) if context.block is None else min(context.block, len(blank))
    if edge:
        yield start, Text, blank[:edge]
    if edge < len(blank):
        yield start + edge, Name.Constant, blank[edge:]


def _plain_next_line(_lexer: YamlLexer, match: re.Match[str], context: _Context) -> Tokens:
    """Go on with a scalar without quotes in the next line, or end it where that stands no deeper than its collection."""
    if match[0]:
        yield match.start(), Text, match[0]
    context.stack.pop()
    if len(match[0]) <= context.levels[-1]:
        context.begin_line(len(match[0]))
        context.stack[-1] = "indentation"


class YamlLexer(RuleLexer):
    """YAML: keys are attributes, signs are indicators, scalars are strings."""

    name = "YAML"
    tokens: ClassVar[dict[str, Any]] = {
        "root": [
            (r"#.*", Comment.Single),
            (r"\n+", Text),
            (r"[ ]+(?=#|$)", Text),
            (r"^%YAML\b", _document(Name.Tag, "version")),
            (r"^%TAG\b", _document(Name.Tag, "tag")),
            (r"^(?:---|\.\.\.)(?= |$)", _document(Name.Namespace, "line")),
            (r"[ ]*(?!\s|\Z)", _line),
        ],
        "indentation": [
            (r"\s*?\n", Text, "#pop:2"),
            (r"[ ]+(?=[-:?](?: |$))", _before_indicator),
            (r"[?:-](?= |$)", _indicator),
            (r"[ ]*", _content),
        ],
        "line": [
            (r"[ ]*(?=#|$)", Text, "#pop"),
            (r"[ ]+", Text),
            include("properties"),
            (r"""([^#,:?\[\]{}"'\n]+)(:)(?=\s|\Z)""", _key),
            (r"([|>][+-]?)([1-9]?[+-]?|[+-][1-9])(?=[ ]|$)", _block_header),
            include("flow"),
            (rf"(?={_PLAIN}|[?:-]\S)", Text, "plain"),
        ],
        "properties": [
            (r"!<[0-9A-Za-z;/?:@&=+$,_.!~*'()\[\]%-]+>", Keyword.Type),
            (r"(?:![\w-]+)?![\w;/?:@&=+$,.!~*'()\[\]%-]*", Keyword.Type),
            (r"&[\w-]+", Name.Label),
            (r"\*[\w-]+", Name.Variable),
        ],
        "flow": [
            (r"\[", Indicator, "sequence"),
            (r"\{", Indicator, "mapping"),
            (r"'", String.Single, "single"),
            (r'"', String.Double, "double"),
        ],
        "in-flow": [
            (r"\s+", Text),
            (r"#.*", Comment.Single),
            (r"[?:,]", Indicator),
            include("properties"),
            include("flow"),
            (rf"(?={_PLAIN})", Text, "plain-in-flow"),
        ],
        "sequence": [(r"\]", Indicator, "#pop"), include("in-flow")],
        "mapping": [(r"\}", Indicator, "#pop"), include("in-flow")],
        "block": [
            (r"\n+", Text),
            (r"^[ ]+$", _empty_block_line),
            (r"^([ ]*)([^\n\r\f\v]+)", _block_line),
            (r"[^\n\r\f\v]+", String),
        ],
        "rest-of-line": [
            (r"#.*", Comment.Single),
            (r"[ ]+", Text),
            (r"\n", Text, "#pop"),
        ],
        "quoted": [
            (r"^[ ]+|[ ]+$|\n+", Text),
            (r"[ ]+", Name.Variable),
        ],
        "single": [
            include("quoted"),
            (r"\\'", String.Escape),
            (r"'", String, "#pop"),
            (r"[^\s']+", String),
        ],
        "double": [
            (r'"', String, "#pop"),
            include("quoted"),
            (_ESCAPE, String.Escape),
            (r'[^ \t\n\r\f\v"\\]+', String),
        ],
        "plain": [
            (r"[ ]*(?=:[ \n]|:$)", Text, "#pop"),
            (r"[ ]*:\S+", String),
            (r"[ ]+(?=#)", Text, "#pop"),
            (r"[ ]+$", Text),
            (r"\n+", Text, "plain-next-line"),
            (r"[ ]+", String),
            (r"true|false|null", Name.Constant),
            (r"[0-9]+(?:\.[0-9]+)?(?=\r?\n| +#)", Number, "#pop"),
            (r"[^\s:]+", String),
        ],
        "plain-next-line": [
            (r"^[ ]+\n|\n+", Text),
            (r"^(?=---|\.\.\.)", Text, "#pop:3"),
            (r"[ ]*", _plain_next_line),
        ],
        "plain-in-flow": [
            (r"[ ]*(?=[,:?\[\]{}])", Text, "#pop"),
            (r"[ ]+(?=#)", Text, "#pop"),
            (r"^[ ]+|[ ]+$|\n+", Text),
            (r"[ ]+", Name.Variable),
            (r"[^\s,:?\[\]{}]+", Name.Variable),
        ],
        "version": [(r"([ ]+)([0-9]+\.[0-9]+)", groups(Text, Number), ("#pop", "rest-of-line"))],
        "tag": [
            (
                r"([ ]+)(!|![\w-]*!)([ ]+)(!|!?[\w;/?:@&=+$,.!~*'()\[\]%-]+)",
                groups(Text, Keyword.Type, Text, Keyword.Type),
                ("#pop", "rest-of-line"),
            )
        ],
    }

    def begin(self, text: str, stack: list[str]) -> _Context:
        """Return the context to begin a text with."""
        return _Context(text, stack)
