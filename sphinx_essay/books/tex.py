"""Run TeX, and say what went wrong."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Final

from sphinx_essay.books.latex import debian_packages

if TYPE_CHECKING:
    from pathlib import Path

_MISSING: Final = re.compile(r"Missing character: There is no (.) \(")
_ERROR: Final = re.compile(r"^! (.*)$", re.MULTILINE)
_NO_FILE: Final = re.compile(r"File `([^']+)' not found")


class TexError(Exception):
    """A PDF cannot be made; the message says why."""


_ENGINES: Final = {"xelatex": "-xelatex", "lualatex": "-lualatex", "pdflatex": "-pdf"}
"""Engines of TeX, by the names that Sphinx knows them by, and how latexmk is asked for each."""


def missing_programs(engine: str = "xelatex") -> str:
    """Return what to tell a reader whose machine cannot make a PDF, "" where it can.

    ``engine`` is what Sphinx calls ``latex_engine``.
    """
    if engine not in _ENGINES:
        return f"a PDF is made with {', '.join(_ENGINES)}, not with {engine}: set latex_engine = 'xelatex'"
    lacking = [name for name in ("latexmk", engine) if shutil.which(name) is None]
    if not lacking:
        return ""
    return f"a PDF needs {' and '.join(lacking)}; on Debian or Ubuntu: apt-get install {' '.join(debian_packages())}"


def make_pdf(source: Path, engine: str = "xelatex") -> tuple[Path, list[str]]:
    """Return the PDF of a LaTeX file, and the characters that no font on this machine has.

    Raises TexError where TeX is missing or fails.
    """
    if message := missing_programs(engine):
        raise TexError(message)
    command = ["latexmk", _ENGINES[engine], "-interaction=nonstopmode", "-halt-on-error", source.name]
    done = subprocess.run(  # noqa: S603 - the program that the author asked for
        command,
        cwd=source.parent,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    log = source.with_suffix(".log")
    text = log.read_text("utf-8", errors="replace") if log.is_file() else ""
    if done.returncode:
        found = _ERROR.search(text)
        reason = found[1] if found else done.stdout.decode("utf-8", errors="replace")[-300:]
        message = f"TeX failed: {reason}{advice(reason)} (see {log})"
        raise TexError(message)
    return source.with_suffix(".pdf"), missing_characters(text)


def advice(error: str) -> str:
    """Return which package of Debian has the file that an error of TeX misses, "" if it misses none that we know."""
    found = _NO_FILE.search(error)
    packages = [package for package, file in debian_packages().items() if found and file == found[1]]
    return f"; on Debian or Ubuntu: apt-get install {packages[0]}" if packages else ""


def missing_characters(log: str) -> list[str]:
    """Return the characters that the log of a run says no font has."""
    return sorted(set(_MISSING.findall(log)))
