"""What is for people at a terminal only: progress and colours. A file or a pipe gets plain text."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable

_CODES = {"heading": "1", "place": "36", "good": "32", "bad": "31"}
"""Select Graphic Rendition (ECMA-48, section 8.3.117): bold, cyan, green, red."""


def progress(doing: str) -> Callable[[int, int], None]:
    """Return what hears how many pages of how many are done, and shows it while it goes on."""
    if not sys.stderr.isatty():
        return lambda _done, _pages: None

    def show(done: int, pages: int) -> None:
        if done == pages:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
        elif done % 50 == 0:
            print(f"\r{doing} pages … {done}/{pages}", end="", file=sys.stderr, flush=True)

    return show


def plain(text: str, _role: str) -> str:
    """Return text as it is."""
    return text


def coloured(text: str, role: str) -> str:
    """Return text in the colour of its role: ``heading``, ``place``, ``good`` or ``bad``."""
    return f"\033[{_CODES[role]}m{text}\033[0m"


def painter(stream: TextIO) -> Callable[[str, str], str]:
    """Return what colours text for a stream: nothing does, off a terminal or where ``NO_COLOR`` is set (no-color.org)."""
    return coloured if stream.isatty() and not os.environ.get("NO_COLOR") else plain
