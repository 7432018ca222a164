"""Addresses in pages, looked at without knowing the site."""

from __future__ import annotations

import re
from typing import Final

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
"""A URL's scheme (RFC 3986, section 3.1)."""


def is_local(address: str) -> bool:
    """Say whether ``address`` may lead to another place of the same site: it has no scheme, no host, and is no fragment."""
    return bool(address) and not address.startswith(("#", "//")) and _SCHEME.match(address) is None
