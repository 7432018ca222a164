"""The title of a page as its readers see it: text, or HTML where a page shows it."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx_essay.core.value_text import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_essay.core.page import Page

_EMPTY: Final = {"br": " ", "wbr": "", "img": ""}
"""What elements say that hold nothing."""

_IN_LINKS: Final = frozenset({
    "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "rp", "rt", "ruby",
    "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var",
})  # fmt: skip
"""Elements of text that may stand in a link, as titles do in menus."""

_TAG: Final = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s(?:[^<>"']|"[^"<]*"|'[^'<]*')*|/)?)>""")
_ALT: Final = re.compile(r"""\salt\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_HANDLER: Final = re.compile(r"""\son[a-z]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
"""An attribute that runs something, which no title is for."""


def title_of(page: Page) -> str:
    """Return the title of ``page`` as text; the empty string where it has none.

    Just the Docs prints titles as HTML, so on a Jekyll site readers see ``R&amp;D`` as «R&D» and ``<b>x</b>`` as «x».
    What only looks like an element (``List<String>``, a tag without its other half) stays, as no word may be lost.
    Titles of other projects are text already.  What names a parent is the title as it is written, not this one.
    """
    title = written_title(page)
    return text_of_title(title) if page.url else title


def written_title(page: Page) -> str:
    """Return the title of ``page`` as its front matter has it."""
    return text_of(page.front_matter.get("title")).strip()


def text_of_title(title: str) -> str:
    """Return what readers see of a title that is HTML."""
    if "&" not in title and "<" not in title:
        return title
    words = "".join(part if isinstance(part, str) else part.words for part in _parts(title))
    return " ".join(html.unescape(words).split()) or title.strip()


def html_of_title(title: str) -> str:
    """Return a title that is HTML as HTML that can stand in a link; "" if it has no element that stays.

    Elements of text and pictures stay; of any other element (a link, a block) its content does.  What only looks like an
    element is escaped.
    """
    parts = list(_parts(title)) if "<" in title else []
    if not any(isinstance(part, _Tag) and part.kept for part in parts):
        return ""
    return "".join(
        html.escape(html.unescape(part), quote=False) if isinstance(part, str) else part.kept for part in parts
    ).strip()


class _Tag(NamedTuple):
    """A tag of a title: the text that stands for it, and what stays of it in HTML."""

    words: str
    kept: str


def _parts(text: str) -> Iterator[str | _Tag]:
    """Yield a title's words and its tags, in order; a tag without its other half is words."""
    tags: dict[int, tuple[int, _Tag]] = {}
    opened: dict[str, list[re.Match[str]]] = {}
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        if name in _EMPTY:
            alt = _ALT.search(tag[3]) if name == "img" else None
            words = (alt[1] or alt[2] or alt[3] or "") if alt else _EMPTY[name]
            tags[tag.start()] = tag.end(), _Tag(words, _HANDLER.sub("", tag[0]))
        elif not tag[1]:
            opened.setdefault(name, []).append(tag)
        elif opened.get(name):
            for half in (opened[name].pop(), tag):
                tags[half.start()] = half.end(), _Tag("", _HANDLER.sub("", half[0]) if name in _IN_LINKS else "")
    end = 0
    for start, (after, kept) in sorted(tags.items()):
        yield text[end:start]
        yield kept
        end = after
    yield text[end:]
