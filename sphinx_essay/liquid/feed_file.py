"""A feed as a file: Atom (RFC 4287), with what the plugin jekyll-feed says in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from sphinx_essay.jekyll.feed import feeds
from sphinx_essay.jekyll.urls import output_file
from sphinx_essay.liquid.filters import dates
from sphinx_essay.liquid.filters.strings import strip_html
from sphinx_essay.liquid.filters.urls import absolute
from sphinx_essay.liquid.rendering import Recorder
from sphinx_essay.liquid.typography import smartened
from sphinx_essay.liquid.values import to_list, to_s, truthy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from sphinx_essay.jekyll.feed import Feed
    from sphinx_essay.liquid.drops import PageDrop
    from sphinx_essay.liquid.renderer import LiquidRenderer

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What may stand nowhere in XML 1.0."""

_MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'


def feed_files(
    renderer: LiquidRenderer, address: str = "", clean: Callable[[str], str] = str
) -> Iterator[tuple[str, str]]:
    """Yield the feeds of a site, each relative to the output folder with its text.

    ``address`` is where the site is published, with its ``baseurl``; "" leaves it to ``_config.yml``.  ``clean`` makes the
    HTML of an entry safe, if strangers write it.
    """
    writer = _Writer(renderer, address, clean)
    tags = [tag for post in renderer.documents_of("posts") for tag in post.front_matter.get("tags", ())]
    for feed in feeds(renderer.config, tags):
        yield output_file(feed.url, ".xml"), writer.text(feed)


