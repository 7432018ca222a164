"""Words from right to left in a PDF's lines from left to right.

XeTeX takes each word from right to left by itself, but sets the words of a phrase one after the other from the left.
So a phrase in Hebrew or Arabic is marked as one, for the style ``essay-fonts.sty`` to set in its own direction.  Punctuation
and digits between its words belong to it (Unicode Standard Annex 9: neutrals take the direction on both their sides).
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from collections.abc import Iterator

CLASS: Final = "essay-rtl"

_STRONG_RIGHT: Final = frozenset({"R", "AL", "RLE", "RLO", "RLI"})
_STRONG_LEFT: Final = frozenset({"L", "LRE", "LRO", "LRI"})


def phrases(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of ``text``, each with whether it runs from right to left; together they are ``text``."""
    start = 0
    begin = end = -1  # of the phrase from right to left that is being read
    for place, character in enumerate(text):
        kind = unicodedata.bidirectional(character)
        if kind in _STRONG_RIGHT or (kind == "NSM" and begin >= 0):
            begin = place if begin < 0 else begin
            end = place + 1
        elif kind in _STRONG_LEFT and begin >= 0:
            yield from _phrase(text, start, begin, end)
            start, begin = end, -1
    if begin >= 0:
        yield from _phrase(text, start, begin, end)
        start = end
    if start < len(text):
        yield text[start:], False


def _phrase(text: str, start: int, begin: int, end: int) -> Iterator[tuple[str, bool]]:
    if start < begin:
        yield text[start:begin], False
    yield text[begin:end], True


class MarkDirection(SphinxPostTransform):
    """Mark phrases from right to left, for LaTeX."""

    default_priority = 900
    builders = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Visit the text of the document."""
        for text in list(self.document.findall(nodes.Text)):
            parent = text.parent
            if text.isascii() or parent is None or not _takes_marks(parent):
                continue
            parts = list(phrases(str(text)))
            if any(right for _part, right in parts):
                parent.replace(text, [_marked(part) if right else nodes.Text(part) for part, right in parts])


def _takes_marks(node: nodes.Element | None) -> bool:
    """Say whether text in ``node`` is set as running text."""
    while node is not None:
        if isinstance(node, (nodes.FixedTextElement, nodes.literal, nodes.math, nodes.raw, nodes.Invisible)):
            return False
        if isinstance(node, nodes.inline) and CLASS in node["classes"]:
            return False
        node = node.parent
    return True


def _marked(text: str) -> nodes.inline:
    return nodes.inline(text, text, classes=[CLASS])
