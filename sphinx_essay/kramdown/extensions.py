"""Attribute lists of blocks, their definitions, and the extensions ``{::name … }``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_essay.kramdown import patterns as p
from sphinx_essay.kramdown.attributes import parse_attribute_list
from sphinx_essay.kramdown.element import AttributeList, Element

if TYPE_CHECKING:
    from sphinx_essay.kramdown.blocks import BlockParser
    from sphinx_essay.kramdown.state import State

_START = r"\{::(\w+)(?:\s((?:\\\}|[^\}])*?)|)(/)?\}"
START_RE = re.compile(_START, re.ASCII)
_BLOCK_START_RE = re.compile(rf"{p.OPT}{_START}{p.WS}*?\n", re.ASCII)
_DEFINITION_RE = re.compile(rf"{p.OPT}\{{:({p.ID_NAME}):({p.LIST_CONTENT})\}}{p.WS}*?\n", re.ASCII)


def parse_block_extension(parser: BlockParser) -> bool:
    """Parse an attribute list, its definition, or an extension, each on lines of its own."""
    scanner = parser.scanner
    text, start = scanner.text, scanner.pos
    if (match := _DEFINITION_RE.match(text, start)) is not None:
        known = parser.state.attribute_lists.setdefault(match[1], AttributeList())
        known.merge(parse_attribute_list(match[2]))
        parser.add(Element("eob", "ald"), start, match.end())
        return True
    if (match := _BLOCK_START_RE.match(text, start)) is not None:
        return _parse_extension(parser, match)
    if (match := p.IAL_RE.match(text, start)) is not None:
        _parse_ial(parser, match)
        return True
    return False


def _parse_ial(parser: BlockParser, match: re.Match[str]) -> None:
    """Give an attribute list to the block before it, or keep it for the next."""
    attributes = parse_attribute_list(match[1])
    if not attributes.refs and not attributes.attrs:
        parser.state.warn(parser.scanner.line(), f"nothing can be read from the attribute list {match[0].strip()!r}")
    scanner = parser.scanner
    last = parser.last()
    if last is not None and last.type != "blank" and (last.type != "eob" or last.value == "definition"):
        last.add_ial(attributes)
        if p.IAL_RE.match(scanner.text, match.end()):
            scanner.pos = match.end()
        else:
            parser.add(Element("eob", "ial"), scanner.pos, match.end())
        return
    if parser.pending is None:
        parser.pending = AttributeList()
    parser.pending.merge(attributes)
    scanner.pos = match.end()


def _parse_extension(parser: BlockParser, match: re.Match[str]) -> bool:
    """Parse ``{::name …}`` with its body, or ``{::name … /}``."""
    scanner = parser.scanner
    start, line = scanner.pos, scanner.line()
    name, content, closed = match[1], match[2] or "", match[3]
    body: str | None = None
    end = match.end()
    if not closed:
        stop = scanner.find(re.compile(rf"^ {{0,3}}\{{:/(?:{name})?\}}{p.WS}*?\n", re.MULTILINE), end)
        if stop is None:
            parser.state.warn(line, f"the extension {name!r} has no end {{:/{name}}}, taken as text")
            return False
        body = scanner.text[end : stop.start()].removesuffix("\n")
        end = stop.end()
    element = extension_element(parser.state, name, content, body, "block", line)
    if element is None:
        parser.state.warn(line, f"there is no extension {name!r}, taken as text")
        return False
    if element.type == "eob":
        parser.add(element, start, end)
    else:
        element.line = line
        element.end = scanner.line_at(end)
        parser.parent.children.append(element)
        scanner.pos = end
    return True


def extension_element(
    state: State, name: str, content: str, body: str | None, category: str, line: int
) -> Element | None:
    """Return what extension ``name`` stands for, or ``None`` where there is no such extension.

    ``content`` is what stands in its start tag, ``body`` what stands between the tags (``None`` without end
    tag). An element ``eob`` leaves no trace.
    """
    if name == "options":
        values = parse_attribute_list(content).attrs
        state.set_options(values, line)
        return Element("eob", "extension")
    if name not in ("comment", "nomarkdown"):
        return None
    if body is None:
        return Element("eob", "extension")
    if name == "comment":
        return Element("comment", f" {body} ", category=category)
    formats = parse_attribute_list(content).attrs.get("type", "").split()
    if formats and "html" not in formats:
        return Element("eob", "extension")
    return Element("raw", body, category=category)
