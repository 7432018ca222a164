"""Tags and filters that a project supplies as Python functions."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sphinx_essay.liquid import values
from sphinx_essay.liquid.errors import EvaluationError
from sphinx_essay.liquid.nodes import Kind, Node, Tag

if TYPE_CHECKING:
    from sphinx_essay.liquid.context import Context
    from sphinx_essay.liquid.rendering import Output

Function = Callable[..., object]


@dataclass(frozen=True, slots=True)
class Additions:
    """The functions by the names that templates call them by; they win over tags and filters of the same name.

    A tag's function takes the markup; one that takes a second argument makes a block, and gets what stands up to its
    end, too.  A filter's function takes the value and the arguments.
    """

    tags: Mapping[str, Function] = field(default_factory=dict)
    filters: Mapping[str, Function] = field(default_factory=dict)


def kind_of(function: Function) -> Kind:
    """Return the kind of the tags that print what ``function`` returns."""
    is_block = len(inspect.signature(function).parameters) > 1

    def read(tag: Tag) -> Node:
        markup = tag.markup.strip()

        def write(context: Context, output: Output) -> None:
            arguments = [context.renderer.inline(markup, context)]
            if is_block:
                arguments.append(tag.body.text(context, output))
            output.write(values.to_s(_called(tag.name, function, arguments)))

        return Node(tag, write)

    return Kind(read, () if is_block else None)


def filter_of(name: str, function: Function) -> Callable[..., Any]:
    """Return the filter that calls ``function``."""
    return lambda _context, *arguments: _called(name, function, arguments)


def _called(name: str, function: Function, arguments: Collection[object]) -> object:
    try:
        return function(*arguments)
    except Exception as error:
        msg = f"the function of {name!r} fails: {type(error).__name__}: {error}"
        raise EvaluationError(msg) from error
