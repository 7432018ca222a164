"""Which feeds a site has: the plugin jekyll-feed's rules (its documentation: Customization, Categories, Collections, Tags).

Pure functions on the site's configuration.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PLUGIN: Final = "jekyll-feed"

_PLAIN_TAG: Final = re.compile(r"\w+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its address, and which documents are in it.

    Those of a collection, of them those in ``category`` where that is given; or the posts with ``tag``.
    """

    url: str
    collection: str = "posts"
    category: str = ""
    tag: str = ""


def main_path(config: Mapping[str, Any]) -> str:
    """Return the address of the feed of posts, as the tag ``feed_meta`` names it."""
    table = _table(config.get("feed"))
    return str(table.get("path") or _table(_table(table.get("collections")).get("posts")).get("path") or "feed.xml")


def feeds(config: Mapping[str, Any], tags: Iterable[str]) -> Iterator[Feed]:
    """Yield the feeds that ``feed:`` in ``_config.yml`` asks for; ``tags`` are those of the site's posts."""
    table = _table(config.get("feed"))
    collections = table.get("collections")
    if isinstance(collections, list):
        collections = {str(label): {} for label in collections}
    said = {str(label): _table(entry) for label, entry in _table(collections).items()}
    said.setdefault("posts", {})
    for label, entry in said.items():
        is_main = label == "posts"
        prefix = "/feed" if is_main else f"/feed/{label}"
        categories = entry.get("categories") or (table.get("categories") if is_main else None)
        for category in dict.fromkeys(_texts(categories)):
            yield Feed(_rooted(f"{prefix}/{category}.xml"), label, category)
        own = entry.get("path") or (table.get("path") if is_main else None)
        yield Feed(_rooted(str(own or f"{prefix}.xml")), label)
    if table.get("tags"):
        options = _table(table["tags"])
        passed = _texts(options.get("except"))
        folder = str(options.get("path") or "/feed/by_tag/")
        for tag in _texts(options.get("only")) or list(dict.fromkeys(tags)):
            if tag not in passed and _PLAIN_TAG.fullmatch(tag):
                yield Feed(_rooted(f"{folder}{tag}.xml"), tag=tag)


def _rooted(path: str) -> str:
    return path if path.startswith("/") else f"/{path}"


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []
