"""What pages show of one another, in cross-references and in contents lists, is never stale.

``{doc}`one` `` shows the title of another page, a toctree the titles of many.  Sphinx writes the first page never again
when such a title changes, and the second at any change of the pages that the toctree itself names, but at none of those
below them.  So for each page that refers to others, a digest is kept of what the written page shows of them; where it
turns out different after reading, the page is written again, and only there.

The work is done once a build, and grows with the number of references alone.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri
from sphinx.util import docname_join

from sphinx_essay.events import connect
from sphinx_essay.freshness.fingerprints import digest, read_again, write_again
from sphinx_essay.freshness.page_records import RecordsDomain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.domains.citation import CitationDomain
    from sphinx.domains.math import MathDomain
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_essay.freshness.fingerprints import Fingerprints

_PARTS = re.compile(r"[.:(]+")
"""What stands between the parts of an object's name: ``module.Class``, ``space::function(int)``."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross-reference as its author wrote it: ``role`` is the kind, ``target`` the name of what it leads to.

    ``domain`` is "" where the role searches all; ``source`` is the page that holds the reference, from which relative names
    are meant; ``place`` an id within the target, "" for none.
    """

    domain: str
    role: str
    target: str
    source: str
    place: str = ""

    @property
    def names(self) -> Iterator[str]:
        """Return the names under which the target may be known."""
        yield self.target
        yield self.target.lower()  # labels and terms
        yield docname_join(self.source, self.target)
        yield _last(self.target)
        if self.place:
            yield self.place


class ReferencesDomain(RecordsDomain):
    """The records of what pages refer to, in the build environment."""

    name = "essay_references"
    label = "Essay references"
    data_version = 2
    initial_data: ClassVar[dict[str, Any]] = {"references": {}, "contents": {}}
    by_page = ("references", "contents")

    @property
    def references(self) -> dict[str, tuple[Reference, ...]]:
        """The cross-references of each page that has any."""
        return cast("dict[str, tuple[Reference, ...]]", self.data["references"])

    @property
    def contents(self) -> dict[str, bool]:
        """The pages with toctrees that readers see."""
        return cast("dict[str, bool]", self.data["contents"])


def note_references(app: Sphinx, document: nodes.document) -> None:
    """Note what a page that was read refers to (``doctree-read``)."""
    domain, docname = ReferencesDomain.of(app.env), app.env.docname
    references = dict.fromkeys(_reference(node, docname) for node in document.findall(addnodes.pending_xref))
    if references:
        domain.references[docname] = tuple(references)
    if not all(toctree.get("hidden") for toctree in document.findall(addnodes.toctree)):
        domain.contents[docname] = True


def _reference(node: addnodes.pending_xref, docname: str) -> Reference:
    source, place = node.get("refdoc") or docname, node.get("reftargetid") or ""
    return Reference(node.get("refdomain") or "", node["reftype"], str(node["reftarget"]), source, place)


def _last(name: str) -> str:
    """Return the last part of an object's name: references may leave out those before it."""
    return next((part for part in reversed(_PARTS.split(name.partition("(")[0])) if part), name)


class _Targets:
    """What the targets of references are now."""

    def __init__(self, env: BuildEnvironment, builder: Builder, references: Iterable[Reference]) -> None:
        self.env = env
        self.builder = builder
        wanted = {name for reference in references for name in reference.names}
        self.named: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for domain, name, shown, kind, docname, anchor in _objects(env) if wanted else ():
            for key in {name, _last(name)} if domain != "std" or kind == "cmdoption" else {name}:
                if key in wanted:
                    self.named[key].add((domain, kind, name, shown, docname, anchor))

    def state(self, reference: Reference) -> object:
        """Return all that the text and the address of a reference may be made of."""
        found = sorted({entry for name in reference.names for entry in self.named.get(name, ())})
        documents = sorted({docname for *_, docname, _anchor in found})
        return (
            found,
            [address_in(self.builder, docname) for docname in documents],
            [self.numbers(docname) for docname in documents] if reference.role == "numref" else (),
            [self.headings(docname, reference.place) for docname in documents] if reference.place else (),
        )

    def numbers(self, docname: str) -> object:
        return self.env.toc_secnumbers.get(docname), self.env.toc_fignumbers.get(docname)

    def headings(self, docname: str, place: str) -> object:
        """Return the headings of a page that MyST knows by the name or the id ``place``."""
        slugs: dict[str, tuple[int, str, str]] = self.env.metadata[docname].get("myst_slugs", {})
        return [(slug, anchor, text) for slug, (_, anchor, text) in slugs.items() if place in (slug, anchor)]


