"""The tree as the toctrees of a project have it, the author's own among them.

Where an author writes toctrees by hand, they decide; the navigation's own toctrees are beside them, so that
all toctrees together are the whole truth. Menus, breadcrumbs and child lists then come from those.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from sphinx import addnodes

from sphinx_essay.core.page import Page
from sphinx_essay.navigation.domain import navigation_of
from sphinx_essay.navigation.options import ExternalLink, NavOptions
from sphinx_essay.navigation.tree import NavNode, NavSection, NavTree, Placement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.domains.std import StandardDomain
    from sphinx.environment import BuildEnvironment

_MADE_BY_SPHINX = ("genindex", "modindex", "search")
"""Pages that a toctree may name though no source makes them."""


def tree_of_toctrees(env: BuildEnvironment, declared: NavTree | None, uri: Callable[[str], str]) -> NavTree:
    """Return the tree of all toctrees; ``declared`` is the one of the front matter, None where it says nothing.

    A page that several toctrees include stands where a reader who goes level by level meets it first.  ``uri`` gives a
    page's address from the site's root.
    """
    return _Builder(env, declared, uri).build()


def numbered(tree: NavTree, env: BuildEnvironment) -> NavTree:
    """Return ``tree`` with the numbers of ``:numbered:`` toctrees before its titles, as Sphinx's HTML has them.

    ``html_secnumber_suffix`` stands between the two.
    """
    nodes = dict(tree.nodes)
    for docname, numbers in env.toc_secnumbers.items():
        if (node := nodes.get(docname)) is not None and (number := numbers.get("")):
            prefix = ".".join(map(str, number)) + env.config.html_secnumber_suffix
            nodes[docname] = replace(node, title=prefix + node.title, html=node.html and prefix + node.html)
    return NavTree(nodes, tree.sections, tree.left_out, tree.problems, tree.options)


class _Builder:
    """One run of `tree_of_toctrees`."""

    def __init__(self, env: BuildEnvironment, declared: NavTree | None, uri: Callable[[str], str]) -> None:
        self.env = env
        self.uri = uri
        self.declared = declared.nodes if declared else {}
        self.options = declared.options if declared else NavOptions(root_doc=env.config.root_doc)
        self.problems = declared.problems if declared else ()
        self.left_out = declared.left_out if declared else ()
        self.by_hand = navigation_of(env).by_hand
        self.root = env.config.root_doc
        self.nodes: dict[str, NavNode] = {}

    def build(self) -> NavTree:
        sections = list(self.sections())
        queue = deque(root for section in sections for root in section.roots)
        if self.root in self.nodes:
            queue.extend(self.nodes[self.root].children)
        while queue:
            docname = queue.popleft()
            if docname == self.root:  # its toctrees make the sections
                continue
            children: list[str] = []
            links: list[tuple[int, ExternalLink]] = []
            for toctree in self.toctrees(docname):
                for title, ref in toctree["entries"]:
                    if self.plant(ref, title, parent=docname):
                        children.append(ref)
                    elif link := self.link(title, ref):
                        links.append((len(children), link))
            self.nodes[docname] = replace(self.nodes[docname], children=tuple(children), links=tuple(links))
            queue.extend(children)
        apart = list(self.apart())
        return NavTree(
            self.nodes,
            [*sections, NavSection(shown=False, roots=tuple(apart))],
            self.left_out,
            self.problems,
            self.options,
        )

    def sections(self) -> Iterator[NavSection]:
        """Yield a section for each toctree of the first page; toctrees without captions go together."""
        merged: list[NavSection] = []
        if self.root in self.declared:
            self.plant(self.root, self.declared[self.root].title)
            merged.append(NavSection(roots=(self.root,)))
        below_root: list[str] = []
        for toctree in self.toctrees(self.root):
            roots: list[str] = []
            links: list[tuple[int, ExternalLink]] = []
            for title, ref in toctree["entries"]:
                declared = self.declared.get(ref)
                below = declared is not None and declared.parent == self.root
                if self.plant(ref, title, parent=self.root if below else None):
                    (below_root if below else roots).append(ref)
                elif ref == "self" and self.plant(self.root, title):
                    roots.append(self.root)
                elif link := self.link(title, ref):
                    links.append((len(roots), link))
            caption = toctree.get("caption") or None
            if merged and caption is None and merged[-1].heading is None:
                before = merged[-1]
                moved = ((len(before.roots) + number, link) for number, link in links)
                merged[-1] = replace(before, roots=(*before.roots, *roots), links=(*before.links, *moved))
            elif roots or links:
                merged.append(NavSection(heading=caption, roots=tuple(roots), links=tuple(links)))
        if below_root:
            self.nodes[self.root] = replace(self.nodes[self.root], children=tuple(below_root))
        yield from merged

    def link(self, title: str | None, ref: str) -> ExternalLink | None:
        """Return the link that an entry is which names no source, None where it is none."""
        if "://" in ref:
            known = (link for link in self.options.external_links if link.url == ref)
            return next(known, ExternalLink(title or ref, ref))
        if ref in _MADE_BY_SPHINX:
            docname, _, name = cast("StandardDomain", self.env.get_domain("std")).labels[ref]
            return ExternalLink(title or str(name), f"/{self.uri(docname)}", hide_icon=True)
        return None

    def toctrees(self, docname: str) -> Iterator[addnodes.toctree]:
        contents = self.env.tocs.get(docname)
        return contents.findall(addnodes.toctree) if contents is not None else iter(())

    def plant(self, docname: str, title: str | None, *, parent: str | None = None) -> bool:
        """Add a page that is not there yet; tell whether that was so."""
        if docname in self.nodes or docname not in self.env.all_docs or (docname == self.root and parent is not None):
            return False
        declared = self.declared.get(docname)
        page = declared.page if declared else Page(str(self.env.doc2path(docname, base=False)), docname)
        if self.by_hand.get(docname):  # the page has a list of its children already, as its author wants it
            page = replace(page, front_matter={**page.front_matter, "has_toc": False})
        heading = self.env.titles.get(docname)
        name = title or (declared.title if declared else heading.astext() if heading is not None else docname)
        is_open = page.front_matter.get("has_children") is not False
        self.nodes[docname] = NavNode(page, name, parent, (), Placement.SHOWN, opens=is_open)
        return True

    def apart(self) -> Iterator[str]:
        """Add the pages that only the front matter knows, as no toctree shows them; yield those at the top."""
        missing = {docname: node for docname, node in self.declared.items() if docname not in self.nodes}
        for docname, node in missing.items():
            children = tuple(child for child in node.children if child in missing)
            self.nodes[docname] = replace(node, children=children, repeating=())
            if node.parent is None:
                yield docname
            elif node.parent not in missing:
                parent = self.nodes[node.parent]
                self.nodes[node.parent] = replace(parent, children=(*parent.children, docname))
