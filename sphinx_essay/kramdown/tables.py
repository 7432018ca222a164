"""Tables (kramdown syntax: Tables)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_essay.kramdown import patterns as p
from sphinx_essay.kramdown.element import Element
from sphinx_essay.kramdown.span_rules import SpanRules
from sphinx_essay.kramdown.spans import SpanParser
from sphinx_essay.kramdown.state import State

if TYPE_CHECKING:
    from sphinx_essay.kramdown.blocks import BlockParser
    from sphinx_essay.kramdown.options import Options

_PIPE = r"(?:\||[^\n]*?[^\\\n]\|)"
_PIPE_RE = re.compile(_PIPE)
_LINE_RE = re.compile(rf"{_PIPE}[^\n]*\n")
_START_RE = re.compile(rf"{p.OPT}(?={p.INK}){_PIPE}[^\n]*\n")
_SEPARATOR_RE = re.compile(r"(?=[+|: \t]*+-)([+|: \t\-]++)\n")
_FOOT_SEPARATOR_RE = re.compile(r"(?=[+|: \t]*+=)[+|: \t=]++\n")
_ALIGN_RE = re.compile(r"(:?)-+(:?)")
_CODE_ELEMENT_RE = re.compile(r"(<code[^\n]*?>[^\n]*?</code>)")
_CELL_END_RE = re.compile(r"(?<!\\)\|")
_BACKTICKS_RE = re.compile(r"`+")


def parse_table(parser: BlockParser) -> bool:
    """Parse a table: lines between block boundaries that each hold a ``|`` outside code."""
    scanner = parser.scanner
    text, start = scanner.text, scanner.pos
    if not parser.after_boundary() or _START_RE.match(text, start) is None:
        return False
    table, end = _rows(parser, start)
    scanner.pos = end
    found = parser.before_boundary() and _pipe_on_each_line(text[start : end - 1], parser.state.options)
    scanner.pos = start
    if not found or not any(part.type == "tbody" for part in table.elements()):
        return False
    _square(table)
    parser.add(table, start, end)
    return True


def _rows(parser: BlockParser, start: int) -> tuple[Element, int]:
    """Read the rows from ``start`` on into a table; return it and where it ends."""
    scanner = parser.scanner
    text = scanner.text
    length = len(text)
    table = Element("table", alignment=[])
    alignment: list[str] = table.data["alignment"]
    leading_pipe = text[start : start + 64].lstrip(p.SPACE).startswith("|")
    rows: list[Element] = []
    has_footer = False

    def end_part(kind: str) -> None:
        part = Element(kind)
        part.children.extend(rows)
        part.line = rows[0].line
        part.end = rows[-1].end
        rows.clear()
        table.children.append(part)

    first = _SEPARATOR_RE.match(text, start)
    pos = first.end() if first else start
    while pos < length and _LINE_RE.match(text, pos):
        if (match := _SEPARATOR_RE.match(text, pos)) is not None:
            if rows and not alignment and not has_footer:
                end_part("thead")
                alignment.extend(_alignment(left, right) for left, right in _ALIGN_RE.findall(match[1]))
            elif rows and not has_footer:
                end_part("tbody")
            pos = match.end()
        elif (match := _FOOT_SEPARATOR_RE.match(text, pos)) is not None:
            if rows:
                end_part("tbody")
            has_footer = True
            pos = match.end()
        else:
            line_end = text.find("\n", pos)
            row = Element("tr")
            row.line = scanner.line_at(pos)
            row.end = row.line + 1
            for cell in _cells(text[pos:line_end].rstrip(" \t"), leading_pipe):
                td = Element("td", cell)
                td.line, td.end = row.line, row.end
                row.children.append(td)
            rows.append(row)
            pos = line_end + 1
    if rows:
        end_part("tfoot" if has_footer else "tbody")
    return table, pos


def _alignment(left: str, right: str) -> str:
    return "center" if left and right else "left" if left else "right" if right else ""


def _cells(line: str, leading_pipe: bool) -> list[str]:
    """Split a row at the pipes that are neither escaped nor inside code."""
    cells = [""]
    for number, part in enumerate(_CODE_ELEMENT_RE.split(line)):
        if number % 2:
            cells[-1] += part
            continue
        for is_code, piece in _code_spans(part):
            if is_code:
                cells[-1] += piece
                continue
            first, *others = _CELL_END_RE.split(piece)
            cells[-1] += first.replace("\\|", "|")
            cells.extend(cell.replace("\\|", "|") for cell in others)
    if leading_pipe and not cells[0].strip(p.SPACE):
        cells.pop(0)
    if cells and not cells[-1].strip(p.SPACE):
        cells.pop()
    return [cell.strip(p.SPACE) for cell in cells]


def _code_spans(text: str) -> list[tuple[bool, str]]:
    """Split ``text`` into stretches outside and inside code spans (their back-ticks included)."""
    stretches: list[tuple[bool, str]] = []
    plain_from = pos = 0
    while (ticks := _BACKTICKS_RE.search(text, pos)) is not None:
        mark = ticks.group()
        start, after = ticks.span()
        if len(mark) == 1 and text[after : after + 1].isspace() and (start == 0 or text[start - 1].isspace()):
            pos = after
            continue
        close = text.find(mark, after)
        if close < 0:
            pos = after
            continue
        pos = close + len(mark)
        stretches.append((False, text[plain_from:start]))
        stretches.append((True, text[start:pos]))
        plain_from = pos
    stretches.append((False, text[plain_from:]))
    return stretches


def _pipe_on_each_line(text: str, options: Options) -> bool:
    """Say whether each line holds a pipe that is neither escaped nor inside code or an HTML element.

    A code span may reach over one line end, if a pipe stands before it.
    """
    pipe = False
    for node in SpanParser(State(options), SpanRules(options), text, 0, in_html=True).outside_code():
        code = isinstance(node, Element) and node.type == "codespan"
        lines = (node.value if isinstance(node, Element) else node).rstrip("\n").split("\n")
        several = len(lines) > 1
        if code:
            if len(lines) > 2 or (several and not pipe):
                break
            pipe = pipe and not several
        else:
            if several and not pipe and not _PIPE_RE.match(lines[0]):
                break
            pipe = (pipe and not several) or _PIPE_RE.match(lines[-1]) is not None
    return pipe


def _square(table: Element) -> None:
    """Give all rows, and the alignment, as many columns as the longest row has."""
    rows = [row for part in table.elements() for row in part.elements()]
    columns = max((len(row.children) for row in rows), default=0)
    for row in rows:
        for _ in range(columns - len(row.children)):
            td = Element("td")
            td.line, td.end = row.line, row.end
            row.children.append(td)
    alignment: list[str] = table.data["alignment"]
    alignment[columns:] = []
    alignment.extend([""] * (columns - len(alignment)))
