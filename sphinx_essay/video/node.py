"""What an author's ``iframe`` shows: the node of a video, or of any other page in a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_essay.html.address import is_foreign
from sphinx_essay.html.video_node import video
from sphinx_essay.video.providers import video_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_OURS: Final = frozenset({"src", "srcdoc", "title", "loading"})
"""Attributes of an ``iframe`` that the builder writes anew."""


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
