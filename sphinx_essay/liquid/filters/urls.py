"""Filters on addresses."""

from __future__ import annotations

import re
import string
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_essay.liquid import values
from sphinx_essay.liquid.values import to_s

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_essay.liquid.context import Context

# RFC 3986, appendix B.
_URI = re.compile(r"(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_INDEX = re.compile(r"/index\.html?$", re.MULTILINE)

_UNRESERVED = "-._~" + string.ascii_letters + string.digits
_DELIMITERS = "!$&'()*+,;="
_PATH = _DELIMITERS + ":@"
_FRAGMENT = _PATH + "/?"
_RESERVED = ":/?#[]@" + _DELIMITERS
_DEFAULT_PORTS = {"http": "80", "https": "443", "ftp": "21"}


def normalized_component(text: str, safe: str, keep: str = "") -> str:
    """Percent-encode all but letters, digits and ``safe``; encodings of the characters in ``keep`` stay.

    As Addressable, which Jekyll uses, does it: existing encodings are read first, and text is brought to
    Unicode's compatibility form.
    """

    def decoded(match: re.Match[str]) -> str:
        raw = bytes.fromhex(match[0].replace("%", ""))
        pieces = [f"%{byte:02X}" if chr(byte) in keep else chr(byte) for byte in raw]
        return "".join(pieces).encode("latin-1").decode("utf-8", "surrogateescape")

    plain = unicodedata.normalize("NFKC", _PERCENT.sub(decoded, text))
    encoded = quote(plain, safe=safe + _UNRESERVED, errors="surrogateescape")
    for char in keep:
        encoded = encoded.replace(f"%25{ord(char):02X}", f"%{ord(char):02X}")
    return encoded


def _without_dots(path: str) -> str:
    """Resolve ``.`` and ``..`` in a path (RFC 3986, 5.2.4)."""
    resolved: list[str] = []
    segments = path.split("/")
    for number, segment in enumerate(segments):
        last = number == len(segments) - 1
        if segment == "..":
            if len(resolved) > 1 or (resolved and resolved != [""]):
                resolved.pop()
        elif segment != ".":
            resolved.append(segment)
            continue
        if last:
            resolved.append("")
    return "/".join(resolved)


def normalized(address: str) -> str:
    """Return an address in the form that Addressable's ``normalize`` gives it."""
    match = _URI.fullmatch(address)
    assert match is not None, "every text is a URI reference"
    scheme, authority, path, query, fragment = match.groups()
    path = "/".join(normalized_component(part, _PATH, "/") for part in path.split("/"))
    path = _without_dots(path)
    text = ""
    if scheme:
        text += scheme.lower() + ":"
    if authority is not None:
        text += "//" + _authority(authority, (scheme or "").lower())
        if not path and (scheme or "").lower() in ("http", "https"):
            path = "/"
    text += path
    if query is not None:
        pairs = query.split("&")
        text += "?" + "&".join(normalized_component(pair, "!$'()*+,=:@/?", "&+;") for pair in pairs)
    if fragment is not None:
        text += "#" + normalized_component(fragment, _FRAGMENT)
    return text


def _authority(authority: str, scheme: str) -> str:
    user, at, host = authority.rpartition("@")
    host, _, port = host.partition(":")
    host = normalized_component(_idna(host), _DELIMITERS).lower()
    return user + at + host + (f":{port}" if port and port != _DEFAULT_PORTS.get(scheme) else "")


def _idna(host: str) -> str:
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return host


def _is_absolute(address: str) -> bool:
    match = _URI.fullmatch(address)
    return bool(match and match[1])


def relative(address: str, config: Mapping[str, object]) -> str:
    """Return an address of the site below its ``baseurl`` (``relative_url``); others as they are."""
    if _is_absolute(address):
        return address
    return _below(address, to_s(config.get("baseurl")).removesuffix("/"))


@lru_cache(maxsize=65_536)
def _below(address: str, base: str) -> str:
    return normalized(_rooted(base) + _rooted(address))


def absolute(address: str, config: Mapping[str, object]) -> str:
    """Return an address of the site with the site's ``url`` before it; others as they are."""
    if _is_absolute(address):
        return address
    site = to_s(config.get("url"))
    below = relative(address, config)
    return normalized(site + below) if site else below


def _rooted(part: str) -> str:
    return "/" + part if part and not part.startswith("/") else part


def _address(value: object) -> str:
    """Return the text of an address; of a page or a document, its URL."""
    if isinstance(value, values.Drop) and "url" in value:
        return to_s(value["url"])
    return to_s(value)


def _relative_url(context: Context, value: object) -> str | None:
    return None if value is None else relative(_address(value), context.config)


def _absolute_url(context: Context, value: object) -> str | None:
    return None if value is None else absolute(_address(value), context.config)


def _strip_index(_: Context, value: object) -> str | None:
    text = to_s(value)
    return _INDEX.sub("/", text, count=1) if text else None


def _uri_escape(_: Context, value: object) -> str | None:
    return None if value is None else normalized_component(to_s(value), _RESERVED)


FILTERS: dict[str, Callable[..., object]] = {
    "absolute_url": _absolute_url,
    "relative_url": _relative_url,
    "strip_index": _strip_index,
    "uri_escape": _uri_escape,
}
