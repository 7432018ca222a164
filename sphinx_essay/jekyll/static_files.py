"""Files that are copied as they are: where each goes in the output."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sphinx_essay.jekyll.urls import clamp, sanitise, split_name, suffix_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_essay.jekyll.config import CollectionConfig


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file to copy, from ``path`` in the source to ``output`` in the output folder, seen at ``url``."""

    path: str
    url: str
    output: str
    collection: str = ""
    defaults: Mapping[str, Any] = field(default_factory=dict)
    """What the site's front matter defaults say of it (Jekyll: Static Files, Add front matter to static files)."""


def static_file(path: str, defaults: Mapping[str, Any]) -> StaticFile:
    """Return the static file at ``path``: it keeps its place."""
    return StaticFile(path, "/" + path, path, defaults=defaults)


def collection_file(path: str, below: str, collection: CollectionConfig, style: str) -> StaticFile:
    """Return a file without front matter from a collection's folder, ``below`` being its path in that folder.

    Its address follows the collection's template, with its own suffix (Jekyll: static files in collections).
    """
    folder, _, name = below.rpartition("/")
    stem, suffix = split_name(name)
    template = collection.permalink or "/:collection/:path" + suffix_for(style)
    values = {
        "collection": collection.label,
        "path": f"/{folder}/{stem}" if folder else f"/{stem}",
        "output_ext": "",
        "name": stem,
        "title": "",
    }
    for key, value in values.items():
        template = template.replace(":" + key, value)
    url = sanitise(template).removesuffix("/") + suffix
    return StaticFile(path, url, clamp(url), collection.label)
