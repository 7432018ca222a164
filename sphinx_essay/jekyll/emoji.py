"""Emoji by their names, between colons, as GitHub has them (the plugin jemoji).

jemoji puts a picture from GitHub's server in the place of each name.  Here it is Unicode's character: no reader's browser
asks anybody for it, and it is in books, too.  The names that GitHub has drawn itself (``:octocat:``) stay as they are.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

PLUGIN: Final = "jemoji"

_NAME: Final = re.compile(r":([a-z0-9_+-]+):", re.ASCII)


def with_emoji(text: str) -> str:
    """Return ``text`` with the characters of the emoji that it names."""
    if text.count(":") < 2:
        return text
    parts: list[str] = []
    start = 0
    while found := _NAME.search(text, start):
        character = _characters().get(found[1])
        # The colon that ends what is no name may begin one.
        end = found.end() if character else found.end() - 1
        parts += [text[start : found.start()], character or text[found.start() : end]]
        start = end
    return "".join([*parts, text[start:]])


@cache
def _characters() -> dict[str, str]:
    # Imported when first asked for: the list is long, and few sites name any.
    from emoji import EMOJI_DATA, STATUS

    # The others look as plain text does.
    coloured = {key: entry for key, entry in EMOJI_DATA.items() if entry["status"] <= STATUS["fully_qualified"]}
    unicodes = {entry["en"].strip(":"): character for character, entry in coloured.items()}
    githubs = {name.strip(":"): character for character, entry in coloured.items() for name in entry.get("alias", ())}
    return unicodes | githubs
