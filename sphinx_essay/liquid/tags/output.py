"""``{{ … }}`` and what stands in the way of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, TextIO

from liquid.token import TOKEN_ILLEGAL, TOKEN_OUTPUT

from sphinx_essay.liquid import dates, expressions, grammar, values
from sphinx_essay.liquid.errors import MarkupError
from sphinx_essay.liquid.nodes import Body, JekyllNode, JekyllTag

if TYPE_CHECKING:
    from collections.abc import Collection

    from liquid.ast import Node
    from liquid.stream import TokenStream
    from liquid.tag import Tag
    from liquid.token import Token

    from sphinx_essay.liquid.context import JekyllContext


class OutputNode(JekyllNode):
    """``{{ expression }}``."""

    __slots__ = ("expression",)

    def __init__(self, token: Token, expression: expressions.Filtered) -> None:
        super().__init__(token)
        self.expression = expression

    def emit(self, context: JekyllContext, buffer: TextIO) -> None:
        """Print the expression's value.

        A page may show code with filters of another language, which stays as written; layouts and includes are
        carried out, and their filters that are not defined passed over.
        """
        value = (
            self.expression.evaluate(context)
            if context.in_page
            else self.expression.evaluate_known(context, self.token)
        )
        buffer.write(values.output(dates.shown(value, context.now) if isinstance(value, datetime) else value))


class Output(JekyllTag):
    """``{{ expression }}``, which python-liquid treats as a tag of this name."""

    name = TOKEN_OUTPUT

    def read(self, token: Token, markup: str, stream: TokenStream) -> Node:  # noqa: ARG002
        """Read the expression."""
        return OutputNode(token, grammar.filtered(markup, lambda message: self.complain(token, message)))


class Echo(Output):
    """``{% echo expression %}``."""

    name = "echo"


class RawNode(JekyllNode):
    """Prints a text as it was written; even white space in it counts as something to print."""

    __slots__ = ("text",)

    def __init__(self, token: Token, text: str) -> None:
        super().__init__(token)
        self.text = text

    def emit(self, context: JekyllContext, buffer: TextIO) -> None:  # noqa: ARG002
        """Print the text."""
        buffer.write(self.text)


class Raw(JekyllTag):
    """``{% raw %}…{% endraw %}``, whose text comes as its markup."""

    name = "raw"

    def read(self, token: Token, markup: str, stream: TokenStream) -> Node:  # noqa: ARG002
        """Read the text."""
        return RawNode(token, markup)


class Illegal(JekyllTag):
    """An ``else`` or an end whose beginning could not be read."""

    name = TOKEN_ILLEGAL

    def read(self, token: Token, markup: str, stream: TokenStream) -> Node:  # noqa: ARG002
        """Refuse it."""
        msg = f"the tag {token.value!r} has lost its beginning"
        raise MarkupError(msg)


class IfChangedNode(JekyllNode):
    """Prints its body where that differs from what the last such tag printed."""

    __slots__ = ("body",)

    def __init__(self, token: Token, body: Body, end: int) -> None:
        super().__init__(token, end, blank=body.blank)
        self.body = body

    def emit(self, context: JekyllContext, buffer: TextIO) -> None:
        """Print the body if it is new."""
        own = context.get_buffer(buffer)
        self.body.render(context, own)
        last: dict[str, str] = context.register("ifchanged", {})
        if last.get("") != own.getvalue():
            last[""] = own.getvalue()
            buffer.write(own.getvalue())


class IfChanged(JekyllTag):
    """``{% ifchanged %}…{% endifchanged %}``."""

    name = "ifchanged"
    dividers: ClassVar[Collection[str] | None] = ()

    def read(self, token: Token, markup: str, stream: TokenStream) -> Node:  # noqa: ARG002
        """Read the body."""
        body, end = self.body(stream)
        return IfChangedNode(token, body, self.end_of(end))


class InlineCommentNode(JekyllNode):
    """Nothing."""

    __slots__ = ()

    def emit(self, context: JekyllContext, buffer: TextIO) -> None:
        """Print nothing."""


class InlineComment(JekyllTag):
    """``{% # a remark %}``."""

    name = "#"

    def read(self, token: Token, markup: str, stream: TokenStream) -> Node:  # noqa: ARG002
        """Read nothing."""
        return InlineCommentNode(token, blank=True)


TAGS: tuple[type[Tag], ...] = (Output, Echo, Raw, Illegal, IfChanged, InlineComment)
