"""Callouts in books: what a style sheet draws on the web, said in words.

Just the Docs: a class that ``callouts`` names makes a box of a paragraph or a quotation, with the callout's title before it,
which only the style sheet knows; with ``-title`` after the class's name, a quotation's first paragraph is the title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_essay.core.theme_options import read_callouts
from sphinx_essay.html import nodes as essay

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.config import Config

_BOXES: Final = (essay.essay_paragraph, essay.essay_block_quote)
_TITLED: Final = "-title"


class NameCallouts(SphinxPostTransform):
    """Make admonitions of callouts, for every builder whose pages have no style sheet of the theme."""

    default_priority = 150  # before everything of an essay is lowered
    builders = ("epub", "essay-pdf", "latex", "man", "text", "texinfo")

    def run(self, **_kwargs: Any) -> None:
        """Visit paragraphs and quotations with a callout's class, the inner ones first."""
        titles = _titles(self.config)
        if not titles:
            return
        for node in reversed(list(self.document.findall(lambda node: isinstance(node, _BOXES)))):
            assert isinstance(node, nodes.Element)
            name = next((name for name in node["classes"] if name.removesuffix(_TITLED) in titles), None)
            if name is not None:
                node.replace_self(_admonition(node, name, titles))


def _titles(config: Config) -> dict[str, str]:
    """Return the titles of the callouts that the theme's options name, by their classes; none of options that are wrong."""
    try:
        return {callout.name: callout.title for callout in read_callouts(config.html_theme_options.get("callouts"))}
    except (TypeError, ValueError):  # the theme says so where it is used
        return {}


def _admonition(node: nodes.Element, name: str, titles: Mapping[str, str]) -> nodes.Element:
    kind = name.removesuffix(_TITLED)
    content = list(node.children)
    title: list[nodes.Node] = [nodes.Text(titles[kind])] if titles[kind] and name in titles else []
    if isinstance(node, essay.essay_paragraph):
        paragraph = node.deepcopy()
        paragraph["classes"].remove(name)
        paragraph["ids"] = []
        content = [paragraph]
    elif name not in titles and content and isinstance(content[0], nodes.paragraph):
        title = list(content.pop(0).children)
    box = (
        nodes.admonition(classes=[kind], ids=node["ids"])
        if title
        else nodes.block_quote(classes=[kind], ids=node["ids"])
    )
    box.source, box.line = node.source, node.line
    if title:
        box.append(nodes.title("", "", *title))
    box.extend(content)
    return box
