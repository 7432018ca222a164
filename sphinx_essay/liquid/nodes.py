"""What every tag is made of: nodes that fail visibly, and tags that read their markup alike."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar, TextIO, cast

from liquid.ast import Node
from liquid.builtin.content import ContentNode
from liquid.parser import get_parser
from liquid.tag import Tag
from liquid.token import TOKEN_EXPRESSION, Token

from sphinx_essay.core.warnings import Subtype
from sphinx_essay.liquid.errors import EvaluationError, LimitError, MarkupError
from sphinx_essay.liquid.tokens import Problem, raw_source

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from liquid import RenderContext
    from liquid.stream import TokenStream

    from sphinx_essay.liquid.context import JekyllContext
    from sphinx_essay.liquid.environment import JekyllEnvironment


class JekyllNode(Node):
    """A node that, where it cannot be rendered, reports why and leaves its source in the page."""

    __slots__ = ("end",)

    def __init__(self, token: Token, end: int = 0, *, blank: bool = False) -> None:
        super().__init__(token)
        self.blank = blank
        self.end = end or token.start_index + len(raw_source(token))

    @property
    def raw(self) -> str:
        """The node as it was written, with everything in it."""
        return self.token.source[self.token.start_index : self.end]

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Write the node's result, or its source where it has none."""
        state = cast("JekyllContext", context)
        state.recorder.charge(1)
        try:
            self.emit(state, buffer)
        except LimitError:
            raise
        except EvaluationError as error:
            state.complain(error.subtype, error.reason, self.token.source, self.token.start_index)
            buffer.write(self.raw)
        return 0

    @abstractmethod
    def emit(self, context: JekyllContext, buffer: TextIO) -> None:
        """Write the node's result; an ``EvaluationError`` may only be raised before anything is written."""


class VerbatimNode(JekyllNode):
    """A tag whose markup could not be read; the problem was noted then."""

    __slots__ = ()

    def emit(self, context: JekyllContext, buffer: TextIO) -> None:  # noqa: ARG002
        """Write the tag as it was written."""
        buffer.write(self.raw)


class Body:
    """The nodes between a block's tags."""

    __slots__ = ("nodes",)

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.nodes = list(nodes)

    @property
    def blank(self) -> bool:
        """Whether there is nothing in it but white space and tags that never print."""
        return all(node.blank for node in self.nodes)

    def drop_text(self) -> None:
        """Remove the white space of a blank body, as Liquid does for blocks that only compute."""
        self.nodes = [node for node in self.nodes if not isinstance(node, ContentNode)]

    def render(self, context: JekyllContext, buffer: TextIO) -> None:
        """Write the nodes' results, one after the other."""
        for node in self.nodes:
            node.render(context, buffer)


def settle_blank(bodies: Sequence[Body]) -> bool:
    """Tell whether a block whose bodies these are is blank; if so, remove their white space."""
    blank = all(body.blank for body in bodies)
    if blank:
        for body in bodies:
            body.drop_text()
    return blank


class JekyllTag(Tag):
    """A tag that turns its markup into a node."""

    env: JekyllEnvironment
    dividers: ClassVar[Collection[str] | None] = None
    """For a block, the tags that may divide it; ``None`` for a tag that holds nothing."""

    def get_node(self, stream: TokenStream) -> Node:
        """Read the tag at the head of ``stream``; it stays visible where that fails."""
        token = stream.current
        try:
            return self.parse(stream)
        except MarkupError as problem:
            self.env.problems.append(Problem(Subtype.LIQUID, problem.reason, token.start_index))
            while stream.current.kind != TOKEN_EXPRESSION or stream.current.start_index != token.start_index:
                stream.pos -= 1
            return VerbatimNode(token)

    def parse(self, stream: TokenStream) -> Node:
        """Read the tag; leaves the stream at the last of its tokens."""
        token = next(stream)
        return self.read(token, stream.expect(TOKEN_EXPRESSION).value, stream)

    @abstractmethod
    def read(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Return the node for a tag with this markup; raises ``MarkupError`` where it makes no sense."""

    def complain(self, token: Token, message: str) -> None:
        """Note that the tag's markup could be read only leniently."""
        self.env.problems.append(
            Problem(Subtype.LIQUID_LENIENT, f"{message}; read leniently, as Jekyll does", token.start_index)
        )

    def body(self, stream: TokenStream) -> tuple[Body, Token]:
        """Read up to the next tag of the block that began; return what is between, and that tag."""
        next(stream)
        ends = {"end" + self.name, *(self.dividers or ())}
        block = get_parser(self.env).parse_block(stream, ends)
        tag = next(stream)
        return Body(block.nodes), tag

    @staticmethod
    def end_of(tag: Token) -> int:
        """Return the offset behind a tag in its source."""
        return tag.start_index + len(raw_source(tag))
