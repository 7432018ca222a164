"""Tags that set variables: ``assign``, ``capture``, ``increment``, ``decrement``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, TextIO

from sphinx_essay.liquid import expressions, grammar
from sphinx_essay.liquid.errors import MarkupError
from sphinx_essay.liquid.nodes import Body, JekyllNode, JekyllTag

if TYPE_CHECKING:
    from collections.abc import Collection

    from liquid.ast import Node
    from liquid.stream import TokenStream
    from liquid.tag import Tag
    from liquid.token import Token

    from sphinx_essay.liquid.context import JekyllContext

_NAME = re.compile(r"[\w\-.\[\]()]+")


class AssignNode(JekyllNode):
    """Sets a variable to an expression's value."""

    __slots__ = ("expression", "name")

    def __init__(self, token: Token, name: str, expression: expressions.Filtered) -> None:
        super().__init__(token, blank=True)
        self.name = name
        self.expression = expression

    def emit(self, context: JekyllContext, buffer: TextIO) -> None:  # noqa: ARG002
        """Set the variable; filters that are not defined leave the value as it is."""
        context.assign(self.name, self.expression.evaluate_known(context, self.token))


class Assign(JekyllTag):
    """``{% assign name = expression %}``."""

    name = "assign"

    def read(self, token: Token, markup: str, stream: TokenStream) -> Node:  # noqa: ARG002
        """Read name and expression."""
        left, equals, right = markup.partition("=")
        names = _NAME.findall(left)
        if not equals or not names or not left.rstrip().endswith(names[-1]):
            msg = "assign needs: name = value"
            raise MarkupError(msg)
        value = grammar.filtered(right, lambda message: self.complain(token, message))
        return AssignNode(token, names[-1], value)


class CaptureNode(JekyllNode):
    """Sets a variable to what its body prints."""

    __slots__ = ("body", "name")

    def __init__(self, token: Token, name: str, body: Body, end: int) -> None:
        super().__init__(token, end, blank=True)
        self.name = name
        self.body = body

    def emit(self, context: JekyllContext, buffer: TextIO) -> None:
        """Set the variable, also where a ``break`` in the body ends the loop around."""
        own = context.get_buffer(buffer)
        try:
            self.body.render(context, own)
        finally:
            context.assign(self.name, own.getvalue())


class Capture(JekyllTag):
    """``{% capture name %}…{% endcapture %}``."""

    name = "capture"
    dividers: ClassVar[Collection[str] | None] = ()

    def read(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read name and body."""
        match = _NAME.search(markup)
        if match is None:
            msg = "capture needs the name of a variable"
            raise MarkupError(msg)
        body, end = self.body(stream)
        return CaptureNode(token, match[0], body, self.end_of(end))


class CounterNode(JekyllNode):
    """Prints a counter and moves it."""

    __slots__ = ("name",)

    def __init__(self, token: Token, name: str) -> None:
        super().__init__(token)
        self.name = name

    def emit(self, context: JekyllContext, buffer: TextIO) -> None:
        """Print the counter: before it goes up, after it goes down."""
        move = context.increment if self.token.value == "increment" else context.decrement
        buffer.write(str(move(self.name)))


class Increment(JekyllTag):
    """``{% increment name %}``."""

    name = "increment"

    def read(self, token: Token, markup: str, stream: TokenStream) -> Node:  # noqa: ARG002
        """Read the name."""
        return CounterNode(token, markup.strip())


class Decrement(Increment):
    """``{% decrement name %}``."""

    name = "decrement"


TAGS: tuple[type[Tag], ...] = (Assign, Capture, Increment, Decrement)
