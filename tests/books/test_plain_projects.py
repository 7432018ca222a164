"""A project that does not ask for our books gets those that Sphinx makes of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from essay_builds import build

if TYPE_CHECKING:
    from pathlib import Path

PAGES = {
    "index.md": "# Home\n\n```{toctree}\n:hidden:\n\ntwo\n```\n\n{math}`a^2` {download}`two.md`\n\n![far](http://127.0.0.1:9/far.png)\n",
    "two.md": "# Two\n\n[gone](missing.md)\n\n<p align=center>raw<br>\n\n## Part\n\nWords.\n",
}
OTHERS = ["myst_parser", "sphinx_design"]


def made(folder: Path, builder: str, extensions: list[str], **conf: Any) -> tuple[dict[str, str], str]:
    """Return the texts that a builder writes, and its warnings."""
    conf = {"essay_dialect": None, "source_suffix": None, "html_theme": None, "version": "1", **conf}
    built = build(folder, PAGES, builder, extensions=extensions, epub_copyright="2026", **conf)
    files = {
        path.name: re.sub(r"\d{4}-\d\d-\d\dT[\d:]+Z?", "", path.read_text(encoding="utf-8"))
        for path in sorted(built.app.outdir.rglob("*"))
        if path.suffix in {".xhtml", ".opf", ".ncx", ".tex"}
    }
    return files, built.warnings.replace(str(folder), "")


@pytest.mark.parametrize(
    ("builder", "conf"),
    [("epub", {}), ("latex", {}), ("latex", {"latex_engine": "xelatex"})],
    ids=["epub", "pdf", "xelatex"],
)
def test_books_are_those_of_sphinx(tmp_path, builder, conf):
    plain = made(tmp_path / "plain", builder, OTHERS, **conf)
    assert plain[0]
    assert made(tmp_path / "essay", builder, [*OTHERS, "sphinx_essay"], **conf) == plain


@pytest.mark.parametrize(
    "asked", [{"extensions": ["sphinx_essay", "sphinx_essay.books"]}, {"essay_dialect": "kramdown"}]
)
def test_a_project_asks_for_our_books(tmp_path, asked):
    conf = {"extensions": ["sphinx_essay"], **asked}
    files, _ = made(tmp_path, "epub", conf.pop("extensions"), **conf)
    assert "essay-book.css" in files["content.opf"]
