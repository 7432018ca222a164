"""HTML at block level, and the content of HTML elements (kramdown syntax: HTML Blocks).

The content of an element is read as blocks, as spans, or raw; raw content is parsed into elements all the
same, since an element in it may ask for kramdown again with ``markdown="1"``.
"""

from __future__ import annotations

import html
import re
from html.entities import html5
from typing import TYPE_CHECKING

from sphinx_essay.kramdown import patterns as p
from sphinx_essay.kramdown.element import Element
from sphinx_essay.kramdown.html_model import (
    MARKDOWN_ATTRIBUTE,
    SPAN_ELEMENTS,
    VOID_ELEMENTS,
    canonical_name,
    content_model,
)
from sphinx_essay.kramdown.html_native import to_native
from sphinx_essay.kramdown.state import NESTING_LIMIT

if TYPE_CHECKING:
    from sphinx_essay.kramdown.blocks import BlockParser
    from sphinx_essay.kramdown.state import State

_RAW_STOP_RE = re.compile(rf"<(?:{p.NAME}|/|!--|\?|!\[CDATA\[)")
_REFERENCE_RE = re.compile(r"&(?:[A-Za-z0-9_:][\w.:\-]*|\#[0-9]+|\#x[0-9a-fA-F]+);", re.ASCII)


def decode_references(text: str) -> str:
    """Replace entity references by their characters; an ampersand that begins none stays."""
    return _REFERENCE_RE.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    reference = match.group()
    if reference[1] == "#" or reference[1:] in html5:
        return html.unescape(reference)
    return reference


def parse_attributes(text: str, name: str, state: State, line: int) -> dict[str, str]:
    """Return the attributes of a tag in their order; names in lower case where HTML knows the element."""
    attrs: dict[str, str] = {}
    known = canonical_name(name) == name.lower()
    for match in p.ATTRIBUTE_RE.finditer(text):
        key = match[1].lower() if known else match[1]
        if key in attrs:
            state.warn(line, f"the attribute {key!r} stands twice in a tag, the last one counts")
        attrs[key] = match[2] or match[4] or ""
    return attrs


def ends_parent(parser: BlockParser) -> bool:
    """Consume the end tag of the element whose content is being parsed, and say whether it stood here."""
    parent, scanner = parser.parent, parser.scanner
    if parent.type != "html":
        return False
    match = p.BLOCK_CLOSE_RE.match(scanner.text, scanner.pos)
    if match is None:
        return False
    name = match[1].lower()
    if name in SPAN_ELEMENTS or name != parent.value:
        return False
    scanner.pos = match.end()
    return True


def parse_html(parser: BlockParser) -> bool:
    """Parse a comment, or an element that is none of the span elements, at the beginning of a line."""
    scanner = parser.scanner
    text, start = scanner.text, scanner.pos
    line = scanner.line_at(start)
    if text.startswith("<!--", start):
        comment = p.COMMENT_RE.match(text, start) if scanner.has("-->", start) else None
        if comment is None:
            return False
        element = Element("comment", comment[1], category="block")
        element.line, element.end = line, scanner.line_at(comment.end()) + 1
        parser.parent.children.append(element)
        scanner.pos = comment.end()
        _skip_rest_of_line(parser)
        return True
    match = p.BLOCK_TAG_RE.match(text, start) if scanner.has(">", start) else None
    if match is None or match[1].lower() in SPAN_ELEMENTS:
        return False
    scanner.pos = match.end()
    element = _start_tag(parser, parser.parent, match, line)
    if element.data["model"] == "raw" and not element.data["closed"] and not element.data["verbatim"]:
        _parse_raw(parser, element)
        _skip_rest_of_line(parser)
    element.end = scanner.line_at(max(scanner.pos - 1, 0)) + 1
    if parser.state.options.html_to_native:
        to_native(element)
    return True


def _skip_rest_of_line(parser: BlockParser) -> None:
    scanner = parser.scanner
    match = p.REST_OF_LINE_RE.match(scanner.text, scanner.pos)
    if match is not None:
        scanner.pos = match.end()


def _start_tag(parser: BlockParser, parent: Element, match: re.Match[str], line: int) -> Element:
    """Add the element whose start tag was just read to ``parent``; parse its content unless it is raw."""
    name = canonical_name(match[1])
    attrs = parse_attributes(match[2], name, parser.state, line)
    element = Element("html", name, attrs, category="block", closed=match[4] is not None or name in VOID_ELEMENTS)
    element.line = element.end = line
    parent.children.append(element)
    element.data["verbatim"] = name in ("script", "style")
    if element.data["verbatim"]:
        element.data["closed"] = False
        _parse_verbatim(parser, element)
    parser.take_pending(element)
    in_raw = parent.type == "html" and parent.data["model"] == "raw"
    model = content_model(name) if parser.state.options.parse_block_html and not in_raw else "raw"
    asked = MARKDOWN_ATTRIBUTE.get(attrs.pop("markdown", "")) if "markdown" in attrs else None
    if asked is not None:
        model = content_model(name) if asked == "default" else asked
    element.data["model"] = model
    if model == "block":
        _skip_rest_of_line(parser)
    if element.data["closed"] or element.data["verbatim"] or model == "raw":
        return element
    if model == "block":
        _parse_block_content(parser, element)
    else:
        _parse_span_content(parser, element)
    if not in_raw:
        _skip_rest_of_line(parser)
    return element


