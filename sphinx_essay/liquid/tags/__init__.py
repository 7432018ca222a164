"""The tags of Liquid and Jekyll: name → how it is read."""

from __future__ import annotations

from sphinx_essay.liquid.tags import conditions, highlight, includes, links, loops, output, plugins

KINDS = {
    **output.KINDS,
    **conditions.KINDS,
    **loops.KINDS,
    **includes.KINDS,
    **links.KINDS,
    **highlight.KINDS,
    **plugins.KINDS,
}
