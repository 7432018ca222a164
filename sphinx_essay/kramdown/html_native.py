"""HTML elements into kramdown's own where they say the same (option ``html_to_native``).

What matters for the output: headings get ids and join the contents, ``<b>`` and ``<i>`` become strong and
emphasised text, code without markup in it becomes a code span or block, tables get a body.  Other elements
say the same either way.
"""

from __future__ import annotations

import re

from sphinx_essay.kramdown.element import Element, Node
from sphinx_essay.kramdown.html_model import WITHOUT_TEXT

_EMPHASIS = {"i": "em", "em": "em", "b": "strong", "strong": "strong"}
_HEADING_RE = re.compile(r"h[1-6]\Z")
_HIGHLIGHTER_RE = re.compile(r"\s*\bhighlighter-\w+\b")
_LANGUAGE_RE = re.compile(r"\blanguage-\S+")


def to_native(element: Element) -> None:
    """Turn ``element`` and what it holds into kramdown's own elements, in place."""
    if element.type != "html":
        return
    name = element.value
    if name in ("code", "pre"):
        _code(element)
        return
    for child in element.elements():
        to_native(child)
    if name in WITHOUT_TEXT:
        element.children = list(element.elements())
    if name in _EMPHASIS:
        text = text_of(element.children)
        if text == text.strip():
            element.value = _EMPHASIS[name]
    elif _HEADING_RE.match(name):
        element.type = "header"
        element.data.update(level=int(name[1]), native=True)
        element.value = text_of(element.children)
    elif name == "table":
        _table(element)


def text_of(nodes: list[Node]) -> str:
    """Return all text in ``nodes``."""
    return "".join(node if isinstance(node, str) else text_of(node.children) for node in nodes)


def _code(element: Element) -> None:
    inner = element.elements()
    if element.value == "pre" and len(inner) == 1 and inner[0].value == "code":
        language = _LANGUAGE_RE.search(inner[0].attrs.get("class", ""))
        if language is not None:
            element.attrs["class"] = f"{language[0]} {element.attrs.get('class', '')}".rstrip()
    block = element.value == "pre"
    element.type = "codeblock" if block else "codespan"
    element.value = text_of(element.children)
    element.children.clear()
    if not block and "class" in element.attrs:
        element.attrs["class"] = _HIGHLIGHTER_RE.sub("", element.attrs["class"]).strip()


def _table(element: Element) -> None:
    """Put the rows of a table that holds nothing else into a body."""
    rows = element.elements()
    if not rows or any(row.value != "tr" or any(cell.value != "td" for cell in row.elements()) for row in rows):
        return
    body = Element("html", "tbody", category="block", model="raw", closed=False)
    body.line, body.end = element.line, element.end
    body.children = element.children
    element.children = [body]
