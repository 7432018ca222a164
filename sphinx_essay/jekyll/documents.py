"""Pages, posts and documents: what front matter, defaults and file names make of a source file.

Pure functions from heads to :class:`~sphinx_essay.core.page.Page` records.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any

from sphinx_essay.core.page import Page
from sphinx_essay.core.warnings import Diagnostic, Subtype
from sphinx_essay.jekyll import dates
from sphinx_essay.jekyll.defaults import Defaults, deep_merge
from sphinx_essay.jekyll.slugs import slugify, titleize
from sphinx_essay.jekyll.strftime import strftime
from sphinx_essay.jekyll.urls import (
    HTML_SUFFIXES,
    POST_TEMPLATES,
    climbs,
    fill,
    output_file,
    page_template,
    page_url,
    shortened,
    split_name,
    suffix_for,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sphinx_essay.jekyll.config import CollectionConfig, SiteConfig
    from sphinx_essay.jekyll.sources import Head

SASS_SUFFIXES = (".scss", ".sass")
_DATED = re.compile(r"(\d{2,4}-\d{1,2}-\d{1,2})-([^/]*)(\.[^.]+)")
_UNDATED = re.compile(r"(.*)(\.[^.]+)")


@dataclass(frozen=True, slots=True)
class Context:
    """What placing a page needs to know of the site; ``now`` is the time of the build, in the site's zone."""

    config: SiteConfig
    defaults: Defaults
    now: datetime

    @property
    def zone(self) -> tzinfo:
        """The site's time zone."""
        zone = self.now.tzinfo
        assert zone is not None
        return zone

    def output_suffix(self, suffix: str, permalink: str) -> str:
        """Return the suffix of what is made of a file: its permalink's own, else what ``suffix`` becomes.

        The number of a version (``/v1.2``) is no suffix, though to Jekyll it is: such a page would be none for readers.
        """
        own = "" if permalink.endswith("/") else split_name(permalink.rpartition("/")[2])[1]
        if own and not own[1:].isdigit():
            return own
        if self.config.is_markdown(suffix):
            return ".html"
        return ".css" if suffix in SASS_SUFFIXES else suffix


@dataclass(frozen=True, slots=True)
class Made:
    """A page, or None where the file gives none, and what is wrong with it."""

    page: Page | None
    diagnostics: tuple[Diagnostic, ...] = ()


def is_html(page: Page) -> bool:
    """Say whether a page is for readers (Jekyll's ``site.html_pages``), not a script, style sheet or feed."""
    return page.url.endswith("/") or page.output.endswith(HTML_SUFFIXES)


def is_sass(page: Page) -> bool:
    """Say whether a page is a style sheet that Jekyll would compile."""
    return page.path.endswith(SASS_SUFFIXES)


def make_page(path: str, head: Head, context: Context, *, extra: Mapping[str, Any] | None = None) -> Made:
    """Make the page for the file at ``path``; ``extra`` front matter, a plugin's, wins over its own."""
    own = {**head.front_matter.data, **(extra or {})}
    if not context.config.unpublished and "published" in own and not own["published"]:
        return Made(None, head.diagnostics)
    data = _with_defaults(own, context.defaults.values_for(path, "pages"))
    if "layout" in own:  # in pages, not in documents of collections, an empty `layout:` means none
        data["layout"] = own["layout"]
    folder, _, name = path.rpartition("/")
    stem, suffix = split_name(name)
    problems = list(head.diagnostics)
    permalink = _permalink(data, path, head, problems)
    output_suffix = context.output_suffix(suffix, permalink)
    template = permalink or page_template(stem, output_suffix, context.config.permalink)
    url = page_url(template, folder="/" + folder, basename=stem, output_ext=output_suffix)
    return Made(_page(path, url, output_suffix, data, head), tuple(problems))


