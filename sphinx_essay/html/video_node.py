"""The node of a video, or of any other page shown in a frame."""

from __future__ import annotations

from docutils import nodes

from sphinx_essay.html.nodes import Tagged


class video(nodes.Inline, Tagged):  # noqa: N801 - docutils names nodes so
    """A player on another site.

    ``embed`` is the player's address, ``watch`` the address for readers, ``title`` what it shows ("" where nobody said).
    The attributes of the author's ``iframe`` are kept as those of every element are.
    """

    tag = "iframe"

    def astext(self) -> str:
        """Return what a reader without the player needs: title and address."""
        return " ".join(part for part in (self["title"], self["watch"]) if part)
