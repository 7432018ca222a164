"""Abbreviations: each occurrence of a defined word becomes an ``abbr`` (kramdown syntax: Abbreviations)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

from sphinx_essay.kramdown.element import Element, Node

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_essay.kramdown.state import AbbreviationDefinition, State

_WORD_RE = re.compile(r"[A-Za-z0-9_]+")
_PIECE_RE = re.compile(rf"{_WORD_RE.pattern}|\s+|[^A-Za-z0-9_\s]")

_Names: TypeAlias = dict[str, Any]
"""The names of abbreviations: each of their pieces leads to those that follow it, the last one by "" to the definition."""


class Abbreviations:
    """Finds the abbreviations that a document defines, of several at one place the longest."""

    __slots__ = ("_names",)

    def __init__(self, state: State) -> None:
        self._names: _Names = {}
        for name, definition in state.abbreviations.items():
            names = self._names
            for piece in _PIECE_RE.findall(name):
                names = names.setdefault(_as_known(piece), {})
            names[""] = definition

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
        pieces = _PIECE_RE.findall(text)
        start = place = 0
        while place < len(pieces):
            found = self._at(pieces, place)
            if found is None:
                place += 1
                continue
            end, definition = found
            if place > start:
                result.append("".join(pieces[start:place]))
            attrs = dict(definition.holder.attrs)
            if definition.title:
                attrs["title"] = definition.title
            result.append(Element("abbr", "".join(pieces[place:end]), attrs))
            start = place = end
        if start < len(pieces):
            result.append("".join(pieces[start:]))

    def _at(self, pieces: Sequence[str], place: int) -> tuple[int, AbbreviationDefinition] | None:
        """Return where the longest name at ``place`` ends, and its definition; no word may touch it on either side."""
        names: _Names | None = self._names.get(_as_known(pieces[place]))
        if names is None or (place and _WORD_RE.match(pieces[place - 1])):
            return None
        found = None
        end = place + 1
        while names is not None:
            follower = pieces[end] if end < len(pieces) else ""
            if "" in names and not _WORD_RE.match(follower):
                found = end, names[""]
            names = names.get(_as_known(follower)) if follower else None
            end += 1
        return found


def _as_known(piece: str) -> str:
    return " " if piece.isspace() else piece
