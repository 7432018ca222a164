"""The objects of a site as templates read them: ``site``, pages, documents, collections, static files."""

from __future__ import annotations

import posixpath
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sphinx_essay.liquid import values
from sphinx_essay.liquid.filters import dates
from sphinx_essay.liquid.values import Drop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sphinx_essay.core.page import Page
    from sphinx_essay.jekyll.static_files import StaticFile
    from sphinx_essay.liquid.renderer import LiquidRenderer
    from sphinx_essay.liquid.rendering import Recorder

HTML_SUFFIXES = (".html", ".xhtml", ".htm")


class LazyDrop(Drop):
    """An object whose values are computed when they are asked for, over a mapping with the rest."""

    computed: Mapping[str, Callable[[Any], object]] = {}
    __slots__ = ()

    def under(self) -> Mapping[str, object]:
        """Return the values that nothing computes."""
        return {}

    def __getitem__(self, key: str) -> object:
        compute = self.computed.get(key)
        return self.under()[key] if compute is None else compute(self)

    def get(self, key: str, default: object = None) -> object:
        """Return the value of ``key``, or ``default``."""
        compute = self.computed.get(key)
        return self.under().get(key, default) if compute is None else compute(self)

    def __contains__(self, key: object) -> bool:
        return key in self.computed or key in self.under()

    def __iter__(self) -> Iterator[str]:
        yield from self.computed
        for key in self.under():
            if key not in self.computed:
                yield key

    def __len__(self) -> int:
        return sum(1 for _ in self)


class PageDrop(LazyDrop):
    """A page: its front matter, and ``url``, ``path``, ``name``, ``dir``, ``content`` and ``excerpt``."""

    __slots__ = ("_recorder", "_renderer", "_under", "page")

    def __init__(self, page: Page, renderer: LiquidRenderer, recorder: Recorder) -> None:
        self.page = page
        self._renderer = renderer
        self._recorder = recorder
        self._under = page.front_matter

    def under(self) -> Mapping[str, object]:
        """Return the front matter."""
        return self._under

    def content(self) -> str:
        """Return the body as it was written."""
        self._recorder.dependencies.add(self.page.path)
        return self._renderer.body_of(self.page)

    def path(self) -> str:
        """Return the path that the page gives itself, else that of its file."""
        return values.to_s(self._under.get("path") or self.page.path)

    def excerpt(self) -> object:
        """Return the excerpt of the front matter, else the page's beginning if the site wishes so (``page_excerpts``)."""
        given = self._under.get("excerpt")
        if given is None and self._renderer.has_excerpt(self.page):
            self._recorder.dependencies.add(self.page.path)
            return self._renderer.excerpt_of(self.page, self._recorder)
        return None if given is None else values.to_s(given)

    computed: Mapping[str, Callable[[Any], object]] = {
        "content": content,
        "dir": lambda self: _folder(self.page.url),
        "excerpt": excerpt,
        "name": lambda self: posixpath.basename(self.page.path),
        "path": path,
        "url": lambda self: self.page.url,
    }


