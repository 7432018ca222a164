"""Links and images in pages, from the author's address to the one that each builder needs.

The parser leaves the author's address on the node: ``essay_href`` on a reference, ``essay_src`` on an image.  Images are
located while reading, so that Sphinx collects them for every builder; links are resolved while writing, since what they
resolve to depends on the whole site.  What each page's links resolved to is kept, so that exactly those pages are written
again whose links a change elsewhere (a page moved, added, removed) has turned.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from sphinx_essay.core.addresses import quoted, relative_uri
from sphinx_essay.core.warnings import Diagnostic, Subtype, log
from sphinx_essay.events import connect
from sphinx_essay.freshness.fingerprints import digest, write_again
from sphinx_essay.freshness.page_records import EssayDomain, Links
from sphinx_essay.html.nodes import attributes_of, essay_image
from sphinx_essay.output.builder import EssayHTMLBuilder
from sphinx_essay.project.project import Address, project_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_essay.freshness.fingerprints import Fingerprints

logger = logging.getLogger(__name__)


def _with_addresses(doctree: nodes.document) -> Iterator[nodes.Element]:
    """Yield the elements, links and images aside, that carry an author's address.

    (To ask ``findall`` itself for them would take four times as long.)
    """
    for node in doctree.findall():
        if isinstance(node, nodes.Element) and "essay_local" in node.attributes:
            yield node


class CollectAddresses(SphinxTransform):
    """Locate a page's images in the sources, and note its links into the site."""

    default_priority = 850

    def apply(self, **_kwargs: object) -> None:
        """Visit each image and each reference that carries an author's address."""
        project = project_of(self.config)
        docname = self.env.docname
        for image in self.document.findall(nodes.image):
            if source := image.get("essay_src"):
                address = project.resolve(source, docname, in_markdown="essay_raw" not in image)
                if address.inside:
                    image["uri"] = "/" + (address.path or address.url.removeprefix("/"))
                    image["essay_url"] = address.url
                    image["essay_fragment"] = address.fragment
                elif "%" in source and Path(self.env.relfn2path(unquote(source))[1]).is_file():
                    image["uri"] = unquote(source)  # the author wrote an address; Sphinx asks for the name of a file
            elif isinstance(image, essay_image) and image["uri"].startswith("//"):
                # Sphinx would take it for a file of the project.
                image["essay_remote"] = image["uri"]
                image["uri"] = "https:" + image["uri"]
        links: Links = {}
        for reference in self.document.findall(nodes.reference):
            if href := reference.get("essay_href"):
                reference["essay_from"] = docname
                in_markdown = "essay_raw" not in reference
                address = project.resolve(href, docname, in_markdown=in_markdown)
                if address.inside or not project.has_urls:
                    links.setdefault((href, in_markdown), _line(reference))
        for element in _with_addresses(self.document):
            attributes = attributes_of(element)
            for name in element["essay_local"]:
                element["essay_from"] = docname
                href = attributes[name] or ""
                address = project.resolve(href, docname, in_markdown=False)
                if address.inside or not project.has_urls:
                    links.setdefault((href, False), _line(element))
        if links:
            EssayDomain.of(self.env).links[docname] = links


