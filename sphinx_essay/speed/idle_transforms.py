"""Transforms that would find nothing in a page are not run while it is read.

Docutils, Sphinx and their extensions bring some fifty transforms to the reading of a page, and half of them walk through
the whole of it to look for one kind of node: glossaries, doctest blocks, citations.  A page of an essay holds few kinds,
and to list those takes one walk; all the others took a twelfth of the time that reading needs.

What a transform looks for is known of those in :data:`SOUGHT` alone.  The others, above all those of other extensions,
always run; and since nobody knows what nodes these may bring into a page, nothing is left out where there are any.

Relies on docutils: ``Transformer.transforms`` is the list of what waits, and :class:`Transformer` takes from its end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinx.transforms import SphinxTransform

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from docutils.transforms import Transform
    from sphinx.application import Sphinx

    Entry = tuple[str, type[Transform], nodes.Node | None, dict[str, Any]]
    """A transform that waits for its turn, as docutils' ``Transformer.transforms`` has it: its priority, the transform,
    the node that asked for it, and what it is called with."""

_TARGETS: Final = ("docutils.nodes.target",)
_SUBSTITUTIONS: Final = ("docutils.nodes.substitution_reference",)

SOUGHT: Final[dict[str, tuple[str, ...]]] = {
    "docutils.transforms.misc.Transitions": ("docutils.nodes.transition",),
    "docutils.transforms.references.ExternalTargets": _TARGETS,
    "docutils.transforms.references.InternalTargets": _TARGETS,
    "docutils.transforms.references.PropagateTargets": _TARGETS,
    "docutils.transforms.references.Substitutions": _SUBSTITUTIONS,
    "sphinx.builders.latex.transforms.FootnoteDocnameUpdater": (
        "docutils.nodes.footnote",
        "docutils.nodes.footnote_reference",
    ),
    "sphinx.domains.citation.CitationDefinitionTransform": ("docutils.nodes.citation",),
    "sphinx.domains.citation.CitationReferenceTransform": ("docutils.nodes.citation_reference",),
    "sphinx.transforms.AutoIndexUpgrader": ("sphinx.addnodes.index",),
    "sphinx.transforms.DefaultSubstitutions": _SUBSTITUTIONS,
    "sphinx.transforms.DoctestTransform": ("docutils.nodes.doctest_block",),
    "sphinx.transforms.GlossarySorter": ("sphinx.addnodes.glossary",),
    "sphinx.transforms.HandleCodeBlocks": ("docutils.nodes.block_quote",),
    "sphinx.transforms.MoveModuleTargets": _TARGETS,
    "sphinx.transforms.ReorderConsecutiveTargetAndIndexNodes": _TARGETS,
    "sphinx.transforms.i18n.RemoveTranslatableInline": ("docutils.nodes.inline",),
    "sphinx_design.extension.AddFirstTitleCss": ("docutils.nodes.docinfo",),
}
"""Transforms, and the kinds of nodes without any of which they do nothing.

All these nodes come from a page's text, and none from another transform of the packages of :data:`KNOWN`.
"""

KNOWN: Final = ("docutils.", "myst_parser.", "sphinx.", "sphinx_design.", "sphinx_essay.")
"""The packages of which it is known what they do with a page.

Their transforms do not bring what those of :data:`SOUGHT` look for; and what they keep of a page while it is resolved is
known to :mod:`sphinx_essay.speed.parallel_writing`.
"""


def without_idle(transforms: Iterable[Entry], document: nodes.document) -> list[Entry]:
    """Return the transforms that may find something in ``document``.

    All of them if a node has asked for one, if there is one of which nobody knows what it does, or if the page holds
    nothing of ours: pages in MyST or reStructuredText are read as without us.
    """
    waiting = list(transforms)
    if any(asked_by is not None or not _name(kind).startswith(KNOWN) for _, kind, asked_by, _ in waiting):
        return waiting
    held = {name for kind in {type(node) for node in document.findall()} for name in _names(kind)}
    if not any(name.startswith("sphinx_essay.") for name in held):
        return waiting
    return [entry for entry in waiting if not (sought := SOUGHT.get(_name(entry[1]))) or not held.isdisjoint(sought)]


_known: dict[object, tuple[str, ...]] = {}


def _names(kind: type) -> tuple[str, ...]:
    """Return the full names of a class and of those that it is derived from, the nearest first."""
    if kind not in _known:
        _known[kind] = tuple(f"{base.__module__}.{base.__qualname__}" for base in kind.__mro__)
    return _known[kind]


def _name(kind: type) -> str:
    return _names(kind)[0]


class LeaveOutIdle(SphinxTransform):
    """Leave out the transforms that would find nothing."""

    default_priority = 21  # after a translation (20), which may bring anything

    def apply(self, **_kwargs: object) -> None:
        """Look through the page once."""
        transformer = self.document.transformer
        transformer.transforms[:] = without_idle(transformer.transforms, self.document)


def set_up(app: Sphinx) -> None:
    """Add the transform."""
    app.add_transform(LeaveOutIdle)
