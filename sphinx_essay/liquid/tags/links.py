"""``link`` and ``post_url``: the address of a file of the site."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from sphinx_essay.liquid.errors import LinkError
from sphinx_essay.liquid.filters.urls import relative
from sphinx_essay.liquid.nodes import Kind, Node, Tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_essay.liquid.context import Context
    from sphinx_essay.liquid.renderer import LiquidRenderer
    from sphinx_essay.liquid.rendering import Output

_POST = re.compile(r"(?P<folder>(?:.+/)*)(?P<date>\d+-\d+-\d+)-(?P<slug>.*)")


def _address(find: Callable[[LiquidRenderer, str], str | None]) -> Kind:
    """Return the kind of the tags that print the address, below ``baseurl``, of what ``find`` finds."""

    def read(tag: Tag) -> Node:
        def write(context: Context, output: Output) -> None:
            target = context.renderer.inline(tag.markup.strip(), context)
            context.depend("site.urls")
            url = find(context.renderer, target)
            if url is None:
                msg = f"the tag {tag.name!r} names {target!r}, which the site does not hold"
                raise LinkError(msg)
            output.write(relative(url, context.config))

        return Node(tag, write)

    return Kind(read)


def _post_url(renderer: LiquidRenderer, name: str) -> str | None:
    match = _POST.fullmatch(name.removeprefix("/"))
    if match is None:
        return None
    stem = f"{match['date']}-{match['slug']}"
    paths = {
        posixpath.join("_posts", match["folder"], stem),
        posixpath.join(match["folder"], "_posts", stem),
    }
    posts = renderer.documents_of("posts")
    for post in posts:
        if posixpath.splitext(renderer.relative_path(post))[0] in paths:
            return post.url
    for post in posts:
        if not match["folder"] and posixpath.splitext(posixpath.basename(post.path))[0] == stem:
            return post.url
    return None


KINDS = {
    "link": _address(lambda renderer, path: renderer.url_of_file(path)),
    "post_url": _address(_post_url),
}
