"""The nodes of a page against the lists of safe mode: what is not on them is written as text.

It is done twice: when a page has been read, before Sphinx takes titles and contents from it, and when all is resolved, just
before a page is written.  Whatever makes a node (a parser, a directive, a role, another extension) has done so by then.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator
from typing import Final

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging

from sphinx_essay.core.addresses import quoted, split_address
from sphinx_essay.core.warnings import Diagnostic, Subtype, log
from sphinx_essay.html import nodes as essay
from sphinx_essay.safe.formulas import are_safe_columns, refused, safe_label
from sphinx_essay.safe.fragment import clean_icon
from sphinx_essay.safe.known_nodes import CHECKED, is_known, may_say, without_markup
from sphinx_essay.safe.policy import clean_classes, is_safe_address, is_safe_meta, safe_fragment, safe_id

logger = logging.getLogger(__name__)

Tell = Callable[[nodes.Element, str], None]
"""What is told what is left out of a page, and at which node."""


def teller(document: nodes.document) -> Tell:
    """Return what warns of things left out of a page, with the line of the nearest node that has one."""

    def tell(node: nodes.Element, what: str) -> None:
        line = next((int(place.line) for place in _upwards(node) if place.line), 0)
        message = f"left out in safe mode: {what}"
        log(logger, "", [Diagnostic(Subtype.UNSAFE, message, document["source"], line or 1)])

    return tell


def clean_nodes(document: nodes.document, tell: Tell, *, resolved: bool) -> None:
    """Leave those nodes and attributes that are known, and write ids and links to them in the alphabet of safe mode.

    Before they are ``resolved``, nodes that are not known stay, but for those in titles, which Sphinx shows elsewhere.
    """
    for node in list(document.findall(nodes.Element)):
        if node is document or (resolved and isinstance(node, nodes.raw)):
            continue  # what is raw now is not of the page's author
        if not is_known(type(node)) and (resolved or _is_in_title(node)):
            tell(node, f"a node of the kind {type(node).__name__}, which safe mode does not know")
            as_text(node)
            continue
        _clean_attributes(node, tell)
        _clean_kind(node, tell)
        for name in _clean_names(node):
            tell(node, f"the id {name!r}, which is {safe_id(name)!r} now")


def as_text(node: nodes.Element) -> None:
    """Put a node's content in its place: its children, or what it says of itself."""
    content = node.children or ([nodes.Text(text)] if (text := node.astext()) else [])
    if isinstance(node.parent, nodes.TextElement) or not content or not isinstance(content[0], nodes.Text):
        node.parent.replace(node, content)
    else:
        node.parent.replace(node, nodes.paragraph("", "", *content))


def _upwards(node: nodes.Element) -> Iterator[nodes.Element]:
    """Yield a node and those that it stands in, the innermost first."""
    place: nodes.Element | None = node
    while place is not None:
        yield place
        place = place.parent


def _is_in_title(node: nodes.Element) -> bool:
    return any(isinstance(place, nodes.title) for place in _upwards(node))


def _clean_attributes(node: nodes.Element, tell: Tell) -> None:
    for name, value in list(node.attributes.items()):
        if name not in _LISTS and not may_say(name, value) and not (name == "svg" and _is_icon(node)):
            tell(node, f"{name}={value!r}")
            if name in CHECKED or not isinstance(value, str):
                del node.attributes[name]
            else:  # its visitor may count on it
                node.attributes[name] = without_markup(value)
    if node["classes"]:
        node["classes"] = [
            name for name in clean_classes(node["classes"]) if name not in _IN_CARDS or _is_in_card(node)
        ]


_LISTS: Final = frozenset({"ids", "classes", "backrefs", "refid", "docname"})
"""Attributes that are cleaned, not left out."""

_IN_CARDS: Final = frozenset({"sd-stretched-link", "sd-card-img-overlay"})
"""Classes of sphinx-design by which a link or a text covers its card, or, where there is none, the page."""


def _is_in_card(node: nodes.Element) -> bool:
    return any("sd-card" in place.get("classes", ()) for place in _upwards(node))


