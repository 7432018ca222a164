"""Spans → the children of markdown-it's inline tokens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markdown_it.token import Token

from sphinx_essay.kramdown.html_blocks import decode_references
from sphinx_essay.kramdown.html_model import VOID_ELEMENTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx_essay.kramdown.element import Element, Node
    from sphinx_essay.kramdown.state import State

_CJK = (
    r"[\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3041-\u309f\u30a0-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    r"\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d]"
)
_CJK_BREAK_RE = re.compile(rf"(?<={_CJK})\n(?={_CJK})")


class SpanTokens:
    """Makes the tokens of spans; on the way the footnotes that they refer to get their numbers."""

    def __init__(self, state: State) -> None:
        self._state = state

    def tokens(self, nodes: Iterable[Node], level: int = 0) -> list[Token]:
        """Return the tokens of ``nodes``, which are nested ``level`` deep in others."""
        out: list[Token] = []
        for node in nodes:
            if isinstance(node, str):
                out.append(Token("text", "", 0, content=self._text(node), level=level))
            else:
                _INLINE[node.type](self, node, out, level)
        return out

    def _text(self, text: str) -> str:
        return _CJK_BREAK_RE.sub("", text) if self._state.options.remove_line_breaks_for_cjk else text

    def _span(self, type_: str, tag: str, node: Element, out: list[Token], level: int, **meta: Any) -> None:
        out.append(Token(f"{type_}_open", tag, 1, attrs=decoded(node.attrs), level=level, meta=meta))
        out.extend(self.tokens(node.children, level + 1))
        out.append(Token(f"{type_}_close", tag, -1, level=level, meta=dict(meta)))

    def _emphasis(self, node: Element, out: list[Token], level: int) -> None:
        self._span(node.type, node.type, node, out, level)

    def _deleted(self, node: Element, out: list[Token], level: int) -> None:
        self._span("s", "del", node, out, level)

    def _link(self, node: Element, out: list[Token], level: int) -> None:
        self._span("link", "a", node, out, level)

    def _image(self, node: Element, out: list[Token], level: int) -> None:
        alt = decode_references(node.value)
        children = [Token("text", "", 0, content=alt)] if alt else []
        meta = {"standalone": True} if node.refers_to("standalone") else {}
        attrs = {**decoded(node.attrs), "alt": alt}
        out.append(Token("image", "img", 0, attrs=attrs, content=alt, children=children, level=level, meta=meta))

    def _code_span(self, node: Element, out: list[Token], level: int) -> None:
        out.append(Token("code_inline", "code", 0, attrs=decoded(node.attrs), content=node.value, level=level))

    def _math_span(self, node: Element, out: list[Token], level: int) -> None:
        out.append(Token("math_inline", "math", 0, attrs=decoded(node.attrs), content=node.value, level=level))

    def _break(self, node: Element, out: list[Token], level: int) -> None:
        out.append(Token("hardbreak", "br", 0, attrs=decoded(node.attrs), level=level))

    def _abbreviation(self, node: Element, out: list[Token], level: int) -> None:
        out.append(Token("abbr_open", "abbr", 1, attrs=decoded(node.attrs), level=level))
        out.append(Token("text", "", 0, content=node.value, level=level + 1))
        out.append(Token("abbr_close", "abbr", -1, level=level))

    def _role(self, node: Element, out: list[Token], level: int) -> None:
        out.append(Token("myst_role", "", 0, content=node.value, meta={"name": node.data["name"]}, level=level))

    def _html_span(self, node: Element, out: list[Token], level: int) -> None:
        if node.value in VOID_ELEMENTS and not node.children:
            out.append(Token("html_void", node.value, 0, attrs=decoded(node.attrs), level=level, meta={"kind": "span"}))
        else:
            self._span("html", node.value, node, out, level, kind="span")

    def _comment_span(self, node: Element, out: list[Token], level: int) -> None:
        out.append(Token("html_comment", "", 0, content=node.value, level=level))

    def _raw_span(self, node: Element, out: list[Token], level: int) -> None:
        out.append(Token("html_raw", "", 0, content=node.value, level=level))

    def _footnote_reference(self, node: Element, out: list[Token], level: int) -> None:
        definition = self._state.footnotes[node.value]
        order = self._state.footnote_order
        if definition.number == 0:
            order.append(definition)
            definition.number = len(order) - 1 + self._state.options.footnote_nr
        meta = {"label": definition.name, "id": definition.number, "subId": definition.references}
        definition.references += 1
        out.append(Token("footnote_ref", "", 0, meta=meta, level=level))


def decoded(attrs: dict[str, str]) -> dict[str, str | int | float]:
    """Return an element's attributes with their character references resolved."""
    return {key: decode_references(value) for key, value in attrs.items()} if attrs else {}


_INLINE: dict[str, Callable[[SpanTokens, Element, list[Token], int], None]] = {
    "em": SpanTokens._emphasis,
    "strong": SpanTokens._emphasis,
    "del": SpanTokens._deleted,
    "a": SpanTokens._link,
    "img": SpanTokens._image,
    "codespan": SpanTokens._code_span,
    "math": SpanTokens._math_span,
    "br": SpanTokens._break,
    "abbr": SpanTokens._abbreviation,
    "role": SpanTokens._role,
    "html": SpanTokens._html_span,
    "comment": SpanTokens._comment_span,
    "raw": SpanTokens._raw_span,
    "footnote": SpanTokens._footnote_reference,
}
