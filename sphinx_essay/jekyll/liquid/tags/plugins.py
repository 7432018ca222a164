"""Tags of the plugins that most sites have: ``seo``, ``feed_meta``, ``gist``."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, TextIO

from sphinx_essay.jekyll.liquid import expressions, values
from sphinx_essay.jekyll.liquid.errors import MarkupError
from sphinx_essay.jekyll.liquid.nodes import JekyllNode, JekyllTag

if TYPE_CHECKING:
    from liquid.ast import Node
    from liquid.stream import TokenStream
    from liquid.tag import Tag
    from liquid.token import Token

    from sphinx_essay.jekyll.liquid.context import JekyllContext

_GIST = re.compile(r"(\S+)(?:\s+(\S+))?")
_IDENTIFIER = re.compile(r"[\w./-]+", re.ASCII)


class HeadNode(JekyllNode):
    """Prints nothing: what this tag puts into a page's head, the theme puts there for every page."""

    __slots__ = ()

    def emit(self, context: JekyllContext, buffer: TextIO) -> None:
        """Print nothing."""


class Seo(JekyllTag):
    """``{% seo %}`` (plugin jekyll-seo-tag)."""

    name = "seo"

    def read(self, token: Token, markup: str, stream: TokenStream) -> Node:  # noqa: ARG002
        """Read nothing."""
        return HeadNode(token)


class FeedMeta(Seo):
    """``{% feed_meta %}`` (plugin jekyll-feed)."""

    name = "feed_meta"


class GistNode(JekyllNode):
    """Prints the script that shows a gist, and a link for those whom no script reaches."""

    __slots__ = ("file", "gist")

    def __init__(self, token: Token, gist: str, file: str) -> None:
        super().__init__(token)
        self.gist = gist
        self.file = file

    def emit(self, context: JekyllContext, buffer: TextIO) -> None:
        """Print script and link."""
        gist, file = _value(self.gist, context), _value(self.file, context)
        address = f"https://gist.github.com/{html.escape(gist)}"
        query = f"?file={html.escape(file)}" if file else ""
        link = f'<a href="{address}">{address}</a>'
        buffer.write(f'<noscript>{link}</noscript><script src="{address}.js{query}"> </script>')


def _value(text: str, context: JekyllContext) -> str:
    """Return a quoted text, a variable's value, or the text itself where there is no such variable."""
    found = values.to_s(expressions.parse(text).evaluate(context)) if text else ""
    return found or text


class Gist(JekyllTag):
    """``{% gist user/id file.rb %}`` (plugin jekyll-gist)."""

    name = "gist"

    def read(self, token: Token, markup: str, stream: TokenStream) -> Node:  # noqa: ARG002
        """Read the gist and its file."""
        match = _GIST.fullmatch(markup.strip())
        if match is None or not _IDENTIFIER.fullmatch(match[1].strip("\"'")):
            msg = "gist needs: gist user/id"
            raise MarkupError(msg)
        return GistNode(token, match[1], match[2] or "")


TAGS: tuple[type[Tag], ...] = (Seo, FeedMeta, Gist)
