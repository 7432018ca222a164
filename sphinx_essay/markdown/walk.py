"""The walk from tokens to a doctree: how a flat list of tokens fills nested nodes, and where each node goes.

It differs from that of MyST's renderer, which it is a subclass of: no tree is made of the tokens first.  What one kind of
token means is said by a subclass, whose handlers open, close or add a node; tokens without a handler are handed, with all
that they enclose, to MyST's own methods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from docutils.parsers.rst.languages import get_language
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from sphinx.util import logging

from sphinx_essay.core.warnings import Diagnostic, Subtype, log
from sphinx_essay.html import nodes as essay
from sphinx_essay.kramdown.preset import FIRST_LINE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markdown_it.token import Token

    Handler = Callable[[Token], None]

logger = logging.getLogger(__name__)

_DEEPEST: Final = 60
"""How deep elements may nest: Python's own limit lets no builder copy, store or write deeper trees."""


class Frame:
    """What a node that is being filled needs: where to go on after it, its open sections, its running text.

    ``flow`` says that the node holds blocks, so that running text in it needs a :class:`~sphinx_essay.html.nodes.text_run`.
    """

    __slots__ = ("flow", "node", "outer", "run", "sections")

    def __init__(self, node: nodes.Element, outer: nodes.Element | None, *, flow: bool) -> None:
        self.node = node
        self.outer = outer
        self.flow = flow
        self.run: nodes.Element | None = None
        self.sections: list[tuple[int, nodes.section]] = []