def make_document(path: str, relative: str, head: Head, collection: CollectionConfig, context: Context) -> Made:
    """Make the document of a collection for the file at ``path``.

    ``relative`` is the path without ``collections_dir``.  For posts and drafts this gives the date and the
    categories that stand in the path.
    """
    problems = list(head.diagnostics)
    data = _document_data(path, relative, head, collection, context, problems)
    if not context.config.unpublished and "published" in data and not data["published"]:
        return Made(None, tuple(problems))
    stem, suffix = split_name(relative.rpartition("/")[2])
    permalink = _permalink(data, path, head, problems)
    output_suffix = context.output_suffix(suffix, permalink)
    template = permalink or _template(collection, context.config.permalink)
    unknown: list[str] = []
    url = fill(template, _placeholders(relative, stem, output_suffix, data, collection, context), unknown)
    if unknown:
        names = ", ".join(f":{name}" for name in unknown)
        problems.append(
            _url_problem(f"the permalink template {template} holds {names}, which means nothing", path, head)
        )
    return Made(_page(path, url, output_suffix, data, head, collection.label), tuple(problems))


def is_future(page: Page, context: Context) -> bool:
    """Say whether a document's date lies after the build, so that Jekyll does not publish it yet."""
    moment = page.front_matter.get("date")
    return (
        not context.config.future
        and isinstance(moment, datetime)
        and int(moment.timestamp()) > int(context.now.timestamp())
    )


def base_order(pages: Sequence[Page]) -> list[Page]:
    """Return ordinary pages in Jekyll's order: by file name alone, bytewise; equal names as they are read.

    A folder's sub-folders are read before its own files.  Jekyll takes the sub-folders as the disk lists them; here they
    are sorted, so that the order is the same everywhere.
    """

    def key(page: Page) -> tuple[bytes, list[tuple[bool, bytes]]]:
        *folders, name = page.path.encode().split(b"/")
        return name, [*((False, folder) for folder in folders), (True, name)]

    return sorted(pages, key=key)


def document_order(pages: Sequence[Page], collection: CollectionConfig) -> list[Page]:
    """Return a collection's documents in order: by ``order``, by ``sort_by``, else by date and path."""
    by_date = sorted(pages, key=functools.cmp_to_key(_compare))
    if collection.label == "posts":
        return by_date
    if collection.order:
        places = {name.strip("/"): place for place, name in enumerate(collection.order)}
        marker = f"_{collection.label}/"
        return sorted(by_date, key=lambda page: places.get(page.path.rpartition(marker)[2], len(places)))
    if collection.sort_by:
        key = collection.sort_by

        def by_key(one: Page, other: Page) -> int:
            first, second = one.front_matter.get(key), other.front_matter.get(key)
            if (first is None) != (second is None):
                return 1 if first is None else -1
            return _spaceship(first, second) or _compare(one, other)

        return sorted(by_date, key=functools.cmp_to_key(by_key))
    return by_date


def _compare(one: Page, other: Page) -> int:
    by_date = _spaceship(one.front_matter.get("date"), other.front_matter.get("date"))
    return by_date or _spaceship(one.path.encode(), other.path.encode())


def _spaceship(one: Any, other: Any) -> int:
    """Compare as Ruby's ``<=>`` does, what cannot be compared counting as equal."""
    try:
        return int(one > other) - int(one < other)
    except TypeError:
        return 0


