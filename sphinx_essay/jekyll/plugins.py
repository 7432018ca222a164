"""The Jekyll plugins whose effect a site's sources rely on, and what they do to its pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from sphinx_essay.core.titles import title_of
from sphinx_essay.jekyll.emoji import with_emoji
from sphinx_essay.jekyll.urls import split_name

if TYPE_CHECKING:
    from datetime import datetime

    from sphinx_essay.core.page import Page
    from sphinx_essay.jekyll.config import SiteConfig
    from sphinx_essay.jekyll.entry_filter import EntryFilter
    from sphinx_essay.jekyll.layouts import Layouts

SUPPORTED: Final[Mapping[str, str]] = {
    "jekyll-optional-front-matter": "Markdown files without front matter are pages too",
    "jekyll-titles-from-headings": "a page without a title has that of the heading that it begins with",
    "jekyll-default-layout": "a page without a layout has the fitting one",
    "jekyll-readme-index": "a README is its folder's index, where there is no other",
    "jekyll-relative-links": "links to source files lead to their pages",
    "jekyll-redirect-from": "redirect_from and redirect_to, redirects.json",
    "jekyll-sitemap": "sitemap.xml and robots.txt, where the site says its address (url)",
    "jekyll-seo-tag": "title, description, canonical address, Open Graph, Twitter card and JSON-LD",
    "jekyll-feed": "feed.xml, the feeds of collections, categories and tags, and the tag feed_meta",
    "jekyll-toc": "the tag toc, the filters toc, toc_only and inject_anchors, on pages that say toc: true",
    "jemoji": "emoji by their names, as characters of Unicode; no picture is asked of GitHub",
    "jekyll-mentions": "@name is a link to that person's page on GitHub, or elsewhere",
    "jekyll-include-cache": "the tag include_cached",
    "jekyll-github-metadata": "site.github, as far as the repository's name tells; the tag github_edit_link",
    "jekyll-gist": "the tag gist: a link, and the script that shows the gist",
    "jekyll-last-modified-at": "last_modified_at of pages, and the tag of this name: from git, else from the file",
    "jekyll-remote-theme": "the theme is this one",
    "just-the-docs": "the theme is this one",
    "github-pages": "what GitHub Pages adds to every site",
}
"""Every plugin that has a counterpart here, by its gem's name, with what it does."""

