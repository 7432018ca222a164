"""The sections of a page, as search knows them: what a reader may be led to, and the words that it holds."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final, NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinx_essay.search.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Section(NamedTuple):
    """What stands under a heading, up to the next one.

    The words of the heading stand before place ``opening``, those of the first paragraph before ``body``; ``length`` is how
    many places there are.
    """

    anchor: str
    heading: str
    text: str
    opening: int
    body: int
    length: int
    depth: int


class Page(NamedTuple):
    """A page's sections, the first of which bears the page's title, and its words with the places where they stand."""

    sections: list[Section]
    places: dict[str, str]


class _Draft:
    """A section that is being read."""

    def __init__(self, anchor: str, heading: str, depth: int) -> None:
        self.anchor = anchor
        self.heading = heading
        self.depth = depth
        self.other_heading = ""
        self.keywords: list[str] = []
        self.blocks: list[str] = []


_UNSEEN: Final = (nodes.Invisible, addnodes.toctree)

_CONTENTS: Final = frozenset({"contents", "toctree-wrapper", "no-search"})
"""Classes of lists of what stands elsewhere, and of what an author keeps from search."""


class _Reader:
    """Reads a page's tree, however deep it is."""

    def __init__(self, title: str, holds: Callable[[str], bool]) -> None:
        self.sections = [_Draft("", title, 0)]
        self._holds = holds
        self._text: list[str] = []

    def read(self, doctree: nodes.document) -> None:
        """Put what stands on a page into its sections."""
        rest: list[tuple[nodes.Node | None, _Draft]] = [(doctree, self.sections[0])]
        while rest:
            node, into = rest.pop()
            if node is None:
                self._end_block(into)
            elif isinstance(node, nodes.Text):
                self._text.append(node.astext())
            elif isinstance(node, nodes.Element) and not self._is_left_out(node):
                is_inline = isinstance(node, nodes.Inline) and not isinstance(node, nodes.raw)
                inner = into
                if not is_inline:
                    self._end_block(into)
                    inner = self._section_of(node, into)
                    rest.append((None, inner))
                self._add_words_of(node, inner)
                rest += [(child, inner) for child in reversed(node.children) if not isinstance(node, nodes.raw)]

    def _is_left_out(self, node: nodes.Element) -> bool:
        return (
            (isinstance(node, _UNSEEN) and not isinstance(node, (addnodes.index, nodes.meta)))
            or (isinstance(node, nodes.title) and isinstance(node.parent, nodes.section))
            or (isinstance(node, addnodes.only) and not self._holds(node["expr"]))
            or not _CONTENTS.isdisjoint(node["classes"])
            or "markdown-toc" in node["ids"]
        )

    def _add_words_of(self, node: nodes.Element, into: _Draft) -> None:
        """Add the words that do not stand in a node's own text."""
        if isinstance(node, nodes.raw):
            self._text.append(text_of_html(node.astext()) if "html" in node.get("format", "").split() else "")
        elif isinstance(node, addnodes.index):
            if not isinstance(
                node.next_node(descend=False, siblings=True), addnodes.desc
            ):  # whose heading says the same
                into.keywords += [entry[1] for entry in node["entries"]]
        elif isinstance(node, nodes.meta):
            into.keywords += [node.get("content", "")] if node.get("name") == "keywords" else []
        elif isinstance(node, nodes.image):
            self._text.append(f" {node.get('alt', '')} ")
        elif node.get("tag") == "br":
            self._text.append(" ")

    def _section_of(self, node: nodes.Element, into: _Draft) -> _Draft:
        """Return the section that a node begins, or the one that it stands in."""
        if isinstance(node, nodes.section):
            heading = node[0].astext() if node.children and isinstance(node[0], nodes.title) else ""
            anchors, depth = node["ids"], into.depth + 1
        elif isinstance(node, addnodes.desc):
            signature = next(node.findall(addnodes.desc_signature))
            names = signature.findall(lambda part: isinstance(part, (addnodes.desc_addname, addnodes.desc_name)))
            heading = "".join(name.astext() for name in names)
            anchors, depth = signature["ids"], into.depth + 1
        elif isinstance(node, nodes.definition_list_item) and isinstance(node[0], nodes.term):
            heading, anchors, depth = node[0].astext(), node[0]["ids"], into.depth + 1
        else:
            return into
        first = self.sections[0]
        if (len(self.sections) == 1 and isinstance(node.parent, nodes.document)) or heading == first.heading:
            # the page itself: its heading may say other words than its title
            first.other_heading = heading if heading != first.heading else ""
            return first
        if not anchors or not heading:
            return into
        draft = _Draft(anchors[0], heading, depth)
        self.sections.append(draft)
        return draft

    def _end_block(self, into: _Draft) -> None:
        into.blocks.append("".join(self._text))
        self._text.clear()


class _HTMLText(HTMLParser):
    """The words of HTML that an author wrote as it is."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._skipped = False

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self._skipped = tag in {"script", "style"}

    def handle_endtag(self, _tag: str) -> None:
        self._skipped = False

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.texts.append(data)


def text_of_html(html: str) -> str:
    """Return the words of HTML, without those of scripts and styles."""
    parser = _HTMLText()
    parser.feed(html)
    parser.close()
    return " ".join(parser.texts)


MOST_PLACES: Final = 8
"""How many places of a word a section remembers."""


@lru_cache(2**12)
def number(value: int) -> str:
    """Return a number in as few characters as JSON and compression like best: five bits in each, the lowest first."""
    digits = ""
    while value >= 32:
        digits += chr(95 + value % 32)
        value //= 32
    return digits + chr(63 + value)


def page_of(doctree: nodes.document, title: str, holds: Callable[[str], bool]) -> Page:
    """Return the sections and words of a page; ``holds`` says whether an expression of ``only`` is true."""
    reader = _Reader(title, holds)
    reader.read(doctree)
    sections: list[Section] = []
    places: dict[str, dict[int, list[int]]] = {}
    for at, draft in enumerate(reader.sections):
        heading, other, keywords, *texts = map(
            _plain, (draft.heading, draft.other_heading, " ".join(dict.fromkeys(draft.keywords)), *draft.blocks)
        )
        blocks = [text for text in texts if text]
        ends = [0]
        for block in (heading, other, keywords, *blocks):
            start = ends[-1]
            end = start
            for place, word in words(block):
                held = places.setdefault(word, {}).setdefault(at, [])
                if len(held) < MOST_PLACES:
                    held.append(start + place)
                end = start + place + 2  # no phrase reaches from one block into the next
            ends.append(end)
        body = ends[4] if blocks else ends[3]
        sections.append(Section(draft.anchor, heading, "\n".join(blocks), ends[2], body, ends[-1], draft.depth))
    return Page(sections, {word: "".join(map(number, _flat(held))) for word, held in places.items()})


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _flat(held: dict[int, list[int]]) -> Iterable[int]:
    """Yield how many sections hold a word, and for each how far behind the last it is, how many places, and these alike."""
    yield len(held)
    before = 0
    for section, places in held.items():
        yield section - before
        yield len(places)
        yield from _steps(places)
        before = section


def _steps(places: Iterable[int]) -> Iterable[int]:
    before = 0
    for place in places:
        yield place - before
        before = place
