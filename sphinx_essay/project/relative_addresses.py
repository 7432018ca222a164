"""A site's own addresses, which begin with a slash, as seen from one of its pages."""

from __future__ import annotations

from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser

from sphinx_essay.core.addresses import quoted, relative_uri

_ADDRESSES = {
    "a": "href",
    "link": "href",
    "area": "href",
    "img": "src",
    "script": "src",
    "iframe": "src",
    "source": "src",
}


def relative_address(address: str, here: str, baseurl: str) -> str:
    """Return a site-absolute address relative to the page at ``here``; any other stays as it is."""
    if not address.startswith("/") or address.startswith("//"):
        return address
    place, mark, rest = address.partition("#")
    if baseurl and (place == baseurl or place.startswith(baseurl + "/")):
        place = place[len(baseurl) :]
    return (relative_uri(here, quoted(place.removeprefix("/"), marks="%?")) or "./") + mark + rest


@lru_cache(maxsize=256)
def with_relative_addresses(markup: str, here: str, baseurl: str) -> str:
    """Return ``markup`` with the site's own addresses relative to the page at ``here``."""
    if "/" not in markup:
        return markup
    tree = LexborHTMLParser(markup, is_fragment=True)
    changed = False
    for tag, attribute in _ADDRESSES.items():
        for element in tree.css(tag):
            address = element.attributes.get(attribute)
            if address and (relative := relative_address(address, here, baseurl)) != address:
                element.attrs[attribute] = relative
                changed = True
    return (tree.html or "") if changed else markup
