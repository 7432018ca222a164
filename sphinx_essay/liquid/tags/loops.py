"""``for``, ``tablerow``, ``cycle``, ``break`` and ``continue``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sphinx_essay.liquid import expressions, grammar, values
from sphinx_essay.liquid.drops import LazyDrop
from sphinx_essay.liquid.errors import Interrupt, MarkupError
from sphinx_essay.liquid.nodes import Kind, Node, Tag, settle_blank

if TYPE_CHECKING:
    from sphinx_essay.liquid.context import Context
    from sphinx_essay.liquid.rendering import Output

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
        """Read the markup of ``for`` by the strict grammar; raises ``MarkupError`` if it does not fit."""
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


class LoopDrop(LazyDrop):
    """Where a loop stands."""

    __slots__ = ("at", "length")

    def __init__(self, length: int) -> None:
        self.length = length
        self.at = 0

    computed: Mapping[str, Callable[[Any], object]] = {
        "length": lambda loop: loop.length,
        "index": lambda loop: loop.at + 1,
        "index0": lambda loop: loop.at,
        "rindex": lambda loop: loop.length - loop.at,
        "rindex0": lambda loop: loop.length - loop.at - 1,
        "first": lambda loop: loop.at == 0,
        "last": lambda loop: loop.at == loop.length - 1,
    }


class ForLoopDrop(LoopDrop):
    """``forloop``."""

    __slots__ = ("name", "parent")

    def __init__(self, length: int, name: str, parent: ForLoopDrop | None) -> None:
        super().__init__(length)
        self.name = name
        self.parent = parent

    computed: Mapping[str, Callable[[Any], object]] = {
        **LoopDrop.computed,
        "name": lambda loop: loop.name,
        "parentloop": lambda loop: loop.parent,
    }

    def text(self) -> str:
        """Return the name of the class in Ruby's Liquid, which is what a loop prints as."""
        return "Liquid::ForloopDrop"


class TableLoopDrop(LoopDrop):
    """``tablerowloop``: rows and columns are counted from 1; without ``cols`` all items stand in one row."""

    __slots__ = ("cols",)

    def __init__(self, length: int, cols: int) -> None:
        super().__init__(length)
        self.cols = cols

    def col(self) -> int:
        """Return the number of the column."""
        return self.at % self.cols + 1 if self.cols else self.at + 1

    def row(self) -> int:
        """Return the number of the row."""
        return self.at // self.cols + 1 if self.cols else 1

    def is_row_end(self) -> bool:
        """Say whether the item is the last in its row."""
        return self.col() == self.cols

    computed: Mapping[str, Callable[[Any], object]] = {
        **LoopDrop.computed,
        "col": col,
        "col0": lambda loop: loop.col() - 1,
        "row": row,
        "col_first": lambda loop: loop.col() == 1,
        "col_last": is_row_end,
    }

    def text(self) -> str:
        """Return the name of the class in Ruby's Liquid."""
        return "Liquid::TablerowloopDrop"


