"""``if``, ``unless`` and ``case``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_essay.liquid import expressions, grammar, values
from sphinx_essay.liquid.errors import MarkupError
from sphinx_essay.liquid.nodes import Kind, Node, Tag, settle_blank

if TYPE_CHECKING:
    from sphinx_essay.liquid.context import Context
    from sphinx_essay.liquid.rendering import Output

_ALWAYS = expressions.Condition(expressions.Constant(value=True))
_WHEN = re.compile(rf"({grammar.FRAGMENT})(?:(?:\s+or\s+|\s*,\s*)({grammar.FRAGMENT}.*))?", re.DOTALL)


def _if(tag: Tag) -> Node:
    """Read ``{% if … %}…{% elsif … %}…{% else %}…{% endif %}``; ``unless`` turns the first condition round."""
    branches = [
        (_ALWAYS if part.name == "else" else grammar.condition(part.markup, part.complain), body)
        for part, body in tag.sections
    ]

    def write(context: Context, output: Output) -> None:
        wanted = tag.name == "if"
        for condition, body in branches:
            if values.truthy(condition.evaluate(context)) == wanted:
                body.render(context, output)
                return
            wanted = True

    return Node(tag, write, blank=settle_blank(body for _, body in branches))


def _case(tag: Tag) -> Node:
    """Read ``{% case … %}{% when …, … or … %}…{% else %}…{% endcase %}``."""
    match = grammar.FIRST_FRAGMENT.search(tag.markup)
    if match is None:
        msg = "case needs a value"
        raise MarkupError(msg)
    subject = expressions.parse(match[0])
    before, *sections = tag.sections
    branches = [(None if part.name == "else" else _when(subject, part.markup), body) for part, body in sections]

    def write(context: Context, output: Output) -> None:
        found = False
        for conditions, body in branches:
            if conditions is None:
                if not found:
                    body.render(context, output)
                continue
            # A body is printed once for each value that fits, as Liquid does.
            for condition in conditions:
                if values.truthy(condition.evaluate(context)):
                    found = True
                    body.render(context, output)

    return Node(tag, write, blank=before[1].blank and settle_blank(body for _, body in branches))


def _when(subject: expressions.Expression, markup: str) -> list[expressions.Condition]:
    conditions = []
    rest: str | None = markup
    while rest is not None:
        match = _WHEN.search(rest)
        if match is None:
            msg = "when needs a value"
            raise MarkupError(msg)
        conditions.append(expressions.Condition(subject, "==", expressions.parse(match[1])))
        rest = match[2]
    return conditions


KINDS = {
    "if": Kind(_if, ("elsif", "else")),
    "unless": Kind(_if, ("elsif", "else")),
    "case": Kind(_case, ("when", "else")),
}
