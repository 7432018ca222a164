"""What search engines and other sites are told of a page, as jekyll-seo-tag tells it.

The rules are those of jekyll-seo-tag (its documentation: Usage, Advanced usage): title, description, author, canonical
address, Open Graph, Twitter card and JSON-LD, from front matter and ``_config.yml``.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from selectolax.lexbor import LexborHTMLParser

from sphinx_essay.addresses import quoted, split_address
from sphinx_essay.kramdown import Options, to_html
from sphinx_essay.site import project_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_essay.jekyll import SiteConfig
    from sphinx_essay.page import Page

PLUGIN = "jekyll-seo-tag"
_PLAIN = re.compile(r"[\w ]*")


def plain(text: Any) -> str:
    """Return the words of a piece of Markdown, on one line."""
    text = str(text or "").strip()
    if not _PLAIN.fullmatch(text):
        tree = LexborHTMLParser(to_html(text, Options.from_config({"input": "GFM", "auto_ids": False})))
        text = tree.body.text() if tree.body is not None else text
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Seo:
    """What is said of one page of a site."""

    page: Page
    config: SiteConfig
    root: str = ""
    """Where the site is published, with a slash at its end; "" where only ``_config.yml`` knows."""

    @property
    def _said(self) -> Mapping[str, Any]:
        return self.page.front_matter

    @property
    def page_title(self) -> str:
        """The page's own title, or the site's."""
        return plain(self._said.get("title")) or self.site_title

    @property
    def site_title(self) -> str:
        """The site's title."""
        return plain(self.config.title or self.config.raw.get("name"))

    @property
    def title(self) -> str:
        """The text of ``<title>``: page and site, or the site and what it is about."""
        about = plain(self.config.tagline or self.config.description)
        if self.page_title and self.page_title != self.site_title:
            return f"{self.page_title} | {self.site_title}" if self.site_title else self.page_title
        return f"{self.site_title} | {about}" if about and self.site_title else self.site_title

    @property
    def description(self) -> str:
        """What the page is about, or the site."""
        return plain(self._said.get("description")) or plain(self.config.description)

    @property
    def author(self) -> str:
        """The author's name."""
        author = self._said.get("author") or self.config.raw.get("author")
        if isinstance(author, list):
            author = author[0] if author else None
        if isinstance(author, Mapping):
            author = author.get("name")
        return plain(author)

    @property
    def image(self) -> str:
        """The address of the page's picture."""
        image = self._said.get("image")
        if isinstance(image, Mapping):
            image = image.get("path")
        return self.absolute(str(image)) if image else ""

    @property
    def locale(self) -> str:
        """The page's language and region, as Open Graph writes them."""
        return str(self._said.get("locale") or self._said.get("lang") or self.config.lang or "en_US").replace("-", "_")

    @property
    def canonical(self) -> str:
        """The page's address on the published site, "" where that is not known."""
        own = self._said.get("canonical_url")
        return str(own) if own else self.absolute(self.page.url) if self.root or self.config.url else ""

    @property
    def published(self) -> str:
        """When the page was published (ISO 8601), "" for what is no article."""
        when = self._said.get("date")
        return when.isoformat() if isinstance(when, date | datetime) else ""

    def absolute(self, address: str) -> str:
        """Return an address of the site as others reach it."""
        if split_address(address).scheme:
            return address
        root = self.root or f"{self.config.url}{self.config.baseurl}/"
        return quoted(root + address.lstrip("/"))

    def tags(self) -> str:
        """Return the elements for the page's head, the title and the canonical link aside."""
        kind = "article" if self.published else "website"
        return "\n".join(
            [
                *_metas("name", {"author": self.author, "description": self.description}),
                *_metas(
                    "property",
                    {
                        "og:title": self.page_title,
                        "og:locale": self.locale,
                        "og:description": self.description,
                        "og:url": self.canonical,
                        "og:site_name": self.site_title,
                        "og:image": self.image,
                        "og:type": kind,
                        "article:published_time": self.published,
                    },
                ),
                *_metas(
                    "name",
                    {
                        "twitter:card": "summary_large_image" if self.image else "summary",
                        "twitter:title": self.page_title,
                        "twitter:image": self.image,
                    },
                ),
                f'<script type="application/ld+json">{self._json_ld()}</script>',
            ]
        )

    def _json_ld(self) -> str:
        said = {
            "@context": "https://schema.org",
            "@type": "BlogPosting" if self.published else "WebSite" if self.page.url == "/" else "WebPage",
            "headline": self.page_title,
            "name": self.site_title if self.page.url == "/" else "",
            "description": self.description,
            "url": self.canonical,
            "image": self.image,
            "datePublished": self.published,
            "author": {"@type": "Person", "name": self.author} if self.author else "",
        }
        text = json.dumps({key: value for key, value in said.items() if value}, ensure_ascii=False)
        # Inside of a script element nothing may look like its end.
        return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _metas(attribute: str, values: Mapping[str, str]) -> list[str]:
    return [
        f'<meta {attribute}="{name}" content="{html.escape(value, quote=True)}">'
        for name, value in values.items()
        if value
    ]


def extend(app: Sphinx, pagename: str, _templatename: str, context: dict[str, Any], _doctree: object) -> None:
    """Add a page's tags to its head (``html-page-context``)."""
    project = project_of(app.config)
    page = project.site_page(pagename)
    if project.site is None or page is None:
        return
    context["essay_page"] = page
    if PLUGIN in project.site.plugins and page.front_matter.get("seo") is not False:
        seo = Seo(page, project.site.config, app.config.html_baseurl)
        context["essay_title"] = seo.title
        if app.builder.name == "epub":
            return  # a book is not shared page by page, and its pages must be XML
        context["metatags"] = context.get("metatags", "") + "\n" + seo.tags()
        if seo.canonical:
            context["pageurl"] = seo.canonical


def setup(app: Sphinx) -> ExtensionMetadata:
    """Say of each page what jekyll-seo-tag says."""
    app.setup_extension("sphinx_essay.site")
    app.connect("html-page-context", extend)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
