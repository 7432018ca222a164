"""Front matter values as the text that Jekyll prints and compares."""

from __future__ import annotations

import datetime as dt


def text_of(value: object) -> str:
    """Return a YAML value as Jekyll's Liquid prints it; nothing (``null``) is the empty string.

    A whole number and the same number in quotes are therefore one text: ``parent: 2023`` finds
    ``title: "2023"``.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "".join(text_of(item) for item in value)
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ")
    return str(value)


def folded(text: str) -> str:
    """Return ``text`` with its white space made single and its case folded, to find names nearly right."""
    return " ".join(text.split()).casefold()
