"""Make the books of one essay, in a process of their own: a smaller project within the same sources.

``python -m sphinx_essay.books`` reads an :class:`Order` as JSON from its input and prints a :class:`Delivery`.
"""

from __future__ import annotations

import io
import json
import shutil
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_essay.books import printing, tex, title_page

BOOK: Final = "book"
"""The name of the files in the work folder, without their suffixes."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to make of which pages.

    ``source``, ``work`` are folders, ``conf`` that of conf.py or "" for none; ``target`` the path of the books without their
    suffix.  ``overrides`` are Sphinx's configuration values.  ``formats``: ``print``, ``epub``, ``pdf``.
    """

    source: str
    conf: str
    work: str
    target: str
    formats: tuple[str, ...]
    overrides: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was made: format → file; and what was not, and why."""

    files: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def make(order: Order) -> Delivery:
    """Make the books.  What one format lacks keeps none of the others from being made."""
    delivery = Delivery()
    Path(order.target).parent.mkdir(parents=True, exist_ok=True)
    if "epub" in order.formats or "print" in order.formats:
        _guarded(_make_epub, order, delivery)
    if "pdf" in order.formats:
        _guarded(_make_pdf, order, delivery)
    return delivery


def _guarded(step: Any, order: Order, delivery: Delivery) -> None:
    try:
        step(order, delivery)
    except (SphinxError, tex.TexError, OSError, ET.ParseError) as error:
        delivery.problems.append(str(error))


def _build(order: Order, builder: str) -> Sphinx:
    work = Path(order.work)
    with patch_docutils(order.conf or None), docutils_namespace():
        app = Sphinx(
            srcdir=order.source,
            confdir=order.conf or None,
            outdir=work / builder,
            doctreedir=work / "doctrees",
            buildername=builder,
            confoverrides=dict(order.overrides),
            status=None,
            warning=io.StringIO(),  # the site's own build has said it all
        )
        app.build()
    return app


def _make_epub(order: Order, delivery: Delivery) -> None:
    shutil.rmtree(Path(order.work, "epub"), ignore_errors=True)
    app = _build(order, "epub")
    folder = Path(app.outdir)
    if "epub" in order.formats:
        target = f"{order.target}.epub"
        shutil.copyfile(folder / f"{app.config.epub_basename}.epub", target)
        delivery.files["epub"] = target
    if "print" in order.formats:
        target = f"{order.target}.html"
        pages = [f"{docname}.xhtml" for docname in _reading_order(app)]
        names = [f"{title_page.PAGENAME}.xhtml", *pages]
        pictures = f"{Path(order.target).name}_files"
        text, files = printing.print_page(folder, names, app.config.epub_title, app.config.epub_language, pictures)
        if app.config.essay_inline == "files":
            text = printing.separate_page(text, Path(order.target).with_name(pictures))
        Path(target).write_text(text, encoding="utf-8")
        printing.copy_pictures(files, Path(order.target).with_name(pictures))
        delivery.files["print"] = target


def _reading_order(app: Sphinx) -> list[str]:
    order = [app.config.root_doc]
    for docname in order:  # grows while it is read
        order[order.index(docname) + 1 : order.index(docname) + 1] = [
            name
            for name in app.env.toctree_includes.get(docname, ())
            if name in app.env.found_docs and name not in order
        ]
    return [*order, *sorted(app.env.found_docs - set(order))]


def _make_pdf(order: Order, delivery: Delivery) -> None:
    if message := tex.missing_programs():
        raise tex.TexError(message)
    app = _build(order, "latex")
    made, missing = tex.make_pdf(Path(app.outdir, f"{BOOK}.tex"))
    target = f"{order.target}.pdf"
    shutil.copyfile(made, target)
    delivery.files["pdf"] = target
    if missing:
        delivery.problems.append(f"no font on this machine has the characters {' '.join(missing)}, left out of the PDF")


def main() -> None:
    """Carry out the order that the standard input holds."""
    order = Order(**json.load(sys.stdin))
    out, sys.stdout = sys.stdout, sys.stderr  # whatever extensions print is no part of the answer
    json.dump(asdict(make(order)), out)
    out.flush()
