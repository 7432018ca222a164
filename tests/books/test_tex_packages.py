"""The packages that a PDF needs: one table for writers, the documentation and the machine that tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_essay.books import tex
from sphinx_essay.books.latex import debian_packages

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("file", "package"), [("ulem.sty", "texlive-plain-generic"), ("bidi.sty", "texlive-lang-arabic")]
)
def test_an_error_names_the_package_of_the_missing_file(file: str, package: str) -> None:
    assert tex.advice(f"LaTeX Error: File `{file}' not found.").endswith(f"apt-get install {package}")


@pytest.mark.parametrize("error", ["LaTeX Error: File `of-the-author.sty' not found.", "Undefined control sequence."])
def test_no_package_is_guessed(error: str) -> None:
    assert tex.advice(error) == ""


def test_the_documentation_names_every_package() -> None:
    words = (ROOT / "docs/how-to/pdf-and-epub.md").read_text("utf-8").split()
    assert [package for package in debian_packages() if package not in words] == []


def test_the_machine_that_tests_reads_the_same_table() -> None:
    assert "sphinx_essay/books/debian-packages.txt" in (ROOT / ".ci/run").read_text("utf-8")
