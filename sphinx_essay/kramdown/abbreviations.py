"""Abbreviations: each occurrence of a defined word becomes an ``abbr`` (kramdown syntax: Abbreviations)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_essay.kramdown.element import Element, Node

if TYPE_CHECKING:
    from sphinx_essay.kramdown.state import State

_SPACES_RE = re.compile(r"\s+")


class Abbreviations:
    """Finds the abbreviations that a document defines."""

    __slots__ = ("_definitions", "_pattern", "_state")

    def __init__(self, state: State) -> None:
        self._state = state
        self._definitions = {_SPACES_RE.sub(" ", name): definition for name, definition in state.abbreviations.items()}
        names = sorted(self._definitions, key=len, reverse=True)
        alternatives = "|".join(r"\s+".join(map(re.escape, name.split(" "))) for name in names)
        self._pattern = re.compile(rf"(?:(?<![A-Za-z0-9_])|(?<=^))(?:{alternatives})(?![A-Za-z0-9_])", re.MULTILINE)

    def replace(self, nodes: list[Node]) -> list[Node]:
        """Return ``nodes`` with their abbreviations as elements, on all levels but in raw HTML."""
        result: list[Node] = []
        for node in nodes:
            if isinstance(node, str):
                self._split(node, result)
                continue
            if node.type != "html" or node.data["model"] != "raw":
                node.children = self.replace(node.children)
            result.append(node)
        return result

    def _split(self, text: str, result: list[Node]) -> None:
        end = 0
        for match in self._pattern.finditer(text):
            if match.start() > end:
                result.append(text[end : match.start()])
            definition = self._definitions[_SPACES_RE.sub(" ", match[0])]
            attrs = dict(definition.holder.attrs)
            if definition.title:
                attrs["title"] = definition.title
            result.append(Element("abbr", match[0], attrs))
            end = match.end()
        if end < len(text):
            result.append(text[end:])