def _parse_block_content(parser: BlockParser, element: Element) -> None:
    content = type(parser)(parser.state, parser.scanner, element, parser.depth + 1)
    if not content.run():
        _warn_unclosed(parser, element)


def _parse_span_content(parser: BlockParser, element: Element) -> None:
    start = parser.scanner.pos
    content = _up_to_end_tag(parser, element)
    if content:
        raw = Element("raw_text", content)
        raw.line = parser.scanner.line_at(start)
        element.children.append(raw)


def _parse_verbatim(parser: BlockParser, element: Element) -> None:
    """Take the content of a script or a style sheet as it is."""
    start = parser.scanner.pos
    content = _up_to_end_tag(parser, element)
    if content:
        raw = Element("raw", content, category="span")
        raw.line = parser.scanner.line_at(start)
        raw.end = raw.line + content.count("\n") + 1
        element.children.append(raw)


def _up_to_end_tag(parser: BlockParser, element: Element) -> str:
    """Return the text up to the end tag of ``element`` and go behind that; without one, all that is left."""
    scanner = parser.scanner
    start = scanner.pos
    stop = scanner.find(_end_tag(element.value), start)
    if stop is None:
        _warn_unclosed(parser, element)
    scanner.pos = stop.end() if stop else len(scanner.text)
    return scanner.text[start : stop.start() if stop else len(scanner.text)]


def _parse_raw(parser: BlockParser, root: Element) -> None:
    """Parse raw content up to the end tag of ``root``; nested ones go on a stack, not into a recursion."""
    scanner = parser.scanner
    text = scanner.text
    length = len(text)
    stack = [root]
    while scanner.pos < length:
        element = stack[-1]
        stop = _RAW_STOP_RE.search(text, scanner.pos)
        if stop is None:
            break
        if stop.start() > scanner.pos:
            element.children.append(decode_references(text[scanner.pos : stop.start()]))
        pos = scanner.pos = stop.start()
        if scanner.has("-->", pos) and (match := p.COMMENT_RE.match(text, pos)) is not None:
            _add_leaf(parser, element, Element("comment", match[1], category="block"), match)
        elif scanner.has("]]>", pos) and (match := p.CDATA_RE.match(text, pos)) is not None:
            element.children.append(match[1])
            scanner.pos = match.end()
        elif scanner.has("?>", pos) and (match := p.INSTRUCTION_RE.match(text, pos)) is not None:
            _add_leaf(parser, element, Element("raw", match[0], category="span"), match)
        elif (match := p.TAG_RE.match(text, pos)) is not None and len(stack) + parser.depth < NESTING_LIMIT:
            scanner.pos = match.end()
            child = _start_tag(parser, element, match, scanner.line_at(pos))
            child.end = scanner.line_at(scanner.pos) + 1
            if child.data["model"] == "raw" and not child.data["closed"] and not child.data["verbatim"]:
                stack.append(child)
        elif (match := p.CLOSE_RE.match(text, pos)) is not None:
            scanner.pos = match.end()
            name = match[1] if canonical_name(element.value) != element.value.lower() else match[1].lower()
            if name != element.value:
                element.children.append(match[0])
                parser.state.warn(scanner.line_at(pos), f"the end tag {match[0]!r} closes nothing here")
                continue
            element.end = scanner.line_at(match.end()) + 1
            stack.pop()
            if not stack:
                return
        else:
            element.children.append(text[pos])
            scanner.pos = pos + 1
    if scanner.pos < length:
        stack[-1].children.append(decode_references(text[scanner.pos :]))
        scanner.pos = length
    for element in stack:
        _warn_unclosed(parser, element)


def _add_leaf(parser: BlockParser, parent: Element, leaf: Element, match: re.Match[str]) -> None:
    """Add what ``match`` found in raw content, and go on after it."""
    scanner = parser.scanner
    leaf.line = scanner.line_at(match.start())
    leaf.end = scanner.line_at(match.end()) + 1
    parent.children.append(leaf)
    scanner.pos = match.end()


def _end_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{re.escape(name)}\s*>", re.IGNORECASE)


def _warn_unclosed(parser: BlockParser, element: Element) -> None:
    parser.state.warn(element.line, f"the element <{element.value}> has no end tag, closed at the end of the text")
