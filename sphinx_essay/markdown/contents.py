"""A page's contents for Sphinx (``env.tocs``), with the headings inside containers.

Sphinx's own collector looks for sections directly in sections; an essay's headings may stand in a ``div`` around the whole
page, in a quote or in a list item.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.environment.collectors import EnvironmentCollector

from sphinx_essay.html.nodes import essay_section, footnote_mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class EssayContentsCollector(EnvironmentCollector):
    """Write the contents of essay pages again, after Sphinx's collector."""

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Leave the clearing to Sphinx's collector, which owns the record."""

    def merge_other(self, app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
        """Leave the merging to Sphinx's collector."""

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Make the contents of an essay page."""
        if not any(isinstance(child, essay_section) for child in doctree.children):
            return
        contents = _Contents(app.env)
        toc = contents.entries_of(doctree)
        docname = app.env.docname
        app.env.tocs[docname] = nodes.bullet_list("", *toc)
        app.env.toc_num_entries[docname] = contents.count


class _Contents:
    def __init__(self, env: BuildEnvironment) -> None:
        self._env = env
        self.count = 0

    def entries_of(self, parent: nodes.Element) -> list[nodes.Element]:
        """Return the entries for what ``parent`` holds.  Sphinx has noted the toctrees among them already."""
        entries: list[nodes.Element] = []
        for node in _parts(parent):
            if isinstance(node, addnodes.toctree):
                entries.append(node.copy())
            elif isinstance(node, addnodes.only):
                if inner := self.entries_of(node):
                    entries.append(addnodes.only("", *inner, expr=node["expr"]))
            else:
                entries.append(self._entry(node))
        return entries

    def _entry(self, section: nodes.Element) -> nodes.list_item:
        anchor = f"#{section['ids'][0]}" if self.count and section["ids"] else ""
        self.count += 1
        text = _text(section[0])
        reference = nodes.reference(text, text, internal=True, refuri=self._env.docname, anchorname=anchor)
        item = nodes.list_item("", addnodes.compact_paragraph("", "", reference))
        if inner := self.entries_of(section):
            item += nodes.bullet_list("", *inner)
        return item


def _text(heading: nodes.Node) -> str:
    """Return the words of a heading: its links, images and footnote marks are none of the contents' own."""
    if isinstance(heading, (nodes.Invisible, nodes.image, nodes.raw, footnote_mark)):
        return ""
    if isinstance(heading, nodes.Text):
        return heading.astext()
    return "".join(map(_text, heading.children))


def _parts(parent: nodes.Element) -> Iterator[nodes.Element]:
    """Yield the sections and toctrees below ``parent``, not those inside of a section below it."""
    for child in parent.children:
        if isinstance(child, (nodes.section, addnodes.toctree, addnodes.only)):
            yield child
        elif isinstance(child, nodes.Element) and not isinstance(child, nodes.TextElement):
            yield from _parts(child)
