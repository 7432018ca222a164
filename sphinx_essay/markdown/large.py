"""Pages too large to be understood: what a page of fifty megabytes holds is shown as it stands.

A page costs about two hundred times its size in memory while it is read, and its text once where it is only shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx.util import logging

from sphinx_essay.core.warnings import Diagnostic, Subtype, log

if TYPE_CHECKING:
    from pathlib import Path

MOST: Final = 8_000_000
"""How many characters of a page are understood."""

logger = logging.getLogger(__name__)


def is_too_large(text: str) -> bool:
    """Say whether a page has more characters than are understood."""
    return len(text) > MOST


def show(text: str, document: nodes.document, source: Path) -> None:
    """Put ``text`` into ``document`` as it stands, and say so; search passes it by."""
    document += nodes.literal_block("", text, classes=["no-search"])
    message = (
        f"the page has {len(text) // 1_000_000} million characters, more than are understood ({MOST // 1_000_000} million): "
        "its text is shown as it stands; part it into several pages"
    )
    log(logger, source, [Diagnostic(Subtype.SIZE, message, document["source"], 1)])
