"""How HTML builders write a video.

With ``essay_video = "click"`` the page makes no request to the player's host before the reader asks for it: it holds a
form of one button, with the video's title and address, that opens the video's own page; the theme's script lets the
button become the player instead.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlunsplit

from docutils import nodes

from sphinx_essay.core.addresses import split_address
from sphinx_essay.html.nodes import attributes_of
from sphinx_essay.html.visitors import image_tag, start_tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.writers.html5 import HTML5Translator

    from sphinx_essay.html.video_node import video


def visit_video(self: HTML5Translator, node: video) -> None:
    """Write a video."""
    posters = "".join(image_tag(self, child) for child in node.findall(nodes.image))
    if self.builder.name == "epub":
        self.body.append(posters + _reference(node, "span") + node.get("code", ""))
    elif self.config.essay_video == "embed":
        self.body.append(_player(node))
    elif isinstance(node.parent, nodes.TextElement):
        self.body.append(_reference(node, "span"))
    else:
        self.body.append(_button(node, posters))
    raise nodes.SkipNode


def _label(node: video) -> str:
    return str(node["title"] or node["watch"])


def _player(node: video) -> str:
    """Return the player itself; the browser loads it when it comes into view."""
    extra = [("src", node["embed"]), ("loading", "lazy")]
    if node["title"]:
        extra.append(("title", node["title"]))
    if "ratio" not in node:
        return start_tag("iframe", node, extra) + "</iframe>"
    frame = node.copy()
    frame["attrs"] = tuple(item for item in attributes_of(node).items() if item[0] != "style")  # the box has it
    return f"{_box(node)}{start_tag('iframe', frame, extra)}</iframe></div>\n"


def _reference(node: video, tag: str) -> str:
    """Return title and address in running text."""
    watch = escape(node["watch"])
    title = f'<a class="video-link" href="{watch}">{escape(_label(node))}</a>'
    address = f' <span class="video-address">({watch})</span>' if node["title"] else ""
    data = f' data-video-src="{escape(node["embed"])}" data-video-title="{escape(node["title"])}"'
    return f'<{tag} class="essay-video-inline"{data}>{title}{address}</{tag}>'


def _button(node: video, poster: str) -> str:
    """Return the form that opens the video, and that a script turns into the player; ``poster`` is its picture's markup."""
    action, fields = _form(node["watch"])
    hidden = "".join(f'<input type="hidden" name="{escape(k)}" value="{escape(v)}" />' for k, v in fields)
    title = f'<span class="video-title">{escape(node["title"])}</span>' if node["title"] else ""
    address = f'<span class="video-address">{escape(node["watch"].partition("//")[2])}</span>'
    button = f'<button class="video-link" type="submit">{poster}{title} {address}</button>'
    data = [("data-video-src", node["embed"]), ("data-video-title", node["title"])]
    form = _box(node, "form", [*data, ("action", action), ("target", "_blank")])
    return f"{form}{hidden}{button}</form>\n"


def _box(node: video, tag: str = "div", extra: Sequence[tuple[str, str]] = ()) -> str:
    """Return the start tag of what keeps the player's place and shape."""
    box = node.copy()
    ratio = _RATIOS.get(node.get("ratio", ""), "")
    box["classes"] = ["essay-video", *([ratio] if ratio else []), *node["classes"]]
    box["attrs"] = _box_attributes(node)
    return start_tag(tag, box, extra)


_RATIOS: Final = {
    "16 / 9": "",
    "4 / 3": "ratio-4x3",
    "21 / 9": "ratio-21x9",
    "1 / 1": "ratio-1x1",
    "9 / 16": "ratio-9x16",
}
"""The ratios that the theme's stylesheet knows; "" for the usual one."""


def _box_attributes(node: video) -> tuple[tuple[str, str | None], ...]:
    """Return the attributes of the box: the author's style, and the ratio that the author's sizes give."""
    attributes = attributes_of(node)
    style = attributes.get("style") or ""
    width, height = (_pixels(attributes.get(name)) for name in ("width", "height"))
    ratio = node.get("ratio") or (f"{width} / {height}" if width and height else "")
    if width and height:
        style = f"max-width: {width}px; {style}".strip()
    if ratio and ratio not in _RATIOS:
        style = f"--essay-video-ratio: {ratio}; {style}".strip()
    return (("style", style),) if style else ()


def _pixels(value: str | None) -> int:
    text = (value or "").strip().removesuffix("px")
    return int(text) if text.isdecimal() else 0


def _form(address: str) -> tuple[str, list[tuple[str, str]]]:
    """Return an address as a form sends it: without its query, and the query's fields."""
    parts = split_address(address)
    fields = parse_qsl(parts.query, keep_blank_values=True)
    return urlunsplit(parts._replace(query="")), fields
