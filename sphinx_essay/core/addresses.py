"""Addresses that authors wrote, taken apart whatever they are."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import SplitResult, quote, urlsplit

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)
"""A URL's scheme (RFC 3986, section 3.1), and what follows it."""

_PATH: Final = "/~!$&'()*+,;=:@"
"""Characters that may stand in a URL's path as they are (RFC 3986, section 3.3)."""


def quoted(address: str, *, marks: str = "%?#") -> str:
    """Return an address with everything percent-encoded that may not stand in a URL.

    ``marks`` are the characters that mean something in it: ``%`` where it may be encoded already, ``?`` and ``#`` where
    it may have a query and a fragment; in a path of files, none of them does.
    """
    return quote(address, safe=_PATH + marks)


def relative_uri(here: str, there: str) -> str:
    """Return the address ``there`` as seen from ``here``, "" if they are the same; both begin at the site's root.

    An address that begins with a slash stays.  A first segment that holds a colon would be a scheme, so that ``./`` stands
    before it (RFC 3986, section 4.2).
    """
    if there.startswith("/"):
        return there
    start, end = here.partition("#")[0].split("/"), there.partition("#")[0].split("/")
    common = 0
    for one, other in zip(start[:-1], end[:-1], strict=False):
        if one != other:
            break
        common += 1
    start, end = start[common:], end[common:]
    if start == end:
        return ""
    path = "../" * (len(start) - 1) + "/".join(end)
    return f"./{path}" if not path or ":" in path.partition("/")[0] else path


def split_address(address: str) -> SplitResult:
    """Return the parts of an address; one that is none (``http://[``) has a scheme and a path at most."""
    try:
        return urlsplit(address)
    except ValueError:
        found = _SCHEME.match(address)
        return SplitResult(found[1].lower() if found else "", "", found[2] if found else address, "", "")
