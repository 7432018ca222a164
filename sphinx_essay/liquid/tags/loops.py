"""``for``, ``tablerow``, ``cycle``, ``break`` and ``continue``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, TextIO

from liquid.exceptions import BreakLoop, ContinueLoop

from sphinx_essay.liquid import expressions, grammar, values
from sphinx_essay.liquid.errors import MarkupError
from sphinx_essay.liquid.nodes import Body, JekyllNode, JekyllTag, settle_blank

if TYPE_CHECKING:
    from collections.abc import Collection

    from liquid.ast import Node
    from liquid.stream import TokenStream
    from liquid.tag import Tag
    from liquid.token import Token

    from sphinx_essay.liquid.context import JekyllContext
    from sphinx_essay.liquid.expressions import Expression

_NO_LOOP = "a loop needs: name in items"
_RANGE = re.compile(r"\(\s*([^()\s]+)\s*\.\.\s*([^()\s]+)\s*\)")
_LOOP = re.compile(rf"(?P<name>[\w-]+)\s+in\s+(?P<items>(?:{grammar.FRAGMENT})+)\s*(?P<reversed>reversed)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Loop:
    """What the markup of a loop says; the operands are still text."""

    name: str
    items: str
    reverse: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def strict(cls, markup: str) -> Loop:
        """Read the markup of ``for`` by the strict grammar; raises ``MarkupError`` where it does not fit."""
        cursor = grammar.Strict(markup)
        name = cursor.consume("id")
        if not cursor.word("in"):
            raise MarkupError(_NO_LOOP)
        items = cursor.operand()
        reverse = bool(cursor.word("reversed"))
        attributes = {}
        while cursor.look("id") and cursor.look(":", 1):
            key = cursor.word("limit", "offset")
            if not key:
                msg = "for knows limit and offset only"
                raise MarkupError(msg)
            cursor.consume(":")
            attributes[key] = cursor.operand()
        cursor.consume("end")
        return cls(name, items, reverse, attributes)

    @classmethod
    def lax(cls, markup: str) -> Loop:
        """Read the markup of ``for`` or ``tablerow`` by the lenient grammar; raises ``MarkupError``."""
        match = _LOOP.search(_RANGE.sub(r"(\1..\2)", markup))
        if match is None:
            raise MarkupError(_NO_LOOP)
        attributes = dict(grammar.ATTRIBUTE.findall(markup))
        return cls(match["name"], match["items"], bool(match["reversed"]), attributes)


class LoopDrop(values.Drop):
    """``forloop`` and ``tablerowloop``: where the loop stands."""

    __slots__ = ("at", "cols", "length", "name", "parent")

    def __init__(self, name: str, length: int, *, parent: object = None, cols: int | None = None) -> None:
        self.name = name
        self.length = length
        self.parent = parent
        self.cols = cols
        self.at = 0

    @property
    def col(self) -> int:
        """The number of the table's column, from 1."""
        return self.at % self.cols + 1 if self.cols else self.at + 1

    @property
    def row(self) -> int:
        """The number of the table's row, from 1."""
        return self.at // self.cols + 1 if self.cols else 1

    def __getitem__(self, key: str) -> object:
        common: dict[str, object] = {
            "length": self.length,
            "index": self.at + 1,
            "index0": self.at,
            "rindex": self.length - self.at,
            "rindex0": self.length - self.at - 1,
            "first": self.at == 0,
            "last": self.at == self.length - 1,
        }
        if self.name:
            return {**common, "name": self.name, "parentloop": self.parent}[key]
        table = {"col": self.col, "col0": self.col - 1, "row": self.row}
        return {**common, **table, "col_first": self.col == 1, "col_last": self.col == self.cols}[key]

    def __iter__(self) -> Iterator[str]:
        yield from ("length", "index", "index0", "rindex", "rindex0", "first", "last")
        yield from ("name", "parentloop") if self.name else ("col", "col0", "row", "col_first", "col_last")

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def text(self) -> str:
        """Return the name of the class in Ruby's Liquid, which is what a loop prints as."""
        return "Liquid::ForloopDrop" if self.name else "Liquid::TablerowloopDrop"


