"""Any HTML → XHTML that an EPUB may hold.

EPUB 3 takes HTML in the form of XML, and is strict where browsers are not: about what may stand in what, about attributes,
identifiers and addresses (EPUB Content Documents 3.2; HTML Living Standard, *content models*).  And it has no forms, no
players and no scripts on most readers.  So a page is read as a browser reads it and written anew by these rules:

- every word that a browser shows is kept, in its order;
- what may not stand where it stands becomes ``div`` or ``span``, and keeps its classes;
- obsolete elements become those that say the same; presentational attributes become styles;
- what only a screen or a loudspeaker plays becomes a link with its title.

Pure functions; nothing here knows Sphinx.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from selectolax.lexbor import LexborHTMLParser

from sphinx_essay.books.css import declarations
from sphinx_essay.books.xhtml_names import (
    APART,
    ATTRIBUTES,
    BLOCK_STYLES,
    COUNT,
    DROPPED,
    FOREIGN_TEXT,
    GLOBAL,
    KEPT_BLOCKS,
    LANGUAGE,
    MATHML,
    MATHML_ATTRIBUTES,
    MATHML_ELEMENTS,
    NUMBER,
    PHRASING,
    RENAMED,
    ROLES,
    RUNNING,
    STYLES,
    SVG,
    SVG_ATTRIBUTES,
    SVG_ELEMENTS,
    TEXT_ONLY,
)
from sphinx_essay.books.xml_text import address, anchor, xml_text
from sphinx_essay.html.address import PLAYED, played_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from selectolax.lexbor import LexborNode


def clean(markup: str) -> str:
    """Return the content of a body as XHTML for an EPUB."""
    root = LexborHTMLParser(f"<!DOCTYPE html><body>{markup}").body
    assert root is not None  # the parser always makes one
    return "".join(_Writer().content(root, flow=True))


def _is_remote(source: str) -> bool:
    return source.startswith("//") or "://" in source


class _Writer:
    """Writes one page; it knows the identifiers that the page has used."""

    def __init__(self) -> None:
        self.ids: set[str] = set()
        self.has_block_cache: dict[int, bool] = {}

    # -- content -----------------------------------------------------------------------------------------------------

    def content(self, node: LexborNode, *, flow: bool) -> Iterator[str]:
        """Yield what stands in ``node``; ``flow`` says whether blocks may."""
        for child in node.iter(include_text=True):
            yield from self.node(child, flow=flow)

    def node(self, node: LexborNode, *, flow: bool) -> Iterator[str]:
        """Yield a node as it may stand where blocks may (``flow``) or not."""
        if node.is_text_node:
            yield _text(node)
            return
        tag = node.tag or ""
        if not node.is_element_node or tag in DROPPED:
            return
        if tag in ("svg", "math"):
            yield from self._foreign(node, tag, SVG_ELEMENTS if tag == "svg" else MATHML_ELEMENTS)
        elif tag in _SPECIAL:
            yield from _SPECIAL[tag](self, node, flow)
        elif tag in RUNNING:
            yield from self._running(node, tag, flow=flow)
        elif not flow:
            yield " "
            yield from self.element("span", node, self.content(node, flow=False), extra_class=tag)
            yield " "
        elif (name := RENAMED.get(tag, tag)) in KEPT_BLOCKS:
            yield from self._block(node, name)
        else:
            yield from self.element("div", node, self.content(node, flow=True), extra_class=_class_of(tag))

    def _running(self, node: LexborNode, tag: str, *, flow: bool) -> Iterator[str]:
        name = RENAMED.get(tag, tag)
        if name not in PHRASING:
            name = "span"
        holds_blocks = flow and self.has_block(node)
        if holds_blocks and name not in ("a", "ins", "del"):
            yield from self.element("div", node, self.content(node, flow=True), extra_class=tag)
            return
        if name == "bdo" and (node.attributes.get("dir") or "").lower() not in ("ltr", "rtl"):
            name = "span"
        apart = " " if tag in APART else ""
        yield apart
        yield from self.element(name, node, self.content(node, flow=holds_blocks))
        yield apart

    def _block(self, node: LexborNode, name: str) -> Iterator[str]:
        if name == "hr":
            yield f"<hr{self.attributes('hr', node)} />\n"
        elif name in ("ul", "ol"):
            yield from self.element(name, node, self._items(node))
        elif name == "dl":
            yield from self.element(name, node, self._definitions(node))
        elif name == "table":
            yield from self._table(node)
        elif name == "figure":
            yield from self._figure(node)
        else:
            yield from self.element(name, node, self.content(node, flow=name not in TEXT_ONLY))
        yield "\n"

    def has_block(self, node: LexborNode) -> bool:
        """Say whether a block stands anywhere in ``node``."""
        known = self.has_block_cache.get(node.mem_id)
        if known is None:
            known = any(
                child.tag not in DROPPED and (child.tag not in RUNNING or self.has_block(child))
                for child in node.iter()
                if child.is_element_node and node.tag not in ("svg", "math")
            )
            self.has_block_cache[node.mem_id] = known
        return known

    # -- elements ----------------------------------------------------------------------------------------------------

    def element(self, name: str, node: LexborNode, content: Iterable[str], *, extra_class: str = "") -> Iterator[str]:
        """Yield an element with the attributes of ``node`` that it may have."""
        start = f"<{name}{self.attributes(name, node, extra_class=extra_class)}"
        if name in ("br", "img"):
            yield f"{start} />"
            return
        yield f"{start}>"
        yield from content
        yield f"</{name}>"

    def attributes(self, name: str, node: LexborNode, *, extra_class: str = "") -> str:
        """Return the attributes that an element ``name`` takes over from ``node``, each after a blank."""
        out: dict[str, str] = {}
        allowed = GLOBAL | ATTRIBUTES.get(name, frozenset())
        tag = node.tag or ""
        style = STYLES.get(tag) or (BLOCK_STYLES.get(tag) if name == "div" else None)
        styles = [style] if style else []
        for key, given in node.attributes.items():
            value = xml_text(given or "").strip()
            if key == "style":
                styles.extend(declarations(value))
            elif key in allowed:
                if (valid := self._value(key, value)) is not None:
                    out[key] = valid
            elif key == "role" and value in ROLES:
                out[key] = value
            if style := _presentation(name, key, value):
                styles.insert(0, style)
        if extra_class:
            out["class"] = f"{extra_class} {out.get('class', '')}".strip()
        if styles:
            out["style"] = "; ".join(styles)
        if "lang" in out:
            out["xml:lang"] = out["lang"]
        if name == "img":
            out.setdefault("alt", "")
        return "".join(f' {key}="{escape(value)}"' for key, value in out.items())

    def _value(self, key: str, value: str) -> str | None:
        """Return the value that an attribute has in XHTML, None where it cannot have it."""
        if key == "id":
            return self._fresh_id(value)
        if key in ("href", "cite"):
            return address(value) or None
        if key == "src":
            return value
        if key in ("width", "height", "start", "value", "colspan", "rowspan"):
            number = value.removesuffix("px")
            pattern = NUMBER if key in ("start", "value") else COUNT
            return number if pattern.fullmatch(number) and number != "0" * (key.endswith("span")) else None
        if key == "dir":
            return value.lower() if value.lower() in ("ltr", "rtl", "auto") else None
        if key in ("lang", "hreflang"):
            return value if LANGUAGE.fullmatch(value) else None
        if key == "type":
            return value if value in tuple("1aAiI") else None
        if key == "scope":
            return value if value in ("row", "col", "rowgroup", "colgroup") else None
        if key == "reversed":
            return "reversed"
        return " ".join(value.split()) if key == "class" else value

    def _fresh_id(self, value: str) -> str | None:
        """Return an identifier without blanks that the page has not used yet."""
        name = anchor(value)
        if not name or name in self.ids:
            return None
        self.ids.add(name)
        return name

    # -- lists -------------------------------------------------------------------------------------------------------

    def _items(self, node: LexborNode) -> Iterator[str]:
        """Yield the items of a list; what stands between them makes items of its own."""
        for child in _grouped(node, {"li"}):
            if isinstance(child, list):
                yield "<li>"
                for part in child:
                    yield from self.node(part, flow=True)
                yield "</li>"
            else:
                yield from self.element("li", child, self.content(child, flow=True))
            yield "\n"

    def _definitions(self, node: LexborNode) -> Iterator[str]:
        """Yield terms and definitions, each term with a definition and each definition with a term."""
        last = ""
        for part in _definition_parts(node):
            tag = part.tag if not isinstance(part, list) else "dd"
            if tag == "dd" and not last:
                yield "<dt></dt>"
            last = tag or ""
            if isinstance(part, list):
                yield "<dd>"
                for each in part:
                    yield from self.node(each, flow=True)
                yield "</dd>"
            else:
                # a term may hold no headings, which authors do write there
                yield from self.element(last, part, self.content(part, flow=last == "dd"))
            yield "\n"
        if last == "dt":
            yield "<dd></dd>"

    # -- tables and figures ------------------------------------------------------------------------------------------

    def _table(self, node: LexborNode) -> Iterator[str]:
        parts: dict[str, list[LexborNode]] = {"caption": [], "thead": [], "tfoot": [], "tbody": []}
        for child in node.iter():
            name = child.tag or ""
            if name in parts:
                single = name != "tbody" and parts[name]
                parts["tbody" if single and name != "caption" else name].append(child)
        caption = [piece for part in parts["caption"] for piece in self.content(part, flow=True)]

        def inner() -> Iterator[str]:
            if caption:
                yield from self.element("caption", parts["caption"][0], caption)
            for name in ("thead", "tbody", "tfoot"):
                for part in parts[name]:
                    yield from self.element(name, part, self._rows(part))

        yield from self.element("table", node, inner())

    def _rows(self, node: LexborNode) -> Iterator[str]:
        for row in node.iter():
            if row.tag == "tr":
                yield "\n"
                cells = (
                    piece
                    for cell in row.iter()
                    if cell.tag in ("td", "th")
                    for piece in self.element(cell.tag, cell, self.content(cell, flow=True))
                )
                yield from self.element("tr", row, cells)

    def _figure(self, node: LexborNode) -> Iterator[str]:
        """Yield a figure; a caption that is neither first nor last in it is a ``div``."""
        parts = [child for child in node.iter(include_text=True) if not (child.is_text_node and _is_blank(child))]
        captions = [child for child in parts if child.tag == "figcaption"]
        caption = captions[0] if captions and captions[0] in (parts[0], parts[-1]) else None

        def inner() -> Iterator[str]:
            for part in parts:
                if caption is not None and part == caption:
                    yield from self.element("figcaption", part, self.content(part, flow=True))
                else:
                    yield from self.node(part, flow=True)

        yield from self.element("figure", node, inner())

    # -- elements of their own kind ----------------------------------------------------------------------------------

    def details(self, node: LexborNode, flow: bool) -> Iterator[str]:
        """Yield ``summary`` and ``legend``: the words that name what follows."""
        name = "p" if flow and not self.has_block(node) else "div" if flow else "span"
        yield from self.element(name, node, self.content(node, flow=name == "div"), extra_class=node.tag or "")

    def ruby(self, node: LexborNode, _flow: bool) -> Iterator[str]:
        """Yield annotated characters: each annotation with the characters that it belongs to."""
        base: list[str] = []
        for child in node.iter(include_text=True):
            if child.tag == "rt":
                text = "".join(self.content(child, flow=False))
                yield f"<ruby>{''.join(base)}<rt>{text}</rt></ruby>" if "".join(base).strip() else f" {text} "
                base = []
            else:
                base.extend(self.node(child, flow=False))
        yield from base

    def image(self, node: LexborNode, _flow: bool) -> Iterator[str]:
        """Yield an image; one of another host, which a book cannot hold, as a link with its text."""
        source = (node.attributes.get("src") or "").strip()
        alt = node.attributes.get("alt") or ""
        if source.startswith("data:image/"):
            yield from self.element("img", node, ())
        elif not source or _is_remote(source) or not address(source):
            yield from _link(alt, source, inside_link=_inside_link(node))
        else:
            yield from self.element("img", node, ())

    def media(self, node: LexborNode, flow: bool) -> Iterator[str]:
        """Yield title and address of what is played, and what stands in for it."""
        attributes = node.attributes
        sources = [played_address(node.tag or "", attributes)]
        sources += [played_address("source", child.attributes) for child in node.iter() if child.tag == "source"]
        source = next((each for each in sources if each), "")
        title = attributes.get("title") or attributes.get("aria-label") or attributes.get("playlabel") or ""
        tag = "div" if flow and self.has_block(node) else "span"

        def inner() -> Iterator[str]:
            yield from _link(title, source, inside_link=_inside_link(node))
            if node.tag != "iframe":
                yield " "
                yield from self.content(node, flow=tag == "div")

        yield " "
        yield from self.element(tag, node, inner(), extra_class=node.tag or "")
        yield " "

    def area(self, node: LexborNode, _flow: bool) -> Iterator[str]:
        """Yield a link of an image map."""
        yield from _link(
            node.attributes.get("alt") or "", node.attributes.get("href") or "", inside_link=_inside_link(node)
        )
        yield " "

    def control(self, node: LexborNode, _flow: bool) -> Iterator[str]:
        """Yield what a form's field shows."""
        attributes = node.attributes
        kind = (attributes.get("type") or "text").lower()
        if (
            kind == "radio"
            and node.parent is not None
            and "sd-tab-set" in (node.parent.attributes.get("class") or "").split()
        ):
            return  # what turns sphinx-design's tabs; a book shows them all
        if kind in ("checkbox", "radio"):
            yield "\u2611 " if "checked" in attributes else "\u2610 "
        elif kind not in ("hidden", "password"):
            text = attributes.get("value") or attributes.get("placeholder") or ""
            yield f" {escape(xml_text(text))} " if text else ""

    def _foreign(self, node: LexborNode, tag: str, known: frozenset[str]) -> Iterator[str]:
        """Yield a drawing or a formula in its own namespace; of elements that it may not have, the content."""
        attributes = SVG_ATTRIBUTES if known is SVG_ELEMENTS else MATHML_ATTRIBUTES
        space = f' xmlns="{SVG if known is SVG_ELEMENTS else MATHML}"' if tag in ("svg", "math") else ""
        kept: list[str] = []
        for key, given in node.attributes.items():
            value = xml_text(given or "")
            if key not in attributes or "url(" in value.replace("url(#", "") or (key != "id" and not value.strip()):
                continue
            if key in ("scriptlevel", "displaystyle") and tag != "mstyle":
                continue  # MathML 3, section 3.3.4: other elements inherit them
            if key == "id" and (value := self._fresh_id(value) or "") == "":
                continue
            kept.append(f' {key}="{escape(value)}"')
        yield f"<{tag}{space}{''.join(kept)}>"
        yield from self._foreign_content(node, known)
        yield f"</{tag}>"

    def _foreign_content(self, node: LexborNode, known: frozenset[str]) -> Iterator[str]:
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if child.is_text_node:
                if node.tag in FOREIGN_TEXT:
                    yield _text(child)
            elif tag in ("script", "style", "annotation", "annotation-xml", "foreignObject", "metadata"):
                continue
            elif tag in known and tag not in ("svg", "math"):
                yield from self._foreign(child, tag, known)
            elif child.is_element_node:
                yield from self._foreign_content(child, known)


