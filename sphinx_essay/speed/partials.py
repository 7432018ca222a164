"""Titles and contents as HTML, without a visitor where they hold nothing but text and links.

Sphinx asks for them several times a page (the page's title, those before, after and above it, its contents) and gives
each a document, transforms and a visitor of its own.  What these functions return is what that gives.

Relies on Sphinx: how its HTML visitor writes titles, lists and references (``StandaloneHTMLBuilder.render_partial``).
"""

from __future__ import annotations

from typing import Final

from docutils import nodes
from sphinx import addnodes
from sphinx.writers.html5 import HTML5Translator

_ENCODED: Final = HTML5Translator.special_characters
"""What docutils writes for characters that mean something in HTML, or to those who gather addresses."""

_OF_A_LINK: Final = {"refuri", "internal", "anchorname"}
"""What a link in a page's contents says; a numbered one says more."""


def plain_title(node: nodes.Node | None) -> str | None:
    """Return the HTML of a title, None if it is not one of text alone (one with a number is not)."""
    if (
        isinstance(node, nodes.title)
        and "secnumber" not in node
        and all(isinstance(child, nodes.Text) for child in node.children)
    ):
        return node.astext().translate(_ENCODED)
    return None


def plain_contents(node: nodes.Node | None) -> str | None:
    """Return the HTML of a page's contents, None where it is not one of lists of links with plain titles."""
    if not isinstance(node, nodes.bullet_list):
        return None
    parts: list[str] = []
    return "".join(parts) if _write(node, parts) else None


def _write(contents: nodes.Element, parts: list[str]) -> bool:
    """Append the HTML of a list to ``parts``; say whether nothing else than what is known was in it."""
    if not contents.children:
        return False
    parts.append("<ul>\n")
    for item in contents.children:
        if not isinstance(item, nodes.list_item) or not item.children:
            return False
        parts.append("<li>")
        for child in item.children:
            write = _write if isinstance(child, nodes.bullet_list) else _write_link
            if not write(child, parts):  # type: ignore[arg-type]
                return False
        parts.append("</li>\n")
    parts.append("</ul>\n")
    return True


def _write_link(paragraph: nodes.Element, parts: list[str]) -> bool:
    if not isinstance(paragraph, addnodes.compact_paragraph) or len(paragraph.children) != 1:
        return False
    link = paragraph.children[0]
    if not isinstance(link, nodes.reference) or link.non_default_attributes().keys() != _OF_A_LINK:
        return False
    if not link["internal"] or not all(isinstance(child, nodes.Text) for child in link.children):
        return False
    address = str(link["refuri"] or "#").translate(_ENCODED)
    parts.append(f'<a class="reference internal" href="{address}">{link.astext().translate(_ENCODED)}</a>')
    return True
