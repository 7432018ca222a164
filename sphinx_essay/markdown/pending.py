"""What directives of docutils put off until the page is whole: ``contents``, ``target-notes`` and others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.transforms.parts import Contents

if TYPE_CHECKING:
    from collections.abc import Iterator


class ContentsOfLinked(Contents):
    """Docutils' list of sections: those that a link can lead to, and of others what is in them.

    A page of a Jekyll site is one section under the title of its front matter, and no link leads to that; with
    ``auto_ids: false`` no heading has an id.
    """

    def build_contents(self, node: nodes.Element, level: int = 0) -> Any:
        """Return the list of the sections in ``node``."""
        return super().build_contents(list(_linked(node)), level)  # type: ignore[arg-type] # it runs through it


def _linked(node: nodes.Element) -> Iterator[nodes.section]:
    for child in node:
        if isinstance(child, nodes.section):
            if child["ids"]:
                yield child
            else:
                yield from _linked(child)


def settle_pending(document: nodes.document) -> None:
    """Have docutils carry out what is pending in a page, also within ``eval-rst``, which is a document of its own."""
    transformer = document.transformer
    transformer.transforms = [
        (priority, ContentsOfLinked if transform is Contents else transform, node, rest)
        for priority, transform, node, rest in transformer.transforms
    ]
    noted = {id(node) for _, _, node, _ in transformer.transforms}
    for pending in document.findall(nodes.pending):
        if id(pending) not in noted:
            if pending.transform is Contents:
                pending.transform = ContentsOfLinked
            document.note_pending(pending)
