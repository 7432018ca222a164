"""Addresses that authors wrote, taken apart whatever they are."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import SplitResult, urlsplit

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)
"""A URL's scheme (RFC 3986, section 3.1), and what follows it."""


def split_address(address: str) -> SplitResult:
    """Return the parts of an address; one that is none (``http://[``) has a scheme and a path at most."""
    try:
        return urlsplit(address)
    except ValueError:
        found = _SCHEME.match(address)
        return SplitResult(found[1].lower() if found else "", "", found[2] if found else address, "", "")
