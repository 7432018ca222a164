"""Lists of a page's headings, as the plugin jekyll-toc makes them of the page's HTML.

The rules are the plugin's (its documentation: Usage, Customization): the headings h1 to h6 between ``min_level`` and
``max_level``, less those of the class ``no_toc`` and those inside an element of the class ``no_toc_section``.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus

from selectolax.lexbor import LexborHTMLParser

from sphinx_essay.kramdown.ids import gfm_id
from sphinx_essay.liquid.values import to_s

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selectolax.lexbor import LexborNode

_EXCLUDED = "no_toc"
_TEXTS = ("list_id", "list_class", "sublist_class", "item_class", "item_prefix")


@dataclass(frozen=True, slots=True)
class Options:
    """What ``toc:`` in ``_config.yml`` says; ``sections`` are the classes whose headings do not count."""

    levels: Sequence[int] = range(1, 7)
    ordered: bool = False
    sections: tuple[str, ...] = ("no_toc_section",)
    list_id: str = "toc"
    list_class: str = "section-nav"
    sublist_class: str = ""
    item_class: str = "toc-entry"
    item_prefix: str = "toc-"

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> Options:
        """Read the options; one of the wrong kind counts as absent."""
        table = config.get("toc")
        given = table if isinstance(table, Mapping) else {}
        first, last = (
            value if isinstance(value := given.get(key), int) else default
            for key, default in (("min_level", 1), ("max_level", 6))
        )
        sections = given.get("no_toc_section_class", "no_toc_section")
        texts = {name: to_s(given[name]) for name in _TEXTS if isinstance(given.get(name), str)}
        return cls(
            levels=range(max(first, 1), min(last, 6) + 1),
            ordered=bool(given.get("ordered_list")),
            sections=tuple(map(to_s, sections if isinstance(sections, list) else [sections])),
            **texts,
        )


@dataclass(slots=True)
class Entry:
    """A heading: its level, what it says, the id that leads to it, and the headings below it."""

    level: int
    text: str
    id: str
    node: LexborNode
    below: list[Entry] = field(default_factory=list)


def contents(content: str, config: Mapping[str, Any]) -> str:
    """Return the list of the headings in a page's HTML (``toc_only``)."""
    options = Options.of(config)
    tag = "ol" if options.ordered else "ul"
    items = "".join(_items(_nested(list(_entries(_parsed(content), options))), options, tag))
    return f'<{tag} id="{options.list_id}" class="{options.list_class}">\n{items}</{tag}>'


def with_anchors(content: str, config: Mapping[str, Any]) -> str:
    """Return a page's HTML with an anchor at the beginning of each heading (``inject_anchors``)."""
    tree = _parsed(content)
    for entry in _entries(tree, Options.of(config)):
        anchor = f'<a class="anchor" href="#{html.escape(entry.id)}" aria-hidden="true">'
        fragment = LexborHTMLParser(f'{anchor}<span class="octicon octicon-link"></span></a>', is_fragment=True)
        first = entry.node.first_child
        if fragment.root is not None and first is not None:
            first.insert_before(fragment.root)
    return tree.html or ""


def _parsed(content: str) -> LexborHTMLParser:
    return LexborHTMLParser(content, is_fragment=True)


def _entries(tree: LexborHTMLParser, options: Options) -> Iterator[Entry]:
    """Yield the headings in the order of the page; one without an id gets that of its words."""
    tags = [f"h{level}" for level in options.levels]
    if not tags:
        return
    passed = {
        node.mem_id
        for name in options.sections
        if name
        for node in tree.css(",".join(f".{name} {tag}" for tag in tags))
    }
    seen: dict[str, int] = {}
    for node in tree.css(",".join(tags)):
        classes = (node.attributes.get("class") or "").split()
        if node.mem_id in passed or _EXCLUDED in classes:
            continue
        text = node.text()
        given = node.attributes.get("id")
        identifier = quote_plus(gfm_id(text, {})) if given is None else given
        number = seen.get(identifier, 0)
        seen[identifier] = number + 1
        yield Entry(int((node.tag or "h1")[1]), text, f"{identifier}-{number}" if number else identifier, node)


def _nested(entries: Sequence[Entry]) -> list[Entry]:
    """Put each heading below the last one of a lower level; what comes before the first of the lowest stays at the top."""
    top: list[Entry] = []
    above: list[Entry] = []
    for entry in entries:
        while above and above[-1].level >= entry.level:
            above.pop()
        (above[-1].below if above else top).append(entry)
        above.append(entry)
    return top


def _items(entries: Sequence[Entry], options: Options, tag: str) -> Iterator[str]:
    for entry in entries:
        yield f'<li class="{options.item_class} {options.item_prefix}h{entry.level}">'
        yield f'<a href="#{html.escape(entry.id)}">{html.escape(entry.text)}</a>'
        if entry.below:
            style = f' class="{options.sublist_class}"' if options.sublist_class else ""
            yield f"\n<{tag}{style}>\n"
            yield from _items(entry.below, options, tag)
            yield f"</{tag}>\n"
        yield "</li>\n"
