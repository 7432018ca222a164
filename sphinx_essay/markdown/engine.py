"""The kramdown parser in the guise of markdown-it's, which MyST's renderer and its directives call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt

from sphinx_essay.kramdown import parse

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

    from markdown_it.renderer import RendererProtocol
    from markdown_it.token import Token

    from sphinx_essay.kramdown import Options


class KramdownIt(MarkdownIt):
    """A markdown-it parser that reads kramdown.

    ``warnings`` are those of the last text that was parsed: pairs of its 0-based line and a message.
    """

    def __init__(self, options: Options, renderer: Callable[[MarkdownIt], RendererProtocol]) -> None:
        super().__init__("zero", renderer_cls=renderer)
        self._kramdown = options
        self.warnings: list[tuple[int, str]] = []

    def parse(self, src: str, env: MutableMapping[str, Any] | None = None) -> list[Token]:
        """Parse blocks."""
        document = parse(src, self._kramdown)
        self.warnings = document.warnings
        return document.tokens

    def parseInline(self, src: str, env: MutableMapping[str, Any] | None = None) -> list[Token]:  # noqa: N802
        """Parse running text: the ``inline`` tokens of its paragraphs."""
        return [token for token in self.parse(src, env) if token.type == "inline"]
