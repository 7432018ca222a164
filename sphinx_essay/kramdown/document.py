"""The whole way: text → tree → tokens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_essay.kramdown.blocks import parse_blocks
from sphinx_essay.kramdown.options import Options
from sphinx_essay.kramdown.state import State
from sphinx_essay.kramdown.tokens import TokenWriter

if TYPE_CHECKING:
    from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed text.

    ``warnings`` are pairs of a 0-based line and a message; ``options`` are those that the text left behind.
    """

    tokens: list[Token]
    warnings: list[tuple[int, str]]
    options: Options


def parse(text: str, options: Options | None = None) -> Document:
    """Parse kramdown text into markdown-it tokens; whatever the text, this raises nothing.

    Line numbers, in ``Token.map`` and in the warnings, are 0-based and count in ``text``.
    """
    state = State(options or Options())
    tokens = parse_with(state, text)
    return Document(tokens, [*state.warnings, *state.unused_footnotes()], state.options)


def parse_with(state: State, text: str) -> list[Token]:
    """Parse a text that shares ``state`` with others, and return its tokens."""
    root = parse_blocks(state, normalised(text))
    return TokenWriter(state).write(root)


def parse_inline_with(state: State, text: str) -> list[Token]:
    """Parse a text that holds spans only, with ``state``, and return its one token."""
    return TokenWriter(state).write_inline(text)


def normalised(text: str) -> str:
    """Return ``text`` with newlines as kramdown wants them: LF, and exactly one more at the end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n") + "\n"
