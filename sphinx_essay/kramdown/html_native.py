"""HTML elements into kramdown's own where they say the same (option ``html_to_native``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_essay.kramdown.element import Element


def to_native(element: Element) -> None:
    """Turn ``element`` and what it holds into kramdown's own elements, in place."""
