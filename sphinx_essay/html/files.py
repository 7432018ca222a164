"""Files that players show: films, sound, captions, posters.

Sphinx copies the images of a page, and nothing else that a page names.  A Jekyll site has its files at their own addresses;
in any other project those that ``video``, ``audio`` and their like name are copied to where Sphinx puts images.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote

from sphinx.transforms import SphinxTransform

from sphinx_essay.core.addresses import relative_uri, split_address
from sphinx_essay.html.nodes import Tagged, attributes_of
from sphinx_essay.project.project import project_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

_PLAYERS: Final = frozenset({"video", "audio", "source", "track", "embed", "object"})


class CollectFiles(SphinxTransform):
    """Note the files of players: ``essay_files``, by the names of the attributes that name them."""

    default_priority = 850

    def apply(self, **_kwargs: object) -> None:
        """Visit the players of a page."""
        if project_of(self.config).has_urls:
            return
        for player in self.document.findall(Tagged):
            if player.tag not in _PLAYERS or "essay_local" not in player:
                continue
            attributes = attributes_of(player)
            files = {}
            for name in player["essay_local"]:
                path, full = self.env.relfn2path(unquote(split_address(attributes[name] or "").path), self.env.docname)
                if Path(full).is_file():
                    self.env.note_dependency(path)
                    self.env.images.add_file(self.env.docname, path)
                    files[name] = path
            if files:
                player["essay_files"] = files


def place_files(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Have the files copied, and name them where they will be (``doctree-resolved``).  A book shows no films."""
    if app.builder.format != "html" or app.builder.name == "epub" or project_of(app.config).has_urls:
        return
    for player in doctree.findall(Tagged):
        if "essay_files" not in player:
            continue
        attributes = attributes_of(player)
        for name, path in player["essay_files"].items():
            fragment = split_address(attributes[name] or "").fragment
            attributes[name] = _copied(app.builder, docname, path) + (f"#{fragment}" if fragment else "")
        player["attrs"] = tuple(attributes.items())


def _copied(builder: Builder, docname: str, path: str) -> str:
    """Return the address from the page ``docname`` of a file of the sources that ``builder`` is told to copy."""
    name = builder.env.images[path][1]
    builder.images[path] = name
    return relative_uri(builder.get_target_uri(docname), f"{builder.imagedir}/{quote(name)}")
