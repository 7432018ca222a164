"""The tags of Liquid and Jekyll."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_essay.liquid.tags import (
    conditions,
    highlight,
    includes,
    links,
    loops,
    output,
    plugins,
    variables,
)

if TYPE_CHECKING:
    from liquid.tag import Tag

TAGS: tuple[type[Tag], ...] = (
    *output.TAGS,
    *variables.TAGS,
    *conditions.TAGS,
    *loops.TAGS,
    *includes.TAGS,
    *links.TAGS,
    *highlight.TAGS,
    *plugins.TAGS,
)
