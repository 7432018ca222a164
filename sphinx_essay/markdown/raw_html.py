"""Raw HTML in MyST pages: an embedded video as a player, and the words of the rest for builders that are not HTML.

MyST hands each piece of HTML to HTML builders verbatim, and every other builder drops it.  Both transforms here act on
such pieces only.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.utils import new_document
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_essay.html import nodes as essay
from sphinx_essay.html.lowering import lower_inline
from sphinx_essay.html.parse import parse_html
from sphinx_essay.kramdown import Options
from sphinx_essay.kramdown.preset import markdown_it
from sphinx_essay.markdown.renderer import EssayRenderer
from sphinx_essay.project.project import project_of
from sphinx_essay.video.node import video_from_frame
from sphinx_essay.video.providers import video_of

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    """Make a video of an ``iframe`` that shows one of a known host and stands by itself (``essay_video_frames``)."""

    default_priority = 500

    def apply(self, **_kwargs: Any) -> None:
        """Visit each piece of HTML with an ``iframe``."""
        if not self.config.essay_video_frames:
            return
        for raw in pieces_of_html(self.document):
            if "<iframe" not in raw.astext().lower():
                continue
            tokens = [token for token in parse_html(raw.astext()) or () if token.content.strip() or token.tag]
            if [token.tag for token in tokens] != ["iframe", "iframe"]:
                continue
            frame = tokens[0].attrs
            player = video_from_frame(frame) if video_of(str(frame.get("src") or "").strip()) else None
            if player is not None:
                player.source, player.line = raw.source, raw.line
                raw.replace_self(player)


class LowerRawHtml(SphinxPostTransform):
    """Give builders that are not HTML the words of raw HTML (``essay_lower_html``)."""

    default_priority = 140  # before what prepares videos, and before an essay is lowered

    def run(self, **_kwargs: Any) -> None:
        """Put the nodes of each piece of HTML into its place."""
        if not self.config.essay_lower_html or self.app.builder.format == "html":
            return
        for raw in pieces_of_html(self.document):
            made = _nodes_of(raw, self.env)
            inside = isinstance(raw.parent, nodes.TextElement)
            raw.replace_self(lower_inline(made) if inside else made)


def _nodes_of(raw: nodes.raw, env: BuildEnvironment) -> list[nodes.Node]:
    """Return the nodes of a piece of HTML, with the pictures of the project among them ready to be written."""
    document = raw.document
    assert document is not None
    page = new_document(raw.source or document["source"], document.settings)
    parser = markdown_it(Options(), EssayRenderer)
    parser.options["document"] = page
    parser.options["myst_config"] = document.settings.env.myst_config
    parser.renderer.render(parse_html(raw.astext()) or [], parser.options, {})
    for image in page.findall(essay.essay_image):
        path = project_of(env.config).resolve(image["uri"], env.docname, in_markdown=False).path
        relative = path or (Path(env.docname).parent / image["uri"]).as_posix()
        if Path(env.srcdir, relative).is_file():
            env.images.add_file(env.docname, relative)
            image["uri"], image["candidates"] = relative, {"*": relative}
    return list(page.children)
