"""Previous and next page: Sphinx's own relations, less the pages that the navigation leaves out.

Pages that no menu shows (``nav_exclude``, a page without title) belong to the toctrees, so that a PDF has
them; a reader who follows "next" through the site does not want them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from sphinx.environment import BuildEnvironment

    from sphinx_essay.navigation.tree import NavTree


@dataclass(frozen=True, slots=True)
class Relations:
    """What stands before, after (``neighbours``) and above (``parents``) each page, by docname."""

    neighbours: Mapping[str, tuple[str | None, str | None]]
    parents: Mapping[str, str | None]
    skipped: Set[str]

    def above(self, docname: str) -> list[str]:
        """Return the docnames above a page by toctree, the nearest first."""
        above: list[str] = []
        parent = self.parents.get(docname)
        while parent is not None and parent not in above:
            above.append(parent)
            parent = self.parents.get(parent)
        return above


def relations_of(env: BuildEnvironment, tree: NavTree) -> Relations:
    """Work out the relations of all pages at once."""
    relations = env.collect_relations()
    order = [docname for docname, (_, previous, _) in relations.items() if previous is None]
    while order and (after := relations[order[-1]][2]) is not None:
        order.append(after)
    reading = set(tree.reading_order)
    skipped = {docname for docname in order if docname not in reading and (docname in tree or docname in tree.left_out)}
    skipped.discard(env.config.root_doc)
    kept = [docname for docname in order if docname not in skipped]
    neighbours = {
        docname: (kept[place - 1] if place else None, kept[place + 1] if place + 1 < len(kept) else None)
        for place, docname in enumerate(kept)
    }
    return Relations(neighbours, {docname: parent for docname, (parent, _, _) in relations.items()}, skipped)
