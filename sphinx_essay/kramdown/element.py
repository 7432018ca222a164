"""The tree between text and tokens: what the block and the span parser build.

A deliberately small node.  Text inside a line of text is plain ``str``; everything else is an `Element`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

Node: TypeAlias = "Element | str"


@dataclass(slots=True)
class AttributeList:
    """The content of an attribute list ``{: … }``: names of other lists that it refers to, and attributes."""

    refs: list[str] = field(default_factory=list)
    attrs: dict[str, str] = field(default_factory=dict)

    def merge(self, other: AttributeList) -> None:
        """Take over ``other``: classes accumulate, any other attribute overwrites."""
        self.refs.extend(other.refs)
        merge_attributes(self.attrs, other.attrs)


def merge_attributes(target: dict[str, str], source: dict[str, str]) -> None:
    """Put ``source`` into ``target``: classes accumulate, others overwrite (kramdown syntax: IAL)."""
    for key, value in source.items():
        if key == "class" and target.get(key):
            target[key] += " " + value
        else:
            target[key] = value


class Element:
    """A node of the tree.

    ``type`` is the name of the construct (``p``, ``ul``, ``em``, ``html``, …), ``value`` what is special to
    it: the text of a paragraph that waits for the span parser, the content of a code block, the name of an
    HTML element. ``line`` and ``end`` are the first source line and the one after the last, both 0-based.
    ``data`` holds what only a few types have; its keys stand with the functions that set them.
    """

    __slots__ = ("attrs", "children", "data", "end", "ial", "line", "type", "value")

    def __init__(self, type_: str, value: str = "", attrs: dict[str, str] | None = None, **data: Any) -> None:
        self.type = type_
        self.value = value
        self.attrs: dict[str, str] = {} if attrs is None else attrs
        self.children: list[Node] = []
        self.ial: AttributeList | None = None
        self.line = 0
        self.end = 0
        self.data: dict[str, Any] = data

    def elements(self) -> list[Element]:
        """Return the children that are elements, not text."""
        return [child for child in self.children if isinstance(child, Element)]

    def add_ial(self, attributes: AttributeList) -> None:
        """Add an inline attribute list to those that the element has."""
        if self.ial is None:
            self.ial = AttributeList()
        self.ial.merge(attributes)

    def refers_to(self, name: str) -> bool:
        """Say whether the element's own attribute list holds the bare word ``name``, as ``{:toc}`` does."""
        return self.ial is not None and name in self.ial.refs

    def __repr__(self) -> str:
        return f"<{self.type} {self.value!r} {self.attrs} {self.children}>"


def coalesce(nodes: list[Node]) -> list[Node]:
    """Join neighbouring texts."""
    result: list[Node] = []
    texts: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            texts.append(node)
            continue
        if texts:
            result.append("".join(texts))
            texts.clear()
        result.append(node)
    if texts:
        result.append("".join(texts))
    return result
