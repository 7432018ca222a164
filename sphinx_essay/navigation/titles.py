"""A name for pages whose title stands in the front matter alone.

Sphinx takes a page's title from its first heading; a page without one is "<no title>", and no table of
contents has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_essay.navigation.domain import navigation_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def name_untitled(app: Sphinx, doctree: nodes.document) -> None:
    """Name a page without a heading by its front matter, where menus and links look for a name."""
    env = app.env
    docname = env.docname
    tree = navigation_of(env).tree
    node = tree.node(docname) if tree else None
    if node is None or next(iter(doctree.findall(nodes.section)), None) is not None:
        return
    title = nodes.title("", node.title)
    env.titles[docname] = title
    if docname not in env.longtitles or env.longtitles[docname].astext() == "<no title>":
        env.longtitles[docname] = title
    reference = nodes.reference("", node.title, internal=True, refuri=docname, anchorname="")
    entry = nodes.list_item("", addnodes.compact_paragraph("", "", reference))
    below = env.tocs[docname].children
    if below:
        entry += nodes.bullet_list("", *below)
    env.tocs[docname] = nodes.bullet_list("", entry)