def _segment(collection: object, start: int, stop: int | None) -> list[object]:
    """Return the items of ``collection`` from ``start`` to ``stop``.

    Raises ``LimitError`` if there are more than any page loops over.
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


def _for(tag: Tag) -> Node:
    """Read ``{% for x in items reversed limit: n offset: n %}…{% else %}…{% endfor %}``."""
    try:
        loop = Loop.strict(tag.markup)
    except MarkupError as error:
        loop = Loop.lax(tag.markup)
        tag.complain(error.reason)
    items = _items(loop)
    full_name = f"{loop.name}-{loop.items}"
    body = tag.body
    otherwise = tag.sections[-1][1] if len(tag.sections) > 1 else None

    def write(context: Context, output: Output) -> None:
        segment = items(context)
        if not segment:
            if otherwise:
                otherwise.render(context, output)
            return
        parents: list[ForLoopDrop] = context.register("for", [])
        state = ForLoopDrop(len(segment), full_name, parents[-1] if parents else None)
        parents.append(state)
        try:
            with context.stack({"forloop": state}) as frame:
                for item in segment:
                    context.recorder.charge(1)
                    frame[loop.name] = item
                    try:
                        body.render(context, output)
                    except Interrupt as interrupt:
                        if interrupt.ends_loop:
                            break
                    state.at += 1
        finally:
            parents.pop()

    return Node(tag, write, blank=settle_blank([body] if otherwise is None else [body, otherwise]))


def _items(loop: Loop) -> Callable[[Context], list[object]]:
    """Return what finds the items that a loop runs over."""
    collection = expressions.parse(loop.items)
    limit = expressions.parse(loop.attributes.get("limit", ""))
    offset = loop.attributes.get("offset", "")
    first = None if offset == "continue" else expressions.parse(offset)
    full_name = f"{loop.name}-{loop.items}"

    def find(context: Context) -> list[object]:
        ends: dict[str, int] = context.register("offsets", {})
        if first is None:
            start = ends.get(full_name, 0)
        else:
            given = first.evaluate(context)
            start = 0 if given is None else values.to_integer(given)
        found = collection.evaluate(context)
        most = limit.evaluate(context)
        segment = _segment(found, start, None if most is None else values.to_integer(most) + start)
        # Where `offset: continue` goes on.
        ends[full_name] = start + len(segment)
        return segment[::-1] if loop.reverse else segment

    return find


def _tablerow(tag: Tag) -> Node:
    """Read ``{% tablerow x in items cols: n limit: n offset: n %}…{% endtablerow %}``."""
    loop = Loop.lax(tag.markup)
    attributes = {name: expressions.parse(value) for name, value in loop.attributes.items()}
    items = expressions.parse(loop.items)
    body = tag.body

    def write(context: Context, output: Output) -> None:
        collection = items.evaluate(context)
        if not values.truthy(collection):
            return
        number = {name: values.to_i(value.evaluate(context)) for name, value in attributes.items()}
        start = number.get("offset", 0)
        segment = _segment(collection, start, start + number["limit"] if "limit" in number else None)
        state = TableLoopDrop(len(segment), number.get("cols", 0))
        output.write('<tr class="row1">\n')
        first_interrupt: Interrupt | None = None
        with context.stack({"tablerowloop": state}) as frame:
            for item in segment:
                context.recorder.charge(1)
                frame[loop.name] = item
                output.write(f'<td class="col{state.col()}">')
                try:
                    body.render(context, output)
                except Interrupt as interrupt:
                    # In Liquid 4 these end the cell; the table goes on, and the loop around it ends or continues.
                    first_interrupt = first_interrupt or interrupt
                output.write("</td>")
                if state.is_row_end() and not state["last"]:
                    output.write(f'</tr>\n<tr class="row{state.row() + 1}">')
                state.at += 1
        output.write("</tr>\n")
        if first_interrupt is not None:
            raise first_interrupt

    return Node(tag, write, blank=body.blank)


_CYCLE_GROUP = re.compile(rf"({grammar.FRAGMENT})\s*:\s*(.*)", re.DOTALL)


def _cycle(tag: Tag) -> Node:
    """Read ``{% cycle "group": a, b %}``, which prints one of the values, the next one each time."""
    match = _CYCLE_GROUP.match(tag.markup)
    group, rest = (match[1], match[2]) if match else ("", tag.markup)
    fragments = [grammar.FIRST_FRAGMENT.search(part) for part in rest.split(",")]
    texts = [fragment[0] for fragment in fragments if fragment]
    if not texts:
        msg = "cycle needs values"
        raise MarkupError(msg)
    name = expressions.parse(group) if group else expressions.Constant(texts)
    operands = [expressions.parse(text) for text in texts]

    def write(context: Context, output: Output) -> None:
        counts: dict[str, int] = context.register("cycle", {})
        key = values.inspect(name.evaluate(context))
        count = counts.get(key, 0)
        # Another tag of the same group may have fewer values.
        counts[key] = (count + 1) % len(operands)
        output.write(values.output(operands[count % len(operands)].evaluate(context)))

    return Node(tag, write)


def _interrupt(tag: Tag) -> Node:
    """Read ``{% break %}`` or ``{% continue %}``."""

    def write(_: Context, __: Output) -> None:
        raise Interrupt(ends_loop=tag.name == "break")

    return Node(tag, write)


KINDS = {
    "break": Kind(_interrupt),
    "continue": Kind(_interrupt),
    "cycle": Kind(_cycle),
    "for": Kind(_for, ("else",)),
    "tablerow": Kind(_tablerow, ()),
}
