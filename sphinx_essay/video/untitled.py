"""Players without a title: who cannot see them does not learn what they show (WCAG 2.2, success criterion 4.1.2)."""

from __future__ import annotations

from sphinx.util import logging

from sphinx_essay.core.warnings import Diagnostic, Subtype, log

logger = logging.getLogger(__name__)


def tell_of(address: str, cure: str, source: str | None, line: int | None) -> None:
    """Warn of a player without a title at its place; ``cure`` says where its author can give it one."""
    message = f"{address} plays without a title: {cure}, saying what it shows"
    log(logger, "", [Diagnostic(Subtype.VIDEO_TITLE, message, source or "", line or 0)])
