"""What of an essay is lowered without a look at what is in it: code, pictures, forms, marks of footnotes.

See ``lowering`` for what that means, and for all that holds more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from selectolax.lexbor import LexborHTMLParser

from sphinx_essay.html import nodes as essay
from sphinx_essay.html.mixed import line_break

if TYPE_CHECKING:
    from sphinx_essay.html.mixed import Mixed


def preformatted(node: essay.Tagged) -> Mixed:
    """Lower preformatted text."""
    text = _text_of(node).strip("\n")
    return [nodes.literal_block(text, text, language="none", classes=node["classes"], ids=node["ids"])]


def rule(_node: essay.Tagged) -> Mixed:
    """Lower a thematic break."""
    return [nodes.transition()]


def form_input(node: essay.Tagged) -> Mixed:
    """Lower a field of a form: its value, or whether it is ticked."""
    attrs = essay.attributes_of(node)
    kind = (attrs.get("type") or "text").lower()
    if kind in ("checkbox", "radio"):
        return [nodes.Text("☑ " if "checked" in attrs else "☐ ")]
    value = attrs.get("value") or attrs.get("placeholder") or ""
    return [nodes.Text(f"{value} ")] if value and kind not in ("hidden", "password") else []


def reference(title: str, address: str) -> Mixed:
    """Return a link that shows its address, also where links cannot be followed."""
    link = nodes.reference("", title, refuri=address)
    if title == address:
        return [link]
    return [link, nodes.Text(" ("), nodes.reference("", address, refuri=address), nodes.Text(")")]


def area(node: essay.Tagged) -> Mixed:
    """Lower an area of a map: a link."""
    attrs = essay.attributes_of(node)
    alt, href = attrs.get("alt") or "", attrs.get("href") or ""
    return [*reference(alt or href, href), nodes.Text(" ")] if href else []


def missing_image(node: essay.Tagged) -> Mixed:
    """Lower an image without an address: what stands in for it."""
    alt = essay.attributes_of(node).get("alt")
    return [nodes.Text(alt)] if alt else []


def forced_break(_node: essay.Tagged) -> Mixed:
    """Lower ``br``."""
    return [line_break()]


def text_area(node: essay.Tagged) -> Mixed:
    """Lower the text of a field."""
    text = node.astext()
    return [nodes.literal(text, text)] if text else []


def image(node: nodes.Element) -> Mixed:
    """Lower an image; of its size, what docutils can say."""
    lowered = nodes.image()
    attributes = dict(node.attributes)
    given = essay.attributes_of(node)
    attributes.pop("attrs", None)
    attributes.pop("no_alt", None)
    lowered.attributes.update(attributes)
    for name in ("width", "height"):
        value = (given.get(name) or "").strip().removesuffix("px")
        if value.isdecimal() and int(value) > 0:
            lowered[name] = f"{value}px"
        elif name == "width" and value.endswith("%") and value[:-1].isdecimal():
            lowered[name] = value
    lowered.source, lowered.line = node.source, node.line
    return [lowered]


def code_span(node: nodes.Element) -> Mixed:
    """Lower code in running text."""
    text = node.astext()
    return [nodes.literal(text, text)]


def code_block(node: nodes.Element) -> Mixed:
    """Lower a block of code."""
    text = node.astext()
    block = nodes.literal_block(text, text, language=node["language"], force=True, ids=node["ids"])
    block.source, block.line = node.source, node.line
    return [block]


def math_block(node: nodes.Element) -> Mixed:
    """Lower a formula on lines of its own."""
    block = nodes.math_block(node.rawsource, node.astext())
    block.attributes.update(node.attributes)
    block.source, block.line = node.source, node.line
    return [block]


def raw(node: nodes.Element) -> Mixed:
    """Lower HTML that is kept verbatim: its words."""
    tree = LexborHTMLParser(node.astext())
    tree.strip_tags(["script", "style", "template"])
    text = tree.body.text(separator=" ").strip() if tree.body is not None else ""
    return [nodes.Text(text)] if text else []


def nothing(_node: nodes.Element) -> Mixed:
    """Lower what no reader sees."""
    return []


def footnote_mark(node: nodes.Element) -> Mixed:
    """Lower a reference to a footnote."""
    number = str(node["number"])
    again = f":{node['again']}" if node["again"] else ""
    return [
        nodes.footnote_reference(
            "", number, refid=f"fn:{node['name']}", ids=[f"fnref:{node['name']}{again}"], docname=node["docname"]
        )
    ]


def _text_of(node: nodes.Element) -> str:
    """Return the text of preformatted content, its line breaks kept."""
    parts = []
    for child in node.findall():
        if isinstance(child, nodes.Text):
            parts.append(str(child))
        elif isinstance(child, essay.Tagged) and child.tag == "br":
            parts.append("\n")
    return "".join(parts)
