"""How HTML builders write a video.

With ``essay_video = "click"`` the page makes no request to the player's host before the reader asks for it: it holds a
form of one button, with the video's title and address, that opens the video's own page; the theme's script lets the
button become the player instead.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from docutils import nodes

from sphinx_essay.html.nodes import attributes_of
from sphinx_essay.html.visitors import start_tag

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

    from sphinx_essay.video.node import video


def visit_video(self: HTML5Translator, node: video) -> None:
    """Write a video."""
    if self.builder.name == "epub":
        self.body.append(_reference(node, "span"))
    elif self.config.essay_video == "embed":
        self.body.append(_player(node))
    elif isinstance(node.parent, nodes.TextElement):
        self.body.append(_reference(node, "span"))
    else:
        self.body.append(_button(node))
    raise nodes.SkipNode


def _label(node: video) -> str:
    return str(node["title"] or node["watch"])


def _player(node: video) -> str:
    extra = [("src", node["embed"]), ("loading", "lazy")]
    if node["title"]:
        extra.append(("title", node["title"]))
    return start_tag("iframe", node, extra) + "</iframe>"


def _reference(node: video, tag: str) -> str:
    """Return title and address in running text."""
    watch = escape(node["watch"])
    title = f'<a class="video-link" href="{watch}">{escape(_label(node))}</a>'
    address = f' <span class="video-address">({watch})</span>' if node["title"] else ""
    data = f' data-video-src="{escape(node["embed"])}" data-video-title="{escape(node["title"])}"'
    return f'<{tag} class="essay-video-inline"{data}>{title}{address}</{tag}>'


def _button(node: video) -> str:
    """Return the form that opens the video, and that a script turns into the player."""
    box = node.copy()
    box["classes"] = ["essay-video", *node["classes"]]
    box["attrs"] = tuple(pair for pair in attributes_of(node).items() if pair[0] == "style")
    action, fields = _form(node["watch"])
    extra = [
        ("data-video-src", node["embed"]),
        ("data-video-title", node["title"]),
        ("action", action),
        ("target", "_blank"),
    ]
    hidden = "".join(f'<input type="hidden" name="{escape(k)}" value="{escape(v)}" />' for k, v in fields)
    title = f'<span class="video-title">{escape(node["title"])}</span>' if node["title"] else ""
    address = f'<span class="video-address">{escape(node["watch"].partition("//")[2])}</span>'
    button = f'<button class="video-link" type="submit">{title}{address}</button>'
    return f"{start_tag('form', box, extra)}{hidden}{button}</form>\n"


def _form(address: str) -> tuple[str, list[tuple[str, str]]]:
    """Return an address as a form sends it: without its query, and the query's fields."""
    parts = urlsplit(address)
    fields = parse_qsl(parts.query, keep_blank_values=True)
    return urlunsplit(parts._replace(query="")), fields
