"""Search by Pagefind (``essay_search = "pagefind"``).

Pagefind reads the pages that were built, and makes an index of many small files, of which a browser loads only those
that a question needs.  Which pages it reads is for the layout to say: it marks their ``main``.  Where Pagefind is not
installed, the theme's own index serves, and a warning says so.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging
from sphinx.util.display import progress_message

from sphinx_essay.core.warnings import Subtype, place_of_setting
from sphinx_essay.project.theme_in_use import draws, html_builder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

logger = logging.getLogger(__name__)

FOLDER = "_static/pagefind"

#: Furniture inside a page's text, of which no answer should consist.
_NO_TEXT = ".headerlink, .anchor-heading, #markdown-toc, .reversefootnote, .copy-button"


@cache
def is_installed() -> bool:
    """Say whether Pagefind can be run (the package ``pagefind`` and its program)."""
    done = subprocess.run([sys.executable, "-m", "pagefind", "--version"], capture_output=True, check=False)
    return done.returncode == 0


def serves(builder: Builder) -> bool:
    """Say whether Pagefind answers in what ``builder`` writes, so that no other index is needed."""
    if builder.name not in {"html", "dirhtml"} or not draws(builder):
        return False
    return builder.config.essay_search == "pagefind" and is_installed()


def check(app: Sphinx) -> None:
    """Warn where Pagefind is asked for, but not installed (``builder-inited``)."""
    builder = html_builder(app)
    if builder is not None and app.config.essay_search == "pagefind" and not is_installed():
        logger.warning(
            "essay_search is 'pagefind', but Pagefind is not installed (pip install 'sphinx-essay[search]'): "
            "the search uses the theme's own index",
            type="essay",
            subtype=str(Subtype.SEARCH),
            location=place_of_setting(Path(app.confdir), "essay_search"),
        )


def write_index(app: Sphinx, exception: Exception | None) -> None:
    """Let Pagefind read the pages and write its index; remove one that serves no more (``build-finished``)."""
    if exception is not None or html_builder(app) is None:
        return
    folder = Path(app.outdir, FOLDER)
    # Names in it hold hashes, so that those of the last build would stay for ever.
    shutil.rmtree(folder, ignore_errors=True)
    if not serves(app.builder):
        return
    with progress_message("making Pagefind's search index"):
        problem = index(Path(app.outdir))
    if problem:
        logger.warning(
            "Pagefind made no search index, so that the search finds nothing; it says: %s",
            problem,
            type="essay",
            subtype=str(Subtype.SEARCH),
            location=place_of_setting(Path(app.confdir), "essay_search"),
        )


def index(site: Path) -> str:
    """Make the index of the pages below ``site``, in its place there; return what went wrong, or nothing."""
    command = ["--site", str(site), "--output-path", str(site / FOLDER), "--exclude-selectors", _NO_TEXT, "--silent"]
    # The command holds nothing that a page or a stranger says.
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "pagefind", *command], capture_output=True, encoding="utf-8", check=False
    )
    return " ".join((done.stderr + done.stdout).split()) or "it says nothing" if done.returncode else ""
