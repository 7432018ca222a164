"""The directive ``video``, and ``youtube``, ``vimeo`` and ``peertube`` under the names that other extensions gave them.

Its options are those of sphinxcontrib-video and sphinxcontrib-youtube, so that a move from them needs no edit, and our own:
``title``, ``caption``, ``start``, ``end``, ``ratio``, ``poster``, ``transcript``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Final

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from sphinx_essay.core.warnings import Diagnostic, Subtype, log
from sphinx_essay.html import nodes as essay
from sphinx_essay.html.address import is_local
from sphinx_essay.html.video_node import video
from sphinx_essay.project.i18n import translator
from sphinx_essay.video import untitled
from sphinx_essay.video.providers import (
    AUDIO_SUFFIXES,
    FILE_SUFFIXES,
    PEERTUBE,
    VIMEO,
    YOUTUBE,
    Video,
    seconds,
    video_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

logger = logging.getLogger(__name__)

_RATIO: Final = re.compile(r"\s*(\d{1,4}(?:\.\d+)?)\s*[:/x]\s*(\d{1,4}(?:\.\d+)?)\s*", re.ASCII)


def ratio(argument: str | None) -> str:
    """Return ``16:9``, ``4/3``, ``21x9`` as CSS writes it (``16 / 9``).

    Raises ValueError for anything else.
    """
    found = _RATIO.fullmatch(argument or "")
    if found is None or not float(found[1]) or not float(found[2]):
        message = f"not a ratio of width and height such as 16:9: {argument!r}"
        raise ValueError(message)
    return f"{found[1]} / {found[2]}"


def length(argument: str | None) -> str:
    """Return a length with its unit, pixels where it has none, or a percentage.

    Raises ValueError for anything else.
    """
    return str(directives.length_or_percentage_or_unitless(argument or "", "px"))


_NOTHING = "Taken from pages written for other extensions; changes nothing."

OPTIONS: Final[dict[str, tuple[Callable[[str], Any], str]]] = {
    "title": (
        directives.unchanged,
        "What the video shows; it stands on the button, and in place of the player in books.",
    ),
    "alt": (directives.unchanged, "The same, where there is no `title`."),
    "caption": (directives.unchanged, "Text below the player. The directive's content is a longer one."),
    "transcript": (directives.unchanged, "Address of the video's text, linked below it."),
    "start": (directives.unchanged, "Where to begin: seconds, or `1:30`."),
    "end": (directives.unchanged, "Where to end."),
    "ratio": (ratio, "Width and height of the picture, such as `16:9` (the default) or `4:3`."),
    "aspect": (ratio, "The same as `ratio`."),
    "width": (length, "The player's width; with `height`, both in pixels, the ratio of a host's player."),
    "height": (length, "The player's height."),
    "align": (directives.unchanged, "`left`, `center`, `right` or `default`."),
    "class": (directives.class_option, "Classes of the player."),
    "name": (directives.unchanged, "A label that the page can be referred to by at this place."),
    "url_parameters": (directives.unchanged, "Added to the address of a host's player."),
    "poster": (directives.uri, "A picture that stands there until the video plays, and in books."),
    "preload": (
        directives.unchanged,
        "How much of a file to load before: `none`, `metadata` (the default), `auto`.",
    ),
    "autoplay": (directives.flag, "Play a file at once."),
    "loop": (directives.flag, "Play a file again and again."),
    "muted": (directives.flag, "Play a file without sound."),
    "nocontrols": (directives.flag, "Show a file without the player's buttons."),
    "playsinline": (directives.flag, "Play a file within the page on small screens, too."),
    "controlslist": (directives.unchanged, "Which of the player's buttons a file goes without, such as `nodownload`."),
    "instance": (directives.unchanged, "The server of a PeerTube video that is named by its id alone."),
    "figwidth": (length, "The width of the player with what is below it."),
    "nonumber": (directives.flag, _NOTHING),
    "hide": (directives.unchanged, _NOTHING),
    "privacy_mode": (directives.flag, _NOTHING),
}
"""Each option's reader, and what it means, in Markdown."""


