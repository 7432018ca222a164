"""The navigation as real toctrees, so that prev/next, other builders and other themes have it.

Each page with children gets one hidden toctree at the end of its first section, the first page of the project
the top level. They are put in while pages are read; what changes later (a title, an order, a toctree that
the author wrote on another page) is mended in the kept doctrees without parsing a page again.
"""

from __future__ import annotations

import pickle
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.environment.adapters.toctree import note_toctree
from sphinx.transforms import SphinxTransform

from sphinx_essay.navigation.domain import NavigationDomain, TocSpec, navigation_of
from sphinx_essay.navigation.tree import Placement

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_essay.navigation.tree import NavNode, NavTree

MARK = "essay_navigation"
"""The attribute that tells a toctree of the navigation from one that the author wrote."""


def wanted(
    tree: NavTree, docname: str, by_hand: Container[str], found: Container[str], moved: Collection[str] = ()
) -> tuple[TocSpec, ...]:
    """Return the toctrees that a page needs.

    ``by_hand`` holds the docnames that are not the navigation's to include (see :func:`not_ours`), ``found`` those that the
    project has, ``moved`` those that the first page includes instead of their parents (see :func:`in_circles`).
    """
    root = tree.options.root_doc
    node = tree.node(docname)
    specs = []
    if node is not None and node.children:
        children = [tree.nodes[child] for child in node.children if child not in moved]
        specs.append(_spec(tree, children, by_hand, found, shown=node.opens))
    if docname == root:
        unseen: list[str] = []
        for section in tree.sections:
            tops = [tree.nodes[top] for top in section.roots]
            placed = [top for top in tops if top.placement is Placement.SHOWN or tree.is_shown(top)]
            unseen += [top.docname for top in tops if top not in placed]
            links = tuple((link.title, link.url) for _, link in section.links if "://" in link.url)
            specs.append(
                _spec(
                    tree,
                    placed,
                    by_hand,
                    found,
                    shown=section.shown,
                    links=links,
                    caption=section.heading or "",
                )
            )
        rest = [name for name in (*unseen, *moved, *tree.left_out) if _belongs(name, root, by_hand, found)]
        specs.append(TocSpec(includes=tuple(rest)))
    return tuple(spec for spec in specs if spec.entries or spec.includes)


def _spec(
    tree: NavTree,
    members: Iterable[NavNode],
    by_hand: Container[str],
    found: Container[str],
    *,
    shown: bool,
    links: tuple[tuple[str, str], ...] = (),
    caption: str = "",
) -> TocSpec:
    here = [node for node in members if _belongs(node.docname, tree.options.root_doc, by_hand, found)]
    entries = tuple((node.title, node.docname) for node in here if shown and tree.is_shown(node))
    return TocSpec(entries + links, tuple(node.docname for node in here), caption if shown else "")


def _belongs(docname: str, root: str, by_hand: Container[str], found: Container[str]) -> bool:
    """Tell whether the navigation is to include a page: it is there, and no toctree has it already."""
    return docname != root and docname in found and docname not in by_hand


