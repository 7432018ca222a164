"""A page's body: kramdown → MyST."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_essay.convert.blocks import BlockWriter, contents_of
from sphinx_essay.convert.tree import tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markdown_it.token import Token

    from sphinx_essay.convert.links import Links


@dataclass(frozen=True, slots=True)
class Converted:
    """A body in MyST; ``kept`` says what had to stay HTML: pairs of a 0-based line and a reason."""

    text: str
    kept: tuple[tuple[int, str], ...] = ()


def convert_body(tokens: Sequence[Token], links: Links) -> Converted:
    """Return kramdown tokens as MyST.

    :raises RecursionError: where the text nests deeper than Python's stack.
    """
    nodes = tree(tokens)
    writer = BlockWriter(links, contents_of(nodes))
    text = writer.write(nodes)
    return Converted(text + "\n" if text else "", tuple(writer.kept))


def heading_ids(tokens: Iterable[Token]) -> frozenset[str]:
    """Return the ids of a page's headings."""
    return frozenset(str(token.attrs["id"]) for token in tokens if token.type == "heading_open" and "id" in token.attrs)
