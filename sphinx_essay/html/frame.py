"""The frame that a site's own layouts make around a page: HTML with a place for what the page's parser makes.

Liquid puts a page's content into a layout as text.  The content is marked on its way in, so that on the way out its place
is found, and the page's own tokens stand there instead of HTML read a second time.  Where a layout has changed the content
(by filters), its HTML is the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sphinx_essay.html.parse import parse_html, slot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

FRAME: Final = "essay_frame"
"""Where the frame of the page that is being read is kept until its parser has the page's tokens."""

_BEGIN: Final = "<!--essay:content-->"
_END: Final = "<!--/essay:content-->"


def marked(content: str) -> str:
    """Return the HTML of a page for a layout to put in its place."""
    return f"{_BEGIN}{content}{_END}"


@dataclass(frozen=True, slots=True)
class Frame:
    """What a layout made: ``html`` with an empty place for the page's content, ``whole`` with its HTML there."""

    html: str
    whole: str


def frame_of(laid_out: str, content: str) -> Frame:
    """Return the frame that a layout made around ``content``.

    Only the first of several places is kept for the page; at the others the HTML stands.
    """
    return Frame(
        _unmarked(laid_out.replace(marked(content), slot(0, block=True), 1)),
        _unmarked(laid_out),
    )


def _unmarked(html: str) -> str:
    return html.replace(_BEGIN, "").replace(_END, "")


def shows_content(laid_out: str) -> bool:
    """Say whether a layout has put the marked content anywhere, changed or not."""
    return _BEGIN in laid_out


def in_frame(frame: Frame, content: Sequence[Token]) -> list[Token]:
    """Return the tokens of a page: those of ``frame``, with ``content`` at its place.

    Where the place is inside something that takes no markup, such as an attribute that is never closed, the page is
    what a browser makes of the whole.  A page in MyST has its front matter among its tokens, which stays their first.
    """
    head = [token for token in content[:1] if token.type == "front_matter"]
    tokens = parse_html(frame.html, {0: content[len(head) :]})
    return head + ((parse_html(frame.whole) or []) if tokens is None else tokens)
