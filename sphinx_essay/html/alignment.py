"""How an element asks for its text to be set: ``align``, ``text-align``, ``center``.  What docutils has no word for.

In docutils' nodes, aligned blocks stand in a container with the class :data:`CLASSES` says, which the styles of PDFs know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CLASSES: Final = {"center": "essay-center", "right": "essay-right"}
"""Alignments, and the classes of containers."""

_LOGICAL: Final = {"end": "right", "-webkit-center": "center", "-webkit-right": "right", "middle": "center"}

_UTILITIES: Final = {"text-center": "center", "text-right": "right", "text-left": "left"}


def alignment(tag: str, attributes: Mapping[str, str | None], classes: Iterable[str] = ()) -> str:
    """Return how an element aligns its text, ``center`` or ``right``; "" for the usual way.

    A style wins over a class (Just the Docs: ``text-center``, ``text-right``), that over the attribute, the last of several
    declarations over those before it (CSS: *Cascading*).
    """
    said = attributes.get("align") or ("center" if tag == "center" else "")
    for name in classes:
        said = _UTILITIES.get(name, said)
    for declaration in (attributes.get("style") or "").split(";"):
        name, _, value = declaration.partition(":")
        if name.strip().lower() == "text-align":
            said = value.partition("!")[0]
    said = said.strip().lower()
    said = _LOGICAL.get(said, said)
    return said if said in CLASSES else ""