class DocumentDrop(PageDrop):
    """A post or another document of a collection."""

    __slots__ = ()

    def spaceship(self, other: object) -> int | None:
        """Compare as Jekyll does, by date and then by path; ``None`` if ``other`` is no document."""
        if not isinstance(other, DocumentDrop):
            return None
        return values.spaceship(self["date"], other["date"]) or values.spaceship(self.page.path, other.page.path)

    def text(self) -> str:
        """Return the document inside the site's own layouts, which is what it prints as."""
        return self.output()

    def output(self) -> str:
        """Return the document as HTML inside the site's own layouts, the theme's left out."""
        self._recorder.dependencies.add(self.page.path)
        return self._renderer.output_of(self.page, self._recorder)

    def content(self) -> str:
        """Return the document as HTML, as Jekyll has it: it renders documents before pages."""
        self._recorder.dependencies.add(self.page.path)
        return self._renderer.html_of(self.page, self._recorder)

    def excerpt(self) -> str:
        """Return the excerpt of the front matter, else the document's beginning as HTML."""
        given = self._under.get("excerpt")
        if given is not None:
            return values.to_s(given)
        self._recorder.dependencies.add(self.page.path)
        return self._renderer.excerpt_of(self.page, self._recorder)

    def date(self) -> object:
        """Return the document's date, the moment of the build if it has none."""
        given = self._under.get("date")
        if isinstance(given, date) and not isinstance(given, datetime):
            return dates.local(given, self._renderer.now)
        return self._renderer.now if given is None else given

    def _draft(self) -> object:
        given = self._under.get("draft")
        return "_drafts" in self.page.path.split("/") if given is None else given

    def _id(self) -> str:
        slug = values.to_s(self._under.get("slug")) or posixpath.splitext(posixpath.basename(self.page.path))[0]
        return posixpath.join(posixpath.dirname(self.page.url), slug)

    def _neighbour(self, step: int) -> DocumentDrop | None:
        self._recorder.dependencies.add(f"site.{self.page.collection}")
        siblings = self._renderer.documents_of(self.page.collection)
        number = siblings.index(self.page) + step
        return DocumentDrop(siblings[number], self._renderer, self._recorder) if 0 <= number < len(siblings) else None

    computed: Mapping[str, Callable[[Any], object]] = {
        "categories": lambda self: self._under.get("categories", []),
        "collection": lambda self: self.page.collection,
        "content": content,
        "date": date,
        "draft": _draft,
        "excerpt": excerpt,
        "id": _id,
        "name": lambda self: self._under.get("name") or posixpath.basename(self.page.path),
        "next": lambda self: self._neighbour(1),
        "output": output,
        "path": lambda self: self._renderer.relative_path(self.page),
        "previous": lambda self: self._neighbour(-1),
        "relative_path": lambda self: self._renderer.relative_path(self.page),
        "tags": lambda self: self._under.get("tags", []),
        "title": lambda self: self._under.get("title"),
        "url": lambda self: self.page.url,
    }


def _folder(url: str) -> str:
    return url if url.endswith("/") else posixpath.dirname(url).rstrip("/") + "/"


class StaticFileDrop(LazyDrop):
    """A file that is copied as it is."""

    __slots__ = ("_file", "_renderer")

    def __init__(self, file: StaticFile, renderer: LiquidRenderer) -> None:
        self._file = file
        self._renderer = renderer

    def under(self) -> Mapping[str, object]:
        """Return what front matter defaults say of it."""
        return self._file.defaults

    def _modified(self) -> object:
        epoch = self._renderer.modified(self._file.path)
        return datetime.fromtimestamp(int(epoch), self._renderer.now.tzinfo)

    def _name(self) -> tuple[str, str]:
        return posixpath.splitext(posixpath.basename(self._file.path))

    computed: Mapping[str, Callable[[Any], object]] = {
        "basename": lambda self: self._name()[0].rstrip("."),
        "collection": lambda self: self._file.collection or None,
        "extname": lambda self: self._name()[1],
        "modified_time": _modified,
        "name": lambda self: posixpath.basename(self._file.path),
        "path": lambda self: ("" if self._file.collection else "/") + self._file.path,
    }


class CollectionDrop(LazyDrop):
    """A collection: its documents, its files and what ``_config.yml`` says of it."""

    __slots__ = ("_label", "_site")

    def __init__(self, label: str, site: SiteDrop) -> None:
        self._label = label
        self._site = site

    def under(self) -> Mapping[str, object]:
        """Return the collection's own settings."""
        return self._site.renderer.source.collections.get(self._label, {})

    computed: Mapping[str, Callable[[Any], object]] = {
        "directory": lambda self: f"_{self._label}",
        "docs": lambda self: self._site.documents(self._label),
        "files": lambda self: self._site.files(self._label),
        "label": lambda self: self._label,
        "output": lambda self: values.truthy(self.under().get("output")),
        "relative_directory": lambda self: f"_{self._label}",
    }