def _segment(collection: object, start: int, stop: int | None) -> list[object]:
    """Return the items of ``collection`` from ``start`` to ``stop``.

    Raises ``LimitError`` where there are more than any page loops over.
    """
    if isinstance(collection, str):
        return [collection] if collection else []
    start = max(start, 0)
    if isinstance(collection, range):
        part: object = collection[start : None if stop is None else max(stop, 0)]
        return values.to_list(part)
    if not isinstance(collection, list | tuple | Mapping):
        return []
    return values.to_list(collection)[start : None if stop is None else max(stop, 0)]


class ForNode(JekyllNode):
    """Prints its body for each item."""

    __slots__ = ("body", "items", "items_text", "limit", "name", "offset", "otherwise", "reverse")

    def __init__(self, token: Token, loop: Loop, body: Body, otherwise: Body | None, end: int) -> None:
        bodies = [body] if otherwise is None else [body, otherwise]
        super().__init__(token, end, blank=settle_blank(bodies))
        self.name = loop.name
        self.items_text = loop.items
        self.items = expressions.parse(loop.items)
        self.reverse = loop.reverse
        self.limit = expressions.parse(loop.attributes.get("limit", ""))
        offset = loop.attributes.get("offset", "")
        self.offset = None if offset == "continue" else expressions.parse(offset)
        self.body = body
        self.otherwise = otherwise

    def emit(self, context: JekyllContext, buffer: TextIO) -> None:
        """Run the loop."""
        loop_name = f"{self.name}-{self.items_text}"
        segment = self._items(context, loop_name)
        if not segment:
            if self.otherwise:
                self.otherwise.render(context, buffer)
            return
        parents: list[LoopDrop] = context.register("for", [])
        loop = LoopDrop(loop_name, len(segment), parent=parents[-1] if parents else None)
        parents.append(loop)
        try:
            with context.stack({"forloop": loop}) as frame:
                for item in segment:
                    context.recorder.charge(1)
                    frame[self.name] = item
                    try:
                        self.body.render(context, buffer)
                    except ContinueLoop:
                        pass
                    except BreakLoop:
                        break
                    loop.at += 1
        finally:
            parents.pop()

    def _items(self, context: JekyllContext, loop_name: str) -> list[object]:
        offsets: dict[str, int] = context.register("offsets", {})
        if self.offset is None:
            start = offsets.get(loop_name, 0)
        else:
            offset = self.offset.evaluate(context)
            start = 0 if offset is None else values.to_integer(offset)
        collection = self.items.evaluate(context)
        limit = self.limit.evaluate(context)
        stop = None if limit is None else values.to_integer(limit) + start
        segment = _segment(collection, start, stop)
        offsets[loop_name] = start + len(segment)
        return segment[::-1] if self.reverse else segment


