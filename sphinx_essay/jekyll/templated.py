"""Whether a text is a template; apart from ``liquid``, so that a site without templates need not import its engine."""

from __future__ import annotations


def has_liquid(text: str) -> bool:
    """Tell whether there may be Liquid in ``text``."""
    return "{%" in text or "{{" in text
