"""python-liquid's environment with Jekyll's tags and filters in place of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from liquid import Environment
from liquid.builtin.content import Literal
from liquid.parser import get_parser
from liquid.stream import TokenStream
from liquid.token import TOKEN_ILLEGAL, TOKEN_OUTPUT

from sphinx_essay.liquid import filters, tags
from sphinx_essay.liquid.limits import Limits
from sphinx_essay.liquid.nodes import Body, JekyllTag
from sphinx_essay.liquid.tags.functions import Additions, filter_of, tag_of
from sphinx_essay.liquid.tokens import Blocks, Problem, tokenize

if TYPE_CHECKING:
    from typing import TextIO

    from sphinx_essay.liquid.context import JekyllContext


@dataclass(frozen=True, slots=True)
class Template:
    """A template that was read: its nodes, and what was wrong with its source."""

    source: str
    body: Body
    problems: tuple[Problem, ...]

    def render(self, context: JekyllContext, buffer: TextIO) -> None:
        """Write the template's result; report what was wrong with its source."""
        for problem in self.problems:
            context.complain(problem.subtype, problem.message, self.source, problem.offset)
        self.body.render(context, buffer)


class JekyllEnvironment(Environment):
    """Where templates are read."""

    # Blocks are paired, and their depth is checked, before python-liquid's parser sees them.
    block_nesting_limit: ClassVar[int] = 1_000

    def __init__(self, limits: Limits | None = None, additions: Additions = Additions()) -> None:  # noqa: B008
        self.additions = additions
        self.limits = limits or Limits()
        self.problems: list[Problem] = []
        super().__init__()
        self.blocks = Blocks(
            {
                name: tag.dividers
                for name, tag in self.tags.items()
                if isinstance(tag, JekyllTag) and tag.dividers is not None
            }
        )

    def setup_tags_and_filters(self, *, extra: bool = False) -> None:  # noqa: ARG002
        """Register Jekyll's tags and filters, and those of the project."""
        self.add_tag(Literal)
        for tag in tags.TAGS:
            self.add_tag(tag)
        self.filters.update(filters.FILTERS)
        for name, function in self.additions.tags.items():
            self.tags[name] = tag_of(self, name, function)
        self.filters.update({name: filter_of(name, function) for name, function in self.additions.filters.items()})

    def read(self, source: str) -> Template:
        """Return the template that ``source`` holds; it never fails, what makes no sense stays text."""
        named = [name for name in self.tags if name not in (TOKEN_OUTPUT, TOKEN_ILLEGAL)]
        tokens, problems = tokenize(source, named, self.blocks, self.limits.nesting)
        self.problems = problems
        nodes = get_parser(self).parse(TokenStream(iter(tokens)))
        return Template(source, Body(nodes), tuple(self.problems))