def _objects(env: BuildEnvironment) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Yield (domain, name, displayed name, kind, docname, anchor) of all that a cross-reference can name."""
    for domain in env.domains.values():
        for name, shown, kind, docname, anchor, _priority in domain.get_objects():
            yield domain.name, name, shown, kind, docname, anchor
    # Sphinx lists neither equations nor citations among the objects of their domains.
    for label, (docname, number) in cast("MathDomain", env.get_domain("math")).equations.items():
        yield "math", label, str(number), "equation", docname, ""
    for label, (docname, anchor, _line) in cast("CitationDomain", env.get_domain("citation")).citations.items():
        yield "citation", label, label, "citation", docname, anchor


class _Contents:
    """What toctrees show now: the titles and headings of pages, as deep as each toctree goes."""

    def __init__(self, env: BuildEnvironment, builder: Builder) -> None:
        self.env = env
        self.builder = builder
        self.known: dict[tuple[str, float, bool, bool], str] = {}

    def state(self, docname: str) -> object:
        """Return what the toctrees of a page show, those aside that are hidden."""
        return [
            self.entries(
                toctree,
                depth if (depth := toctree.get("maxdepth", -1)) > 0 else math.inf,
                titles_only=bool(toctree.get("titlesonly")),
                hidden=bool(toctree.get("includehidden")),
            )
            for toctree in self.env.tocs[docname].findall(addnodes.toctree)
            if not toctree.get("hidden")
        ]

    def entries(self, toctree: addnodes.toctree, depth: float, *, titles_only: bool, hidden: bool) -> object:
        return [
            (title, ref, self.page(ref, depth, titles_only=titles_only, hidden=hidden))
            for title, ref in toctree["entries"]
        ]

    def page(self, docname: str, depth: float, *, titles_only: bool, hidden: bool) -> str:
        """Return a digest of ``depth`` levels of what a toctree shows for the page ``docname``."""
        key = docname, depth, titles_only, hidden
        if key not in self.known and docname in self.env.tocs:
            self.known[key] = ""  # toctrees may name each other
            shown = list(self.levels(self.env.tocs[docname], 1, depth, titles_only=titles_only, hidden=hidden))
            self.known[key] = digest(address_in(self.builder, docname), shown)
        return self.known.get(key, "")

    def levels(
        self, contents: nodes.Element, level: int, depth: float, *, titles_only: bool, hidden: bool
    ) -> Iterator[object]:
        for node in contents.children:
            if isinstance(node, nodes.bullet_list) and level < depth:
                yield from self.levels(node, level + 1, depth, titles_only=titles_only, hidden=hidden)
            elif isinstance(node, addnodes.toctree) and (hidden or not node.get("hidden")):
                below = min(level, 2) if titles_only else level
                yield self.entries(node, depth - below + 1, titles_only=titles_only, hidden=hidden)
            elif isinstance(node, nodes.reference) and not (titles_only and level > 1):
                plain = all(isinstance(child, nodes.Text) for child in node.children)
                text = node.astext() if plain else "".join(map(str, node.children))
                yield level, text, node["anchorname"], node.get("secnumber")
            elif isinstance(node, nodes.Element) and not isinstance(node, nodes.bullet_list):
                yield from self.levels(node, level, depth, titles_only=titles_only, hidden=hidden)


def address_in(builder: Builder, docname: str) -> str:
    """Return a page's address from the site's root, "" if the output has none for it, or the builder writes no pages."""
    try:
        return builder.get_target_uri(docname)
    except (NoUri, NotImplementedError):
        return ""


def meant_files(_app: Sphinx, env: BuildEnvironment) -> Fingerprints:
    """Return which of a page's references name files that are there.

    MyST decides while it reads whether ``[](one.md)`` names a file or a target.
    """
    return {
        docname: digest(*(_names_file(env, reference) for reference in meant))
        for docname, references in ReferencesDomain.of(env).references.items()
        if (meant := [reference for reference in references if reference.role == "myst"])
    }


def _names_file(env: BuildEnvironment, reference: Reference) -> bool:
    if reference.domain == "doc":
        return reference.target in env.found_docs
    path = reference.target.partition("#")[0]
    return bool(path) and Path(env.relfn2path(path, reference.source)[1]).is_file()


def shown(app: Sphinx, env: BuildEnvironment) -> Fingerprints:
    """Return what pages show of others in references and toctrees."""
    domain = ReferencesDomain.of(env)
    targets = _Targets(env, app.builder, (one for made in domain.references.values() for one in made))
    contents = _Contents(env, app.builder)
    return {
        docname: digest(
            [targets.state(reference) for reference in domain.references.get(docname, ())],
            contents.state(docname) if docname in domain.contents else (),
        )
        for docname in sorted(domain.references.keys() | domain.contents.keys())
    }


def setup(app: Sphinx) -> ExtensionMetadata:
    """Keep what pages show of one another up to date."""
    app.add_domain(ReferencesDomain)
    connect(app, "doctree-read", note_references)
    read_again(app, meant_files)
    write_again(app, shown)
    return {"env_version": 2, "parallel_read_safe": True, "parallel_write_safe": True}
