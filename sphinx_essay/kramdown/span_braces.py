"""Braces: attribute lists, extensions and MyST's roles (kramdown syntax: inline attribute lists, extensions)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_essay.kramdown import patterns as p
from sphinx_essay.kramdown.attributes import apply_ial, parse_attribute_list
from sphinx_essay.kramdown.element import Element, Node
from sphinx_essay.kramdown.extensions import START_RE, extension_element
from sphinx_essay.kramdown.myst import ROLE_RE
from sphinx_essay.kramdown.span_marks import Mark

if TYPE_CHECKING:
    from sphinx_essay.kramdown.spans import SpanParser

_SPAN_IAL_RE = re.compile(rf"\{{:({p.LIST_CONTENT})\}}")


def brace(parser: SpanParser, out: list[Node]) -> bool:
    """Parse what a brace begins: an attribute list, an extension or a role."""
    text, start = parser.text, parser.pos
    if not text.startswith("{:", start):
        return _role(parser, out)
    if (match := START_RE.match(text, start)) is not None:
        return _extension(parser, match, out)
    match = _SPAN_IAL_RE.match(text, start)
    if match is None:
        return False
    last = out[-1] if out else None
    if isinstance(last, Mark):
        parser.pos = match.end()
        return True
    if not isinstance(last, Element):
        parser.warn(f"the attribute list {match[0]!r} follows no element, taken as text")
        return False
    attributes = parse_attribute_list(match[1])
    last.add_ial(attributes)
    apply_ial(last.attrs, attributes, parser.state.attribute_lists)
    parser.pos = match.end()
    return True


def _extension(parser: SpanParser, match: re.Match[str], out: list[Node]) -> bool:
    name = match[1]
    end = match.end()
    body: str | None = None
    if not match[3]:
        stop = re.compile(rf"\{{:/(?:{name})?\}}").search(parser.text, end) if parser.budget > 0 else None
        if stop is None:
            parser.charge()
            parser.warn(f"the extension {name!r} has no end {{:/{name}}}, taken as text")
            return False
        body = parser.text[end : stop.start()]
        end = stop.end()
    element = extension_element(parser.state, name, match[2] or "", body, "span", parser.line)
    parser.options = parser.state.options
    if element is None:
        parser.warn(f"there is no extension {name!r}, taken as text")
        return False
    if element.type != "eob":
        out.append(element)
    parser.pos = end
    return True


def _role(parser: SpanParser, out: list[Node]) -> bool:
    text = parser.text
    match = ROLE_RE.match(text, parser.pos)
    names = parser.options.myst
    if match is None or names is None or parser.budget <= 0 or not names.is_role(match[1]):
        return False
    close = text.find(match[2], match.end())
    if close < 0:
        return False
    out.append(Element("role", text[match.end() : close].replace("\n", " "), name=match[1]))
    parser.pos = close + len(match[2])
    return True