class JekyllDrop(Drop):
    """``jekyll``: which Jekyll this is."""

    __slots__ = ("_values",)

    def __init__(self, environment: str) -> None:
        self._values = {"version": "4.3.1", "environment": environment}

    def __getitem__(self, key: str) -> object:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def text(self) -> str:
        """Return the name of the class in Jekyll, which is what the object prints as."""
        return "Jekyll::Drops::JekyllDrop"


class SiteDrop(LazyDrop):
    """``site``: the lists of pages, files and data, over everything in ``_config.yml``.

    Each list that a template looks at is noted as a dependency of its page.
    """

    def __init__(self, renderer: LiquidRenderer, recorder: Recorder, page: Page) -> None:
        self.renderer = renderer
        self._recorder = recorder
        self._page = page

    def under(self) -> Mapping[str, object]:
        """Return the configuration."""
        self._recorder.dependencies.add("site.config")
        return self.renderer.config

    def __getitem__(self, key: str) -> object:
        if key != "posts" and key in self.renderer.source.collections:
            return self.documents(key)
        return super().__getitem__(key)

    def get(self, key: str, default: object = None) -> object:
        """Return the value of ``key``, or ``default``."""
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key: object) -> bool:
        return key in self.renderer.source.collections or super().__contains__(key)

    def text(self) -> str:
        """Return the name of the class in Jekyll."""
        return "Jekyll::Drops::SiteDrop"

    def _drops(self, name: str, pages: list[Page]) -> list[PageDrop]:
        self._recorder.dependencies.add(f"site.{name}")
        self._recorder.charge(len(pages) >> 4)
        return [self.renderer.drop(page, self._recorder) for page in pages]

    def documents(self, label: str) -> list[PageDrop]:
        """Return the documents of a collection, in its order."""
        return self._drops(label, self.renderer.documents_of(label))

    @cached_property
    def _pages(self) -> list[PageDrop]:
        return self._drops("pages", self.renderer.ordinary_pages)

    @cached_property
    def _posts(self) -> list[PageDrop]:
        return self._drops("posts", self.renderer.documents_of("posts"))[::-1]

    @cached_property
    def _static_files(self) -> list[StaticFileDrop]:
        self._recorder.dependencies.add("site.static_files")
        return [StaticFileDrop(file, self.renderer) for file in self.renderer.source.static_files]

    def files(self, label: str) -> list[StaticFileDrop]:
        """Return the static files of a collection."""
        return [drop for drop in self._static_files if drop["collection"] == label]

    def _html_pages(self) -> list[PageDrop]:
        return [drop for drop in self._pages if drop.page.output.endswith(HTML_SUFFIXES) or drop.page.url.endswith("/")]

    def _all_documents(self) -> list[PageDrop]:
        return [drop for label in self.renderer.labels for drop in self.documents(label)]

    def _data(self) -> Mapping[str, object]:
        self._recorder.dependencies.add("site.data")
        return self.renderer.source.data

    def _by(self, key: str) -> dict[str, list[PageDrop]]:
        """Return the posts under each of their categories or tags, the newest first."""
        found: dict[str, list[PageDrop]] = {}
        for post in self._posts[::-1]:
            for name in values.to_list(post[key]):
                found.setdefault(values.to_s(name), []).append(post)
        return {name: posts[::-1] for name, posts in found.items()}

    def _related(self) -> list[PageDrop] | None:
        """Return the newest posts besides the document that asks; pages have none."""
        return [post for post in self._posts if post.page != self._page][:10] if self._page.collection else None

    def _github(self) -> object:
        self._recorder.dependencies.add("site.config")
        return self.renderer.github

    computed: Mapping[str, Callable[[Any], object]] = {
        "categories": lambda self: self._by("categories"),
        "collections": lambda self: [CollectionDrop(label, self) for label in sorted(self.renderer.labels)],
        "data": _data,
        "documents": _all_documents,
        "github": _github,
        "html_pages": _html_pages,
        "pages": lambda self: self._pages,
        "posts": lambda self: self._posts,
        "related_posts": _related,
        "static_files": lambda self: self._static_files,
        "tags": lambda self: self._by("tags"),
        "time": lambda self: self.renderer.now,
    }
