"""Footnotes of MyST pages in the form that kramdown gives them: numbered as they are met, at the page's end.

A markdown-it plugin for the pages of Jekyll sites, which look alike in both dialects.  Definitions that no text refers to
stay: a directive may, whose content is parsed later.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

_STATE: Final = "essay_footnotes"


@dataclass(slots=True)
class _Note:
    """A definition: what it says, its number, 0 until it has one, and how often it was referred to."""

    tokens: list[Token]
    map: list[int] | None
    number: int = 0
    references: int = 0


@dataclass(slots=True)
class _Notes:
    """The definitions of a page, by their labels, and those that have a number, in that order."""

    by_label: dict[str, _Note] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    written: int = 0

    def number(self, label: str) -> _Note:
        note = self.by_label[label]
        if not note.number:
            self.order.append(label)
            note.number = len(self.order)
        return note


def myst_footnotes_plugin(md: MarkdownIt) -> None:
    """Give footnotes numbers, and move them to the end."""
    md.core.ruler.push(_STATE, _footnotes)


def _footnotes(state: StateCore) -> None:
    notes: _Notes = state.env.setdefault(_STATE, _Notes())
    state.tokens = _without_definitions(state.tokens, notes)
    _refer(state.tokens, notes)
    block = []
    unused = iter([label for label, note in notes.by_label.items() if not note.number])
    while notes.written < len(notes.order) or _number_next(unused, notes):
        label = notes.order[notes.written]
        notes.written += 1
        note = notes.by_label[label]
        _refer(note.tokens, notes)
        block.append((label, note))
    if block:
        state.tokens = [*state.tokens, *_block(block)]


def _number_next(labels: Iterable[str], notes: _Notes) -> bool:
    """Give the next of ``labels`` that has no number yet one; say whether there was any."""
    for label in labels:
        if not notes.by_label[label].number:
            notes.number(label)
            return True
    return False


def _without_definitions(tokens: list[Token], notes: _Notes) -> list[Token]:
    """Return ``tokens`` without the definitions of footnotes, which go to ``notes``."""
    kept: list[Token] = []
    inside: list[list[Token]] = []
    for token in tokens:
        if token.type == "footnote_reference_open":
            inside.append([])
            notes.by_label.setdefault(token.meta["label"], _Note(inside[-1], token.map))
        elif token.type == "footnote_reference_close":
            inside.pop()
        else:
            (inside[-1] if inside else kept).append(token)
    return kept


def _refer(tokens: Iterable[Token], notes: _Notes) -> None:
    """Give the marks in ``tokens`` their numbers; one without a definition is text."""
    for token in tokens:
        for child in token.children or ():
            if child.type != "footnote_ref":
                continue
            label = child.meta["label"]
            if label not in notes.by_label:
                child.type, child.content = "text", f"[^{label}]"
                continue
            note = notes.number(label)
            child.meta = {"label": label, "id": note.number, "subId": note.references}
            note.references += 1


def _block(notes: list[tuple[str, _Note]]) -> Iterable[Token]:
    yield Token("footnote_block_open", "", 1, map=notes[0][1].map, block=True)
    for label, note in notes:
        meta = {"label": label, "id": note.number, "refs": note.references}
        yield Token("footnote_open", "", 1, map=note.map, block=True, meta=meta)
        yield from note.tokens
        yield Token("footnote_close", "", -1, block=True)
    yield Token("footnote_block_close", "", -1, block=True)
