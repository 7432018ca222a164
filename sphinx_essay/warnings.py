"""Every warning that sphinx-essay gives, documented once.

A warning is of type ``essay`` with one of these subtypes, so that ``suppress_warnings = ["essay.parent"]`` silences one
kind and ``-W`` makes any of them fatal.  The reference page of the documentation is generated from this enumeration.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.util.logging import SphinxLoggerAdapter

    from sphinx_essay.page import Diagnostic


class Subtype(Enum):
    """A warning's subtype; the value is its name after ``essay.``, the text beneath it says cause and cure."""

    FRONT_MATTER = "front-matter"
    """The YAML block at the head of a page cannot be read.  The page is built without it; mend the YAML."""

    PARENT = "parent"
    """``parent``, ``grand_parent`` or ``ancestor`` names no page.  The page stands at the top of the navigation; correct
    the name, which must equal the parent's ``title``."""

    LINK = "link"
    """A link leads to an address of the site that no page and no file has.  Correct the address, or set
    ``essay_dead_links = False`` where the site is not whole by design."""

    def __str__(self) -> str:
        return self.value


def log(logger: SphinxLoggerAdapter, source: str | Path, diagnostics: Iterable[Diagnostic]) -> None:
    """Give each diagnostic as a Sphinx warning, placed in its file below the folder ``source``."""
    for diagnostic in diagnostics:
        location = str(Path(source, diagnostic.path)) if diagnostic.path else None
        if location and diagnostic.line:
            location = f"{location}:{diagnostic.line}"
        logger.warning(diagnostic.message, type="essay", subtype=str(diagnostic.subtype), location=location)
