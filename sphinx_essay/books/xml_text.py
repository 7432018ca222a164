"""Texts, addresses and identifiers as the XML of a book may hold them."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urlsplit

_UNXML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that XML 1.0 forbids or discourages."""
_LONE_PERCENT: Final = re.compile("%(?![0-9A-Fa-f]{2})")
_HOST: Final = re.compile(
    r"(?:[\w.~%+-]+(?::[^@\s]*)?@)?(?:[A-Za-z0-9._~-]+|\[[0-9A-Fa-f:.]+\])(?::\d{0,5})?", re.ASCII
)
_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel", "ftp"})


def xml_text(text: str) -> str:
    """Return a text without the characters that XML does not have."""
    return _UNXML.sub("", text)


def address(text: str) -> str:
    """Return an address as URLs are written (RFC 3986), "" for one that is none or that a book cannot follow."""
    text = "".join(xml_text(text).splitlines()).strip()
    if text.startswith("//"):
        text = f"https:{text}"
    try:
        parts = urlsplit(text)
        host = parts.netloc.encode("ascii").decode() if parts.netloc.isascii() else _ascii_host(parts.netloc)
    except ValueError:
        return ""
    if parts.scheme and parts.scheme not in _SCHEMES:
        return ""
    if parts.scheme in ("http", "https", "ftp") and not host:
        return ""
    if host and not _HOST.fullmatch(host):
        return ""

    def quoted(part: str, also: str = "") -> str:
        return quote(_LONE_PERCENT.sub("%25", part), safe="/~!$&'()*+,;=:@%-._" + also)

    path = quoted(parts.path)
    if not parts.scheme and not host and ":" in path.partition("/")[0]:
        path = "./" + path
    start = f"{parts.scheme}:" if parts.scheme else ""
    start += f"//{host}" if host else ""
    query = f"?{quoted(parts.query, '?')}" if parts.query else ""
    fragment = f"#{quoted(parts.fragment if host else anchor(parts.fragment), '?')}" if parts.fragment else ""
    return start + path + query + fragment


def anchor(name: str) -> str:
    """Return an identifier as books write it: some readers take a colon for the end of a URL's scheme."""
    return "".join(name.split()).replace(":", "-")


def _ascii_host(host: str) -> str:
    """Return an international name of a host in ASCII.

    Raises ValueError where it is none (UnicodeError is one).
    """
    name, colon, port = host.partition(":")
    return name.encode("idna").decode("ascii") + colon + port
