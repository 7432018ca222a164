"""What search engines and other sites are told of a page, by the rules of jekyll-seo-tag.

Those are title, description, author, canonical address, Open Graph, Twitter card and JSON-LD, from front matter and
``_config.yml`` (jekyll-seo-tag: Usage, Advanced usage).  Pure, but for what :class:`Seo` is given to ask.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final

from selectolax.lexbor import LexborHTMLParser

from sphinx_essay.core.addresses import quoted, split_address
from sphinx_essay.jekyll import dates
from sphinx_essay.kramdown import Options, to_html

if TYPE_CHECKING:
    from datetime import tzinfo

    from sphinx_essay.core.page import Page

PLUGIN: Final = "jekyll-seo-tag"

_PLAIN: Final = re.compile(r"[\w ]*")
_HOME_OR_ABOUT: Final = re.compile(r"/(about/)?(index\.html?)?")
_AUTHORS: Final = ("Person", "Organization")
_WORKS: Final = ("BlogPosting", "CreativeWork")
_VERIFICATIONS: Final = {
    "google": "google-site-verification",
    "bing": "msvalidate.01",
    "alexa": "alexaVerifyID",
    "yandex": "yandex-verification",
    "baidu": "baidu-site-verification",
    "facebook": "facebook-domain-verification",
}
_FACEBOOK: Final = {"admins": "fb:admins", "publisher": "article:publisher", "app_id": "fb:app_id"}


@lru_cache(maxsize=512)
def _plain(text: str) -> str:
    if not _PLAIN.fullmatch(text):
        tree = LexborHTMLParser(to_html(text, Options.from_config({"input": "GFM", "auto_ids": False})))
        text = tree.body.text() if tree.body is not None else text
    return " ".join(text.split())


def plain(text: object) -> str:
    """Return the words of a piece of Markdown, on one line; none for None."""
    return "" if text is None else _plain(str(text).strip())


@dataclass(frozen=True)
class Site:
    """What the whole site says: its configuration, its data, the time zone of its dates, and where it is published.

    ``root`` is its address without a slash at the end; without a scheme where only a server would know it.
    """

    config: Mapping[str, Any]
    root: str = ""
    zone: tzinfo | None = None
    data: Callable[[], Mapping[str, Any]] = dict

    @cached_property
    def title(self) -> str:
        """The site's title."""
        return plain(self.config.get("title") or self.config.get("name"))

    def absolute(self, address: str) -> str:
        """Return an address of the site as others reach it."""
        if split_address(address).scheme:
            return quoted(address)
        return quoted(f"{self.root}/{address.lstrip('/')}")


