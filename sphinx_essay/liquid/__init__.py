"""Liquid as Jekyll reads it: its expressions, tags and filters, and the lenient reading of Liquid 4.

    renderer = LiquidRenderer(source, now=…)
    rendered = renderer.render(page, body)

``tokens`` cuts a template, ``parser`` pairs the tags of blocks, ``grammar`` reads markup into ``expressions``.  A tag
is a function in ``tags`` from its markup to what prints it; a filter is a function in ``filters``; ``values`` holds what
Ruby does with values, ``drops`` the objects of the site.

A template may read nothing outside the site, and costs bounded time and memory, whoever wrote it.
"""

from __future__ import annotations

from sphinx_essay.jekyll.templated import has_liquid
from sphinx_essay.liquid.renderer import LiquidRenderer, Rendered
from sphinx_essay.liquid.rendering import Limits
from sphinx_essay.liquid.source import SiteSource, source_of
from sphinx_essay.liquid.tags.functions import Additions

__all__ = ["Additions", "Limits", "LiquidRenderer", "Rendered", "SiteSource", "has_liquid", "source_of"]
