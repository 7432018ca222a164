"""What a site's own ``head.html`` holds beside what the theme's head has in any case."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Callable

    from selectolax.lexbor import LexborNode

_KNOWN_META: Final = re.compile(r"viewport|description|author|generator|og:.*|article:.*|twitter:.*", re.IGNORECASE)
"""What the theme and the tags for search engines say."""

_KNOWN_LINKS: Final = frozenset({"canonical", "next", "prev"})
_OF_JUST_THE_DOCS: Final = re.compile(r"(?:^|/)(?:just-the-docs[\w-]*\.(?:css|js)|lunr(?:\.min)?\.js)$")


class OwnHead(NamedTuple):
    """The elements of a head that say what the theme's does not: those that name an icon, and the others."""

    icons: str
    rest: str


def own_head(markup: str, is_there: Callable[[str], bool]) -> OwnHead:
    """Return what a head has of its own, in its order.

    ``is_there`` tells whether an address leads anywhere: styles and scripts of Just the Docs do not.
    """
    kept = [node for node in LexborHTMLParser(markup).css("meta, link, style, script") if _is_own(node, is_there)]
    icons, rest = (
        "\n".join(node.html or "" for node in kept if ("icon" in _relations(node)) is icon) for icon in (True, False)
    )
    return OwnHead(icons, rest)


def _relations(node: LexborNode) -> list[str]:
    return (node.attributes.get("rel") or "").lower().split() if node.tag == "link" else []


def _is_own(node: LexborNode, is_there: Callable[[str], bool]) -> bool:
    attributes = node.attributes
    if node.tag == "meta":
        name = attributes.get("name") or attributes.get("property") or ""
        return bool(name) and _KNOWN_META.fullmatch(name) is None
    if node.tag == "style":
        return not (attributes.get("id") or "").startswith("jtd-")
    address = attributes.get("src" if node.tag == "script" else "href") or ""
    if _OF_JUST_THE_DOCS.search(address.partition("?")[0]) or (address and not is_there(address)):
        return False
    if node.tag == "script":
        return attributes.get("type") != "application/ld+json"
    return bool(address) and _KNOWN_LINKS.isdisjoint(_relations(node))