class For(JekyllTag):
    """``{% for x in items reversed limit: n offset: n %}…{% else %}…{% endfor %}``."""

    name = "for"
    dividers: ClassVar[Collection[str] | None] = ("else",)

    def read(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read the loop and its bodies."""
        try:
            loop = Loop.strict(markup)
        except MarkupError as error:
            loop = Loop.lax(markup)
            self.complain(token, error.reason)
        body, tag = self.body(stream)
        otherwise = None
        while tag.value != "endfor":
            otherwise, tag = self.body(stream)
        return ForNode(token, loop, body, otherwise, self.end_of(tag))


class TableRowNode(JekyllNode):
    """Prints its body for each item, in the rows and cells of an HTML table."""

    __slots__ = ("attributes", "body", "items", "name")

    def __init__(
        self,
        token: Token,
        name: str,
        items: Expression,
        attributes: dict[str, Expression],
        body: Body,
        end: int,
    ) -> None:
        super().__init__(token, end, blank=body.blank)
        self.name = name
        self.items = items
        self.attributes = attributes
        self.body = body

    def emit(self, context: JekyllContext, buffer: TextIO) -> None:
        """Run the loop."""
        collection = self.items.evaluate(context)
        if not values.truthy(collection):
            return
        number = {name: values.to_i(value.evaluate(context)) for name, value in self.attributes.items()}
        start = number.get("offset", 0)
        segment = _segment(collection, start, start + number["limit"] if "limit" in number else None)
        loop = LoopDrop("", len(segment), cols=number.get("cols", 0))
        buffer.write('<tr class="row1">\n')
        interrupt: BreakLoop | ContinueLoop | None = None
        with context.stack({"tablerowloop": loop}) as frame:
            for item in segment:
                context.recorder.charge(1)
                frame[self.name] = item
                buffer.write(f'<td class="col{loop.col}">')
                try:
                    self.body.render(context, buffer)
                except (BreakLoop, ContinueLoop) as error:
                    # In Liquid 4 these end the cell; the table goes on, and the loop around it ends or continues.
                    interrupt = interrupt or error
                buffer.write("</td>")
                if loop["col_last"] and not loop["last"]:
                    buffer.write(f'</tr>\n<tr class="row{loop.row + 1}">')
                loop.at += 1
        buffer.write("</tr>\n")
        if interrupt is not None:
            raise interrupt


class TableRow(JekyllTag):
    """``{% tablerow x in items cols: n limit: n offset: n %}…{% endtablerow %}``."""

    name = "tablerow"
    dividers: ClassVar[Collection[str] | None] = ()

    def read(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read the loop and its body."""
        loop = Loop.lax(markup)
        attributes = {name: expressions.parse(value) for name, value in loop.attributes.items()}
        body, end = self.body(stream)
        return TableRowNode(token, loop.name, expressions.parse(loop.items), attributes, body, self.end_of(end))


class CycleNode(JekyllNode):
    """Prints one of several values, the next one each time."""

    __slots__ = ("group", "operands")

    def __init__(self, token: Token, group: Expression, operands: list[Expression]) -> None:
        super().__init__(token)
        self.group = group
        self.operands = operands

    def emit(self, context: JekyllContext, buffer: TextIO) -> None:
        """Print the next value."""
        places: dict[str, int] = context.register("cycle", {})
        group = values.inspect(self.group.evaluate(context))
        place = places.get(group, 0)
        places[group] = (place + 1) % len(self.operands)
        buffer.write(values.output(self.operands[place % len(self.operands)].evaluate(context)))


_FRAGMENT = re.compile(grammar.FRAGMENT)
_CYCLE_GROUP = re.compile(rf"({grammar.FRAGMENT})\s*:\s*(.*)", re.DOTALL)


class Cycle(JekyllTag):
    """``{% cycle "group": a, b %}``."""

    name = "cycle"

    def read(self, token: Token, markup: str, stream: TokenStream) -> Node:  # noqa: ARG002
        """Read the group and the values."""
        match = _CYCLE_GROUP.match(markup)
        group, rest = (match[1], match[2]) if match else ("", markup)
        fragments = [_FRAGMENT.search(part) for part in rest.split(",")]
        texts = [fragment[0] for fragment in fragments if fragment]
        if not texts:
            msg = "cycle needs values"
            raise MarkupError(msg)
        name = expressions.parse(group) if group else expressions.Constant(texts)
        return CycleNode(token, name, [expressions.parse(text) for text in texts])


class InterruptNode(JekyllNode):
    """Ends the loop around it, or one round of it."""

    __slots__ = ()

    def emit(self, context: JekyllContext, buffer: TextIO) -> None:  # noqa: ARG002
        """Leave the loop's body."""
        message = self.token.value
        raise (BreakLoop if message == "break" else ContinueLoop)(message)


class Break(JekyllTag):
    """``{% break %}``."""

    name = "break"

    def read(self, token: Token, markup: str, stream: TokenStream) -> Node:  # noqa: ARG002
        """Read nothing."""
        return InterruptNode(token)


class Continue(Break):
    """``{% continue %}``."""

    name = "continue"


TAGS: tuple[type[Tag], ...] = (For, TableRow, Cycle, Break, Continue)