def _is_icon(node: nodes.Element) -> bool:
    return type(node).__name__ == "sd_icon"


def _clean_kind(node: nodes.Element, tell: Tell) -> None:
    """Look at what only nodes of one kind hold."""
    if _is_icon(node):
        cleaned = clean_icon(node.get("svg", ""))
        if cleaned != node.get("svg"):
            tell(node, "what an icon may not hold")
            node["svg"] = cleaned
    elif isinstance(node, nodes.meta) and not is_safe_meta(node.attributes):
        tell(node, "a meta element " + " ".join(f"{name}={value!r}" for name, value in _said(node)))
        node.parent.remove(node)
    elif type(node).__name__ == "fontawesome" and not node.get("icon", "").replace("-", "").isalnum():
        tell(node, f"the icon {node.get('icon')!r}")
        as_text(node)
    elif isinstance(node, nodes.math | nodes.math_block):
        _clean_formula(node, tell)
    elif isinstance(node, addnodes.tabular_col_spec) and not are_safe_columns(node["spec"]):
        tell(node, f"the columns {node['spec']!r}")
        node.parent.remove(node)
    elif isinstance(node, addnodes.toctree):
        _clean_entries(node, tell)
    elif isinstance(node, nodes.image) and (mimetypes.guess_type(node["uri"])[0] or "").startswith("video/"):
        # docutils writes address and words into a film's link as they are.
        if "://" in node["uri"]:
            node["uri"] = quoted(node["uri"])
            node["candidates"] = {"?": node["uri"]}
        if "alt" in node:
            node["alt"] = without_markup(node["alt"])


def _clean_formula(node: nodes.math | nodes.math_block, tell: Tell) -> None:
    """Write a formula that may do more than show as its text; have its label be a name."""
    if what := refused(node.astext()):
        tell(node, f"a formula with {what}")
        kind = nodes.literal if isinstance(node, nodes.math) else nodes.literal_block
        node.parent.replace(node, kind(node.astext(), node.astext(), ids=node["ids"]))
    elif node.get("label"):
        node["label"], node["docname"] = safe_label(node["label"]), safe_label(node["docname"])


def _said(node: nodes.Element) -> list[tuple[str, object]]:
    return sorted((name, value) for name, value in node.non_default_attributes().items() if isinstance(value, str))


def _clean_entries(toctree: addnodes.toctree, tell: Tell) -> None:
    """Keep those entries of a toctree that lead to pages, or to addresses that run nothing; the title of another is text."""
    entries: list[tuple[str | None, str]] = toctree["entries"]
    kept = []
    for title, reference in entries:
        if reference in toctree["includefiles"] or is_safe_address(reference):
            kept.append((title, reference))
            continue
        tell(toctree, f"the address {reference!r}")
        if title and not toctree.get("hidden"):
            toctree.parent.insert(toctree.parent.index(toctree) + 1, nodes.paragraph("", title))
    if len(kept) < len(entries):
        toctree["entries"] = kept


def _clean_names(node: nodes.Element) -> list[str]:
    """Write a node's ids, and those that it refers to, in the alphabet of safe mode; return the ids that were not."""
    changed = [name for name in node["ids"] if safe_id(name) != name]
    if changed:
        node["ids"] = [safe_id(name) for name in node["ids"]]
    if "backrefs" in node:
        node["backrefs"] = [safe_id(name) for name in node["backrefs"]]
    if "refid" in node:
        node["refid"] = safe_id(node["refid"])
    if isinstance(node, nodes.reference) and not split_address(node.get("refuri", "")).scheme and node.get("refuri"):
        node["refuri"] = safe_fragment(node["refuri"])
    if isinstance(node, essay.footnote_mark | essay.footnote_text | essay.footnote_return):
        node["name"] = safe_id(node["name"])
    if type(node).__name__ == "math_reference":  # of Sphinx's LaTeX builder
        node["target"], node["docname"] = safe_label(node["target"]), safe_label(node["docname"])
    if isinstance(node, addnodes.start_of_file):  # a page in a book: its name is an id there
        node["docname"] = safe_id(node["docname"])
    return changed
