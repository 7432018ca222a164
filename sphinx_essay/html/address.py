"""Addresses in pages, looked at without knowing the site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
"""A URL's scheme (RFC 3986, section 3.1)."""


_ADDRESSES: Final = {
    "video": ("src", "poster"),
    "audio": ("src",),
    "source": ("src",),
    "track": ("src",),
    "iframe": ("src",),
    "embed": ("src",),
    "input": ("src",),
    "object": ("data",),
    "area": ("href",),
    "blockquote": ("cite",),
    "form": ("action",),
}
"""Attributes that hold an address (HTML Living Standard, *Attributes*); links and images are nodes of their own."""


def local_addresses(tag: str, attributes: Mapping[str, object]) -> tuple[str, ...]:
    """Return the names of those attributes of an element that hold an address of the site."""
    return tuple(name for name in _ADDRESSES.get(tag, ()) if is_local(str(attributes.get(name) or "").strip()))


def is_local(address: str) -> bool:
    """Say whether ``address`` may lead to another place of the same site: it has no scheme, no host, and is no fragment."""
    return bool(address) and not address.startswith(("#", "//")) and _SCHEME.match(address) is None


def is_foreign(address: str) -> bool:
    """Say whether fetching ``address`` makes a request to another host."""
    return re.match(r"\s*(?:https?:)?//", address, re.IGNORECASE) is not None
