"""The table of contents that ``{:toc}`` asks for."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_essay.kramdown.element import Element, Node


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that contents may list."""

    level: int
    id: str
    nodes: list[Node]
    line: int


def contents_tree(headings: list[Heading], asked: Element) -> Element:
    """Return the nested list of ``headings`` that takes the place of the list ``asked``.

    Its items are elements ``li`` with the link in ``data["link"]`` and the list under it in ``data["list"]``.
    """
    root = Element(asked.type, "", dict(asked.attrs))
    root.line, root.end = asked.line, asked.end
    root_id = root.attrs.setdefault("id", "markdown-toc")
    stack: list[tuple[int, Element]] = [(0, root)]
    for heading in headings:
        link = Element("a", "", {"href": f"#{heading.id}", "id": f"{root_id}-{heading.id}"})
        link.children = list(_entry(heading.nodes))
        item = Element("li", link=link)
        item.line, item.end = asked.line, asked.end
        item.data["list"] = Element(asked.type)
        item.data["list"].line, item.data["list"].end = asked.line, asked.end
        item.data["list"].children = item.children
        while stack[-1][0] >= heading.level:
            stack.pop()
        stack[-1][1].children.append(item)
        stack.append((heading.level, item))
    return root


def _entry(nodes: list[Node]) -> list[Node]:
    """Return a heading's spans as its entry shows them: without footnote marks, links as their text."""
    result: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            result.append(node)
        elif node.type == "a":
            result.extend(_entry(node.children))
        elif node.type != "footnote":
            copy = Element(node.type, node.value, dict(node.attrs), **node.data)
            copy.children = _entry(node.children)
            result.append(copy)
    return result
