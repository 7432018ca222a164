"""Tags and filters that a project supplies as Python functions."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, TextIO

from sphinx_essay.liquid import values
from sphinx_essay.liquid.errors import EvaluationError
from sphinx_essay.liquid.nodes import Body, JekyllNode, JekyllTag

if TYPE_CHECKING:
    from collections.abc import Collection

    from liquid import Environment
    from liquid.ast import Node
    from liquid.stream import TokenStream
    from liquid.token import Token

    from sphinx_essay.liquid.context import JekyllContext

Function = Callable[..., object]


@dataclass(frozen=True, slots=True)
class Additions:
    """The functions by the names that templates call them by; they win over tags and filters of the same name.

    A tag's function takes the markup; one that takes a second argument makes a block, and gets what stands up to its
    end, too.  A filter's function takes the value and the arguments.
    """

    tags: Mapping[str, Function] = field(default_factory=dict)
    filters: Mapping[str, Function] = field(default_factory=dict)


class FunctionNode(JekyllNode):
    """Prints what a function returns."""

    __slots__ = ("body", "function", "markup", "name")

    def __init__(self, token: Token, name: str, function: Function, markup: str) -> None:
        super().__init__(token)
        self.name = name
        self.function = function
        self.markup = markup
        self.body: Body | None = None

    def emit(self, context: JekyllContext, buffer: TextIO) -> None:
        """Call the function; the Liquid in its markup and its body is carried out first."""
        arguments = [context.renderer.inline(self.markup, context)]
        if self.body is not None:
            own = context.get_buffer(buffer)
            self.body.render(context, own)
            arguments.append(own.getvalue())
        buffer.write(values.to_s(_called(self.name, self.function, arguments)))


class FunctionTag(JekyllTag):
    """``{% name markup %}``."""

    def __init__(self, env: Environment, name: str, function: Function) -> None:
        super().__init__(env)
        self.name = name
        self.function = function

    def read(self, token: Token, markup: str, stream: TokenStream) -> Node:  # noqa: ARG002
        """Keep the markup as it is."""
        return FunctionNode(token, self.name, self.function, markup.strip())


class FunctionBlock(FunctionTag):
    """``{% name markup %}…{% endname %}``."""

    dividers: ClassVar[Collection[str] | None] = ()

    def read(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read the body."""
        node = FunctionNode(token, self.name, self.function, markup.strip())
        node.body, end = self.body(stream)
        node.end = self.end_of(end)
        return node


def tag_of(env: Environment, name: str, function: Function) -> FunctionTag:
    """Return the tag that calls ``function``."""
    kind = FunctionBlock if len(inspect.signature(function).parameters) > 1 else FunctionTag
    return kind(env, name, function)


def filter_of(name: str, function: Function) -> Callable[..., Any]:
    """Return the filter that calls ``function``."""
    return lambda _context, *arguments: _called(name, function, arguments)


def _called(name: str, function: Function, arguments: Collection[object]) -> object:
    try:
        return function(*arguments)
    except Exception as error:
        msg = f"the function of {name!r} fails: {type(error).__name__}: {error}"
        raise EvaluationError(msg) from error
