"""Tags of Jekyll's plugins for addresses, dates, feeds, gists, GitHub, SEO and tables of contents."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from sphinx_essay.jekyll import feed
from sphinx_essay.jekyll.strftime import strftime
from sphinx_essay.liquid import expressions, github, toc, values
from sphinx_essay.liquid.errors import EvaluationError, MarkupError
from sphinx_essay.liquid.filters import dates, urls
from sphinx_essay.liquid.nodes import Kind, Node, Tag

if TYPE_CHECKING:
    from sphinx_essay.liquid.context import Context
    from sphinx_essay.liquid.rendering import Output

_GIST = re.compile(r"(\S+)(?:\s+(\S+))?")
_QUOTED = re.compile(r"\"(.*)\"|'(.*)'", re.DOTALL)
_IDENTIFIER = re.compile(r"[\w./-]+", re.ASCII)


def _seo(tag: Tag) -> Node:
    """Read ``{% seo %}``: what it puts into a page's head, the theme puts there for every page."""
    return Node(tag, lambda _, __: None)


def _feed_meta(tag: Tag) -> Node:
    """Read ``{% feed_meta %}``, the link to the feed."""

    def write(context: Context, output: Output) -> None:
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
        output.write(f"<link {written} />")

    return Node(tag, write)


def _gist(tag: Tag) -> Node:
    """Read ``{% gist user/id file.rb %}``, a script, and a link for those whom no script reaches."""
    match = _GIST.fullmatch(tag.markup.strip())
    if match is None or not _IDENTIFIER.fullmatch(match[1].strip("\"'")):
        msg = "gist needs: gist user/id"
        raise MarkupError(msg)
    operands = match[1], match[2] or ""

    def write(context: Context, output: Output) -> None:
        gist, file = (_named(operand, context) for operand in operands)
        address = f"https://gist.github.com/{html.escape(gist)}"
        query = f"?file={html.escape(file)}" if file else ""
        options = context.config.get("gist")
        if not (isinstance(options, Mapping) and options.get("noscript") is False):
            output.write(f'<noscript><a href="{address}">{address}</a></noscript>')
        output.write(f'<script src="{address}.js{query}"> </script>')

    return Node(tag, write)


def _named(text: str, context: Context) -> str:
    """Return a quoted text, a variable's value, or the text itself if there is no such variable."""
    found = values.to_s(expressions.parse(text).evaluate(context)) if text else ""
    return found or text


def _edit_link(tag: Tag) -> Node:
    """Read ``{% github_edit_link "text" %}``, a link, or without text an address."""
    quoted = _QUOTED.search(tag.markup)
    text = (quoted[1] or quoted[2]) if quoted else ""

    def write(context: Context, output: Output) -> None:
        address = github.edit_address(context.renderer.github, values.to_s(values.index(context.find("page"), "path")))
        if not address:
            msg = "site.github does not say which repository and branch the site is made from"
            raise EvaluationError(msg)
        output.write(f'<a href="{address}">{text}</a>' if text else address)

    return Node(tag, write)


def _last_modified(tag: Tag) -> Node:
    """Read ``{% last_modified_at %d.%m.%Y %}``; the form is the tag's, the site's or the plugin's."""

    def write(context: Context, output: Output) -> None:
        moment = dates.moment(context.page.front_matter.get("last_modified_at"), context.now)
        if moment is None:
            msg = "last_modified_at needs the plugin jekyll-last-modified-at"
            raise EvaluationError(msg)
        options = context.config.get("last-modified-at")
        form = options.get("date-format") if isinstance(options, Mapping) else None
        output.write(strftime(moment, tag.markup.strip() or values.to_s(form) or "%d-%b-%y"))

    return Node(tag, write)


def _toc(tag: Tag) -> Node:
    """Read ``{% toc %}``, the list of a page's headings, if the page asks for one."""

    def write(context: Context, output: Output) -> None:
        if values.truthy(context.page.front_matter.get("toc")):
            content = context.find("content")  # that of a layout
            if content is None:
                content = values.index(context.find("page"), "content")
            output.write(toc.contents(values.to_s(content), context.config))

    return Node(tag, write)


KINDS = {
    "feed_meta": Kind(_feed_meta),
    "gist": Kind(_gist),
    "github_edit_link": Kind(_edit_link),
    "last_modified_at": Kind(_last_modified),
    "seo": Kind(_seo),
    "toc": Kind(_toc),
}