def in_circles(tree: NavTree, by_hand: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """Return the pages that the author's own toctrees put above their parents, in the order of the tree.

    Below these parents they would close a circle of toctrees, and Sphinx would go round it without end.
    """
    if not by_hand:
        return ()
    above = _above(by_hand)
    children = {docname: [node.parent] for docname, node in tree.nodes.items() if node.parent and docname not in above}
    above |= children
    moved = []
    for docname in children:
        if docname in _ways_up(above, docname):
            above[docname] = []
            moved.append(docname)
    return tuple(moved)


def _above(by_hand: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    """Return the pages whose toctrees include each page; ``by_hand`` holds what each page includes."""
    above: dict[str, list[str]] = defaultdict(list)
    for docname, includes in by_hand.items():
        for included in includes:
            above[included].append(docname)
    return above


def _ways_up(above: Mapping[str, list[str]], start: str) -> set[str]:
    """Return the pages that the ways up from a page lead to; the page itself is among them if it stands in a circle."""
    found: set[str] = set()
    waiting = [*above.get(start, ())]
    while waiting:
        docname = waiting.pop()
        if docname not in found:
            found.add(docname)
            waiting += above.get(docname, ())
    return found


def toctree_node(docname: str, spec: TocSpec) -> addnodes.toctree:
    """Make the hidden toctree that ``spec`` describes, for the page ``docname``."""
    attributes: dict[str, Any] = {
        "parent": docname,
        "entries": list(spec.entries),
        "includefiles": list(spec.includes),
        "rawentries": [title for title, _ in spec.entries if title],
        "maxdepth": -1,
        "caption": spec.caption or None,
        "glob": False,
        "hidden": True,
        "includehidden": False,
        "numbered": 0,
        "titlesonly": True,
        MARK: True,
    }
    if spec.caption:
        attributes["rawcaption"] = spec.caption
    return addnodes.toctree("", **attributes)


def insert(document: nodes.document, docname: str, specs: Iterable[TocSpec]) -> None:
    """Put toctrees in the place of those of the navigation that a doctree has."""
    for old in [node for node in document.findall(addnodes.toctree) if node.get(MARK)]:
        assert old.parent is not None
        old.parent.remove(old)
    place: nodes.Element = next(iter(document.findall(nodes.section)), document)
    place += [toctree_node(docname, spec) for spec in specs]


class AddToctrees(SphinxTransform):
    """Add the navigation's toctrees to the page that is read, and take note of the author's own."""

    default_priority = 870  # before Sphinx collects tables of contents (880), after the parsers' own transforms

    def apply(self, **_kwargs: Any) -> None:
        """Change the doctree."""
        domain = navigation_of(self.env)
        docname = self.env.docname
        toctrees = [toctree for toctree in self.document.findall(addnodes.toctree) if toctree["entries"]]
        if toctrees:
            included = (str(name) for toctree in toctrees for name in toctree["includefiles"])
            domain.by_hand[docname] = tuple(dict.fromkeys(included))
        if domain.tree is None:
            return
        specs = wanted(domain.tree, docname, not_ours(domain), self.env.found_docs)
        if specs:
            domain.inserted[docname] = specs
            insert(self.document, docname, specs)


def not_ours(domain: NavigationDomain) -> set[str]:
    """Return the pages that no toctree of the navigation may include, as far as they are known.

    The author's own toctrees have them already; or these lead from them to the first page, above which nothing can stand:
    Sphinx would go round such a circle without end.
    """
    included = {name for includes in domain.by_hand.values() for name in includes}
    if domain.tree is None or domain.tree.options.root_doc not in included:
        return included
    return included | _ways_up(_above(domain.by_hand), domain.tree.options.root_doc)


def forget_missing(domain: NavigationDomain, found: Container[str]) -> list[str]:
    """Forget that the author's toctrees include pages that are gone; return the pages that hold these toctrees.

    Sphinx does not read them again, so that they would differ from those of a clean build.
    """
    changed = []
    for docname, includes in list(domain.by_hand.items()):
        kept = tuple(included for included in includes if included in found)
        if kept != includes:
            changed.append(docname)
            domain.by_hand[docname] = kept
    return changed


def mend(env: BuildEnvironment, builder: Builder) -> set[str]:
    """Bring the toctrees in the kept doctrees up to date after reading; return the pages changed."""
    domain = navigation_of(env)
    by_hand = not_ours(domain)
    moved = in_circles(domain.tree, domain.by_hand) if domain.tree else ()
    changed = set()
    for docname in sorted(env.all_docs.keys() & env.found_docs):
        specs = wanted(domain.tree, docname, by_hand, env.found_docs, moved) if domain.tree else ()
        if specs == domain.inserted.get(docname, ()):
            continue
        changed.add(docname)
        domain.inserted[docname] = specs
        if not specs:
            del domain.inserted[docname]
        _mend_doctree(builder, docname, specs)
        _mend_contents(env, docname, specs)
    return changed


def _mend_doctree(builder: Builder, docname: str, specs: Iterable[TocSpec]) -> None:
    file = Path(builder.doctreedir, f"{docname}.doctree")
    document: nodes.document = pickle.loads(file.read_bytes())  # noqa: S301 - Sphinx's own cache
    insert(document, docname, specs)
    builder.write_doctree(docname, document)


def _mend_contents(env: BuildEnvironment, docname: str, specs: Iterable[TocSpec]) -> None:
    """Do for a page's entry in Sphinx's tables of contents what reading the page again would."""
    contents = env.tocs[docname]
    for old in [node for node in contents.findall(addnodes.toctree) if node.get(MARK)]:
        parent = old.parent
        assert parent is not None
        parent.remove(old)
        if not parent.children and parent is not contents and parent.parent is not None:
            parent.parent.remove(parent)
    place: nodes.Element = contents
    first = next((child for child in contents if isinstance(child, nodes.list_item)), None)
    specs = list(specs)
    if first is not None and specs:
        place = next(iter(_lists(first)), None) or nodes.bullet_list("")
        if place.parent is None:
            first += place
    place += [toctree_node(docname, spec) for spec in specs]
    env.toctree_includes.pop(docname, None)
    for toctree in contents.findall(addnodes.toctree):
        note_toctree(env, docname, toctree)


def _lists(item: nodes.Element) -> Iterator[nodes.Element]:
    return (child for child in item if isinstance(child, nodes.bullet_list))


def forget_includers(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Keep Sphinx from writing pages again because a page in their toctrees has changed (``env-get-updated``).

    Where front matter makes the toctrees, each page with children has one; what those show is compared page by page
    (:func:`sphinx_essay.freshness.shown_references.shown`).  Sphinx's record must name the included pages still: it takes
    others for pages that no toctree includes.
    """
    if navigation_of(env).inserted:
        env.files_to_rebuild = {included: set() for includes in env.toctree_includes.values() for included in includes}
    return []
