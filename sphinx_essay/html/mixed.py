"""Running text and blocks mixed, as HTML mixes them, sorted out for docutils.

A link may hold a list, a list item bare words.  What takes blocks gets its running text in paragraphs of their own
(:func:`paragraphs_of`); what takes running text is parted by the blocks in it (:func:`wrapped`), or has their words alone
(:func:`flat`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Mixed = list[nodes.Node]


class line_break(nodes.Inline, nodes.Element):  # noqa: N801 - docutils names nodes so
    """A line break, until what holds it turns its lines into a line block."""


def is_inline(node: nodes.Node) -> bool:
    """Say whether a node stands in running text."""
    return isinstance(node, (nodes.Text, nodes.Inline))


def _is_blank(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Text) and not node.strip()


def paragraphs_of(mixed: Sequence[nodes.Node]) -> Mixed:
    """Return blocks: running text between them in paragraphs of its own."""
    blocks: Mixed = []
    run: Mixed = []

    def end_run() -> None:
        if all(_is_blank(part) or isinstance(part, nodes.target) for part in run):
            # a place to link to is no paragraph
            blocks.extend(part for part in run if isinstance(part, nodes.target))
        else:
            blocks.append(_lines(run) if any(isinstance(part, line_break) for part in run) else paragraph(run))
        run.clear()

    for node in mixed:
        if is_inline(node):
            run.append(node)
        else:
            end_run()
            blocks.append(node)
    end_run()
    return blocks


def paragraph(run: Sequence[nodes.Node]) -> nodes.paragraph:
    """Return running text as a paragraph."""
    return nodes.paragraph("", "", *_trimmed(list(run)))


def _trimmed(run: Mixed) -> Mixed:
    """Return running text without the blanks at its ends, which HTML does not show."""
    for place, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while run:
            children, node = run, run[place]
            while isinstance(node, nodes.Element) and node.children and not isinstance(node, nodes.FixedTextElement):
                children, node = node.children, node.children[place]
            if not isinstance(node, nodes.Text):
                break
            parent = node.parent
            children[place] = nodes.Text(strip(str(node)))
            children[place].parent = parent
            if children is not run or children[place].astext():
                break
            del run[place]
    return run


def _lines(run: Sequence[nodes.Node]) -> nodes.Node:
    """Return running text with line breaks as a line block."""
    block = nodes.line_block()
    line = nodes.line("", "")
    for node in run:
        if isinstance(node, line_break):
            block.append(line)
            line = nodes.line("", "")
        elif line.children or not _is_blank(node):
            # what follows a break begins its line
            first = nodes.Text(node.lstrip()) if isinstance(node, nodes.Text) and not line.children else node
            line.append(first)
    if line.children:
        block.append(line)
    for each in block.children:
        assert isinstance(each, nodes.Element)
        _trimmed(each.children)
    return block if len(block.children) > 1 else paragraph(block.children[0].children if block.children else [])


def wrapped(make: Callable[[], nodes.Element], mixed: Sequence[nodes.Node]) -> Mixed:
    """Return ``mixed`` with its running text inside nodes that ``make`` makes; blocks part them."""
    out: Mixed = []
    run: nodes.Element | None = None
    for node in mixed:
        if is_inline(node) and not isinstance(node, line_break):
            if run is None:
                run = make()
                out.append(run)
            run.append(node)
        else:
            run = None
            out.append(node)
    return out


def flat(mixed: Iterable[nodes.Node]) -> Mixed:
    """Return running text only, without blanks at its ends: blocks by their text, line breaks as blanks."""
    out: Mixed = []
    for node in mixed:
        if isinstance(node, line_break):
            out.append(nodes.Text(" "))
        elif is_inline(node):
            out.append(node)
        elif text := node.astext():
            out.append(nodes.Text(f" {text} "))
    return _trimmed(out)
