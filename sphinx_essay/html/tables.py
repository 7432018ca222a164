"""HTML's tables → docutils': several bodies, feet, cells over several columns and rows, ragged rows.

The grid is laid out as HTML does it (HTML Living Standard, *forming a table*), cells that would overlap or run over
the edge cut to fit, so that every writer finds the regular table that it expects.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinx_essay.html import nodes as essay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MOST_COLUMNS: Final = 200
"""HTML allows a cell to span 1,000 columns; no page is as wide."""


@dataclass(frozen=True, slots=True)
class _Cell:
    node: essay.Tagged | None
    columns: int = 1
    rows: int = 1


def lower_table(
    table: essay.Tagged,
    blocks: Callable[[nodes.Element], list[nodes.Node]],
    running: Callable[[nodes.Element], list[nodes.Node]],
    *,
    nested: bool,
) -> list[nodes.Node]:
    """Return a table in docutils' nodes, with ``blocks`` for the content of cells and ``running`` for the caption.

    Writers have no tables inside tables: a ``nested`` one becomes a list of its rows.
    """
    head, body = _rows(table)
    captions = [child for child in table.children if isinstance(child, essay.Tagged) and child.tag == "caption"]
    if nested:
        return _as_list([*head, *body], captions, blocks)
    strays = [block for node in _strays(table) for block in blocks(node)]
    if not body:
        head, body = [], head
    grid_head, grid_body = _grid(head), _grid(body)
    width = max((sum(cell.columns for cell in row) for row in (*grid_head, *grid_body)), default=0)
    width = max(width, _reach(grid_head), _reach(grid_body))
    if not width:
        return [*(_caption_paragraph(caption, running) for caption in captions), *strays]
    group = nodes.tgroup("", cols=width)
    group.extend(nodes.colspec(colwidth=max(100 // width, 1)) for _ in range(width))
    if grid_head:
        group.append(nodes.thead("", *_lowered_rows(grid_head, width, blocks)))
    group.append(nodes.tbody("", *_lowered_rows(grid_body, width, blocks)))
    result = nodes.table("", classes=["colwidths-auto", *table["classes"]], ids=table["ids"])
    result.source, result.line = table.source, table.line
    if captions:
        result.append(nodes.title("", "", *(part for caption in captions for part in running(caption))))
    result.append(group)
    return [result, *strays]


def _caption_paragraph(caption: essay.Tagged, running: Callable[[nodes.Element], list[nodes.Node]]) -> nodes.paragraph:
    return nodes.paragraph("", "", *running(caption))


def _rows(table: essay.Tagged) -> tuple[list[essay.Tagged], list[essay.Tagged]]:
    """Return the rows of the head, and those of bodies and foot (which stands last, wherever it was written)."""
    head: list[essay.Tagged] = []
    body: list[essay.Tagged] = []
    foot: list[essay.Tagged] = []
    for child in table.children:
        if not isinstance(child, essay.Tagged):
            continue
        if child.tag == "tr":
            body.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            rows = [row for row in child.children if isinstance(row, essay.Tagged) and row.tag == "tr"]
            if child.tag == "thead" and not body:
                head += rows
            else:
                (foot if child.tag == "tfoot" else body).extend(rows)
    if not head and len(body) > 1 and all(cell.tag == "th" for cell in _cells(body[0])):
        head, body = body[:1], body[1:]
    return head, [*body, *foot]


def _cells(row: essay.Tagged) -> list[essay.Tagged]:
    return [cell for cell in row.children if isinstance(cell, essay.Tagged) and cell.tag in ("td", "th")]


def _strays(table: essay.Tagged) -> Iterator[nodes.Element]:
    """Yield what stands in a table without being part of it."""
    parts = ("caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr")
    for child in table.children:
        if isinstance(child, nodes.Element) and not (isinstance(child, essay.Tagged) and child.tag in parts):
            yield child
        elif isinstance(child, essay.Tagged) and child.tag in ("thead", "tbody", "tfoot", "tr"):
            inner = ("tr",) if child.tag != "tr" else ("td", "th")
            for part in child.children:
                if isinstance(part, nodes.Element) and not (isinstance(part, essay.Tagged) and part.tag in inner):
                    yield part


def _span(cell: essay.Tagged, name: str) -> int:
    value = essay.attributes_of(cell).get(name) or ""
    digits = value.strip()[:6]
    return int(digits) if digits.isdecimal() else 1


def _grid(rows: list[essay.Tagged]) -> list[list[_Cell]]:
    """Return the cells of each row with the columns and rows that they really take."""
    taken: dict[int, int] = {}
    """Column → how many rows from here on a cell from above still covers it."""
    grid: list[list[_Cell]] = []
    for index, row in enumerate(rows):
        left = len(rows) - index
        covered = {column: depth for column, depth in taken.items() if depth > 0}
        taken = {column: depth - 1 for column, depth in covered.items()}
        cells: list[_Cell] = []
        column = 0
        for cell in _cells(row):
            while column in covered:
                column += 1
            columns = 1
            wanted = min(max(_span(cell, "colspan"), 1), _MOST_COLUMNS)
            while columns < wanted and column + columns not in covered:
                columns += 1
            depth = _span(cell, "rowspan")
            depth = left if depth == 0 else min(max(depth, 1), left)
            cells.append(_Cell(cell, columns, depth))
            for place in range(column, column + columns):
                taken[place] = depth - 1
            column += columns
        grid.append(cells)
    return grid


def _reach(grid: list[list[_Cell]]) -> int:
    """Return how many columns a grid needs, cells from above counted."""
    widest = 0
    taken: dict[int, int] = {}
    for row in grid:
        column = 0
        taken = {place: depth - 1 for place, depth in taken.items() if depth > 0}
        covered = set(taken)
        for cell in row:
            while column in covered:
                column += 1
            for place in range(column, column + cell.columns):
                if cell.rows > 1:
                    taken[place] = cell.rows
            column += cell.columns
        widest = max(widest, column, max(covered, default=-1) + 1)
    return widest


def _lowered_rows(
    grid: list[list[_Cell]], width: int, blocks: Callable[[nodes.Element], list[nodes.Node]]
) -> list[nodes.row]:
    result = []
    taken: dict[int, int] = {}
    for row in grid:
        covered = {column for column, depth in taken.items() if depth > 0}
        taken = {column: depth - 1 for column, depth in taken.items() if depth > 1}
        lowered = nodes.row()
        column = 0
        for cell in row:
            while column in covered:
                column += 1
            lowered.append(_entry(cell, blocks))
            if cell.rows > 1:
                taken.update(dict.fromkeys(range(column, column + cell.columns), cell.rows - 1))
            column += cell.columns
        while column < width:
            if column not in covered:
                lowered.append(nodes.entry("", nodes.paragraph()))
            column += 1
        result.append(lowered)
    return result


def _entry(cell: _Cell, blocks: Callable[[nodes.Element], list[nodes.Node]]) -> nodes.entry:
    entry = nodes.entry()
    if cell.columns > 1:
        entry["morecols"] = cell.columns - 1
    if cell.rows > 1:
        entry["morerows"] = cell.rows - 1
    if cell.node is not None:
        entry["classes"].extend(cell.node["classes"])
        entry.extend(blocks(cell.node))
    if not entry.children:
        entry.append(nodes.paragraph())
    return entry


def _as_list(
    rows: list[essay.Tagged],
    captions: list[essay.Tagged],
    blocks: Callable[[nodes.Element], list[nodes.Node]],
) -> list[nodes.Node]:
    result = nodes.bullet_list(bullet="*")
    for row in rows:
        content = [block for cell in _cells(row) for block in blocks(cell)]
        if content:
            result.append(nodes.list_item("", *content))
    above = [block for caption in captions for block in blocks(caption)]
    return [*above, *([result] if result.children else [])]
