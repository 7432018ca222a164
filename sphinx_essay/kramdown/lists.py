"""Ordered, unordered and definition lists (kramdown syntax: Lists, Definition Lists)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from sphinx_essay.kramdown import patterns as p
from sphinx_essay.kramdown.attributes import parse_attribute_list
from sphinx_essay.kramdown.element import Element, Node
from sphinx_essay.kramdown.scanner import Scanner

if TYPE_CHECKING:
    from sphinx_essay.kramdown.blocks import BlockParser

_ITEM_IAL_RE = re.compile(rf"\s*+\{{:(?!(?:{p.ID_NAME})?:|/)({p.LIST_CONTENT})\}}\s*+", re.ASCII)
_ONLY_IAL_RE = re.compile(rf"(?:{_ITEM_IAL_RE.pattern})?\s*+\Z", re.ASCII)
_TABS_RE = re.compile(r"( *+)(\t++)")
_LEADING_TABS_RE = re.compile(r"\t+")
_FIRST_TASK_RE = re.compile(r"[ \t\r\n\f\v]*\[([ xX])\][ \t\r\n\f\v]+")


class _Item:
    """The lines of a list item while they are collected.

    ``pieces`` are texts that are parsed one after the other: a nested list that begins on the line under the
    item's text begins a piece, so that it may interrupt that text.  ``indent`` is the column where the item's
    content begins.
    """

    __slots__ = ("content_re", "element", "indent", "lazy_re", "line", "nested_list", "pieces", "start_re")

    def __init__(self, kind: str, marker: str, rest: str, line: int) -> None:
        self.element = Element({"ul": "li", "ol": "li"}.get(kind, "dd"))
        self.element.line = line
        first, self.indent = _first_line(len(marker), rest)
        self.content_re, self.lazy_re = _line_patterns(self.indent)
        self.start_re = _start_pattern(kind, self.indent)
        ial = _ITEM_IAL_RE.match(first)
        if ial is not None:
            self.element.add_ial(parse_attribute_list(ial[1]))
            first = first[ial.end() :]
        self.nested_list = p.LIST_START_RE.match(first) is not None
        self.line = line if first else line + 1
        self.pieces = [[first]]

    def add_line(self, line: str) -> None:
        """Add a line of content, its indentation taken away."""
        tabs = _LEADING_TABS_RE.match(line)
        if tabs is not None:
            line = "    " * tabs.end() + line[tabs.end() :]
        indented = line.startswith(" " * self.indent)
        if indented:
            line = line[self.indent :]
        if self.element.type == "li" and line[:4].lstrip(" ")[:1] in _LIST_MARKS and p.LIST_START_RE.match(line):
            if indented and not self.nested_list:
                self.pieces.append([])
                self.nested_list = True
            elif self.nested_list and not indented:
                line = " " * (self.indent + 4) + line
        self.pieces[-1].append(line)

    def add_blank(self, lines: str) -> None:
        """Add blank lines."""
        self.nested_list = True
        self.pieces[-1].append(lines)

    def parse(self, parser: BlockParser) -> None:
        """Parse the collected lines into the item's element."""
        line = self.line
        for piece in self.pieces:
            text = "".join(piece)
            content = type(parser)(parser.state, Scanner(text, line), self.element, parser.depth + 1)
            content.run()
            line += text.count("\n")


_LIST_MARKS = frozenset("*+-0123456789")


def _first_line(indent: int, rest: str) -> tuple[str, int]:
    """Return the text after an item's marker without its indentation, and the column where it begins."""
    if _ONLY_IAL_RE.match(rest):
        indent = 4
    else:
        while (tabs := _TABS_RE.match(rest)) is not None:
            column = tabs.end(1) + indent
            width = 4 - column % 4 + (len(tabs[2]) - 1) * 4
            rest = tabs[1] + " " * width + rest[tabs.end() :]
        indent += len(rest) - len(rest.lstrip(" "))
    return rest.lstrip(p.SPACE), indent


