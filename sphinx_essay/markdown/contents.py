"""A page's contents for Sphinx (``env.tocs``), with the headings inside containers.

Sphinx's own collector looks for sections directly in sections; an essay's headings may stand in a ``div`` around the whole
page, in a quote or in a list item.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.environment.collectors import EnvironmentCollector
from sphinx.environment.collectors.toctree import TocTreeCollector

from sphinx_essay.html.lowering import lower_inline
from sphinx_essay.html.nodes import essay_section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class EssayContentsCollector(EnvironmentCollector):
    """Write the contents of essay pages again, after Sphinx's collector, by its own rules."""

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Leave the clearing to Sphinx's collector, which owns the record."""

    def merge_other(self, app: Sphinx, env: BuildEnvironment, docnames: Set[str], other: BuildEnvironment) -> None:
        """Leave the merging to Sphinx's collector."""

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Make the contents of an essay page."""
        if not any(isinstance(child, essay_section) for child in doctree.children):
            return
        env, docname = app.env, app.env.docname
        first = next(iter(doctree.findall(nodes.section)), None)
        if first is not None:
            title = nodes.title("", "", *title_content(first[0]))
            env.titles[docname] = title
            if "title" not in doctree:
                env.longtitles[docname] = title
        collector = TocTreeCollector()
        collector.clear_doc(app, env, docname)
        collector.process_doc(app, _outline(doctree))
        for link in env.tocs[docname].findall(nodes.reference):
            if link["anchorname"] == f"#{_NO_ID}":
                link["anchorname"] = ""


_NO_ID: Final = ""
"""The id of a heading that has none (kramdown's ``auto_ids: false``), for Sphinx's collector, which asks for one."""


def _outline(parent: nodes.Element) -> Any:
    """Return a copy of ``parent`` in which its sections stand directly below it, each with a title that can be quoted.

    All other nodes are those of ``parent`` itself, whose tree stays as it is: the copy lists them as its children without
    becoming their parent.
    """
    copy = parent.copy()
    copy.children = list(_hoisted(parent.children))
    return copy


def _hoisted(children: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
    for child in children:
        if isinstance(child, nodes.section):
            section = _outline(child)
            section["ids"] = section["ids"] or [_NO_ID]
            section.children[0] = nodes.title("", "", *title_content(child[0]))
            yield section
        elif not isinstance(child, nodes.Element) or next(iter(child.findall(nodes.section)), None) is None:
            yield child
        elif isinstance(child, addnodes.only):
            yield _outline(child)
        else:
            yield from _hoisted(child.children)


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
