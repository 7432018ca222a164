"""A page's contents for Sphinx (``env.tocs``), with the headings inside containers.

Sphinx's own collector looks for sections directly in sections; an essay's headings may stand in a ``div`` around the whole
page, in a quote or in a list item.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.environment.collectors import EnvironmentCollector

from sphinx_essay.html.lowering import lower_inline
from sphinx_essay.html.nodes import essay_section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class EssayContentsCollector(EnvironmentCollector):
    """Write the contents of essay pages again, after Sphinx's collector."""

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Leave the clearing to Sphinx's collector, which owns the record."""

    def merge_other(self, app: Sphinx, env: BuildEnvironment, docnames: Set[str], other: BuildEnvironment) -> None:
        """Leave the merging to Sphinx's collector."""

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Make the contents of an essay page."""
        if not any(isinstance(child, essay_section) for child in doctree.children):
            return
        contents = _Contents(app.env)
        toc = contents.entries_of(doctree)
        docname = app.env.docname
        first = next(iter(doctree.findall(nodes.section)), None)
        if first is not None:
            title = nodes.title("", "", *title_content(first[0]))
            app.env.titles[docname] = title
            if "title" not in doctree:
                app.env.longtitles[docname] = title
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
        reference = nodes.reference(
            "", "", *title_content(section[0]), internal=True, refuri=self._env.docname, anchorname=anchor
        )
        item = nodes.list_item("", addnodes.compact_paragraph("", "", reference))
        if inner := self.entries_of(section):
            item += nodes.bullet_list("", *inner)
        return item


def title_content(title: nodes.Node) -> list[nodes.Node]:
    """Return what a title says where it is quoted, in menus and contents: no links, no images, no footnote marks."""
    return list(_quotable(lower_inline(title.deepcopy().children)))


def _quotable(children: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
    for child in children:
        if isinstance(child, nodes.image):
            yield nodes.Text(child.get("alt", ""))
        elif isinstance(child, (nodes.reference, addnodes.pending_xref, nodes.inline)):
            yield from _quotable(child.children)
        elif isinstance(child, nodes.Text):
            yield nodes.Text(str(child))
        elif isinstance(child, nodes.Element) and not isinstance(child, _UNQUOTED):
            shell = child.copy()
            shell["ids"] = []
            shell.extend(_quotable(child.children))
            yield shell


_UNQUOTED: Final = (nodes.footnote_reference, nodes.citation_reference, nodes.target, nodes.raw, addnodes.index)


def _parts(parent: nodes.Element) -> Iterator[nodes.Element]:
    """Yield the sections and toctrees below ``parent``, not those inside of a section below it."""
    for child in parent.children:
        if isinstance(child, (nodes.section, addnodes.toctree, addnodes.only)):
            yield child
        elif isinstance(child, nodes.Element) and not isinstance(child, nodes.TextElement):
            yield from _parts(child)
