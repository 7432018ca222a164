"""What a template is made of: text, and tags that fail visibly."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from sphinx_essay.core.warnings import Subtype
from sphinx_essay.liquid.errors import EvaluationError, LimitError
from sphinx_essay.liquid.tokens import Problem
from sphinx_essay.liquid.values import RUBY_SPACE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sphinx_essay.liquid.context import Context
    from sphinx_essay.liquid.rendering import Output

    Writer = Callable[[Context, Output], None]
    """Writes what a tag gives; raises ``EvaluationError`` only before it has written anything."""


class Text:
    """Text between tags."""

    __slots__ = ("blank", "text")

    def __init__(self, text: str, *, raw: bool = False) -> None:
        self.text = text
        # Even white space counts as something to print when `raw` holds it.
        self.blank = not raw and not text.strip(RUBY_SPACE)

    def render(self, context: Context, output: Output) -> None:  # noqa: ARG002
        """Write the text."""
        output.write(self.text)


class Node:
    """A tag or an output that was read; if it cannot be carried out, its source stays in the page."""

    __slots__ = ("_tag", "_write", "blank")

    def __init__(self, tag: Tag, write: Writer, *, blank: bool = False) -> None:
        self._tag = tag
        self._write = write
        self.blank = blank

    def render(self, context: Context, output: Output) -> None:
        """Write the result, or else the source, and report why."""
        context.recorder.charge(1)
        try:
            self._write(context, output)
        except LimitError:
            raise
        except EvaluationError as error:
            tag = self._tag
            context.complain(error.subtype, error.reason, tag.source, tag.start)
            output.write(tag.source[tag.start : tag.end])


class Body:
    """The nodes between a block's tags."""

    __slots__ = ("nodes",)

    def __init__(self, nodes: Sequence[Text | Node]) -> None:
        self.nodes = nodes

    @property
    def blank(self) -> bool:
        """Whether there is nothing in it but white space and tags that never print."""
        return all(node.blank for node in self.nodes)

    def render(self, context: Context, output: Output) -> None:
        """Write the nodes' results, one after the other."""
        for node in self.nodes:
            node.render(context, output)

    def text(self, context: Context, output: Output) -> str:
        """Return the nodes' results, for which ``output`` must have room."""
        own = output.part()
        self.render(context, own)
        return own.text()


def settle_blank(bodies: Iterable[Body]) -> bool:
    """Tell whether a block whose bodies these are is blank; if so, remove their white space, as Liquid does."""
    bodies = list(bodies)
    blank = all(body.blank for body in bodies)
    if blank:
        for body in bodies:
            body.nodes = [node for node in body.nodes if not isinstance(node, Text)]
    return blank


@dataclass(slots=True)
class Tag:
    """A tag as it stands in a template.

    ``sections`` are the parts of a block: each begins with the block's own tag or with one that divides it
    (``elsif``, ``when``), and has a body.
    """

    source: str
    start: int
    end: int
    name: str
    markup: str
    problems: list[Problem]
    sections: list[tuple[Tag, Body]] = field(default_factory=list)

    @property
    def body(self) -> Body:
        """The body of a block that nothing divides."""
        return self.sections[0][1]

    def complain(self, message: str) -> None:
        """Note that the tag's markup could be read only leniently."""
        self.problems.append(Problem(Subtype.LIQUID_LENIENT, f"{message}; read leniently, as Jekyll does", self.start))


class Kind(NamedTuple):
    """How tags of one name are read.

    ``read`` raises ``MarkupError`` if the markup makes no sense.  ``dividers`` are the tags that may divide a
    block, ``None`` for a tag that holds nothing.
    """

    read: Callable[[Tag], Node]
    dividers: tuple[str, ...] | None = None
