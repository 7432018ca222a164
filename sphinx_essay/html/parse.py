"""HTML text → tokens, read as a browser reads it.

The tokens are those that the kramdown parser gives for HTML in Markdown (``html_open``, ``html_close``, ``html_void``,
``html_raw``, ``html_comment``, ``text``), so that one renderer makes nodes of both.

Pieces that are no HTML (Markdown between two tags) take part as *slots*: elements that stand in their place while the
browser's rules decide what is in what, and that the caller's tokens replace afterwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markdown_it.token import Token
from selectolax.lexbor import LexborHTMLParser

from sphinx_essay.html.nodes import VOID

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from selectolax.lexbor import LexborNode

SLOT: Final = "data-essay-slot"

_RAW_TEXT: Final = frozenset({"script", "style", "noframes", "noembed", "xmp", "plaintext"})
"""Elements whose content holds no markup and no character references (HTML Living Standard, section 13.1.2)."""


def slot(number: int, *, block: bool) -> str:
    """Return the element that keeps a place for the tokens of that number."""
    tag = "div" if block else "span"
    return f'<{tag} {SLOT}="{number}"></{tag}>'


def parse_html(html: str, slots: Mapping[int, Sequence[Token]] | None = None) -> list[Token] | None:
    """Return the tokens of a fragment of HTML, those of ``slots`` in their places.

    None means that a slot has vanished inside something that takes no markup: the caller must do without slots.
    """
    tree = LexborHTMLParser("<!DOCTYPE html><body>" + html)
    waiting = dict(slots or {})
    tokens: list[Token] = []
    body = tree.body
    if body is not None:
        for token in _walk(body):
            number = token.meta.get("slot")
            if number is None:
                tokens.append(token)
            else:
                tokens.extend(waiting.pop(number, ()))
    return None if waiting else tokens


def _walk(root: LexborNode) -> Iterator[Token]:
    """Yield the tokens of everything below ``root``, without recursion: pages may nest without bound."""
    stack: list[tuple[Iterator[LexborNode], str]] = [(root.iter(include_text=True), "")]
    while stack:
        children, tag = stack[-1]
        node = next(children, None)
        if node is None:
            stack.pop()
            if tag:
                yield Token("html_close", tag, -1)
        elif node.is_text_node:
            yield _text(node, tag)
        elif node.is_comment_node:
            yield Token("html_comment", "", 0, content=node.comment_content or "")
        elif not node.is_element_node:
            yield Token("html_raw", "", 0, content=node.html or "")
        else:
            yield from _element(node, stack)


def _text(node: LexborNode, parent: str) -> Token:
    content = node.text_content or ""
    return Token("html_raw" if parent in _RAW_TEXT else "text", "", 0, content=content)


def _element(node: LexborNode, stack: list[tuple[Iterator[LexborNode], str]]) -> Iterator[Token]:
    tag = node.tag or ""
    attributes = node.attributes
    number = attributes.get(SLOT)
    if number is not None and number.isdecimal():
        yield Token("html_slot", tag, 0, meta={"slot": int(number)})
        return
    if tag == "template":
        yield Token("html_raw", "", 0, content=node.html or "")
        return
    # markdown-it's type has no room for an attribute without a value; the nodes have
    attrs: dict[str, str | int | float] = dict(attributes)  # type: ignore[arg-type]
    if tag in VOID:
        yield Token("html_void", tag, 0, attrs=attrs)
        return
    yield Token("html_open", tag, 1, attrs=attrs)
    stack.append((node.iter(include_text=True), tag))
