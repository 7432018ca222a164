"""Which version of Just the Docs a site asks for."""

from __future__ import annotations

import re
from typing import Final

_REMOTE: Final = re.compile(r"/just-the-docs@v?(\d+)\.(\d+)")
_LOCKED: Final = re.compile(r"^    just-the-docs \((\d+)\.(\d+)", re.MULTILINE)
_GEM: Final = re.compile(r"""^\s*gem\s+["']just-the-docs["']\s*,\s*["']\s*(?:~>|=)?\s*(\d+)\.(\d+)""", re.MULTILINE)

NEWEST: Final = (0, 12)
"""The version whose rules hold for a site that asks for none."""


def theme_version(remote_theme: str, gemfile: str = "", lock: str = "") -> tuple[int, int]:
    """Return the version (major, minor) that a site's ``remote_theme``, ``Gemfile`` or ``Gemfile.lock`` pins.

    >>> theme_version("just-the-docs/just-the-docs@v0.3.3")
    (0, 3)
    """
    found = _REMOTE.search(remote_theme) if remote_theme else _LOCKED.search(lock) or _GEM.search(gemfile)
    return (int(found[1]), int(found[2])) if found else NEWEST
