"""Front matter as Sphinx's metadata of a page."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_FLAGS: Final = frozenset({"orphan", "nosearch", "no-search", "nocomments"})
"""Metadata that Sphinx obeys whatever its value is."""

_NOT_METADATA: Final = frozenset({"myst", "substitutions", "html_meta"})
"""What MyST takes for its own."""

_OF_JEKYLL: Final = frozenset(
    {"layout", "permalink", "published", "render_with_liquid", "excerpt_separator", "redirect_from", "redirect_to"}
    | {"parent", "grand_parent", "ancestor", "nav_order", "nav_exclude", "nav_fold", "has_children", "has_toc"}
    | {"child_nav_order", "nav_titles"}
)
"""What only Jekyll and Just the Docs mean; themes give some of these names a meaning of their own."""


def metadata_of(front_matter: Mapping[str, Any], *, with_jekylls: bool = True) -> dict[str, Any]:
    """Return ``front_matter`` as MyST gives it to Sphinx: text, structures as JSON, ``tocdepth`` a number.

    Without ``with_jekylls``, what steers Jekyll is left out: a theme that is not ours would take ``layout: home`` for the
    name of a template of its own.

    A flag such as ``orphan`` that is false is left out, since Sphinx asks only whether it is there.
    """
    metadata: dict[str, Any] = {}
    for key, value in front_matter.items():
        name = str(key)
        if name in _NOT_METADATA or (name in _FLAGS and not value) or (name in _OF_JEKYLL and not with_jekylls):
            continue
        if name == "tocdepth":
            try:
                metadata[name] = int(value)
            except (TypeError, ValueError):
                metadata[name] = 0
        elif value is None:
            metadata[name] = ""
        elif isinstance(value, (str, int, float, date)):
            metadata[name] = str(value)
        else:
            metadata[name] = _as_json(value)
    return metadata


def _as_json(value: Any) -> str:
    try:
        return json.dumps(value, default=str, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError):
        return str(value)
