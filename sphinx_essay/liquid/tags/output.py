"""``{{ … }}``, and the tags that set variables or hold text back."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from sphinx_essay.liquid import grammar, values
from sphinx_essay.liquid.errors import MarkupError
from sphinx_essay.liquid.filters import dates
from sphinx_essay.liquid.nodes import Kind, Node, Tag

if TYPE_CHECKING:
    from sphinx_essay.liquid.context import Context
    from sphinx_essay.liquid.rendering import Output

_NAME = re.compile(r"[\w\-.\[\]()]+")


def read_output(tag: Tag) -> Node:
    """Read ``{{ expression }}`` or ``{% echo expression %}``."""
    expression = grammar.filtered(tag.markup, tag.complain)

    def write(context: Context, output: Output) -> None:
        # A page may show code with filters of another language, which stays as written; layouts and includes are
        # carried out, and their filters that are not defined passed over.
        value = expression.evaluate(context) if context.in_page else expression.evaluate_known(context, tag)
        output.write(values.output(dates.shown(value, context.now) if isinstance(value, datetime) else value))

    return Node(tag, write)


def _assign(tag: Tag) -> Node:
    """Read ``{% assign name = expression %}``; filters that are not defined leave the value as it is."""
    left, equals, right = tag.markup.partition("=")
    names = _NAME.findall(left)
    if not equals or not names or not left.rstrip().endswith(names[-1]):
        msg = "assign needs: name = value"
        raise MarkupError(msg)
    expression = grammar.filtered(right, tag.complain)

    def write(context: Context, _: Output) -> None:
        context.assign(names[-1], expression.evaluate_known(context, tag))

    return Node(tag, write, blank=True)


def _capture(tag: Tag) -> Node:
    """Read ``{% capture name %}…{% endcapture %}``."""
    match = _NAME.search(tag.markup)
    if match is None:
        msg = "capture needs the name of a variable"
        raise MarkupError(msg)
    name = match[0]

    def write(context: Context, output: Output) -> None:
        own = output.part()
        try:
            tag.body.render(context, own)
        finally:
            # A `break` in the body ends the loop around, and yet sets the variable.
            context.assign(name, own.text())

    return Node(tag, write, blank=True)


def _count(tag: Tag) -> Node:
    """Read ``{% increment name %}`` or ``{% decrement name %}``."""
    name, step = tag.markup.strip(), 1 if tag.name == "increment" else -1
    return Node(tag, lambda context, output: output.write(str(context.count(name, step))))


def _ifchanged(tag: Tag) -> Node:
    """Read ``{% ifchanged %}…{% endifchanged %}``, which prints what differs from what the last one printed."""

    def write(context: Context, output: Output) -> None:
        text = tag.body.text(context, output)
        last: dict[str, str] = context.register("ifchanged", {})
        if last.get("") != text:
            last[""] = text
            output.write(text)

    return Node(tag, write, blank=tag.body.blank)


def _remark(tag: Tag) -> Node:
    """Read ``{% # a remark %}``."""
    return Node(tag, lambda _, __: None, blank=True)


KINDS = {
    "#": Kind(_remark),
    "assign": Kind(_assign),
    "capture": Kind(_capture, ()),
    "decrement": Kind(_count),
    "echo": Kind(read_output),
    "ifchanged": Kind(_ifchanged, ()),
    "increment": Kind(_count),
}
