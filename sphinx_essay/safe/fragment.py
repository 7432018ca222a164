"""Pieces of HTML as text, made safe: what a site's configuration and includes put into the theme's slots."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sphinx_essay.html.nodes import VOID
from sphinx_essay.html.parse import parse_html
from sphinx_essay.safe.policy import DROPPED, ICON, ICON_ATTRIBUTES, KEPT, clean_attributes, clean_classes, is_tick_box

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token


def clean_fragment(html: str) -> str:
    """Return ``html`` with what the policy allows of it, every element closed.

    It is read as a browser reads it, and written anew: nothing of the text itself passes.
    """
    if "<" not in html and "&" not in html:
        return html
    return "".join(_clean(parse_html(html) or []))


def clean_icon(svg: str) -> str:
    """Return the drawing of an icon: its shapes, and of their attributes those that say how they look."""
    return "".join(_drawn(parse_html(svg) or []))


def _drawn(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        kept = "".join(
            f' {name}="{escape(" ".join(clean_classes(str(value).split())) if name == "class" else str(value))}"'
            for name, value in token.attrs.items()
            if name in ICON_ATTRIBUTES
        )
        if token.type == "html_open" and token.tag in ICON:
            yield f"<{token.tag}{kept}>"
        elif token.type == "html_close" and token.tag in ICON:
            yield f"</{token.tag}>"


def _clean(tokens: list[Token]) -> Iterator[str]:
    dropped = 0
    for token in tokens:
        tag = token.tag
        if token.type in ("html_open", "html_close") and tag in DROPPED:
            dropped += token.nesting
        elif dropped:
            continue
        elif token.type in ("text", "html_raw"):
            # What stands verbatim is the text of an element that is gone now, or a template.
            yield escape(token.content, quote=False) if token.type == "text" else ""
        elif token.type == "html_close":
            if tag in KEPT:
                yield f"</{tag}>"
        elif token.type in ("html_open", "html_void"):
            attributes = tuple((name, None if value is None else str(value)) for name, value in token.attrs.items())
            if tag in KEPT or is_tick_box(tag, attributes):
                yield f"<{tag}{_written(tag, attributes)}{' /' if tag in VOID else ''}>"


def _written(tag: str, attributes: tuple[tuple[str, str | None], ...]) -> str:
    kept = clean_attributes(tag, attributes)
    return "".join(f' {name}="{escape(value or "")}"' for name, value in kept)