# Files that are about a repository, not pages of its site (jekyll-optional-front-matter).
_REPOSITORY_FILES = frozenset(
    [
        "README",
        "LICENSE",
        "LICENCE",
        "COPYING",
        "CODE_OF_CONDUCT",
        "CONTRIBUTING",
        "ISSUE_TEMPLATE",
        "PULL_REQUEST_TEMPLATE",
    ]
)
_ATX = re.compile(r"\s*#{1,3}\s+(.*)")
_SETEXT = re.compile(r"\s*(.*)\n[-=]+[ \t]*(?:\n|$)")
_FOOTNOTE = re.compile(r"\[\^[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Plugins:
    """The plugins of a site: their gems' names, in the order given."""

    names: tuple[str, ...]

    @classmethod
    def of(cls, names: Iterable[str]) -> Plugins:
        """Return the plugins named; blanks around a name, empty names and repetitions go."""
        return cls(tuple(dict.fromkeys(name.strip() for name in names if name.strip())))

    def __contains__(self, name: str) -> bool:
        return name in self.names

    @property
    def unsupported(self) -> tuple[str, ...]:
        """The plugins that have no counterpart here."""
        return tuple(name for name in self.names if name not in SUPPORTED)


def option(config: SiteConfig, table: str, key: str) -> Any:
    """Return the value of a plugin's option, None where the site does not set it."""
    options = config.raw.get(table)
    return options.get(key) if isinstance(options, Mapping) else None


def optional_pages(paths: Iterable[str], config: SiteConfig, keep: EntryFilter) -> list[str]:
    """Return which files without front matter are pages with jekyll-optional-front-matter, sorted by path."""
    if option(config, "optional_front_matter", "enabled") is False or config.raw.get("require_front_matter"):
        return []
    return [
        path
        for path in sorted(paths, key=str.encode)
        if config.is_markdown(split_name(path)[1])
        and (split_name(path.rpartition("/")[2])[0].upper() not in _REPOSITORY_FILES or keep.includes(path))
    ]


def readme_indexes(static: Iterable[str], pages: Iterable[str], config: SiteConfig) -> tuple[list[str], list[str]]:
    """Return which README files are the index of their folder with jekyll-readme-index.

    First those without front matter (``static``), then the pages among them, where the site wishes so
    (``readme_index: with_frontmatter``).
    """
    if option(config, "readme_index", "enabled") is False:
        return [], []
    static, pages = list(static), list(pages)
    indexed = {
        path.rpartition("/")[0]
        for path in (*static, *pages)
        if re.fullmatch(r"index\.(html?|xhtml|htm)", name := path.rpartition("/")[2].lower())
        or (name.startswith("index.") and config.is_markdown(split_name(name)[1]))
    }

    def is_index(path: str) -> bool:
        folder, _, name = path.rpartition("/")
        stem, suffix = split_name(name)
        return stem.lower() == "readme" and config.is_markdown(suffix) and folder not in indexed

    bare = [path for path in static if is_index(path)]
    indexed |= {path.rpartition("/")[0] for path in bare}
    dressed = option(config, "readme_index", "with_frontmatter") is True
    return bare, [path for path in pages if is_index(path)] if dressed else []


def wants_title(page: Page, config: SiteConfig) -> bool:
    """Say whether a page's first heading is to be its title (jekyll-titles-from-headings).

    That is so where it says none itself; for documents, whose file names give them titles, where the site wishes so.
    """
    if option(config, "titles_from_headings", "enabled") is False:
        return False
    if page.collection:
        return option(config, "titles_from_headings", "collections") is True and "title" not in page.lines
    return page.front_matter.get("title") is None


def add_title(page: Page, opening: str, config: SiteConfig, plain: Callable[[str], str]) -> Page:
    """Give a page the heading that it begins with as its title; ``plain`` turns a line of Markdown into its text."""
    heading = first_heading(opening) if config.is_markdown(split_name(page.path)[1]) else ""
    if not heading:
        return page
    title = " ".join(_FOOTNOTE.sub("", plain(heading)).split())
    return replace(page, front_matter={**page.front_matter, "title": title})


def first_heading(opening: str) -> str:
    """Return the source of the heading, of level 1 to 3 or underlined, that a body begins with; or ""."""
    found = _ATX.match(opening)
    if found:
        return re.sub(r"\s+#+\s*$", "", found[1]).strip()
    found = _SETEXT.match(opening)
    return found[1].strip() if found else ""


def strips_title(page: Page, config: SiteConfig) -> bool:
    """Say whether the heading that gave a page its title is taken out of the body (`strip_title`)."""
    own = page.front_matter.get("strip_title")
    wished = option(config, "titles_from_headings", "strip_title") if own is None else own
    return wished is True and "title" not in page.lines and "title" in page.front_matter


def without_heading(body: str) -> str:
    """Return a body without the heading that it begins with."""
    found = _ATX.match(body) or _SETEXT.match(body)
    return body[found.end() :].strip() if found else body


def add_layout(page: Page, config: SiteConfig, layouts: Layouts) -> Page:
    """Give a page or a post without a layout the one that fits it (jekyll-default-layout)."""
    if page.collection not in ("", "posts"):
        return page
    suffix = split_name(page.path)[1]
    html_too = suffix == ".html" and option(config, "jekyll-default-layout", "html_pages") is True
    if "layout" in page.front_matter or not (config.is_markdown(suffix) or html_too):
        return page
    wishes: Sequence[str] = (
        "home" if page.url == "/" else "",
        "post" if page.collection else "page",
        "default",
    )
    layout = next((wish for wish in wishes if wish and layouts.exists(wish)), None)
    return replace(page, front_matter={**page.front_matter, "layout": layout})


def show_emoji(page: Page) -> Page:
    """Let menus show the emoji that a page's title names (jemoji); what names a parent is the title as it is written."""
    title = title_of(page)
    shown = with_emoji(title)
    return page if shown == title else replace(page, shown_title=shown)


def add_modification(page: Page, moment: datetime) -> Page:
    """Say of a page when it was last changed (jekyll-last-modified-at).

    The plugin wins over what an ordinary page says itself, and a document's own word over the plugin.
    """
    if page.collection and page.front_matter.get("last_modified_at") is not None:
        return page
    return replace(page, front_matter={**page.front_matter, "last_modified_at": moment})


def uses_ruby(plugin_files: Collection[str]) -> str:
    """Return the sentence that names a site's own plugins, which never run; "" where it has none."""
    if not plugin_files:
        return ""
    return f"{', '.join(sorted(plugin_files))}: code in Ruby never runs here"
