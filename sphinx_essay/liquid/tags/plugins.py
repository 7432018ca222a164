"""Tags of plugins: ``seo``, ``feed_meta``, ``gist``, ``github_edit_link``, ``last_modified_at``, ``toc``."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, TextIO

from sphinx_essay.jekyll import feed
from sphinx_essay.jekyll.strftime import strftime
from sphinx_essay.liquid import dates, expressions, github, toc, values
from sphinx_essay.liquid.errors import EvaluationError, MarkupError
from sphinx_essay.liquid.filters import urls
from sphinx_essay.liquid.nodes import JekyllNode, JekyllTag

if TYPE_CHECKING:
    from liquid.ast import Node
    from liquid.stream import TokenStream
    from liquid.tag import Tag
    from liquid.token import Token

    from sphinx_essay.liquid.context import JekyllContext

_GIST = re.compile(r"(\S+)(?:\s+(\S+))?")
_QUOTED = re.compile(r"\"(.*)\"|'(.*)'", re.DOTALL)
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


class FeedMetaNode(JekyllNode):
    """Prints the link to the feed."""

    __slots__ = ()

    def emit(self, context: JekyllContext, buffer: TextIO) -> None:
        """Print the link, where there is a feed."""
        if feed.PLUGIN not in context.renderer.source.plugins:
            return
        config = context.config
        title = values.to_s(config.get("title") or config.get("name"))
        attributes = {
            "type": "application/atom+xml",
            "rel": "alternate",
            "href": urls.absolute(feed.main_path(config), config),
            **({"title": title} if title else {}),
        }
        written = " ".join(f'{name}="{html.escape(value)}"' for name, value in attributes.items())
        buffer.write(f"<link {written} />")


class FeedMeta(JekyllTag):
    """``{% feed_meta %}`` (plugin jekyll-feed)."""

    name = "feed_meta"

    def read(self, token: Token, markup: str, stream: TokenStream) -> Node:  # noqa: ARG002
        """Read nothing."""
        return FeedMetaNode(token)


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
        options = context.config.get("gist")
        if not (isinstance(options, Mapping) and options.get("noscript") is False):
            buffer.write(f'<noscript><a href="{address}">{address}</a></noscript>')
        buffer.write(f'<script src="{address}.js{query}"> </script>')


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


class EditLinkNode(JekyllNode):
    """Prints the address at which GitHub lets a page's source be edited, or a link to it."""

    __slots__ = ("text",)

    def __init__(self, token: Token, text: str) -> None:
        super().__init__(token)
        self.text = text

    def emit(self, context: JekyllContext, buffer: TextIO) -> None:
        """Print address or link."""
        address = github.edit_address(context.renderer.github, values.to_s(values.index(context.find("page"), "path")))
        if not address:
            msg = "site.github does not say which repository and branch the site is made from"
            raise EvaluationError(msg)
        buffer.write(f'<a href="{address}">{self.text}</a>' if self.text else address)


class EditLink(JekyllTag):
    """``{% github_edit_link "text" %}`` (plugin jekyll-github-metadata)."""

    name = "github_edit_link"

    def read(self, token: Token, markup: str, stream: TokenStream) -> Node:  # noqa: ARG002
        """Read the link's text."""
        quoted = _QUOTED.search(markup)
        return EditLinkNode(token, (quoted[1] or quoted[2] or "") if quoted else "")


class LastModifiedNode(JekyllNode):
    """Prints when the page was last changed."""

    __slots__ = ("form",)

    def __init__(self, token: Token, form: str) -> None:
        super().__init__(token)
        self.form = form

    def emit(self, context: JekyllContext, buffer: TextIO) -> None:
        """Print the date, in the form that the tag, the site or the plugin gives it."""
        moment = dates.moment(context.page.front_matter.get("last_modified_at"), context.now)
        if moment is None:
            msg = "last_modified_at needs the plugin jekyll-last-modified-at"
            raise EvaluationError(msg)
        options = context.config.get("last-modified-at")
        form = options.get("date-format") if isinstance(options, Mapping) else None
        buffer.write(strftime(moment, self.form or values.to_s(form) or "%d-%b-%y"))


class LastModified(JekyllTag):
    """``{% last_modified_at %d.%m.%Y %}`` (plugin jekyll-last-modified-at)."""

    name = "last_modified_at"

    def read(self, token: Token, markup: str, stream: TokenStream) -> Node:  # noqa: ARG002
        """Read the form of the date."""
        return LastModifiedNode(token, markup.strip())


class TocNode(JekyllNode):
    """Prints the list of a page's headings."""

    __slots__ = ()

    def emit(self, context: JekyllContext, buffer: TextIO) -> None:
        """Print the list, where the page asks for one."""
        if values.truthy(context.page.front_matter.get("toc")):
            content = context.find("content")  # that of a layout
            if content is None:
                content = values.index(context.find("page"), "content")
            buffer.write(toc.contents(values.to_s(content), context.config))


class Toc(JekyllTag):
    """``{% toc %}`` (plugin jekyll-toc)."""

    name = "toc"

    def read(self, token: Token, markup: str, stream: TokenStream) -> Node:  # noqa: ARG002
        """Read nothing."""
        return TocNode(token)


TAGS: tuple[type[Tag], ...] = (Seo, FeedMeta, Gist, EditLink, LastModified, Toc)
