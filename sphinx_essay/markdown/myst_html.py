"""HTML in MyST's dialect: tags that CommonMark leaves as text become elements with what lies between them inside.

CommonMark hands over each piece of HTML verbatim, a start tag in one token, its end tag in another.  This rule joins them,
level by level of the Markdown around them, as a browser would: see ``html.parse``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_essay.html.parse import parse_html, slot

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_HTML: Final = frozenset({"html_block", "html_inline"})


def myst_html_plugin(md: MarkdownIt) -> None:
    """Make elements of HTML tokens."""
    md.core.ruler.push("essay_html", _essay_html)


def _essay_html(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and token.children and any(child.type in _HTML for child in token.children):
            token.children = _join(token.children, state.md, block=False)
    if any(token.type in _HTML for token in state.tokens):
        state.tokens = _join_levels(state.tokens, state.md)


def _join_levels(tokens: list[Token], md: MarkdownIt) -> list[Token]:
    """Join the HTML of each level of nesting, the innermost first."""
    levels: list[list[Token]] = [[]]
    for token in tokens:
        if token.nesting > 0:
            levels.append([token])
        elif token.nesting < 0 and len(levels) > 1:
            inner = levels.pop()
            levels[-1].extend([inner[0], *_join(inner[1:], md, block=True), token])
        else:
            levels[-1].append(token)
    while len(levels) > 1:
        inner = levels.pop()
        levels[-1].extend(inner)
    return _join(levels[0], md, block=True)


def _join(tokens: list[Token], md: MarkdownIt, *, block: bool) -> list[Token]:
    """Return the tokens of one level, the HTML among them as elements."""
    if not any(token.type in _HTML for token in tokens):
        return tokens
    parts: list[str] = []
    slots: dict[int, list[Token]] = {}
    depth = 0
    for token in tokens:
        if depth == 0 and token.type in _HTML:
            parts.append(token.content)
            continue
        if depth == 0:
            slots[len(slots)] = []
            parts.append(slot(len(slots) - 1, block=block))
        slots[len(slots) - 1].append(token)
        depth += token.nesting
    joined = parse_html("".join(parts), slots)
    if joined is None:
        joined = _one_by_one(tokens)
    return _parse_inside(joined, md) if any("markdown" in token.attrs for token in joined) else joined


def _parse_inside(tokens: list[Token], md: MarkdownIt) -> list[Token]:
    """Parse as Markdown the text in elements that ask for it with ``markdown="1"``, ``"block"`` or ``"span"``."""
    out: list[Token] = []
    asked: list[str] = []
    for token in tokens:
        if token.type == "html_open":
            asked.append(str(token.attrs.pop("markdown", "") or ""))
            if asked[-1] == "1":
                asked[-1] = "span" if token.tag in _SPAN_CONTENT else "block"
        elif token.type == "html_close" and asked:
            asked.pop()
        if token.type == "text" and token.content.strip() and asked and asked[-1] in ("block", "span"):
            parse = md.parse if asked[-1] == "block" else md.parseInline
            out.extend(parse(token.content))
        else:
            out.append(token)
    return out


_SPAN_CONTENT: Final = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "th", "pre", "summary", "span", "a"})
"""Elements in which ``markdown="1"`` means running text (kramdown syntax: HTML Blocks)."""


def _one_by_one(tokens: list[Token]) -> list[Token]:
    """Read each piece of HTML by itself, where together they would swallow the Markdown between them."""
    out: list[Token] = []
    for token in tokens:
        if token.type in _HTML:
            out.extend(parse_html(token.content) or ())
        else:
            out.append(token)
    return out
