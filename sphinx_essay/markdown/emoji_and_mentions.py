"""What Jekyll's plugins make of single words in a page's text: emoji of their names, links of mentions.

They look at the page that Liquid and Markdown have made, and pass by what is code or a link, as the plugins do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinx_essay.events import connect
from sphinx_essay.jekyll import emoji, mentions
from sphinx_essay.project.project import project_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_CODE: Final = (nodes.literal, nodes.literal_block, nodes.doctest_block, nodes.math, nodes.math_block)
_UNSEEN: Final = (nodes.raw, nodes.comment, nodes.Invisible)
_CODE_TAGS: Final = frozenset({"pre", "code", "tt"})
_LINK_TAGS: Final = frozenset({"pre", "code", "a"})


def change_words(app: Sphinx, doctree: nodes.document) -> None:
    """Carry out jemoji and jekyll-mentions on the page that is read, where the site has them (``doctree-read``)."""
    project = project_of(app.config)
    page = project.page(app.env.docname)
    if project.site is None or page is None or app.builder.name == "gettext":  # translators see what is written
        return
    if emoji.PLUGIN in project.site.plugins:
        _change(doctree, ":", (*_CODE, *_UNSEEN), _CODE_TAGS, _with_emoji)
    if mentions.PLUGIN in project.site.plugins and (
        host := mentions.host_of(project.site.config.raw, page.front_matter)
    ):
        passed = (*_CODE, *_UNSEEN, nodes.reference)
        _change(doctree, "@", passed, _LINK_TAGS, lambda text: _with_mentions(text, host))


def _change(
    doctree: nodes.document,
    mark: str,
    passed: tuple[type, ...],
    passed_tags: frozenset[str],
    change: Callable[[nodes.Text], Iterable[nodes.Node]],
) -> None:
    for text in list(doctree.findall(nodes.Text)):
        if mark in text and not _is_inside(text, passed, passed_tags):
            text.parent.replace(text, list(change(text)))


def _is_inside(node: nodes.Node, kinds: tuple[type, ...], tags: frozenset[str]) -> bool:
    above = node.parent
    while above is not None:
        if isinstance(above, kinds) or getattr(above, "tag", "") in tags:
            return True
        above = above.parent
    return False


def _with_emoji(text: nodes.Text) -> list[nodes.Node]:
    return [nodes.Text(emoji.with_emoji(text))]


def _with_mentions(text: nodes.Text, host: str) -> list[nodes.Node]:
    return [
        nodes.Text(piece)
        if isinstance(piece, str)
        else nodes.reference("", piece.text, refuri=piece.address, internal=False, classes=["user-mention"])
        for piece in mentions.pieces(text, host)
    ]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Look at the words of a Jekyll site's pages."""
    app.setup_extension("sphinx_essay.project.project")
    connect(app, "doctree-read", change_words)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