class TokenWalk(SphinxRenderer):
    """Fill a document from tokens, each by the handler of its type."""

    def _token_handlers(self, options: Mapping[str, Any]) -> Mapping[str, Handler]:
        """Return the handler of each type of token that is not MyST's matter; ``options`` are markdown-it's."""
        raise NotImplementedError

    def setup_render(self, options: dict[str, Any], env: Any) -> None:
        """Begin a document.

        This sets what MyST's own method sets, which makes a document in vain for each page that it is given.
        """
        self.md_env = env
        self.md_options = options
        self.md_config = options["myst_config"]
        self.document = options["document"]
        self.current_node = options.get("current_node", self.document)
        self.reporter = self.document.reporter
        self.language_module_rst = get_language(self.document.settings.language_code)  # type: ignore[assignment]
        self._heading_offset = 0
        self._level_to_section = {0: self.document}
        self._heading_slugs = {}
        self._source: str = self.document["source"]
        self._frames: list[Frame] = []
        self._frame = Frame(self.current_node, None, flow=True)
        self._line = 0
        self._first_line = options.get("essay_first_line", 1)
        self._warned_of_depth = False
        self._handlers: Mapping[str, Handler] = self._token_handlers(options)

    def nested_render_text(self, text: str, lineno: int, *args: Any, **options: Any) -> None:
        """Render the content of a directive, which begins on ``lineno`` of the file (0-based)."""
        outer = self.md_env.get(FIRST_LINE, 0)
        self.md_env[FIRST_LINE] = lineno + 1 - self._first_line
        try:
            super().nested_render_text(text, lineno, *args, **options)
        finally:
            self.md_env[FIRST_LINE] = outer

    def _render_tokens(self, tokens: list[Token]) -> None:
        """Render block tokens whose lines count from 0 into the current node, which may be a directive's."""
        # a nested text's lines are counted in the whole file already
        shift = 1 if self._frames else self._first_line
        for token in tokens:
            if token.map:
                token.map = [token.map[0] + shift, token.map[1] + shift]
        self._nested(tokens)

    def render_children(self, token: SyntaxTreeNode) -> None:
        """Render what a token holds that one of MyST's own methods renders."""
        flat: list[Token] = []
        for child in token.children:
            flat.extend(child.to_tokens())
        self._nested(flat)

    def _nested(self, tokens: Sequence[Token]) -> None:
        depth = len(self._frames)
        outer = self.current_node
        self._frames.append(self._frame)
        self._frame = Frame(outer, None, flow=not isinstance(outer, nodes.TextElement))
        try:
            self._walk(tokens)
        finally:
            while len(self._frames) > depth + 1:
                self._close(None)
            self._end_run()
            last = self.current_node
            self._frame = self._frames.pop()
            # MyST's own code expects the section that is open at the end of a document to stay the current node
            self.current_node = last if outer is self.document else outer

    def _walk(self, tokens: Sequence[Token]) -> None:
        handlers = self._handlers
        text: list[str] = []
        index, end = 0, len(tokens)
        while index < end:
            token = tokens[index]
            kind = token.type
            if kind == "text":
                text.append(token.content)
            elif kind == "softbreak":
                text.append("\n")
            else:
                if text:
                    self._text("".join(text))
                    text.clear()
                handler = handlers.get(kind)
                if handler is not None:
                    handler(token)
                else:
                    index = self._left_to_myst(tokens, index)
            index += 1
        if text:
            self._text("".join(text))

    def _left_to_myst(self, tokens: Sequence[Token], start: int) -> int:
        """Hand a token, with all that it encloses, to MyST's method; return the index of its last."""
        end = start
        depth: int = tokens[start].nesting
        while depth > 0 and end + 1 < len(tokens):
            end += 1
            depth += tokens[end].nesting
        group = list(tokens[start : end + 1])
        if tokens[start].nesting < 0 or depth:
            return end
        for token in group:
            token.map = token.map or [self._line, self._line]
            for child in token.children or ():
                child.map = child.map or token.map
        inline = tokens[start].block is False
        outer = self.current_node
        self.current_node = self._inline_parent() if inline else self._block_parent()
        before = self.current_node
        for node in SyntaxTreeNode(group).children:
            render = self.rules.get(f"render_{node.type}")
            if render is None:
                self._unknown(node)
            else:
                render(node)
        if self.current_node is before:
            self.current_node = outer
        return end

    def _unknown(self, node: SyntaxTreeNode) -> None:
        """Keep the words of a token that nobody knows."""
        if node.content:
            self._text(node.content)
        self.render_children(node)

    def _text(self, text: str) -> None:
        if self._frame.flow and self._frame.run is None:
            text = text.lstrip(" \t\r\n\f")
            if not text:
                return
        self._inline_parent().append(nodes.Text(text))

    # -- where nodes go ----------------------------------------------------------------------------------------------

    def _open(self, parent: nodes.Element, node: nodes.Element, *, flow: bool) -> None:
        if len(self._frames) > _DEEPEST and not isinstance(node, nodes.TextElement):
            # its content goes on where we are
            self._too_deep()
            node = parent
        else:
            parent.append(node)
        self._frames.append(self._frame)
        self._frame = Frame(node, self.current_node, flow=flow)
        self.current_node = node

    def _too_deep(self) -> None:
        if not self._warned_of_depth:
            self._warned_of_depth = True
            message = f"elements are nested more than {_DEEPEST} deep: the innermost are left out"
            log(logger, "", [Diagnostic(Subtype.DEPTH, message, self._source, self._line)])

    def _close(self, _token: Token | None) -> None:
        """End the node that was opened last."""
        frame = self._frame
        if frame.outer is None:  # an end without a beginning
            return
        self._end_run()
        self.current_node = frame.outer
        self._frame = self._frames.pop()

    def _inline_parent(self) -> nodes.Element:
        """Return the node that running text goes into here."""
        frame = self._frame
        if not frame.flow:
            return self.current_node
        if frame.run is None:
            frame.run = essay.text_run()
            self._place(frame.run)
            self.current_node.append(frame.run)
        return frame.run

    def _beside_blocks(self, token: Token) -> None:
        """Keep apart what kramdown takes for blocks and a browser for words of one line."""
        run = self._frame.run
        if run is not None and run.children and token.meta.get("kind") == "block":
            run.append(nodes.Text("\n"))

    def _block_parent(self) -> nodes.Element:
        """Return the node that blocks go into here."""
        if self._frame.run is not None:
            self._end_run()
        return self.current_node

    def _end_run(self) -> None:
        run = self._frame.run
        if run is not None:
            run.rawsource = run.astext()
            self._frame.run = None

    def _place(self, node: nodes.Element, token: Token | None = None) -> None:
        """Say where in the source a node comes from."""
        if token is not None and token.map:
            self._line = self.document.current_line = token.map[0]
        node.source, node.line = self._source, self._line

    def _block(self, node: nodes.Element, token: Token) -> None:
        """Add a block that holds no other."""
        self._place(node, token)
        self._block_parent().append(node)
