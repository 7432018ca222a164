"""The project's own documentation as books: a valid EPUB, a PDF with nothing over the margin."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from book_checks import epubcheck, needs_tex

from sphinx_essay.books import tex

ROOT = Path(__file__).resolve().parents[2]


def build(builder: str, folder: Path) -> Path:
    command = [sys.executable, "-m", "sphinx", "-q", "-b", builder, "-d", str(folder / "doctrees"), str(ROOT / "docs")]
    subprocess.run([*command, str(folder / builder)], check=True)
    return folder / builder


def test_the_epub_is_valid(tmp_path: Path) -> None:
    [book] = build("epub", tmp_path).glob("*.epub")
    assert epubcheck(book) == ""


@needs_tex
def test_the_pdf_has_no_line_over_the_margin(tmp_path: Path) -> None:
    [source] = build("latex", tmp_path).glob("*.tex")
    _, missing = tex.make_pdf(source)
    log = source.with_suffix(".log").read_text("utf-8", errors="replace")
    over = [float(points) for points in re.findall(r"Overfull \\hbox \(([\d.]+)pt too wide\)", log)]
    assert max(over, default=0) <= 20
    assert missing == []
