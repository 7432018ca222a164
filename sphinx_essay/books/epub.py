"""The builder of EPUBs: Sphinx's own, its pages written so that every reader opens them.

- The body of each page goes through :mod:`sphinx_essay.books.xhtml`.
- The table of contents has no place that the book has not, and no place twice.
- Links whose targets the book does not have are mended when all its pages are written: those into the site lead to
  the published page, the others stay as text.
- The manifest says which pages hold drawings and formulas (EPUB Packages 3.2, *manifest item properties*).
"""

from __future__ import annotations

import hashlib
import html
import posixpath
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, unquote, urlsplit
from xml.etree import ElementTree as ET

from sphinx.builders.epub3 import Epub3Builder
from sphinx.util import logging

from sphinx_essay.books import mathml
from sphinx_essay.books.archive import date_members
from sphinx_essay.books.css import STYLE, rules
from sphinx_essay.books.xhtml import clean
from sphinx_essay.books.xhtml_names import MATHML, SVG
from sphinx_essay.core.warnings import Subtype
from sphinx_essay.html.lowering import holds_essay
from sphinx_essay.html.nodes import page_style
from sphinx_essay.project.i18n import direction
from sphinx_essay.project.project import project_of
from sphinx_essay.project.set_values import is_set

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.epub3 import NavPoint
    from sphinx.config import Config

logger = logging.getLogger(__name__)

_XHTML: Final = "http://www.w3.org/1999/xhtml"
_OPS: Final = "http://www.idpf.org/2007/ops"
_OPF: Final = "http://www.idpf.org/2007/opf"
_DC: Final = "http://purl.org/dc/elements/1.1/"
_PROPERTIES: Final = {f"{{{SVG}}}svg": "svg", f"{{{MATHML}}}math": "mathml"}
_UNKNOWN: Final = "unknown"
"""What a book is named where nobody named it."""
_STYLE: Final = "essay-book.css"
_NAVIGATION: Final = "nav.xhtml"
_DOCTYPE: Final = "<!DOCTYPE html>\n"


