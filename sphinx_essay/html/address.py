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


_LAZY: Final = ("data-src", "data-lazy-src", "data-original")
"""Attributes that scripts for loading on demand take an address from."""

_LITE: Final = {"lite-youtube": "https://www.youtube.com/watch?v=", "lite-vimeo": "https://vimeo.com/"}
"""Elements of scripts that stand for a video, by what its ``videoid`` follows in the video's address."""

PLAYED: Final = frozenset({"audio", "video", "iframe", "frame", "object", "embed", *_LITE})
"""Elements that only a screen or a loudspeaker plays."""


def played_address(tag: str, attributes: Mapping[str, str | None]) -> str:
    """Return the address of what an element plays, also if a script is to put it in; "" for none."""
    if tag in _LITE:
        return _LITE[tag] + (attributes.get("videoid") or "") if attributes.get("videoid") else ""
    address = (attributes.get("src") or attributes.get("data") or "").strip()
    if address and not address.startswith(("about:", "data:")):
        return address
    return next((lazy.strip() for name in _LAZY if (lazy := attributes.get(name))), "")


def is_local(address: str) -> bool:
    """Say whether ``address`` may lead to another place of the same site: it has no scheme, no host, and is no fragment."""
    return bool(address) and not address.startswith(("#", "//")) and _SCHEME.match(address) is None


def is_foreign(address: str) -> bool:
    """Say whether fetching ``address`` makes a request to another host."""
    return re.match(r"\s*(?:https?:)?//", address, re.IGNORECASE) is not None
