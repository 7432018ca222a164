"""Attributes in MyST's notation ``{#id .class key="value"}`` (extensions ``attrs_inline`` and ``attrs_block``)."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME: Final = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
_VALUE: Final = re.compile(r"""[^"\\{}%\n]*""")


def attribute_list(attrs: Mapping[str, str]) -> str | None:
    """Return the list that says ``attrs``, "" for none, None where MyST has no way to say them.

    MyST drops attributes that run scripts (``onclick``, …).
    """
    parts = []
    for name, value in attrs.items():
        if name == "id":
            names = [value] if value else []
        elif name == "class":
            names = value.split()
        elif _NAME.fullmatch(name) and not name.lower().startswith("on") and _VALUE.fullmatch(value):
            parts.append(f'{name}="{value}"')
            continue
        else:
            return None
        if not all(map(_NAME.fullmatch, names)):
            return None
        parts.extend(("#" if name == "id" else ".") + each for each in names)
    return "{" + " ".join(parts) + "}" if parts else ""


def start_tag(tag: str, attrs: Mapping[str, str]) -> str:
    """Return the start tag of an HTML element, on one line."""
    said = "".join(f' {name}="{html.escape(" ".join(value.split()))}"' for name, value in attrs.items())
    return f"<{tag}{said}>"