class EssayEpubBuilder(Epub3Builder):
    """Sphinx's builder of EPUBs, its books valid whatever HTML their pages hold."""

    @property
    def math_renderer_name(self) -> str:
        """The renderer of formulas: MathML, which EPUB 3 readers show without a script."""
        return mathml.NAME

    def init(self) -> None:
        """Leave out of the book what Sphinx keeps for the next build, where that lies in the output folder."""
        super().init()
        kept = Path(self.doctreedir)
        if kept.is_relative_to(self.outdir):
            inner = kept.relative_to(self.outdir).as_posix()
            self.config.epub_exclude_files = [*self.config.epub_exclude_files, f"{inner}/**"]

    def copy_static_files(self) -> None:
        """Copy the books' own style, too."""
        super().copy_static_files()
        shutil.copyfile(STYLE, Path(self.outdir, "_static", _STYLE))

    def get_toc(self) -> None:
        """Mend the pages, now that all are written, and collect the table of contents."""
        self._pages = Pages(Path(self.outdir), set(self.media_types))
        self._pages.mend(project_of(self.config).absolute, direction(self.config.epub_language))
        super().get_toc()
        self.refnodes = self._mended_toc(self.refnodes)

    def build_navlist(self, navnodes: list[dict[str, Any]]) -> list[NavPoint]:
        """Return the table of contents for the book's navigation page."""
        return super().build_navlist(self._mended_toc(navnodes))

    def _mended_toc(self, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return entries whose places the book has, each once, none more than a level below the one before it."""
        seen = set()
        above: list[int] = []
        kept = []
        for entry in entries:
            place = self._pages.place(html.unescape(entry["refuri"]))
            if not place or place in seen:
                continue
            seen.add(place)
            while above and above[-1] >= entry["level"]:
                above.pop()
            above.append(entry["level"])
            kept.append({**entry, "refuri": html.escape(place), "level": len(above)})
        return kept

    def build_content(self) -> None:
        """Write the book's manifest, with what the pages hold.

        The table of contents names pages by their addresses; the manifest, by their files.
        """
        toc = self.refnodes
        self.refnodes = [{**entry, "refuri": unquote(html.unescape(entry["refuri"]))} for entry in toc]
        super().build_content()
        self.refnodes = toc
        _note_properties(Path(self.outdir, "content.opf"), self._pages.properties)

    def content_metadata(self) -> dict[str, Any]:
        """Return what the manifest says of the book; which way its pages are turned, too (EPUB Packages 3.2, *spine*)."""
        metadata = super().content_metadata()
        if self.config.epub_writing_mode == "horizontal":
            metadata["page_progression_direction"] = direction(self.config.epub_language)
        return metadata

    def build_epub(self) -> None:
        """Write the book, the same bytes wherever and whenever it is built where ``SOURCE_DATE_EPOCH`` is set."""
        super().build_epub()
        date_members(Path(self.outdir, f"{self.config.epub_basename}.epub"))


def _note_properties(path: Path, properties: Mapping[str, Collection[str]]) -> None:
    """Say in the manifest at ``path`` what pages hold."""
    tree = ET.parse(path)  # noqa: S314 - this build wrote it
    for item in tree.iter(f"{{{_OPF}}}item"):
        if held := properties.get(unquote(item.get("href", ""))):
            item.set("properties", " ".join(sorted(held)))
    for reference in tree.iter(f"{{{_OPF}}}reference"):
        reference.set("href", quote(reference.get("href", "")))
    ET.register_namespace("", _OPF)
    ET.register_namespace("dc", _DC)
    tree.write(path, encoding="utf-8", xml_declaration=True)


class Pages:
    """The XHTML files of a book that is about to be packed.

    ``media_types`` are the suffixes of files that a book may hold.
    """

    def __init__(self, folder: Path, media_types: Collection[str]) -> None:
        self.folder = folder
        self.files = {
            path.relative_to(folder).as_posix()
            for path in folder.rglob("*")
            if path.suffix in media_types and path.is_file()
        }
        self.trees: dict[str, ET.Element] = {}
        self.ids: dict[str, set[str]] = {}
        """What may be linked to in each page; nothing in one that is no XML, but the book has it all the same."""
        for name in sorted(self.files):
            if name.endswith(".xhtml") and name != _NAVIGATION:
                self.ids[name] = set()
                try:
                    self.trees[name] = ET.parse(folder / name).getroot()  # noqa: S314 - this build wrote it
                except ET.ParseError as error:
                    message = (
                        "this page of the book is no XML, and few readers will show it; mend what is written there: %s"
                    )
                    place = f"{folder / name}:{error.position[0]}"
                    logger.warning(message, error, type="essay", subtype=str(Subtype.EPUB), location=place)
        for name, tree in self.trees.items():
            self.ids[name] = {value for element in tree.iter() if (value := element.get("id"))}

    @property
    def properties(self) -> dict[str, set[str]]:
        """The pages that hold drawings or formulas, and which of these."""
        held = {
            name: {_PROPERTIES[each.tag] for each in tree.iter() if each.tag in _PROPERTIES}
            for name, tree in self.trees.items()
        }
        return {name: found for name, found in held.items() if found}

    def place(self, address: str, page: str = "") -> str:
        """Return the place in the book that an address in ``page`` means, "" where the book has none.

        A page that is there without the place in it is better than nothing.
        """
        path, _, fragment = address.partition("#")
        name = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path))) if path else page
        if name not in self.ids:
            return ""
        return path + (f"#{fragment}" if fragment and unquote(fragment) in self.ids[name] else "") or quote(page)

    def mend(self, published: Callable[[str], str], runs: str) -> None:
        """Mend links and images whose targets the book has not, and say where pages run from right to left.

        ``published`` returns the address on the web of a site-absolute path; links to files of the site go there.
        ``runs`` is ``ltr`` or ``rtl``; a book says so in its markup (EPUB Content Documents 3.2, section 3.3.2.2).
        """
        ET.register_namespace("", _XHTML)
        ET.register_namespace("epub", _OPS)
        ET.register_namespace("svg", SVG)
        for name, tree in self.trees.items():
            changes = sum(self._mend(element, name, published) for element in tree.iter())
            if runs == "rtl":
                tree.set("dir", runs)
                changes += 1
            if changes:
                text = ET.tostring(tree, encoding="unicode")
                (self.folder / name).write_text(_DOCTYPE + text, encoding="utf-8")

    def _mend(self, element: ET.Element, page: str, published: Callable[[str], str]) -> bool:
        """Mend one element, and say whether anything had to be changed."""
        if element.tag == f"{{{_XHTML}}}img":
            source = element.get("src", "")
            if source.startswith("data:") or _path(source, page) in self.files:
                return False
            element.tag = f"{{{_XHTML}}}span"
            element.text = element.get("alt")
            for key in ("src", "alt", "width", "height"):
                element.attrib.pop(key, None)
            return True
        href = element.get("href")
        if element.tag != f"{{{_XHTML}}}a" or href is None:
            return False
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            return False
        place = self.place(href, page)
        if not place and parts.path:
            target = published("/" + quote(_path(href, page)))
            place = target if "://" in target else ""
        if place == href:
            return False
        if place:
            element.set("href", place)
        else:
            del element.attrib["href"]
        return True


def _path(address: str, page: str) -> str:
    """Return the path, from the book's root, of an address in ``page``."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(urlsplit(address).path)))


def clean_page(
    app: Sphinx, _page: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Write a page's body by the rules of books (``html-page-context``), in any EPUB if the page is an essay's."""
    if app.builder.name != "epub":
        return
    ours = isinstance(app.builder, EssayEpubBuilder)
    if "body" in context and (ours or (doctree is not None and holds_essay(doctree))):
        context["body"] = clean(context["body"])
    if not ours:
        return
    styles = rules("\n".join(style["code"] for style in doctree.findall(page_style))) if doctree is not None else ""
    context["metatags"] = f"<style>\n{html.escape(styles, quote=False)}\n</style>" if styles else ""
    context["script_files"] = []
    context["css_files"] = [css for css in context.get("css_files", []) if "//" not in str(css.filename)]


def set_defaults(config: Config) -> None:
    """Give a book a name of its own, and the whole table of contents.

    Sphinx leaves hidden toctrees out, as those of the navigation are.
    """
    if config.epub_identifier == config.epub_uid == _UNKNOWN:
        # Sphinx's tables of contents name a book by the one, its manifests by the other
        said = f"{config.html_baseurl} {config.project} {config.root_doc}"
        config.epub_identifier = config.epub_uid = f"essay-{hashlib.sha256(said.encode()).hexdigest()[:24]}"
    config.epub_css_files = [_STYLE, *config.epub_css_files]
    if not is_set(config, "epub_tocscope"):
        config.epub_tocscope = "includehidden"