@dataclass(frozen=True)
class Seo:
    """What is said of one page of a site; ``excerpt`` gives the beginning of a document, as HTML."""

    page: Page
    site: Site
    excerpt: Callable[[], str] = str

    @property
    def _said(self) -> Mapping[str, Any]:
        return self.page.front_matter

    @cached_property
    def _seo(self) -> Mapping[str, Any]:
        return _table(self._said.get("seo"))

    @property
    def _is_home_or_about(self) -> bool:
        return _HOME_OR_ABOUT.fullmatch(self.page.url) is not None

    @cached_property
    def page_title(self) -> str:
        """The page's own title, or the site's."""
        return plain(self._said.get("title")) or self.site.title

    @property
    def title(self) -> str:
        """The text of ``<title>``: page and site, or the site and what it is about."""
        config = self.site.config
        if self.site.title and self.page_title != self.site.title:
            return f"{self.page_title} | {self.site.title}"
        if self.site.title and plain(config.get("description")):
            return f"{self.site.title} | {plain(config.get('tagline')) or plain(config.get('description'))}"
        return self.page_title

    @cached_property
    def description(self) -> str:
        """What the page is about, or the site."""
        own = self._said.get("description") or self._said.get("excerpt") or self.excerpt()
        return plain(own) or plain(self.site.config.get("description"))

    @cached_property
    def _author(self) -> Mapping[str, Any]:
        authors = self._said.get("authors")
        first = authors[0] if isinstance(authors, list) and authors else None
        author = self._said.get("author") or first or self.site.config.get("author")
        if isinstance(author, list):
            author = author[0] if author else None
        if isinstance(author, str):
            return {"name": author, **_table(_table(self.site.data().get("authors")).get(author))}
        return _table(author)

    @property
    def author(self) -> str:
        """The author's name."""
        return plain(self._author.get("name"))

    @cached_property
    def _image(self) -> Mapping[str, Any]:
        """The page's picture: its address as ``path``, and what else is said of it; nothing without an address."""
        image = self._said.get("image")
        table = {"path": image} if isinstance(image, str) else dict(_table(image))
        path = table.get("path") or table.get("facebook") or table.get("twitter")
        return {**table, "path": self.site.absolute(str(path))} if path else {}

    @property
    def locale(self) -> str:
        """The page's language and region, as Open Graph writes them."""
        config = self.site.config
        said = (self._said.get("locale"), config.get("locale"), self._said.get("lang"), config.get("lang"))
        return str(next(filter(None, said), "en_US")).replace("-", "_")

    @property
    def canonical(self) -> str:
        """The page's address on the published site, "" where that is not known."""
        if own := self._said.get("canonical_url"):
            return str(own)
        return self.site.absolute(self.page.url).removesuffix("index.html") if "://" in self.site.root else ""

    @property
    def _published(self) -> str:
        """When the page was published (ISO 8601), "" for what is no article.

        A document without a date is as new as the build for Jekyll; here it has none.
        """
        return self._moment(self._said.get("date"))

    @property
    def _modified(self) -> str:
        said = self._seo.get("date_modified") or self._said.get("last_modified_at") or self._said.get("date")
        return self._moment(said)

    def _moment(self, value: object) -> str:
        when = dates.parse(value, self.site.zone or dates.site_zone(None)) if value else None
        return when.isoformat(timespec="seconds") if when else ""

    def tags(self) -> str:
        """Return the elements for the page's head, the title and the canonical link aside."""
        json_ld = json.dumps(self.json_ld(), ensure_ascii=False)
        # Inside of a script element nothing may look like its end.
        json_ld = json_ld.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
        metas = [
            f'<meta {attribute}="{name}" content="{html.escape(str(value), quote=True)}">'
            for attribute, name, value in self.metas()
            if value
        ]
        return "\n".join([*metas, f'<script type="application/ld+json">{json_ld}</script>'])

    def metas(self) -> Iterator[tuple[str, str, Any]]:
        """Yield what the ``meta`` elements say: attribute, name, and value, which may be empty."""
        yield "name", "author", self.author
        yield "name", "description", self.description
        yield "property", "og:title", self.page_title
        yield "property", "og:locale", self.locale
        yield "property", "og:description", self.description
        yield "property", "og:url", self.canonical
        yield "property", "og:site_name", self.site.title
        yield "property", "og:image", self._image.get("path")
        for name in ("height", "width", "alt"):
            yield "property", f"og:image:{name}", self._image.get(name) if self._image else ""
        yield "property", "og:type", "article" if self._published else "website"
        yield "property", "article:published_time", self._published
        yield from self._twitter()
        facebook = _table(self.site.config.get("facebook"))
        for key, name in _FACEBOOK.items():
            yield "property", name, facebook.get(key)
        verifications = _table(self.site.config.get("webmaster_verifications"))
        for key, name in _VERIFICATIONS.items():
            yield "name", name, verifications.get(key)
        if not verifications:
            yield "name", _VERIFICATIONS["google"], self.site.config.get("google_site_verification")

    def _twitter(self) -> Iterator[tuple[str, str, Any]]:
        twitter = _table(self.site.config.get("twitter"))
        card = _table(self._said.get("twitter")).get("card") or twitter.get("card") or "summary_large_image"
        yield "name", "twitter:card", card if self._image else "summary"
        yield "property", "twitter:image", self._image.get("path")
        yield "name", "twitter:image:alt", self._image.get("alt") if self._image else ""
        yield "property", "twitter:title", self.page_title
        if twitter:
            yield "name", "twitter:site", _account(twitter.get("username"))
            yield "name", "twitter:creator", _account(self._author.get("twitter") or self._author.get("name"))

    def json_ld(self) -> dict[str, Any]:
        """Return the page as linked data (https://schema.org)."""
        is_dated = bool(self._published)
        kind = self._seo.get("type") or (
            "WebSite" if self._is_home_or_about else "BlogPosting" if is_dated else "WebPage"
        )
        social = _table(self.site.config.get("social"))
        name = plain(self._seo.get("name"))
        if not name and self._is_home_or_about:
            name = plain(social.get("name")) or self.site.title
        said = {
            "@context": "https://schema.org",
            "@type": kind,
            "author": self._author_data(),
            "dateModified": self._modified,
            "datePublished": self._published,
            "description": self.description,
            "headline": self.page_title,
            "image": self._image_data(),
            "mainEntityOfPage": {"@type": "WebPage", "@id": self.canonical} if kind in _WORKS else None,
            "name": name,
            "publisher": self._publisher(),
            "sameAs": self._seo.get("links") or (social.get("links") if self._is_home_or_about else None),
            "url": self.canonical,
        }
        return {key: value for key, value in said.items() if value}

    def _author_data(self) -> Mapping[str, Any]:
        kind = self._author.get("type") or "Person"
        if not self.author or kind not in _AUTHORS:
            return {}
        address = self._author.get("url")
        return {"@type": kind, "name": self.author} | ({"url": str(address)} if address else {})

    def _image_data(self) -> Mapping[str, Any] | str:
        rest = {
            str(key): value if isinstance(value, int | float) else str(value)
            for key, value in self._image.items()
            if key != "path" and value is not None
        }
        path = str(self._image.get("path", ""))
        return {**rest, "url": path, "@type": "imageObject"} if rest else path

    def _publisher(self) -> Mapping[str, Any]:
        logo = self.site.config.get("logo")
        if not logo:
            return {}
        image = {"@type": "ImageObject", "url": self.site.absolute(str(logo))}
        return {"@type": "Organization", "logo": image} | ({"name": self.author} if self.author else {})


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _account(name: object) -> str:
    return f"@{str(name).replace('@', '')}" if name else ""
