"""Raw HTML in MyST pages: an embedded video as a player, and the words of the rest for builders that are not HTML.

MyST hands each piece of HTML to HTML builders verbatim, and every other builder drops it.  Both transforms here act on
such pieces only.
"""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.utils import new_document
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_essay.html import nodes as essay
from sphinx_essay.html.lowering import lower_blocks, lower_inline
from sphinx_essay.html.parse import parse_html
from sphinx_essay.kramdown import Options
from sphinx_essay.kramdown.preset import markdown_it
from sphinx_essay.markdown.renderer import EssayRenderer
from sphinx_essay.project.project import project_of
from sphinx_essay.video.node import video_from_frame
from sphinx_essay.video.providers import video_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def pieces_of_html(document: nodes.document) -> Iterator[nodes.raw]:
    """Yield the raw HTML that an author wrote as Markdown, not that of the directive ``raw``, which says its format.

    MyST keeps the line break that ends a block of HTML; the directive has none.
    """
    for raw in list(document.findall(nodes.raw)):
        if raw.get("format") == "html" and type(raw) is nodes.raw:
            text = raw.astext()
            if "<" in text and (text.endswith("\n") or isinstance(raw.parent, nodes.TextElement)):
                yield raw


class FramesToVideos(SphinxTransform):
    """Make a video of each ``iframe`` that shows one of a known host (``essay_video_frames``).

    The HTML around it stays, to the letter.
    """

    default_priority = 500

    def apply(self, **_kwargs: Any) -> None:
        """Visit each piece of HTML with an ``iframe``."""
        if not self.config.essay_video_frames:
            return
        for raw in pieces_of_html(self.document):
            if "<iframe" in raw.astext().lower() and (parts := _with_videos(raw)):
                raw.replace_self(parts)


def _with_videos(raw: nodes.raw) -> list[nodes.Node]:
    """Return what a piece of HTML becomes: its text around videos; nothing if it holds no video."""
    text = raw.astext()
    parts: list[nodes.Node] = []
    done = 0
    for start, end, attributes in _Frames(text).found:
        player = video_from_frame(attributes) if video_of(str(attributes.get("src") or "").strip()) else None
        if player is None:
            continue
        player.source, player.line = raw.source, raw.line
        if text[done:start].strip():
            parts.append(nodes.raw("", text[done:start], format="html"))
        parts.append(player)
        done = end
    if parts and text[done:].strip():
        parts.append(nodes.raw("", text[done:], format="html"))
    return parts


class _Frames(HTMLParser):
    """The frames of a text: where each begins and ends, and its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[int, int, dict[str, str | None]]] = []
        self._lines = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
        self._open: tuple[int, dict[str, str | None]] | None = None
        self.feed(text)
        self.close()

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where a frame begins."""
        if tag == "iframe" and self._open is None:
            self._open = self._offset(), dict(attrs)

    def handle_endtag(self, tag: str) -> None:
        """Note where a frame ends."""
        if tag == "iframe" and self._open is not None:
            start, attributes = self._open
            self.found.append((start, self._offset() + len("</iframe>"), attributes))
            self._open = None


class LowerRawHtml(SphinxPostTransform):
    """Give builders that are not HTML the words of raw HTML (``essay_lower_html``)."""

    default_priority = 80  # before what names remote images

    def run(self, **_kwargs: Any) -> None:
        """Put the nodes of each piece of HTML into its place."""
        parser = markdown_it(Options(), EssayRenderer)
        for raw in pieces_of_html(self.document):
            made = _nodes_of(raw, self.env, parser)
            inside = isinstance(raw.parent, nodes.TextElement)
            raw.replace_self(lower_inline(made) if inside else lower_blocks(made))


def lower_for(app: Sphinx) -> None:
    """Lower raw HTML if the project wants that and no HTML is written (``builder-inited``)."""
    if app.config.essay_lower_html and app.builder.format != "html":
        app.add_post_transform(LowerRawHtml)


def _nodes_of(raw: nodes.raw, env: BuildEnvironment, parser: MarkdownIt) -> list[nodes.Node]:
    """Return the nodes of a piece of HTML, with the pictures of the project among them ready to be written."""
    document = raw.document
    assert document is not None
    page = new_document(raw.source or document["source"], document.settings)
    parser.options["document"] = page
    parser.options["myst_config"] = document.settings.env.myst_config
    parser.renderer.render(parse_html(raw.astext()) or [], parser.options, {})
    for image in page.findall(essay.essay_image):
        path = project_of(env.config).resolve(image["uri"], env.docname, in_markdown=False).path
        relative = path or (Path(env.docname).parent / image["uri"]).as_posix()
        if Path(env.srcdir, relative).is_file():
            env.images.add_file(env.docname, relative)
            image["uri"], image["candidates"] = relative, {"*": relative}
        else:
            image["candidates"] = {"?": image["uri"]}
    return list(page.children)
