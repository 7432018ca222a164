"""The title of a page as its readers see it."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from sphinx_essay.core.value_text import text_of

if TYPE_CHECKING:
    from sphinx_essay.core.page import Page

_EMPTY: Final = {"br": " ", "wbr": ""}
"""What elements say that hold nothing."""

_TAG: Final = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s(?:[^<>"']|"[^"<]*"|'[^'<]*')*|/)?)>""")
_ALT: Final = re.compile(r"""\salt\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


def title_of(page: Page) -> str:
    """Return the title of ``page`` as text; the empty string where it has none.

    Just the Docs prints titles as HTML, so on a Jekyll site readers see ``R&amp;D`` as «R&D» and ``<b>x</b>`` as «x».
    What only looks like an element (``List<String>``, a tag without its other half) stays, as no word may be lost.
    Titles of other projects are text already.  What names a parent is the title as it is written, not this one.
    """
    title = text_of(page.front_matter.get("title")).strip()
    if not page.url or not ("&" in title or "<" in title):
        return title
    return " ".join(html.unescape(_without_tags(title)).split()) or title


def _without_tags(text: str) -> str:
    """Return ``text`` with what its elements say in the place of their tags."""
    said: dict[int, tuple[int, str]] = {}
    opened: dict[str, list[re.Match[str]]] = {}
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        if name in _EMPTY:
            said[tag.start()] = tag.end(), _EMPTY[name]
        elif name == "img" and (alt := _ALT.search(tag[3])):
            said[tag.start()] = tag.end(), alt[1] or alt[2] or alt[3] or ""
        elif not tag[1]:
            opened.setdefault(name, []).append(tag)
        elif opened.get(name):
            for half in (opened[name].pop(), tag):
                said[half.start()] = half.end(), ""
    parts, end = [], 0
    for start, (after, words) in sorted(said.items()):
        parts += [text[end:start], words]
        end = after
    return "".join([*parts, text[end:]])
