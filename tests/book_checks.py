"""Programs that judge books, where this machine has them."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from sphinx_essay.books import tex

if TYPE_CHECKING:
    from pathlib import Path

needs_tex = pytest.mark.skipif(bool(tex.missing_programs()), reason="no XeLaTeX: see docs/how-to/pdf-and-epub.md")
needs_pdftotext = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext: install poppler-utils")


def epubcheck(book: Path) -> str:
    """Return the errors that epubcheck finds, "" for none."""
    command = shutil.which("epubcheck")
    if command is None:
        pytest.skip("no epubcheck: install the package epubcheck")
    with open(command, "rb") as program:  # noqa: PTH123 - which() gives text
        is_jar = program.read(2) == b"PK"  # Debian's command is one, which not every system starts by itself
    start = ["java", "-jar", command] if is_jar else [command]
    done = subprocess.run([*start, str(book)], capture_output=True, text=True, check=False)
    errors = [line for line in done.stderr.splitlines() if line.startswith(("ERROR", "FATAL"))]
    assert done.returncode == 0 or errors, done.stderr
    return "\n".join(errors)
