"""``<``: HTML in running text, and addresses in angle brackets (kramdown syntax: HTML spans, automatic links)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from sphinx_essay.kramdown import patterns as p
from sphinx_essay.kramdown.element import Element, Node, coalesce
from sphinx_essay.kramdown.html_blocks import decode_references, parse_attributes
from sphinx_essay.kramdown.html_model import (
    BLOCK_ELEMENTS,
    KNOWN_ELEMENTS,
    MARKDOWN_ATTRIBUTE,
    VOID_ELEMENTS,
    canonical_name,
    content_model,
)
from sphinx_essay.kramdown.html_native import to_native
from sphinx_essay.kramdown.span_marks import symbol

if TYPE_CHECKING:
    from sphinx_essay.kramdown.spans import SpanParser, Stop

_AUTOLINK_RE = re.compile(r"<((mailto|https?|ftps?):[^\n]+?|[\w\-.]+?@[\w\-.]+?)>")
_HTML_RE = re.compile(rf"<(?:{p.NAME}|!--|/|!\[CDATA\[)")
_LESS_THAN_RE = re.compile("<")


def less_than(parser: SpanParser, out: list[Node]) -> bool:
    """Parse an address or an element in angle brackets, else a typographic symbol."""
    if parser.is_raw():
        if _HTML_RE.match(parser.text, parser.pos) is None or not parser.has(">", parser.pos):
            return False
        _html(parser, out)
        return True
    if not parser.has(">", parser.pos):
        return symbol(parser, out)
    match = _AUTOLINK_RE.match(parser.text, parser.pos)
    if match is not None:
        link = Element("a", "", {"href": match[1] if match[2] else f"mailto:{match[1]}"})
        link.children.append(decode_references(match[1].removeprefix("mailto:")))
        out.append(link)
        parser.pos = match.end()
        return True
    if _HTML_RE.match(parser.text, parser.pos):
        _html(parser, out)
        return True
    return symbol(parser, out)


def _html(parser: SpanParser, out: list[Node]) -> None:
    text, start = parser.text, parser.pos
    if parser.has("-->", start) and (match := p.COMMENT_RE.match(text, start)) is not None:
        out.append(Element("comment", match[1], category="span"))
        parser.pos = match.end()
    elif parser.has("]]>", start) and (match := p.CDATA_RE.match(text, start)) is not None:
        out.append(match[1])
        parser.pos = match.end()
    elif (match := p.CLOSE_RE.match(text, start)) is not None:
        parser.warn(f"the end tag {match[0]!r} closes nothing here")
        out.append(match[0])
        parser.pos = match.end()
    elif parser.budget > 0 and (match := p.TAG_RE.match(text, start)) is not None:
        parser.pos = match.end()
        _html_element(parser, match, out)
    else:
        parser.charge()
        out.append("<")
        parser.pos = start + 1


def _html_element(parser: SpanParser, match: re.Match[str], out: list[Node]) -> None:
    """Parse the element whose start tag was just read."""
    name = canonical_name(match[1])
    if name in BLOCK_ELEMENTS or parser.too_deep():
        parser.warn(f"the block element {match[0]!r} stands inside a line of text, taken as text")
        out.append(match[0])
        return
    attrs = parse_attributes(match[2], name, parser.state, parser.line)
    for key, value in attrs.items():
        if "\n" in value:
            attrs[key] = re.sub(r"\n+", " ", value)
    parsed = parser.options.parse_span_html and content_model(name) != "raw" and parser.opened[-1:] != ["raw html"]
    asked = MARKDOWN_ATTRIBUTE.get(attrs.pop("markdown", ""))
    if asked == "block":
        parser.warn(f"blocks cannot be parsed in the span element <{name}>")
    elif asked is not None:
        parsed = asked == "span" or (asked == "default" and content_model(name) != "raw")
    closed = match[4] is not None
    element = Element("html", name, attrs, category="span", model="span" if parsed else "raw", closed=closed)
    out.append(element)
    if not closed and name not in VOID_ELEMENTS:
        parser.opened.append("html" if parsed else "raw html")
        stop: Stop = (_end_tag(name), _always)
        if parser.spans(element.children, stop, parser.plain if parsed else _LESS_THAN_RE):
            parser.pos = stop[0].match(parser.text, parser.pos).end()  # type: ignore[union-attr]
        else:
            parser.warn(f"the element <{name}> has no end tag, closed at the end of its paragraph")
            element.children.append(parser.text[parser.pos :])
            parser.pos = len(parser.text)
        parser.opened.pop()
        if not parsed:
            written = coalesce(element.children)
            element.children = [decode_references(node) if isinstance(node, str) else node for node in written]
            element.data["written"] = written
    if parser.options.html_to_native:
        to_native(element)


def _always(pos: int) -> bool:  # noqa: ARG001
    return True


@cache
def _end_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{re.escape(name)}\s*>", re.IGNORECASE if name.lower() in KNOWN_ELEMENTS else 0)
