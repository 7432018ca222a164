"""Addresses as QR codes, by segno where it is installed."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

    from segno import QRCode

_QUIET: Final = 4
"""Modules of white around a code that scanners need (ISO/IEC 18004, *quiet zone*)."""

_LOOKS: Final[dict[str, Any]] = {"svgclass": "essay-qr", "lineclass": None, "omitsize": True}
_PIXELS: Final = 10
"""A module's width in a PNG: more than 300 of them to an inch in print."""


def is_installed() -> bool:
    """Say whether codes can be drawn."""
    return find_spec("segno") is not None


def to_svg(address: str, title: str) -> str:
    """Return the code as an SVG element, whose ``title`` says what it is.

    Raises ValueError for an address that is longer than a code can hold (4,296 characters).
    """
    drawn = _code(address).svg_inline(border=_QUIET, light="#fff", title=title, **_LOOKS)
    return str(drawn)


def to_png(address: str, folder: Path) -> Path:
    """Return the path of a PNG in ``folder`` that shows the code and nothing else; it is the same for the same address.

    Raises ValueError for an address that is longer than a code can hold; OSError where the file cannot be written.
    """
    path = folder / f"essay-qr-{hashlib.sha256(address.encode()).hexdigest()[:16]}.png"
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        _code(address).save(str(path), kind="png", border=_QUIET, scale=_PIXELS)
    return path


def _code(address: str) -> QRCode:
    import segno

    return segno.make(address, error="m", micro=False)
