"""The part of an element's ``style`` that an EPUB may hold."""

from __future__ import annotations

import re
from typing import Final

_DECLARATION: Final = re.compile(
    r"""\s*(-?[a-z][a-z-]*)\s*:\s*((?:[\w\s\#%.,/+-]|\((?:[\w\s\#%.,/+-])*\)|"[\w\s.,-]*"|'[\w\s.,-]*')+?)\s*""",
    re.IGNORECASE | re.ASCII,
)
"""A property with a value that names nothing outside of the page and whose quotes and brackets are in pairs."""

_FORBIDDEN: Final = frozenset({"direction", "unicode-bidi"})
"""Properties that belong to the markup (EPUB Content Documents 3.2, section 3.3.2.2)."""

_UNFIT: Final = frozenset({"position", "z-index"})
"""Properties that take words off a reader's page."""


def declarations(style: str) -> list[str]:
    """Return the declarations of a ``style`` that are well-formed and make no request."""
    kept = []
    for part in style.split(";"):
        found = _DECLARATION.fullmatch(part)
        if found is None or found[1].lower() in _FORBIDDEN | _UNFIT or "url(" in part.lower():
            continue
        kept.append(f"{found[1].lower()}: {' '.join(found[2].split())}")
    return kept
