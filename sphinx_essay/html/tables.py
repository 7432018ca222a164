"""HTML's tables → docutils': several bodies, feet, cells over several columns and rows, ragged rows.

The grid is laid out as HTML does it (HTML Living Standard, *forming a table*), cells that would overlap or run over
the edge cut to fit, so that every writer finds the regular table that it expects.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx import addnodes

from sphinx_essay.html import nodes as essay
from sphinx_essay.html.alignment import alignment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MOST_COLUMNS: Final = 200
"""HTML allows a cell to span 1,000 columns; no page is as wide."""


@dataclass(frozen=True, slots=True)
class _Cell:
    node: essay.Tagged
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class _Grid:
    """Rows as they lie: in each, the cells by the column they begin in, and the columns that some cell covers."""

    starts: list[dict[int, _Cell]]
    covered: list[set[int]]

    @property
    def width(self) -> int:
        return max((max(columns, default=-1) + 1 for columns in self.covered), default=0)


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
        return [*_as_list([*head, *body], captions, blocks), *_lowered_strays(table, blocks)]
    strays = _lowered_strays(table, blocks)
    if not body:
        head, body = [], head
    grid_head, grid_body = _grid(head), _grid(body)
    width = max(grid_head.width, grid_body.width)
    if not width:
        return [*(_caption_paragraph(caption, running) for caption in captions), *strays]
    group = nodes.tgroup("", cols=width)
    group.extend(nodes.colspec(colwidth=max(100 // width, 1)) for _ in range(width))
    if head:
        group.append(nodes.thead("", *_lowered_rows(grid_head, width, blocks)))
    group.append(nodes.tbody("", *_lowered_rows(grid_body, width, blocks)))
    result = nodes.table("", classes=["colwidths-auto", *table["classes"]], ids=table["ids"])
    result.source, result.line = table.source, table.line
    if captions:
        result.append(nodes.title("", "", *(part for caption in captions for part in running(caption))))
    result.append(group)
    return [*_alignments(grid_body, width, result), result, *strays]


_LONG: Final = 30
"""Rows with which Sphinx lets a table run over pages, in an environment with column types of its own."""


def _alignments(grid: _Grid, width: int, table: nodes.table) -> list[nodes.Node]:
    """Return what tells LaTeX how columns are aligned, where all cells of one are aligned alike, and not as usual."""
    columns = []
    for column in range(width):
        cells = [row[column] for row in grid.starts if column in row and row[column].columns == 1]
        said = {alignment(cell.node.tag, essay.attributes_of(cell.node), cell.node["classes"]) for cell in cells}
        columns.append(said.pop() if len(said) == 1 else "")
    if not any(columns) or any(True for _ in table.findall(_is_no_running_text)):
        return []
    letters = (
        {"": "l", "center": "c", "right": "r"} if len(grid.starts) > _LONG else {"": "T", "center": "C", "right": "R"}
    )
    return [addnodes.tabular_col_spec(spec="".join(map(letters.__getitem__, columns)))]


def _is_no_running_text(node: nodes.Node) -> bool:
    """Say whether a node needs a column of a width of its own (Sphinx: *problematic* content of tables)."""
    return isinstance(node, (nodes.Sequential, nodes.literal_block, nodes.block_quote, nodes.image, nodes.Admonition))


def _lowered_strays(table: essay.Tagged, blocks: Callable[[nodes.Element], list[nodes.Node]]) -> list[nodes.Node]:
    holder = essay.element("div")
    holder.extend(list(_strays(table)))
    return blocks(holder)


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


def _strays(table: essay.Tagged) -> Iterator[nodes.Node]:
    """Yield what stands in a table without being part of it."""
    for child in table.children:
        if not _is(child, _PARTS):
            yield child
        elif _is(child, _GROUPS):
            for row in child.children:
                if not _is(row, ("tr",)):
                    yield row
                else:
                    yield from (part for part in row.children if not _is(part, _CELLS))
        elif _is(child, ("tr",)):
            yield from (part for part in child.children if not _is(part, _CELLS))


def _is(node: nodes.Node, tags: tuple[str, ...]) -> bool:
    return isinstance(node, essay.Tagged) and node.tag in tags


_GROUPS: Final = ("thead", "tbody", "tfoot")
_CELLS: Final = ("td", "th")
_PARTS: Final = ("caption", "colgroup", "col", "tr", *_GROUPS)


def _span(cell: essay.Tagged, name: str) -> int:
    value = essay.attributes_of(cell).get(name) or ""
    digits = value.strip()[:6]
    return int(digits) if digits.isdecimal() else 1  # a span below zero is none


def _grid(rows: list[essay.Tagged]) -> _Grid:
    """Return where the cells lie: each in the first free place of its row, as wide and deep as there is room."""
    grid = _Grid([{} for _ in rows], [set() for _ in rows])
    for index, row in enumerate(rows):
        covered = grid.covered[index]
        column = 0
        for cell in _cells(row):
            while column in covered:
                column += 1
            wanted = min(max(_span(cell, "colspan"), 1), _MOST_COLUMNS)
            columns = 1
            while columns < wanted and column + columns not in covered:
                columns += 1
            left = len(rows) - index
            depth = min(_span(cell, "rowspan") or left, left)  # 0: down to the end
            grid.starts[index][column] = _Cell(cell, columns, depth)
            for below in range(index, index + depth):
                grid.covered[below].update(range(column, column + columns))
            column += columns
    return grid


def _lowered_rows(grid: _Grid, width: int, blocks: Callable[[nodes.Element], list[nodes.Node]]) -> Iterator[nodes.row]:
    for starts, covered in zip(grid.starts, grid.covered, strict=True):
        row = nodes.row()
        for column in range(width):
            if (cell := starts.get(column)) is not None:
                row.append(_entry(cell, blocks))
            elif column not in covered:
                row.append(nodes.entry("", nodes.paragraph()))
        yield row


def _entry(cell: _Cell, blocks: Callable[[nodes.Element], list[nodes.Node]]) -> nodes.entry:
    entry = nodes.entry()
    if cell.columns > 1:
        entry["morecols"] = cell.columns - 1
    if cell.rows > 1:
        entry["morerows"] = cell.rows - 1
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
