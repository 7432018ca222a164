"""What each builder makes of the page with every element, recorded for review.

``PYTHONPATH=.:tests python tests/every_element_snapshot.py`` writes the records again; read their difference before you
keep it.
"""

from __future__ import annotations

import re
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from essay_builds import BOOKS, build
from every_element import page

if TYPE_CHECKING:
    from collections.abc import Callable

RECORDS = Path(__file__).parent / "html" / "recorded"

PAGES = ("html", "dirhtml", "singlehtml")
OURS = (*PAGES, "epub", "text", "gettext")
"""Builders whose output of this page is this project's affair, and the same with every version of Sphinx."""

THEIRS = ("latex", "man", "texinfo", "xml", "pseudoxml")
"""Builders whose writers are Sphinx's: what they write changes with its versions."""


def _body(text: str) -> str:
    """Return what Sphinx's basic theme puts the page's content into, an element a line."""
    found = re.search(r'<div class="body"[^>]*>(.*?)<div class="clearer"', text, re.DOTALL)
    assert found is not None
    lines = re.sub(r"(?<=>)(?=<(?!/))", "\n", found[1]).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip() not in ("", "</div>"))


def _messages(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if line.startswith(("msgid", '"word')) and line != 'msgid ""')


def _after(mark: str) -> Callable[[str], str]:
    return lambda text: text.partition(mark)[2].strip()


_FILES: dict[str, tuple[str, Callable[[str], str]]] = {
    **dict.fromkeys(PAGES, ("index.html", _body)),
    "epub": ("index.xhtml", _body),
    "text": ("index.txt", str.strip),
    "gettext": ("index.pot", _messages),
    "latex": ("projectnamenotset.tex", _after("\\pagestyle{normal}\n")),
    "man": ("projectnamenotset.1", _after(".SH NAME\n")),
    "texinfo": ("projectnamenotset.texi", _after("@c %**start of body\n")),
    "xml": ("index.xml", _after("?>\n")),
    "pseudoxml": ("index.pseudoxml", _after("\n")),
}


def written(builder: str, folder: Path) -> str:
    """Build the page in ``folder`` and return its part of what the builder writes."""
    pages = {"index.html": f"---\ntitle: Every element\n---\n{page()}"}
    extensions = {"extensions": BOOKS, "version": "1", "copyright": "2026"} if builder == "epub" else {}
    built = build(folder, pages, builder, language="en", **extensions)
    name, part = _FILES[builder]
    text = part(built.text(name)).replace(str(folder), "")
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE) + "\n"


def versions() -> str:
    """Return the versions of what the records of :data:`THEIRS` depend on."""
    return "".join(f"{name} {'.'.join(version(name).split('.')[:2])}\n" for name in ("Sphinx", "docutils"))


def main() -> None:
    """Record what all builders write."""
    RECORDS.mkdir(exist_ok=True)
    for builder in (*OURS, *THEIRS):
        with tempfile.TemporaryDirectory() as folder:
            (RECORDS / f"every-element.{builder}").write_text(written(builder, Path(folder)), encoding="utf-8")
    (RECORDS / "versions").write_text(versions(), encoding="utf-8")
    print(f"recorded in {RECORDS}: read the difference", file=sys.stderr)


if __name__ == "__main__":
    main()
