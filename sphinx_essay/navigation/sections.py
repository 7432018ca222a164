"""The list of an essay's sections, by the directive ``essay-sections`` or the option ``essay_section_list``.

The sections of an essay are the pages below its first page. On a section, the list has all of them; the page
itself is in it as plain text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from sphinx_essay.navigation.domain import navigation_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import ClassVar

    from sphinx.util.typing import OptionSpec

    from sphinx_essay.navigation.tree import NavNode, NavTree


class SectionList(nodes.General, nodes.Element):
    """Stands where a list of sections goes, until the page is written."""


class SectionsDirective(SphinxDirective):
    """List the sections of the essay that the page belongs to."""

    has_content = False
    option_spec: ClassVar[OptionSpec | None] = {}

    def run(self) -> list[nodes.Node]:
        """Leave a place for the list."""
        return [SectionList()]


class WriteSectionLists(SphinxPostTransform):
    """Write the lists of sections; before references are resolved."""

    default_priority = 5

    def run(self, **_kwargs: Any) -> None:
        """Change the doctree."""
        docname = self.env.docname
        tree = navigation_of(self.env).menu
        essay = essay_of(tree, docname) if tree else None
        sections = tree.menu_children(essay.docname) if tree and essay else ()
        places = list(self.document.findall(SectionList))
        is_section = essay is not None and essay.docname != docname
        if not places and is_section and self.config.essay_section_list:
            places = [SectionList()]
            end: nodes.Element = next(iter(self.document.findall(nodes.section)), self.document)
            end.extend(places)
        for place in places:
            place.replace_self(_section_list(sections, docname) if sections else [])


def essay_of(tree: NavTree, docname: str) -> NavNode | None:
    """Return the first page of a page's essay: itself, where there are pages below it, or its parent."""
    node = tree.node(docname)
    if node is None or tree.menu_children(docname):
        return node
    return tree.node(node.parent) if node.parent else None


def _section_list(sections: Iterable[NavNode], docname: str) -> nodes.bullet_list:
    items = []
    for section in sections:
        name = nodes.inline("", section.title)
        if section.docname != docname:
            link = addnodes.pending_xref(
                "",
                name,
                refdomain="std",
                reftype="doc",
                reftarget=f"/{section.docname}",
                refexplicit=True,
                refdoc=docname,
                refwarn=True,
            )
            item: nodes.Element = link
        else:
            item = nodes.inline("", section.title, classes=["current"])
        items.append(nodes.list_item("", addnodes.compact_paragraph("", "", item)))
    return nodes.bullet_list("", *items, classes=["essay-sections"])