@cache
def _line_patterns(indent: int) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what a line of an item's content looks like, and one that continues it lazily."""
    tabs, spaces = divmod(indent, 4)
    step = p.INDENT
    content = rf"(?:{step}{{{tabs}}} {{{spaces}}}|{step}{{{tabs + 1}}})[^\n]*?{p.INK}[^\n]*\n"
    lazy = rf"(?! {{0,{min(indent, 3)}}}(?:{p.IAL_UNGROUPED}|{p.HTML_STOP}|{p.HTML_START}))[^\n]*?{p.INK}[^\n]*\n"
    return re.compile(content, re.ASCII), re.compile(lazy)


@cache
def _start_pattern(kind: str, indent: int) -> re.Pattern[str]:
    """Return what an item looks like that follows one whose content begins in column ``indent``."""
    marker = {"ul": r"[+*\-]", "ol": "[0-9]+\\.", "dl": ":"}[kind]
    return re.compile(rf"( {{0,{min(indent - 1, 3)}}}{marker})([\t |][^\n]*\n)")


def parse_list(parser: BlockParser) -> bool:
    """Parse an ordered or an unordered list."""
    scanner = parser.scanner
    text, start = scanner.text, scanner.pos
    length = len(text)
    kind = "ul" if (first := _start_pattern("ul", 4).match(text, start)) else "ol"
    if first is None and _start_pattern("ol", 4).match(text, start) is None:
        return False
    start_re = _start_pattern(kind, 4)
    items: list[_Item] = []
    ended = False
    after_blank = False
    pos = start
    while pos < length:
        if after_blank and p.HR_RE.match(text, pos):
            break
        if (match := p.EOB_RE.match(text, pos)) is not None:
            pos = match.end()
            ended = True
            break
        if (match := start_re.match(text, pos)) is not None:
            item = _Item(kind, match[1], match[2], scanner.line_at(pos))
            items.append(item)
            start_re = item.start_re
            after_blank = False
        elif (match := item.content_re.match(text, pos)) is not None or (
            not after_blank and (match := item.lazy_re.match(text, pos)) is not None
        ):
            item.add_line(match.group())
            after_blank = False
        elif (match := p.BLANK_RE.match(text, pos)) is not None:
            item.add_blank(match.group())
            after_blank = True
        else:
            break
        pos = match.end()
    block = Element(kind)
    parser.add(block, start, pos)
    block.children.extend(item.element for item in items)
    trailing: Element | None = None
    for item, follower in zip(items, [*items[1:], None], strict=True):
        item.parse(parser)
        item.element.end = follower.element.line if follower else block.end
    for item in items:
        if item.element.children:
            _settle_first_paragraph(block, item.element, ended)
            trailing = _take_trailing_blank(item.element)
    if trailing is not None and not ended:
        parser.parent.children.append(trailing)
    if parser.state.options.gfm:
        _mark_tasks(block)
    return True


def _take_trailing_blank(item: Element) -> Element | None:
    """Remove and return the blank lines at the end of an item."""
    last = item.children[-1]
    if isinstance(last, Element) and last.type == "blank":
        item.children.pop()
        return last
    return None


def _settle_first_paragraph(block: Element, item: Element, ended: bool) -> None:
    """Decide whether the first paragraph of an item is one, or mere text (kramdown syntax: Lists).

    It is text unless blank lines follow it; the last item, which blank lines may always follow, does as the
    others do.
    """
    children = item.elements()
    first = children[0]
    if first.type != "p":
        return
    if len(children) >= 2 and children[1].type == "eob" and first.ial is not None:
        item.children.pop(1)
        children.pop(1)
    items = block.children
    is_last = item is items[-1]
    lone = len(children) < 2 or children[1].type != "blank"
    if not lone and not (is_last and len(children) == 2 and not ended):
        return
    if is_last and len(items) > 1 and all(_begins_with_paragraph(other) for other in items[:-1]):
        return
    if len(children) > 1 and children[1].type != "blank":
        first.value += "\n"
    first.data["transparent"] = True


def _begins_with_paragraph(item: Node) -> bool:
    first = item.children[0] if isinstance(item, Element) and item.children else None
    return isinstance(first, Element) and first.type == "p" and not first.data.get("transparent")


