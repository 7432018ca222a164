"""Brackets: links, images and references to footnotes (kramdown syntax: links and images, footnotes)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_essay.kramdown import patterns as p
from sphinx_essay.kramdown.attributes import apply_ial
from sphinx_essay.kramdown.element import Element, Node
from sphinx_essay.kramdown.span_rules import ESCAPED_RE
from sphinx_essay.kramdown.state import link_id

if TYPE_CHECKING:
    from sphinx_essay.kramdown.spans import SpanParser

_FOOTNOTE_RE = re.compile(rf"\[\^({p.ID_NAME})\]")
_BRACKET_RE = re.compile(r"(\])|!?\[")
_REFERENCE_RE = re.compile(r"[ \t\r\n\f\v]*?\[([^\]]+)?\]")
_ANGLE_URL_RE = re.compile(r"\(<([^\n]*?)>")
_PAREN_RE = re.compile(r"(\()|(\))|[ \t\r\n\f\v](?=['\"])")
_TITLE_RE = re.compile(r"[ \t\r\n\f\v]*?([\"'])(.+?)\1[ \t\r\n\f\v]*?\)", re.DOTALL)
_IN_LINK = frozenset(("a", "img"))


def bracket(parser: SpanParser, out: list[Node]) -> bool:
    """Parse a reference to a footnote, else a link."""
    match = _FOOTNOTE_RE.match(parser.text, parser.pos)
    if match is None:
        return _link(parser, out, "a")
    if match[1] in parser.state.footnotes:
        out.append(Element("footnote", match[1]))
    else:
        parser.warn(f"there is no footnote {match[1]!r}")
        out.append(match[0])
    parser.pos = match.end()
    return True


def image(parser: SpanParser, out: list[Node]) -> bool:
    """Parse an image."""
    return _link(parser, out, "img")


def _link(parser: SpanParser, out: list[Node], kind: str) -> bool:
    text, start = parser.text, parser.pos
    opening = "[" if kind == "a" else "!["
    after = start + len(opening)
    if text[after : after + 1] in ("^", ""):
        return False
    element = Element(kind)
    if (
        (kind == "a" and not _IN_LINK.isdisjoint(parser.opened))
        or parser.budget < 0
        or text.find("]", after) < 0
        or not _link_target(parser, element, after)
    ):
        out.append(opening)
        parser.pos = after
    else:
        out.append(element)
    return True


def _link_target(parser: SpanParser, element: Element, start: int) -> bool:
    """Parse a link's or image's text from ``start`` on, and its target, into ``element``."""
    text = parser.text
    depth = 1
    counted = images = 0
    children = element.children

    def accept(pos: int) -> bool:
        # An image has consumed its own closing bracket.
        nonlocal depth, counted, images
        depth += -1 if text[pos] == "]" else 1
        for child in children[counted:]:
            images += isinstance(child, Element) and child.type == "img"
        counted = len(children)
        return depth == images

    parser.pos = start
    if not parser.child(element, (_BRACKET_RE, accept), parser.bracketed):
        return False
    alt = ESCAPED_RE.sub(r"\1", text[start : parser.pos])
    parser.pos = _BRACKET_RE.match(text, parser.pos).end()  # type: ignore[union-attr]
    reference = _REFERENCE_RE.match(text, parser.pos)
    if reference is not None or not text.startswith("(", parser.pos):
        return _link_reference(parser, element, alt, reference)
    if (angle := _ANGLE_URL_RE.match(text, parser.pos)) is not None:
        url, pos = angle[1], angle.end()
        if text.startswith(")", pos):
            parser.pos = pos + 1
            _set_target(element, url, None, alt)
            return True
    else:
        found = _parenthesised(parser, parser.pos)
        if found is None:
            return False
        url, pos, complete = found
        if complete:
            parser.pos = pos
            _set_target(element, url, None, alt)
            return True
    title = _TITLE_RE.match(text, pos)
    if title is None:
        parser.charge()
        return False
    parser.pos = title.end()
    _set_target(element, url, title[2], alt)
    return True


def _parenthesised(parser: SpanParser, pos: int) -> tuple[str, int, bool] | None:
    """Read an address in parentheses; return it, where it ends, and whether it was closed.

    It was not where white space and a quotation mark come first: a title follows.
    """
    text, start = parser.text, pos
    depth = 0
    for match in _PAREN_RE.finditer(text, pos):
        parser.budget -= 1
        pos = match.end()
        if match[2]:
            depth -= 1
            if depth == 0:
                break
        elif match[1]:
            depth += 1
        else:
            break
    return text[start + 1 : pos - 1].strip(p.SPACE), pos, depth == 0


def _link_reference(parser: SpanParser, element: Element, alt: str, match: re.Match[str] | None) -> bool:
    name = match[1] if match is not None and match[1] else None
    definition = parser.state.links.get(link_id(name or alt))
    if definition is None:
        # Texts in brackets that stand apart are rarely meant for a link: lists of numbers, attributes in code.
        if name and match is not None and match[0].startswith("["):
            parser.warn(f"there is no link definition {name!r}")
        return False
    if match is not None:
        parser.pos = match.end()
    if definition.holder is not None and definition.holder.ial is not None:
        element.add_ial(definition.holder.ial)
        apply_ial(element.attrs, definition.holder.ial, parser.state.attribute_lists)
    _set_target(element, definition.url, definition.title, alt)
    return True


def _set_target(element: Element, url: str, title: str | None, alt: str) -> None:
    if element.type == "a":
        element.attrs["href"] = url
    else:
        element.attrs["src"] = url
        element.value = alt
        element.children.clear()
    if title is not None:
        element.attrs["title"] = title
