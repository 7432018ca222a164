"""The node of a video, or of any other page shown in a frame, and its making from an author's ``iframe``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinx_essay.html.address import is_foreign
from sphinx_essay.html.nodes import Tagged
from sphinx_essay.video.providers import video_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_OURS: Final = frozenset({"src", "srcdoc", "title", "loading"})
"""Attributes of an ``iframe`` that the builder writes anew."""


class video(nodes.Inline, Tagged):  # noqa: N801 - docutils names nodes so
    """A player on another site.

    ``embed`` is the player's address, ``watch`` the address for readers, ``title`` what it shows ("" where nobody said).
    The attributes of the author's ``iframe`` are kept as those of every element are.
    """

    tag = "iframe"

    def astext(self) -> str:
        """Return what a reader without the player needs: title and address."""
        return " ".join(part for part in (self["title"], self["watch"]) if part)


def video_from_frame(attrs: Mapping[str, str | int | float | None]) -> video | None:
    """Return the node for an author's ``iframe``; None where it shows nothing of another host."""
    address = str(attrs.get("src") or "").strip()
    if not is_foreign(address):
        return None
    known = video_of(address)
    node = video(embed=address, watch=known.watch if known else address, title=str(attrs.get("title") or ""))
    node["provider"] = known.provider if known else "frame"
    node.set_attributes({name: value for name, value in attrs.items() if name not in _OURS})
    return node