class VideoDirective(SphinxDirective):
    """A video by its address at a host, or by the addresses of its files; its content is the caption."""

    required_arguments = 1
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar = {name: read for name, (read, _meaning) in OPTIONS.items()}
    provider = ""

    def run(self) -> list[nodes.Node]:
        """Return the player, in a figure where there is a caption or a transcript."""
        addresses = [part for part in re.split(r"[\s,]+", " ".join(self.arguments)) if part]
        title = self.options.get("title") or self.options.get("alt") or ""
        if not title:
            untitled.tell_of(addresses[0], "add the option 'title'", *self.get_source_info())
        player = self._player(addresses, title)
        player.source, player.line = self.get_source_info()
        if self.options.get("align") in ("left", "center", "right"):
            player["classes"].append(f"align-{self.options['align']}")
        player["classes"].extend(self.options.get("class", []))
        below = self._below()
        if not below:
            self.add_name(player)
            return [player]
        width = {"style": f"width: {self.options['figwidth']}"} if "figwidth" in self.options else {}
        figure = essay.element("figure", {"class": "essay-figure", **width})
        figure.append(player)
        caption = essay.element("figcaption")
        caption.extend(below)
        figure.append(caption)
        self.add_name(figure)
        return [figure]

    def _player(self, addresses: list[str], title: str) -> nodes.Element:
        known = self._known(addresses[0])
        if known is None and self.provider:
            return self._unknown(addresses[0], title)
        if known is None and addresses[0].lower().partition("?")[0].endswith(FILE_SUFFIXES):
            return self._file(addresses, title)
        embed = _with_parameters(known.embed if known else addresses[0], self.options.get("url_parameters", ""))
        node = video(
            embed=embed,
            watch=known.watch if known else addresses[0],
            title=title,
            provider=known.provider if known else "frame",
        )
        node["ratio"] = self.options.get("ratio") or self.options.get("aspect") or _size(self.options) or "16 / 9"
        if poster := self.options.get("poster"):
            node.append(_poster(poster))
        style = {"style": f"max-width: {self.options['width']}"} if "width" in self.options else {}
        allowed = {"allowfullscreen": None, "allow": "encrypted-media; fullscreen; picture-in-picture"}
        node.set_attributes({**allowed, **style})
        return node

    def _known(self, address: str) -> Video | None:
        """Return the provider's video, with the start, the end and the list that the options say."""
        host = self.options.get("instance", "").strip().strip("\"'") or _PEERTUBE_HOST
        own = {YOUTUBE: "https://youtu.be/", VIMEO: "https://vimeo.com/", PEERTUBE: f"https://{host}/w/"}
        written = [address, own[self.provider] + address] if self.provider else [address]
        parameters = self.options.get("url_parameters", "")
        found = next((known for one in written if (known := video_of(_with_parameters(one, parameters)))), None)
        if found is None:
            return None
        start = seconds(self.options.get("start", "")) or found.start
        end = seconds(self.options.get("end", "")) or found.end
        return Video(found.provider, found.id, start, end, found.playlist, found.host, found.key)

    def _unknown(self, address: str, title: str) -> nodes.paragraph:
        """Warn that the host has no such video, and return what the author wrote as text."""
        source, line = self.get_source_info()
        message = f"{address} is no video of {self.name}: give its id or its address"
        log(logger, "", [Diagnostic(Subtype.VIDEO_ADDRESS, message, source, line)])
        text = f"{title} ({address})" if title else address
        return nodes.paragraph(text, text)

    def _file(self, addresses: list[str], title: str) -> essay.Tagged:
        """Return the browser's own player, for files."""
        tag = "audio" if addresses[0].lower().partition("?")[0].endswith(AUDIO_SUFFIXES) else "video"
        attrs: dict[str, str | None] = {"preload": self.options.get("preload", "metadata")}
        if "nocontrols" not in self.options:
            attrs["controls"] = None
        attrs.update({flag: None for flag in ("autoplay", "loop", "muted", "playsinline") if flag in self.options})
        if title:
            attrs["title"] = title
        if controls := self.options.get("controlslist"):
            attrs["controlslist"] = " ".join(re.findall(r"[a-z]+", controls))
        for name in ("width", "height"):
            value = self.options.get(name, "")
            if value.endswith("px"):
                attrs[name] = value.removesuffix("px")
            elif value:
                attrs["style"] = f"{attrs.get('style', '')} {name}: {value};".strip()
        if tag == "video" and "poster" in self.options:
            attrs["poster"] = self.options["poster"]
        player = essay.element(tag, attrs, inline=True)
        start, end = seconds(self.options.get("start", "")), seconds(self.options.get("end", ""))
        moment = f"#t={start}" + (f",{end}" if end else "") if start or end else ""
        for address in addresses:
            player.append(essay.element("source", {"src": address + moment}, inline=True))
        return player

    def _below(self) -> list[nodes.Node]:
        """Return what stands below the player: caption and transcript."""
        below: list[nodes.Node] = []
        if caption := self.options.get("caption"):
            text, messages = self.parse_inline(caption, lineno=self.lineno)
            below.append(nodes.paragraph(caption, "", *text))
            below.extend(messages)
        if self.content:
            below.extend(self.parse_content_to_nodes(allow_section_headings=False))
        if transcript := self.options.get("transcript"):
            link = essay.link(refuri=transcript, essay_href=transcript)
            link.append(nodes.Text(translator()("Transcript")))
            below.append(nodes.paragraph("", "", link))
        return below


class YouTubeDirective(VideoDirective):
    """A video of YouTube by its id or address."""

    provider = YOUTUBE


class VimeoDirective(VideoDirective):
    """A video of Vimeo by its number or address."""

    provider = VIMEO


class PeerTubeDirective(VideoDirective):
    """A video of PeerTube by its id, on the server that the option ``instance`` names."""

    provider = PEERTUBE


_PEERTUBE_HOST: Final = "peertube.tv"
"""The server that sphinxcontrib-youtube takes where ``instance`` names none."""

_PARAMETERS: Final = re.compile(r"[?&]?([\w=&.%~+-]*)(#t=\w+)?", re.ASCII)


def _with_parameters(address: str, text: str) -> str:
    """Return an address with the parameters that an author gives as text, such as ``?start=43`` or ``"#t=43s"``.

    Those that the address has already stay as they are.
    """
    found = _PARAMETERS.fullmatch(text.strip().strip("\"'"))
    if found is None:
        return address
    address, mark, fragment = address.partition("#")
    path, _, query = address.partition("?")
    given = [part for part in query.split("&") if part]
    names = {part.partition("=")[0] for part in given}
    given += [part for part in found[1].split("&") if part and part.partition("=")[0] not in names]
    return path + ("?" + "&".join(given) if given else "") + (mark + fragment or found[2] or "")


def _poster(address: str) -> essay.essay_image:
    """Return the picture that stands for a video until it plays."""
    image = essay.essay_image(uri=address, alt="", classes=["video-poster"])
    if is_local(address):
        image["essay_src"] = address
    return image


def _size(options: dict[str, Any]) -> str:
    """Return the ratio that a width and a height in pixels give, or ""."""
    sizes = [str(options.get(name, "")).removesuffix("px") for name in ("width", "height")]
    return " / ".join(sizes) if all(size.isdecimal() and int(size) for size in sizes) else ""