def resolve_links(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give each reference into the site the address that the builder needs (``doctree-resolved``).

    Builders that join pages (``latex``, ``singlehtml``, …) resolve them all at once, so each reference says which page
    it was written in.
    """
    project = project_of(app.config)
    for reference in doctree.findall(nodes.reference):
        if href := reference.get("essay_href"):
            source = reference.get("essay_from", docname)
            address = project.resolve(href, source, in_markdown="essay_raw" not in reference)
            if address.inside:
                reference["refuri"] = _uri(app.builder, docname, address)
                reference["internal"] = True
    for element in _with_addresses(doctree):
        attributes = attributes_of(element)
        for name in element["essay_local"]:
            source = element.get("essay_from", docname)
            address = project.resolve(attributes[name] or "", source, in_markdown=False)
            if address.inside:
                attributes[name] = _uri(app.builder, docname, address)
        element["attrs"] = tuple(attributes.items())


class NameRemoteImages(SphinxPostTransform):
    """Put an essay's image's text and address in its place if a book cannot hold it without fetching it.

    A build of a Jekyll site asks no other host for anything.  Sphinx itself downloads such images, and goes on to do so
    for the pages of other projects.
    """

    default_priority = 90  # before Sphinx's ImageDownloader
    builders = ("epub", "essay-pdf", "latex", "texinfo")

    def run(self, **_kwargs: object) -> None:
        """Visit each image whose address is elsewhere."""
        everywhere = project_of(self.config).has_urls
        for image in list(self.document.findall(nodes.image if everywhere else essay_image)):
            address = image["uri"]
            if "://" not in address and not address.startswith("//"):
                continue
            text = image.get("alt") or address
            link = nodes.reference("", text, refuri=address)
            if isinstance(image.parent, nodes.reference):
                image.replace_self(nodes.Text(text))
            elif isinstance(image.parent, nodes.TextElement):
                image.replace_self(link)
            else:
                image.replace_self(nodes.paragraph("", "", link))


class LeaveOwnLinks(SphinxPostTransform):
    """Take the site's own links from those that ``linkcheck`` follows: it would look for files of these names.

    What leads nowhere has a warning already.
    """

    default_priority = 790  # before Sphinx's HyperlinkCollector
    builders = ("linkcheck",)

    def run(self, **_kwargs: object) -> None:
        """Visit each reference that carries an author's address."""
        project = project_of(self.config)
        for reference in self.document.findall(nodes.reference):
            href = reference.get("essay_href")
            if href and project.resolve(href, self.env.docname, in_markdown="essay_raw" not in reference).inside:
                del reference["refuri"]


def _uri(builder: Builder, docname: str, address: Address) -> str:
    """Return the address as ``builder`` writes it in the page ``docname``."""
    fragment = f"#{address.fragment}" if address.fragment else ""
    if isinstance(builder, EssayHTMLBuilder) and address.url:
        # the shape that the author gave the address (with or without a final slash or index.html) is kept
        here = builder.get_target_uri(docname)
        return (relative_uri(here, quoted(address.url.removeprefix("/"), marks="%?")) or "") + fragment or "#"
    if address.docname and address.docname in builder.env.found_docs:  # a book may hold some of the pages only
        return builder.get_relative_uri(docname, address.docname) + fragment
    return project_of(builder.config).absolute(address.url) + fragment


def _line(node: nodes.Node | None) -> int:
    """Return the line of the nearest node that knows its own, 0 where none does."""
    while node is not None and not node.line:
        node = node.parent
    return int(node.line or 0) if node is not None else 0


def addresses(app: Sphinx, env: BuildEnvironment) -> Fingerprints:
    """Return what the links of each page resolve to."""
    resolve = project_of(app.config).resolve
    return {
        docname: digest([resolve(href, docname, in_markdown=in_markdown).key for href, in_markdown in links])
        for docname, links in EssayDomain.of(env).links.items()
    }


def check_links(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn about links to addresses of the site that nothing has (``env-check-consistency``)."""
    project = project_of(app.config)
    if project.has_urls and app.config.essay_dead_links:
        log(logger, app.srcdir, _dead_links(app, env))


def _dead_links(app: Sphinx, env: BuildEnvironment) -> Iterator[Diagnostic]:
    project = project_of(app.config)
    for docname, links in sorted(EssayDomain.of(env).links.items()):
        path = str(env.doc2path(docname, base=False))
        page = project.site_page(docname)
        for (href, in_markdown), line in links.items():
            if project.site is None or project.resolve(href, docname, in_markdown=in_markdown).known:
                continue
            target = project.site.resolve(href, page, in_markdown=in_markdown)
            yield Diagnostic(Subtype.LINK, target.complaint(href), path, line)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Resolve links and images of pages."""
    app.setup_extension("sphinx_essay.project.project")
    app.add_transform(CollectAddresses)
    app.add_post_transform(NameRemoteImages)
    app.add_post_transform(LeaveOwnLinks)
    connect(app, "doctree-resolved", resolve_links)
    write_again(app, addresses)
    connect(app, "env-check-consistency", check_links)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
