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


def epubcheck_command() -> list[str]:
    """Return the command of epubcheck; skip the test if there is none."""
    command = shutil.which("epubcheck")
    if command is None:
        pytest.skip("no epubcheck: install the package epubcheck")
    with open(command, "rb") as program:  # noqa: PTH123 - which() gives text
        is_jar = program.read(2) == b"PK"  # Debian's command is one, which not every system starts by itself
    # so short a run is over before Java's second compiler and its parallel collector are of use: half the time without
    return ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", command] if is_jar else [command]


def epubcheck(book: Path) -> str:
    """Return the errors that epubcheck finds, "" for none."""
    done = subprocess.run([*epubcheck_command(), str(book)], capture_output=True, text=True, check=False)
    errors = [line for line in done.stderr.splitlines() if line.startswith(("ERROR", "FATAL"))]
    assert done.returncode == 0 or errors, done.stderr
    return "\n".join(errors)
