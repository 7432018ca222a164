"""A whole essay as one web page to print, made of the pages of its EPUB.

What holds in an EPUB holds here: every element is one that every reader knows, no script is needed, formulas are MathML.
"""

from __future__ import annotations

import posixpath
import shutil
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote
from xml.etree import ElementTree as ET

from sphinx_essay.books.css import STYLE
from sphinx_essay.books.xhtml_names import MATHML, SVG
from sphinx_essay.core.addresses import split_address
from sphinx_essay.html.separate import separate
from sphinx_essay.project.i18n import direction
from sphinx_essay.project.written_files import write_if_changed

if TYPE_CHECKING:
    from collections.abc import Sequence

XHTML: Final = "http://www.w3.org/1999/xhtml"
_STYLES: Final = (STYLE, Path(__file__).with_name("print.css"))


def print_page(
    folder: Path, names: Sequence[str], title: str, language: str, pictures: str
) -> tuple[str, dict[str, Path]]:
    """Return one HTML page with the bodies of the XHTML files ``names`` below ``folder``, in this order.

    Its pictures are to lie below the address ``pictures``; the second value says which: name there → file.
    Raises OSError or xml.etree.ElementTree.ParseError where a page cannot be read.
    """
    numbers = {name: number for number, name in enumerate(names)}
    files: dict[str, Path] = {}
    parts = []
    for name, number in numbers.items():
        body = _content(ET.parse(folder / name).getroot())  # noqa: S314 - this build wrote it
        for element in body.iter():
            _localise(element, name, numbers, pictures, folder, files)
        body.tag, body.attrib = f"{{{XHTML}}}section", {"class": "page", "id": f"p{number}"}
        parts.append(_html(body))
    head = (
        f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">'
        f"<title>{escape(title)}</title><style>{''.join(style.read_text('utf-8') for style in _STYLES)}</style>"
    )
    text = "\n".join(parts)
    start = f'<!DOCTYPE html>\n<html lang="{escape(language)}" dir="{direction(language)}">'
    page = f"{start}\n<head>{head}</head>\n<body>\n{text}\n</body>\n</html>\n"
    return page, files


def separate_page(page: str, folder: Path) -> str:
    """Return a page whose styles are in files below ``folder``, which lies beside it (``essay_inline``).

    Raises OSError where one cannot be written.
    """
    made = separate(page, f"{quote(folder.name)}/", "../")
    for name, text in made.files.items():
        write_if_changed(folder / name, text)
    return made.page


def copy_pictures(files: dict[str, Path], folder: Path) -> None:
    """Copy the pictures of a page into ``folder``.

    Raises OSError where one cannot be copied.
    """
    for name, source in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def _content(root: ET.Element) -> ET.Element:
    """Return what holds a page's content."""
    for element in root.iter(f"{{{XHTML}}}div"):
        if element.get("class") == "body":
            return element
    found = root.find(f"{{{XHTML}}}body")
    return found if found is not None else root


def _localise(
    element: ET.Element, name: str, numbers: dict[str, int], pictures: str, folder: Path, files: dict[str, Path]
) -> None:
    """Make an element's identifier and addresses those of the one page."""
    number = numbers[name]
    if anchor := element.get("id"):
        element.set("id", f"p{number}-{anchor}")
    href = element.get("href")
    if href and not split_address(href).scheme:
        parts = split_address(href)
        target = _path(parts.path, name) if parts.path else name
        if target in numbers:
            element.set("href", f"#p{numbers[target]}" + (f"-{parts.fragment}" if parts.fragment else ""))
    elif href and _says_its_address(element, href):
        element.set("class", f"{element.get('class', '')} bare".strip())
    source = element.get("src")
    if source and not source.startswith("data:"):
        path = _path(split_address(source).path, name)
        files[path] = folder / path
        element.set("src", f"{quote(pictures)}/{quote(path)}")
    for key in [key for key in element.attrib if key.startswith("{")]:  # epub:type, xml:lang: not of HTML
        del element.attrib[key]


def _says_its_address(link: ET.Element, href: str) -> bool:
    """Say whether a reader on paper sees where a link leads: it shows that itself, or stands for a video, which does."""
    shown = "".join(link.itertext()).strip().rstrip("/")
    return shown in (href.rstrip("/"), href.partition("://")[2].rstrip("/")) or link.get("class") == "video-link"


def _path(address: str, page: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(address)))


def _html(element: ET.Element) -> str:
    """Return an element as HTML, which has no namespaces."""
    for each in element.iter():
        for space in (XHTML, SVG, MATHML):
            each.tag = each.tag.removeprefix(f"{{{space}}}")
    return ET.tostring(element, encoding="unicode", method="html")
