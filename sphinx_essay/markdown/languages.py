"""Which languages code can be in."""

from __future__ import annotations

from functools import cache

from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from sphinx_essay.highlight.languages import lexers


@cache
def is_known_language(name: str) -> bool:
    """Say whether there is a lexer for ``name`` (Jekyll's Rouge calls text without a language ``plaintext``)."""
    if name in lexers():
        return True
    try:
        get_lexer_by_name(name)
    except ClassNotFound:
        return False
    return True
