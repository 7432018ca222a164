"""The flat list of a page's tokens as the tree that it describes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(slots=True)
class Node:
    """A token with what it encloses; ``close`` is the token that ends it, where one does."""

    token: Token
    children: list[Node] = field(default_factory=list)
    close: Token | None = None

    @property
    def kind(self) -> str:
        """The token's type without ``_open``."""
        return self.token.type.removesuffix("_open")

    @property
    def attrs(self) -> dict[str, str]:
        """The attributes, all as text."""
        return {name: str(value) for name, value in self.token.attrs.items()}

    @property
    def line(self) -> int:
        """The 0-based line on which the node begins, as far as that is known."""
        return self.token.map[0] if self.token.map else 0

    def tokens(self) -> Iterator[Token]:
        """Yield the tokens that the node was made of."""
        yield self.token
        for child in self.children:
            yield from child.tokens()
        if self.close is not None:
            yield self.close


def tree(tokens: Iterable[Token]) -> list[Node]:
    """Return the nodes of the outermost level."""
    root = Node(Token("root", "", 0))
    open_nodes = [root]
    for token in tokens:
        if token.nesting < 0:
            if len(open_nodes) > 1:
                open_nodes.pop().close = token
            continue
        node = Node(token)
        open_nodes[-1].children.append(node)
        if token.nesting > 0:
            open_nodes.append(node)
    return root.children
