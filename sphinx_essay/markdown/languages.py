"""Which languages code can be in."""

from __future__ import annotations

from functools import cache

from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound


@cache
def is_known_language(name: str) -> bool:
    """Say whether Pygments has a lexer for ``name`` (Jekyll's Rouge calls text without a language ``plaintext``)."""
    try:
        get_lexer_by_name(name)
    except ClassNotFound:
        return False
    return True
