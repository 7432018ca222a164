"""``link`` and ``post_url``: the address of a file of the site."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, TextIO

from sphinx_essay.liquid.errors import LinkError
from sphinx_essay.liquid.filters.urls import relative
from sphinx_essay.liquid.nodes import JekyllNode, JekyllTag

if TYPE_CHECKING:
    from collections.abc import Callable

    from liquid.ast import Node
    from liquid.stream import TokenStream
    from liquid.tag import Tag
    from liquid.token import Token

    from sphinx_essay.liquid.context import JekyllContext
    from sphinx_essay.liquid.renderer import LiquidRenderer

_POST = re.compile(r"(?P<folder>(?:.+/)*)(?P<date>\d+-\d+-\d+)-(?P<slug>.*)")


class AddressNode(JekyllNode):
    """Prints the address of what ``find`` finds for the tag's text."""

    __slots__ = ("find", "target")

    def __init__(self, token: Token, target: str, find: Callable[[LiquidRenderer, str], str | None]) -> None:
        super().__init__(token)
        self.target = target
        self.find = find

    def emit(self, context: JekyllContext, buffer: TextIO) -> None:
        """Print the address below the site's ``baseurl``."""
        target = context.renderer.inline(self.target, context)
        context.depend("site.urls")
        url = self.find(context.renderer, target)
        if url is None:
            msg = f"the tag {self.token.value!r} names {target!r}, which the site does not hold"
            raise LinkError(msg)
        buffer.write(relative(url, context.config))


class Link(JekyllTag):
    """``{% link folder/file.md %}``."""

    name = "link"

    def read(self, token: Token, markup: str, stream: TokenStream) -> Node:  # noqa: ARG002
        """Read the path."""
        return AddressNode(token, markup.strip(), lambda renderer, path: renderer.url_of_file(path))


class PostUrl(JekyllTag):
    """``{% post_url folder/2024-05-06-slug %}``."""

    name = "post_url"

    def read(self, token: Token, markup: str, stream: TokenStream) -> Node:  # noqa: ARG002
        """Read the post's name."""
        return AddressNode(token, markup.strip(), _post_url)


def _post_url(renderer: LiquidRenderer, name: str) -> str | None:
    match = _POST.fullmatch(name.removeprefix("/"))
    if match is None:
        return None
    stem = f"{match['date']}-{match['slug']}"
    places = {
        posixpath.join("_posts", match["folder"], stem),
        posixpath.join(match["folder"], "_posts", stem),
    }
    posts = renderer.documents_of("posts")
    for post in posts:
        if posixpath.splitext(renderer.relative_path(post))[0] in places:
            return post.url
    for post in posts:
        if not match["folder"] and posixpath.splitext(posixpath.basename(post.path))[0] == stem:
            return post.url
    return None


TAGS: tuple[type[Tag], ...] = (Link, PostUrl)