def _mark_tasks(block: Element) -> None:
    """Mark the items of a task list; once one item is a task, those after it are marked too."""
    found = False
    for item in block.elements():
        first = item.children[0] if item.children else None
        if not isinstance(first, Element) or first.type != "p":
            continue
        match = _FIRST_TASK_RE.match(first.value)
        if match is not None:
            found = True
            first.value = first.value[match.end() :]
            first.data["task"] = "open" if match[1] == " " else "done"
        if found:
            item.attrs["class"] = "task-list-item"
    if found:
        block.attrs["class"] = "task-list"


def parse_definition_list(parser: BlockParser) -> bool:
    """Parse a definition list: the paragraph before it holds the terms."""
    scanner = parser.scanner
    text, start = scanner.text, scanner.pos
    start_re = _start_pattern("dl", 4)
    if start_re.match(text, start) is None:
        return False
    terms = _take_terms(parser)
    if terms is None:
        return False
    paragraph, separated = terms
    block = Element("dl")
    _add_terms(block, paragraph)
    definitions = _collect_definitions(scanner, start, separated)
    parser.add(block, start, scanner.pos)
    block.line = paragraph.line
    block.ial = paragraph.ial
    trailing: Element | None = None
    ends = [item.element.line for item in definitions[1:]] + [block.end]
    for item, end in zip(definitions, ends, strict=True):
        item.parse(parser)
        definition = item.element
        definition.end = end
        block.children.append(definition)
        if definition.children:
            trailing = _take_trailing_blank(definition)
            first = definition.children[0] if definition.children else None
            if isinstance(first, Element) and first.type == "p" and not definition.data["as_paragraph"]:
                if len(definition.children) > 1:
                    first.value += "\n"
                first.data["transparent"] = True
    _join_to_previous(parser, block)
    if trailing is not None:
        parser.parent.children.append(trailing)
    return True


def _take_terms(parser: BlockParser) -> tuple[Element, bool] | None:
    """Remove and return the paragraph before a definition, and whether a blank line stood between them."""
    children = parser.parent.elements()
    last = children[-1] if children else None
    if last is None:
        return None
    if last.type == "p":
        parser.parent.children.pop()
        return last, False
    if last.type == "blank" and last.value == "\n" and len(children) > 1 and children[-2].type == "p":
        parser.parent.children.pop()
        parser.parent.children.pop()
        return children[-2], True
    return None


def _add_terms(block: Element, paragraph: Element) -> None:
    for number, line in enumerate(paragraph.value.split("\n")):
        term = Element("dt")
        term.line, term.end = paragraph.line + number, paragraph.line + number + 1
        ial = _ITEM_IAL_RE.match(line)
        if ial is not None:
            term.add_ial(parse_attribute_list(ial[1]))
            line = line[ial.end() :]
        term.value = line
        block.children.append(term)


def _collect_definitions(scanner: Scanner, start: int, separated: bool) -> list[_Item]:
    """Collect the lines of the definitions; the scanner is left after them."""
    text = scanner.text
    length = len(text)
    start_re = _start_pattern("dl", 4)
    items: list[_Item] = []
    after_blank = False
    pos = start
    while pos < length:
        if (match := start_re.match(text, pos)) is not None:
            item = _Item("dl", match[1], match[2], scanner.line_at(pos))
            item.element.data["as_paragraph"] = separated
            items.append(item)
            start_re = item.start_re
            separated = after_blank = False
        elif p.EOB_RE.match(text, pos):
            break
        elif (match := item.content_re.match(text, pos)) is not None or (
            not after_blank and (match := item.lazy_re.match(text, pos)) is not None
        ):
            item.add_line(match.group())
            separated = after_blank = False
        elif (match := p.BLANK_RE.match(text, pos)) is not None:
            item.add_blank(match.group())
            separated = after_blank = True
        else:
            break
        pos = match.end()
    scanner.pos = pos
    return items


def _join_to_previous(parser: BlockParser, block: Element) -> None:
    """Let a definition list go on where the one before it ended."""
    children = parser.parent.children
    children.pop()
    previous = parser.parent.elements()
    if len(previous) > 1 and previous[-1].type == "blank" and previous[-2].type == "dl":
        children.pop()
        previous.pop()
    if previous and previous[-1].type == "dl":
        previous[-1].children.extend(block.children)
        previous[-1].end = block.end
    else:
        children.append(block)