_SPECIAL: Final[dict[str, Callable[[_Writer, LexborNode, bool], Iterator[str]]]] = {
    "summary": _Writer.details,
    "legend": _Writer.details,
    "ruby": _Writer.ruby,
    "img": _Writer.image,
    "area": _Writer.area,
    "input": _Writer.control,
    **dict.fromkeys(PLAYED, _Writer.media),
}


def _text(node: LexborNode) -> str:
    return escape(xml_text(node.text_content or ""), quote=False)


def _is_blank(node: LexborNode) -> bool:
    return not (node.text_content or "").strip()


def _class_of(tag: str) -> str:
    """Return the class that remembers what a ``div`` was."""
    return tag if re.fullmatch("[a-z][a-z0-9-]*", tag) and tag != "body" else ""


def _inside_link(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.tag == "a":
            return True
        parent = parent.parent
    return False


def _link(title: str, target: str, *, inside_link: bool) -> Iterator[str]:
    """Yield a link that shows its address, also where links cannot be followed."""
    href = address(target)
    label = escape(xml_text(title or (target if href else "")))
    if not href or inside_link:
        yield label
        return
    yield f'<a href="{escape(href)}">{label}</a>'
    if title and _is_remote(href):
        yield f" ({escape(href)})"


def _grouped(node: LexborNode, tags: set[str]) -> Iterator[LexborNode | list[LexborNode]]:
    """Yield the children named ``tags``, and lists of what stands between them."""
    loose: list[LexborNode] = []
    for child in node.iter(include_text=True):
        if child.tag in tags:
            if not all(map(_is_nothing, loose)):
                yield loose
            loose = []
            yield child
        else:
            loose.append(child)
    if not all(map(_is_nothing, loose)):
        yield loose


def _is_nothing(node: LexborNode) -> bool:
    if node.is_text_node:
        return _is_blank(node)
    return not node.is_element_node or node.tag in DROPPED


def _definition_parts(node: LexborNode) -> Iterator[LexborNode | list[LexborNode]]:
    """Yield terms and definitions, also those in a list's ``div`` groups."""
    for part in _grouped(node, {"dt", "dd", "div"}):
        if not isinstance(part, list) and part.tag == "div":
            yield from _definition_parts(part)
        else:
            yield part


def _presentation(name: str, key: str, value: str) -> str:
    """Return the style that a presentational attribute asks for, "" for none (HTML Living Standard, *Rendering*)."""
    value = value.lower()
    if key == "align" and value in ("left", "right", "center", "justify"):
        return f"float: {value}" if name in ("img", "table") and value in ("left", "right") else f"text-align: {value}"
    if key == "valign" and value in ("top", "middle", "bottom", "baseline"):
        return f"vertical-align: {value}"
    if key in ("width", "height") and re.fullmatch(r"\d{1,3}%", value):
        return f"{key}: {value}"
    if key == "width" and name in ("td", "th", "table") and COUNT.fullmatch(value):
        return f"width: {value}px"
    if key in ("bgcolor", "color") and re.fullmatch(r"#[0-9a-f]{3}(?:[0-9a-f]{3})?|[a-z]{3,20}", value):
        return f"{'background-color' if key == 'bgcolor' else 'color'}: {value}"
    return ""