class _Writer:
    """Writes the feeds of one site."""

    def __init__(self, renderer: LiquidRenderer, address: str, clean: Callable[[str], str]) -> None:
        self._renderer = renderer
        self._clean = clean
        self._config = renderer.config
        self._root = {"url": address.rstrip("/")} if address else renderer.config
        self._recorder = Recorder(renderer.limits)

    def text(self, feed: Feed) -> str:
        """Return the whole file."""
        entries = self._entries(feed)
        # An unchanged site has an unchanged feed: it is as new as its newest entry, not as the build.
        updated = max(map(self._updated, entries), default=self._renderer.now)
        language = to_s(self._config.get("lang"))
        here, home = _quoted(self._absolute(feed.url)), _quoted(self._absolute("/"))
        lines = [
            '<?xml version="1.0" encoding="utf-8"?>',
            *self._style_sheet(),
            f'<feed xmlns="http://www.w3.org/2005/Atom"{_attribute("xml:lang", language)}>',
            '<generator uri="https://jekyllrb.com/">Jekyll</generator>',
            f'<link href={here} rel="self" type="application/atom+xml"/>',
            f'<link href={home} rel="alternate" type="text/html"{_attribute("hreflang", language)}/>',
            _element("updated", dates.xmlschema(updated)),
            _element("id", self._absolute(feed.url)),
            _element("title", self._title(feed), ' type="html"'),
        ]
        if description := to_s(self._config.get("description")):
            lines.append(_element("subtitle", description))
        if truthy(author := self._config.get("author")):
            lines += _person(author)
        for document in entries:
            lines += self._entry(document)
        return "\n".join([*lines, "</feed>", ""])

    def _style_sheet(self) -> Iterator[str]:
        if self._renderer.reader.exists("feed.xslt.xml"):
            yield f'<?xml-stylesheet type="text/xml" href={_quoted(self._absolute("/feed.xslt.xml"))}?>'

    def _title(self, feed: Feed) -> str:
        parts = [to_s(self._config.get("title") or self._config.get("name"))]
        if feed.collection != "posts":
            parts.append(feed.collection.capitalize())
        if feed.category:
            parts.append(feed.category.capitalize())
        return smartened(" | ".join(parts))

    def _entries(self, feed: Feed) -> list[PageDrop]:
        """Return the newest documents of a feed."""
        found = [self._renderer.drop(page, self._recorder) for page in self._renderer.documents_of(feed.collection)]
        if feed.collection == "posts":
            found.reverse()  # the order of `site.posts`, which decides between those of one moment
        if feed.tag:
            found = [document for document in found if feed.tag in map(to_s, to_list(document["tags"]))]
        if feed.category:
            found = [document for document in found if feed.category in map(to_s, to_list(document["categories"]))]
        if not self._config.get("show_drafts"):
            found = [document for document in found if document.get("draft") is not True]
        found.sort(key=lambda document: self._moment(document["date"]))
        options = self._config.get("feed")
        limit = options.get("posts_limit") if isinstance(options, Mapping) else None
        return found[::-1][: limit if isinstance(limit, int) and limit > 0 else 10]

    def _entry(self, document: PageDrop) -> Iterator[str]:
        address = self._absolute(to_s(document["url"]))
        title = " ".join(strip_html(smartened(to_s(document["title"]))).split())
        yield f"<entry{_attribute('xml:lang', to_s(document.get('lang')))}>"
        yield _element("title", title, ' type="html"')
        yield f'<link href={_quoted(address)} rel="alternate" type="text/html" title={_quoted(unescape(title))}/>'
        yield _element("published", dates.xmlschema(self._moment(document["date"])))
        yield _element("updated", dates.xmlschema(self._updated(document)))
        yield _element("id", self._absolute(to_s(document["id"])))
        if not self._is_excerpt_only(document):
            yield _element(
                "content", self._clean(to_s(document["content"])).strip(), f' type="html" xml:base={_quoted(address)}'
            )
        yield from _person(self._author(document))
        category = document.get("category")
        names = [category] if truthy(category) else to_list(document["categories"])
        for name in (*names, *to_list(document["tags"])):
            yield f"<category term={_quoted(to_s(name))}/>"
        summary = " ".join(strip_html(document.get("description") or document["excerpt"]).split())
        if summary:
            yield _element("summary", summary, ' type="html"')
        if image := self._image(document):
            yield f"<media:thumbnail {_MEDIA} url={_quoted(image)}/>"
            yield f'<media:content {_MEDIA} medium="image" url={_quoted(image)}/>'
        yield "</entry>"

    def _is_excerpt_only(self, document: PageDrop) -> bool:
        for options in (document.get("feed"), self._config.get("feed")):
            if isinstance(options, Mapping) and truthy(options.get("excerpt_only")):
                return True
        return False

    def _author(self, document: PageDrop) -> object:
        authors = document.get("authors")
        first = authors[0] if isinstance(authors, list) and authors else None
        author = document.get("author") or first or self._config.get("author")
        known = self._renderer.source.data.get("authors")
        return (known.get(author) if isinstance(known, Mapping) and isinstance(author, str) else None) or author

    def _image(self, document: PageDrop) -> str:
        image = document.get("image")
        address = to_s((image.get("path") if isinstance(image, Mapping) else image) or "")
        return address if "://" in address or not address else self._absolute(address)

    def _moment(self, value: object) -> datetime:
        found = dates.moment(value, self._renderer.now)
        return dates.local(found, self._renderer.now) if found else self._renderer.now

    def _updated(self, document: PageDrop) -> datetime:
        return self._moment(document.get("last_modified_at") or document["date"])

    def _absolute(self, address: str) -> str:
        return absolute(address, self._root)


def _person(author: object) -> Iterator[str]:
    """Yield who wrote something: a name, or a table with ``name``, ``email`` and ``uri``."""
    yield "<author>"
    if isinstance(author, Mapping):
        for key in ("name", "email", "uri"):
            if truthy(author.get(key)):
                yield _element(key, to_s(author[key]))
    else:
        yield _element("name", to_s(author))
    yield "</author>"


def _element(name: str, text: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{escape(_NO_XML.sub('', text))}</{name}>"


def _quoted(value: str) -> str:
    return quoteattr(_NO_XML.sub("", value))


def _attribute(name: str, value: str) -> str:
    return f" {name}={_quoted(value)}" if value else ""