def _with_defaults(own: Mapping[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    """Return front matter over what defaults say; an empty value leaves the default."""
    return deep_merge(defaults, own) if defaults else dict(own)


def _page(path: str, url: str, suffix: str, data: dict[str, Any], head: Head, collection: str = "") -> Page:
    return Page(
        path=path,
        docname=path[: -len(split_name(path)[1])] if split_name(path)[1] else path,
        url=url,
        output=output_file(url, ".html" if collection and url.endswith("/") else suffix),
        front_matter=data,
        lines=head.front_matter.lines,
        body_line=head.front_matter.body_line,
        collection=collection,
    )


def _permalink(data: Mapping[str, Any], path: str, head: Head, problems: list[Diagnostic]) -> str:
    value = data.get("permalink")
    if value is None:
        return ""
    if value == "" or isinstance(value, dict | list | bool):
        problems.append(_url_problem("permalink must be an address", path, head))
        return ""
    text = str(value)
    if climbs(text):
        problems.append(_url_problem(f"permalink {text} leaves the site", path, head))
    if (short := shortened(text)) != text:
        problems.append(_url_problem("permalink holds a name that is too long for a file; it is cut", path, head))
    return short


def _url_problem(message: str, path: str, head: Head) -> Diagnostic:
    return Diagnostic(Subtype.URL, message, path, head.front_matter.lines.get("permalink", 1))


def _document_data(
    path: str,
    relative: str,
    head: Head,
    collection: CollectionConfig,
    context: Context,
    problems: list[Diagnostic],
) -> dict[str, Any]:
    defaults = context.defaults.values_for(relative, collection.label)
    data = _with_defaults(head.front_matter.data, defaults)
    name = relative.rpartition("/")[2]
    dated, undated = _DATED.fullmatch(name), _UNDATED.fullmatch(name)
    slug = (dated[2] if dated else undated[1] if undated else name).rstrip(".")
    moment = data.get("date")
    if moment is not None:
        parsed = dates.parse(moment, context.zone)
        if parsed is None:
            line = head.front_matter.lines.get("date", 1)
            problems.append(Diagnostic(Subtype.DATE, f"date: {moment} is no date", path, line))
        data["date"] = parsed
    if data.get("date") is None:
        data.pop("date", None)
        named = dates.parse(dated[1], context.zone) if dated else None
        if named is not None:
            data["date"] = named
        elif collection.label == "posts":
            data["date"] = context.now
    if data.get("title") is None:
        data["title"] = titleize(slug)
    if data.get("slug") is None:
        data["slug"] = slug
    data.setdefault("ext", split_name(name)[1])
    data["categories"] = _categories(relative, defaults, data, collection)
    data["tags"] = _plural(data, "tag", "tags")
    return data


def _categories(
    relative: str, defaults: Mapping[str, Any], data: Mapping[str, Any], collection: CollectionConfig
) -> list[str]:
    """Return a document's categories: of a post's folders, of the defaults and of its own, each once."""
    found: list[Any] = []
    if collection.label == "posts":
        folders = [step for step in relative.split("/")[:-1] if step]
        marker = next((name for name in ("_posts", "_drafts") if name in folders), None)
        found = folders[: folders.index(marker)] if marker else []
    for table in (defaults, data):
        found += _plural(table, "", "categories")
    found += _plural(data, "category", "")
    return list(dict.fromkeys(str(item) for item in found))


def _plural(data: Mapping[str, Any], one: str, many: str) -> list[Any]:
    """Return the values of ``one`` (a value or list), else of ``many`` (a list, or words in one text)."""
    value = data.get(one)
    if value is None:
        value = data.get(many)
        value = value.split() if isinstance(value, str) else value
    values = value if isinstance(value, list) else [value]
    return [item for item in values if item is not None and item != ""]


def _template(collection: CollectionConfig, style: str) -> str:
    if collection.label == "posts":
        return POST_TEMPLATES.get(collection.permalink, collection.permalink)
    return collection.permalink or "/:collection/:path" + suffix_for(style)


def _placeholders(
    relative: str,
    stem: str,
    output_suffix: str,
    data: Mapping[str, Any],
    collection: CollectionConfig,
    context: Context,
) -> dict[str, Callable[[], str]]:
    """Return what each placeholder of a document's template stands for (Jekyll: Permalinks)."""
    moment = data.get("date")
    when = moment if isinstance(moment, datetime) else context.now
    slug = str(data["slug"])
    path = relative[: len(relative) - len(split_name(relative)[1])].rstrip(".")
    below = path.replace(f"_{collection.label}", "", 1)
    values: dict[str, Callable[[], str]] = {
        "collection": lambda: collection.label,
        "path": lambda: below,
        "output_ext": lambda: output_suffix,
        "name": lambda: slugify(stem),
        "title": lambda: slugify(slug, "pretty", cased=True) or slugify(stem, "pretty", cased=True),
        "slug": lambda: slugify(slug) or slugify(stem),
        "categories": lambda: "/".join(dict.fromkeys(item.lower() for item in data["categories"])),
        "slugified_categories": lambda: "/".join(dict.fromkeys(slugify(item) for item in data["categories"])),
    }
    for name, form in _DATE_FORMS.items():
        values[name] = functools.partial(strftime, when, form)
    return values


_DATE_FORMS = {
    "year": "%Y",
    "month": "%m",
    "day": "%d",
    "hour": "%H",
    "minute": "%M",
    "second": "%S",
    "i_day": "%-d",
    "i_month": "%-m",
    "short_month": "%b",
    "long_month": "%B",
    "short_year": "%y",
    "w_year": "%G",
    "week": "%V",
    "w_day": "%u",
    "short_day": "%a",
    "long_day": "%A",
    "y_day": "%j",
}
