"""``if``, ``unless`` and ``case``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, TextIO

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

_ALWAYS = expressions.Condition(expressions.Constant(value=True))


class BranchesNode(JekyllNode):
    """Prints the first body whose condition holds; ``unless`` turns the first condition round."""

    __slots__ = ("branches", "inverted")

    def __init__(
        self, token: Token, branches: list[tuple[expressions.Condition, Body]], end: int, *, inverted: bool
    ) -> None:
        super().__init__(token, end, blank=settle_blank([body for _, body in branches]))
        self.branches = branches
        self.inverted = inverted

    def emit(self, context: JekyllContext, buffer: TextIO) -> None:
        """Print one body, or none."""
        invert = self.inverted
        for condition, body in self.branches:
            if values.truthy(condition.evaluate(context)) != invert:
                body.render(context, buffer)
                return
            invert = False


class If(JekyllTag):
    """``{% if … %}…{% elsif … %}…{% else %}…{% endif %}``."""

    name = "if"
    dividers: ClassVar[Collection[str] | None] = ("elsif", "else")
    inverted = False

    def read(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read the conditions and their bodies."""
        condition = self._condition(token, markup)
        branches = []
        while True:
            body, tag = self.body(stream)
            branches.append((condition, body))
            if tag.value == "end" + self.name:
                return BranchesNode(token, branches, self.end_of(tag), inverted=self.inverted)
            condition = _ALWAYS if tag.value == "else" else self._condition(tag, stream.current.value)

    def _condition(self, token: Token, markup: str) -> expressions.Condition:
        return grammar.condition(markup, lambda message: self.complain(token, message))


class Unless(If):
    """``{% unless … %}…{% endunless %}``."""

    name = "unless"
    inverted = True


class CaseNode(JekyllNode):
    """Prints every body one of whose values equals the subject; the body of ``else`` where none does."""

    __slots__ = ("branches", "subject")

    def __init__(
        self,
        token: Token,
        subject: expressions.Expression,
        branches: list[tuple[list[expressions.Condition] | None, Body]],
        end: int,
        *,
        blank: bool,
    ) -> None:
        super().__init__(token, end, blank=blank)
        self.subject = subject
        self.branches = branches

    def emit(self, context: JekyllContext, buffer: TextIO) -> None:
        """Print what fits; a body is printed once for each value that fits, as Liquid does."""
        found = False
        for conditions, body in self.branches:
            if conditions is None:
                if not found:
                    body.render(context, buffer)
                continue
            for condition in conditions:
                if values.truthy(condition.evaluate(context)):
                    found = True
                    body.render(context, buffer)


_FRAGMENT = re.compile(grammar.FRAGMENT)
_WHEN = re.compile(rf"({grammar.FRAGMENT})(?:(?:\s+or\s+|\s*,\s*)({grammar.FRAGMENT}.*))?", re.DOTALL)


class Case(JekyllTag):
    """``{% case … %}{% when …, … or … %}…{% else %}…{% endcase %}``."""

    name = "case"
    dividers: ClassVar[Collection[str] | None] = ("when", "else")

    def read(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read the subject, the values and their bodies."""
        match = _FRAGMENT.search(markup)
        if match is None:
            msg = "case needs a value"
            raise MarkupError(msg)
        subject = expressions.parse(match[0])
        before, tag = self.body(stream)
        branches: list[tuple[list[expressions.Condition] | None, Body]] = []
        while tag.value != "endcase":
            conditions = None if tag.value == "else" else _conditions(subject, stream.current.value)
            body, tag = self.body(stream)
            branches.append((conditions, body))
        blank = before.blank and settle_blank([body for _, body in branches])
        return CaseNode(token, subject, branches, self.end_of(tag), blank=blank)


def _conditions(subject: expressions.Expression, markup: str) -> list[expressions.Condition]:
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


TAGS: tuple[type[Tag], ...] = (If, Unless, Case)
