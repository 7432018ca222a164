"""What a PDF cannot show as it stands: pictures that no font has, images that no TeX takes.  Neither is lost in silence."""

from __future__ import annotations

import subprocess

import pytest
from book_checks import needs_pdftotext, needs_tex
from essay_builds import BOOKS, build

from sphinx_essay.books import tex
from sphinx_essay.books.pdf import PdfError

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'


def with_images(folder, text):
    source = folder / "source"
    source.mkdir()
    (source / "a.svg").write_text(SVG, encoding="utf-8")
    (source / "b.gif").write_bytes(b"GIF89a")
    return build(folder, text, "latex", extensions=BOOKS, latex_engine="xelatex")


@needs_tex
def test_an_image_that_tex_does_not_take_is_said_in_words(tmp_path):
    built = with_images(tmp_path, "# T\n\nIn text ![a drawing](a.svg) and\n\n<img src='b.gif' alt='a film'>\n")
    assert built.warnings.count("[essay.image]") == 2
    assert "index.md:3: WARNING: a PDF cannot hold the image a.svg" in built.warnings
    text = built.text("projectnamenotset.tex")
    assert "In text a drawing and" in text
    assert "a film" in text
    assert "includegraphics" not in text
    tex.make_pdf(built.app.outdir / "projectnamenotset.tex")


@needs_tex
@needs_pdftotext
def test_scripts_and_pictures(tmp_path):
    text = (
        "# T\n\nCherokee ᏣᎳᎩ, runes ᚠᚢ, box ─┼ → ⇒ ☃ ♞ ⠃ \U00013000, one\u200d. `code ─┼ ✓`\n\nNo font: \U0001fbff.\n"
    )
    built = build(tmp_path, text, "latex", extensions=BOOKS, latex_engine="xelatex")
    made, missing = tex.make_pdf(built.app.outdir / "projectnamenotset.tex")
    assert missing == ["\U0001fbff"]
    shown = subprocess.run(["pdftotext", str(made), "-"], capture_output=True, check=True, text=True).stdout
    for said in ("ᏣᎳᎩ", "ᚠᚢ", "─┼", "→", "⇒", "☃", "♞", "⠃", "\U00013000", "1FBFF"):
        assert said in shown


@pytest.mark.parametrize("log", ["Missing character: There is no \U0001f600 (U+1F600) in the fonts for pictures\n"])
def test_what_is_missing_is_read_from_the_log(log):
    assert tex.missing_characters(log) == ["\U0001f600"]


@needs_tex
@needs_pdftotext
def test_a_pdf_in_one_step(tmp_path):
    text = "---\ntitle: T\n---\nWords, and what no font has: \U0001fbff.\n"
    built = build(tmp_path, text, "essay-pdf", extensions=BOOKS, latex_engine="xelatex")
    made = built.app.outdir / "projectnamenotset.pdf"
    shown = subprocess.run(["pdftotext", str(made), "-"], capture_output=True, check=True, text=True).stdout
    assert "Words, and what no font has" in shown
    assert "no font on this machine has the characters \U0001fbff" in built.warnings


def test_a_missing_tex_is_told_before_anything_is_read(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PdfError, match="apt-get install latexmk texlive-xetex"):
        build(tmp_path, "# T\n", "essay-pdf", extensions=BOOKS, latex_engine="xelatex")


def test_an_engine_that_is_not_known_is_told(tmp_path):
    with pytest.raises(PdfError, match="set latex_engine = 'xelatex'"):
        build(tmp_path, "# T\n", "essay-pdf", extensions=BOOKS, latex_engine="platex")


def test_pictures_of_myst_pages_are_left_to_sphinx(tmp_path):
    pages = {
        "index.md": "# T\n\n![A drawing](drawing.svg)\n",
        "drawing.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    }
    conf = {"essay_dialect": None, "latex_engine": None}
    built = build(tmp_path, pages, "latex", extensions=["myst_parser", "sphinx_essay"], **conf)
    assert built.warnings == ""
    assert "drawing}.svg" in built.text("projectnamenotset.tex")
