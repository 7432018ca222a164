"""Reads templates: pairs the tags of blocks, and has each tag read its markup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_essay.core.warnings import Subtype
from sphinx_essay.liquid.errors import MarkupError
from sphinx_essay.liquid.nodes import Body, Kind, Node, Tag, Text
from sphinx_essay.liquid.tags.output import read_output
from sphinx_essay.liquid.tokens import Blocks, Problem, Token, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_essay.liquid.context import Context
    from sphinx_essay.liquid.rendering import Output

_OUTPUT = Kind(read_output)


@dataclass(frozen=True, slots=True)
class Template:
    """A template that was read: its nodes, and what was wrong with its source."""

    source: str
    body: Body
    problems: tuple[Problem, ...]

    def render(self, context: Context, output: Output) -> None:
        """Write the template's result; report what was wrong with its source."""
        for problem in self.problems:
            context.complain(problem.subtype, problem.message, self.source, problem.offset)
        self.body.render(context, output)


class Parser:
    """Reads templates that may use the tags of ``kinds``, at most ``nesting`` blocks inside each other."""

    def __init__(self, kinds: Mapping[str, Kind], nesting: int) -> None:
        self._kinds = kinds
        self._nesting = nesting
        self._blocks = Blocks({name: kind.dividers for name, kind in kinds.items() if kind.dividers is not None})

    def read(self, source: str) -> Template:
        """Return the template that ``source`` holds; it never fails, what makes no sense stays text."""
        tokens, problems = tokenize(source, self._kinds, self._blocks, self._nesting)
        nodes, _ = self._nodes(source, iter(tokens), problems)
        problems.sort(key=lambda problem: problem.offset)
        return Template(source, Body(nodes), tuple(problems))

    def _nodes(
        self, source: str, tokens: Iterator[Token], problems: list[Problem]
    ) -> tuple[list[Text | Node], Token | None]:
        """Return the nodes up to the tag that ends or divides the block around them, and that tag."""
        nodes: list[Text | Node] = []
        for token in tokens:
            if token.kind in ("text", "raw"):
                if token.text:
                    nodes.append(Text(token.text, raw=token.kind == "raw"))
            elif token.kind == "tag" and self._blocks.role(token.name) in ("divide", "close"):
                return nodes, token
            else:
                nodes += self._read(source, token, tokens, problems)
        return nodes, None

    def _read(self, source: str, token: Token, tokens: Iterator[Token], problems: list[Problem]) -> list[Text | Node]:
        """Return the node of a tag or an output; the tags as text around what they hold if they cannot be read."""
        kind = _OUTPUT if token.kind == "output" else self._kinds[token.name]
        tag = part = Tag(source, token.start, token.end, token.name, token.text, problems)
        if kind.dividers is not None:
            while True:
                nodes, end = self._nodes(source, tokens, problems)
                assert end is not None, "the tokens pair the tags of blocks"
                tag.sections.append((part, Body(nodes)))
                part = Tag(source, end.start, end.end, end.name, end.text, problems)
                if end.name == "end" + tag.name:
                    break
        opening_end, tag.end = tag.end, part.end
        try:
            return [kind.read(tag)]
        except MarkupError as problem:
            problems.append(Problem(Subtype.LIQUID, problem.reason, tag.start))
            tag.end = opening_end
            shown: list[Text | Node] = []
            for divider, body in tag.sections:
                shown += [Text(source[divider.start : divider.end], raw=True), *body.nodes]
            return [*shown, Text(source[part.start : part.end], raw=True)]
