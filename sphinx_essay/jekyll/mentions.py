"""People by their names after ``@``, as links to their pages (the plugin jekyll-mentions). Pure functions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

PLUGIN: Final = "jekyll-mentions"

_HOST: Final = "https://github.com"

# What html-pipeline, which the plugin uses, takes for a mention.
_MENTION: Final = re.compile(
    r"(?:^|(?<=\W))@((?>\w[\w-]*))(?!/)(?=\.+[ \t\W]|\.+$|[^0-9a-zA-Z_.]|$)", re.ASCII | re.MULTILINE
)
_NOBODY: Final = frozenset({"mention", "mentions", "mentioned", "mentioning"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention: the words of the link and where it leads."""

    text: str
    address: str


def host_of(config: Mapping[str, Any], front_matter: Mapping[str, Any]) -> str:
    """Return below which address people are found, "" where the page wants no links to them.

    ``jekyll-mentions`` of the page, else of ``_config.yml``, says so, by itself or in its ``base_url``.
    """
    said = front_matter.get(PLUGIN, config.get(PLUGIN))
    if said is False:
        return ""
    if isinstance(said, Mapping):
        said = said.get("base_url")
    return said if isinstance(said, str) and said else _HOST


def pieces(text: str, host: str) -> Iterator[str | Mention]:
    """Yield the parts of a text and the mentions between them, in order; empty parts are left out."""
    start = 0
    for found in _MENTION.finditer(text):
        if found[1].lower() in _NOBODY:
            continue
        if found.start() > start:
            yield text[start : found.start()]
        yield Mention(found[0], host + ("" if host.endswith(("/", "~")) else "/") + found[1])
        start = found.end()
    if start < len(text):
        yield text[start:]
