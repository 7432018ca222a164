"""Words against the direction of a PDF's lines: Hebrew in an English book, English in a Hebrew one.

XeTeX knows the direction of each word, but sets the words of a phrase one after the other in the direction of the line.
So a phrase that runs against its line is marked as one, for the style ``essay-fonts.sty`` to set in its own direction.  What
belongs to a phrase is a reading of the Unicode Bidirectional Algorithm (Unicode Standard Annex 9): blanks and punctuation
between two words of one direction run with them (rule N1), digits with the words to their left (W7), parts of a number with
each other (W4, W5).  Markup within a phrase does not part it.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_essay.project.i18n import direction

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COMMANDS: Final = {True: r"\essayrtl{", False: r"\essayltr{"}
"""What ``essay-fonts.sty`` names a phrase from right to left, and one from left to right."""

_STRONG_RIGHT: Final = frozenset({"R", "AL", "RLE", "RLO", "RLI"})
_STRONG_LEFT: Final = frozenset({"L", "LRE", "LRO", "LRI"})
_DIGITS: Final = frozenset({"EN", "AN"})
_IN_NUMBERS: Final = frozenset({"ES", "CS", "ET", "BN"})
_BRACKETS: Final = {"(": ")", "[": "]", "{": "}"}
_MIRRORED: Final = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
"""Signs that face the other way from right to left (Unicode: *Bidi_Mirrored*), which XeTeX does not turn between words."""

_AGAINST: Final = 1
_NEITHER: Final = 0
_ALONG: Final = -1

Piece = tuple[nodes.Node, int]
"""A node, and whether it runs against the line, along it, or neither."""


def phrases(text: str, *, right: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield the parts of ``text``, each with whether it runs against the line; together they are ``text``.

    ``right`` says that the line runs from right to left.
    """
    start = 0
    for begin, end in _left_phrases(text) if right else _right_phrases(text):
        if start < begin:
            yield text[start:begin], False
        start = _with_bracket(text, begin, end)
        yield text[begin:start], True
    if start < len(text):
        yield text[start:], False


def _right_phrases(text: str) -> Iterator[tuple[int, int]]:
    """Yield where phrases from right to left begin and end."""
    begin = end = -1
    for place, character in enumerate(text):
        kind = unicodedata.bidirectional(character)
        if kind in _STRONG_RIGHT or (kind == "NSM" and begin >= 0):
            begin = place if begin < 0 else begin
            end = place + 1
        elif kind in _STRONG_LEFT and begin >= 0:
            yield begin, end
            begin = -1
    if begin >= 0:
        yield begin, end


def _left_phrases(text: str) -> Iterator[tuple[int, int]]:
    """Yield where phrases from left to right begin and end: words with the digits after them, and numbers."""
    begin = end = -1
    has_letter = False
    for place, character in enumerate(f"{text}\u05d0"):
        kind = unicodedata.bidirectional(character)
        if kind in _STRONG_LEFT or kind in _DIGITS:
            if begin < 0:
                begin, has_letter = place, False
            has_letter = has_letter or kind in _STRONG_LEFT
            end = place + 1
        elif begin >= 0 and (kind in _STRONG_RIGHT or not (has_letter or kind in _IN_NUMBERS)):
            if not text[begin:end].isdecimal():  # digits alone are one word to XeTeX
                yield begin, end
            begin = -1
        elif kind in ("ET", "NSM") and end == place:  # a per cent sign after its digits
            end = place + 1


def _with_bracket(text: str, begin: int, end: int) -> int:
    """Return the end of a phrase, with the bracket that closes one within it (rule N0)."""
    if end < len(text) and any(
        text[end] == closing and text.count(opening, begin, end) > text.count(closing, begin, end)
        for opening, closing in _BRACKETS.items()
    ):
        return end + 1
    return end


class MarkDirection(SphinxPostTransform):
    """Mark phrases that run against the lines of the book, for LaTeX."""

    default_priority = 900
    formats = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Visit what holds running text."""
        right = direction(self.config.language) == "rtl"
        for element in list(self.document.findall(nodes.TextElement)):
            if _holds_a_line(element) and (right or not element.astext().isascii()):
                _mark(element, right=right)


def _holds_a_line(element: nodes.TextElement) -> bool:
    """Say whether ``element`` holds running text and is not part of a line itself."""
    if isinstance(element.parent, nodes.TextElement) or _is_code(element):
        return False
    return not isinstance(element, (addnodes.desc_signature, nodes.Invisible))


def _is_code(node: nodes.Node) -> bool:
    return isinstance(node, (nodes.FixedTextElement, nodes.literal, nodes.math, nodes.math_block, nodes.raw))


def _mark(element: nodes.Element, *, right: bool) -> None:
    """Mark the phrases among the children of ``element`` that run against the line."""
    pieces: list[Piece] = []
    for child in element.children:
        pieces.extend(_pieces(child, right=right))
    if right or any(side == _AGAINST for _node, side in pieces):
        children = list(_joined(pieces, right=right))
        element.children = []
        element.extend(children)


def _pieces(node: nodes.Node, *, right: bool) -> Iterator[Piece]:
    """Yield ``node``, a text by its phrases, with their directions."""
    if isinstance(node, nodes.Text):
        for part, against in phrases(str(node), right=right):
            shown = part.translate(_MIRRORED) if against != right else part
            yield nodes.Text(shown), _AGAINST if against else _side(part, right=right)
        return
    assert isinstance(node, nodes.Element)
    if _is_code(node):
        yield node, _AGAINST if right else _ALONG
        return
    side = _side(node.astext(), right=right)
    if side != _AGAINST:
        _mark(node, right=right)
    elif not right:
        for text in list(node.findall(nodes.Text)):
            assert text.parent is not None
            text.parent.replace(text, nodes.Text(str(text).translate(_MIRRORED)))
    yield node, side


def _side(text: str, *, right: bool) -> int:
    """Return how a text runs that is set as a whole: along the line if any of it does."""
    kinds = {unicodedata.bidirectional(character) for character in text}
    along, against = (_STRONG_RIGHT, _STRONG_LEFT) if right else (_STRONG_LEFT, _STRONG_RIGHT)
    if kinds & along:
        return _ALONG
    return _AGAINST if kinds & against else _NEITHER


def _joined(pieces: Sequence[Piece], *, right: bool) -> Iterator[nodes.Node]:
    """Yield the pieces, those that run against the line between marks, with what stands between two of them."""
    run: list[nodes.Node] = []
    waiting: list[nodes.Node] = []
    for node, side in pieces:
        if side == _AGAINST:
            run = [*run, *waiting, node]
            waiting = []
        elif run and side == _NEITHER:
            waiting.append(node)
        else:
            yield from _marked(run, right=not right)
            yield from waiting
            yield node
            run, waiting = [], []
    yield from _marked(run, right=not right)
    yield from waiting


def _marked(run: Sequence[nodes.Node], *, right: bool) -> Iterator[nodes.Node]:
    if run and not all(map(_is_code, run)):  # code is set from left to right by itself
        yield nodes.raw("", COMMANDS[right], format="latex")
        yield from run
        yield nodes.raw("", "}", format="latex")
    else:
        yield from run
