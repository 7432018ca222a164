"""The site as data: one quick pass over a folder of Jekyll sources."""

from __future__ import annotations

import glob
import os
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_essay.core.front_matter import split
from sphinx_essay.core.history import committed, origin
from sphinx_essay.core.warnings import Diagnostic, Subtype
from sphinx_essay.jekyll import dates, emoji, faults, plugins
from sphinx_essay.jekyll.config import CollectionConfig, SiteConfig
from sphinx_essay.jekyll.data_files import data_paths, read_data
from sphinx_essay.jekyll.defaults import Defaults
from sphinx_essay.jekyll.documents import (
    Context,
    Made,
    base_order,
    document_order,
    is_future,
    is_html,
    is_sass,
    make_document,
    make_page,
)
from sphinx_essay.jekyll.entry_filter import EntryFilter
from sphinx_essay.jekyll.folders import kept_apart
from sphinx_essay.jekyll.layouts import Layout, Layouts, begins_document
from sphinx_essay.jekyll.plain_text import plain_text
from sphinx_essay.jekyll.plugins import Plugins
from sphinx_essay.jekyll.redirects import Redirect, find_redirects
from sphinx_essay.jekyll.repository import UNKNOWN, Repository, cloned_from, named_by, with_title
from sphinx_essay.jekyll.resolve import Places, Target
from sphinx_essay.jekyll.sass import as_css, has_rules
from sphinx_essay.jekyll.sources import Found, Head, Sources, is_encoding, walk
from sphinx_essay.jekyll.static_files import StaticFile, collection_file, static_file
from sphinx_essay.jekyll.theme_version import theme_version
from sphinx_essay.jekyll.urls import HTML_SUFFIXES, split_name

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping, Sequence

    from sphinx_essay.core.page import Page


@dataclass(frozen=True, slots=True)
class SiteCollection:
    """A collection: its documents in Jekyll's order, also those that are not written, and its files."""

    config: CollectionConfig
    documents: tuple[Page, ...] = ()
    files: tuple[StaticFile, ...] = ()


@dataclass(frozen=True)
class Site:
    """A Jekyll site, read but not rendered.

    ``pages`` are the pages for readers: ordinary ones in Jekyll's base order, then the documents of the
    collections that are written, posts first.  ``rendered_files`` are the files with front matter that are no
    pages: scripts, style sheets, feeds, to be run through Liquid and written to their ``output``.  Where two
    things have one output file, the one that comes later in pages, static files, documents is the one that is
    seen.
    """

    source: Path
    config: SiteConfig
    plugins: Plugins
    now: datetime
    pages: tuple[Page, ...] = ()
    rendered_files: tuple[Page, ...] = ()
    static_files: tuple[StaticFile, ...] = ()
    redirect_list: tuple[Redirect, ...] = ()
    collections: Mapping[str, SiteCollection] = field(default_factory=dict)
    layouts: Layouts = field(default_factory=Layouts)
    repository: Repository = UNKNOWN
    diagnostics: tuple[Diagnostic, ...] = ()
    encoding: str = "utf-8"

    @classmethod
    def load(
        cls,
        source: Path,
        *,
        config: Mapping[str, Any] | None = None,
        plugins: Sequence[str] | None = None,
        cache: MutableMapping[str, Any] | None = None,
        environ: Mapping[str, str] | None = None,
        skip: Sequence[Path] = (),
    ) -> Site:
        """Read the site in the folder ``source``.

        ``config`` overrides what ``_config.yml`` says; ``plugins`` are the gems' names of the Jekyll plugins
        to have (None: those of :meth:`SiteConfig.default_plugins`).  ``cache`` keeps what was read between
        builds: pass the same mapping again, persisted with pickle.  ``environ`` gives ``TZ`` and
        ``SOURCE_DATE_EPOCH``; ``skip`` are folders that are never entered, such as the output.
        """
        return _Loader(Path(source), config, plugins, cache, environ, skip).load()

    @cached_property
    def redirects(self) -> dict[str, str]:
        """Each address that leads on, with the address that it leads to."""
        return {redirect.url: redirect.target for redirect in self.redirect_list}

    @cached_property
    def places(self) -> Places:
        """The site's addresses, for looking up."""
        enabled = plugins.option(self.config, "relative_links", "enabled") is not False
        places = Places(self.config.baseurl, enabled and "jekyll-relative-links" in self.plugins)
        ordinary = [page for page in (*self.pages, *self.rendered_files) if not page.collection]
        places.add([redirect for redirect in self.redirect_list if not redirect.replaces_page])
        places.add(ordinary)
        places.add(self.static_files)
        places.add([page for page in (*self.pages, *self.rendered_files) if page.collection])
        places.add([redirect for redirect in self.redirect_list if redirect.replaces_page])
        return places

    @cached_property
    def data(self) -> Any:
        """What ``data`` in ``_config.yml`` gives, else what the data folder holds.

        It is read when first asked for; its faults are :attr:`data_diagnostics`.
        """
        return self._data[0]

    @cached_property
    def data_diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the data files."""
        return tuple(self._data[1])

    @cached_property
    def _data(self) -> tuple[Any, list[Diagnostic]]:
        sources = Sources(self.source, self.encoding, {})
        data, problems = read_data(sources, self.config.data_dir, self.config.raw)
        given = self.config.raw.get("data")
        return data if given is None or given is False else given, [*sources.diagnostics, *problems]

    def data_files(self) -> tuple[str, ...]:
        """Return the paths of the data files."""
        return tuple(data_paths(Sources(self.source, self.encoding, {}), self.config.data_dir))

    @cached_property
    def by_path(self) -> dict[str, Page]:
        """The pages and rendered files by their source path."""
        return {page.path: page for page in (*self.pages, *self.rendered_files)}

    def resolve(self, href: str, from_page: Page | None = None, *, in_markdown: bool = True) -> Target:
        """Return where a link in ``from_page`` leads; see :meth:`Places.resolve`."""
        if from_page is not None and from_page.collection and not self._links_in_collections:
            in_markdown = False
        return self.places.resolve(href, from_page, in_markdown=in_markdown)

    @cached_property
    def _links_in_collections(self) -> bool:
        return plugins.option(self.config, "relative_links", "collections") is True

    def body_of(self, page: Page, body: str) -> str:
        """Return a page's body as the site's plugins leave it, before Liquid runs."""
        return plugins.without_heading(body) if self._strips_title(page) else body

    def _strips_title(self, page: Page) -> bool:
        return "jekyll-titles-from-headings" in self.plugins and plugins.strips_title(page, self.config)

    def include_path(self, name: str) -> Path | None:
        """Return the file of this name in the site's include folder, None where there is none."""
        return self._inside(self.config.includes_dir, name)

    def source_path(self, name: str) -> Path | None:
        """Return the file with this path from the source folder, None where there is none inside the site."""
        return self._inside("", name)

    def read_text(self, path: str) -> tuple[str, tuple[Diagnostic, ...]]:
        r"""Return the text of a source file, line ends as ``\n``, and the faults of its encoding.

        :raises OSError: where the file cannot be read.
        """
        return Sources(self.source, self.encoding, {}).text(path)

    @cached_property
    def theme_version(self) -> tuple[int, int]:
        """The version of Just the Docs that the site asks for."""
        files = [
            "" if self.source_path(name) is None else self.read_text(name)[0] for name in ("Gemfile", "Gemfile.lock")
        ]
        return theme_version(self.config.remote_theme, *files)

    def _inside(self, folder: str, name: str) -> Path | None:
        root = os.path.realpath(self.source)
        base = os.path.realpath(Path(root, folder))
        place = os.path.realpath(Path(base, name.lstrip("/")))
        if not (base + os.sep).startswith(root + os.sep) or not place.startswith(base + os.sep):
            return None
        return Path(place) if Path(place).is_file() else None


class _Loader:
    """The steps of :meth:`Site.load`, which share what they find."""

    def __init__(
        self,
        source: Path,
        overrides: Mapping[str, Any] | None,
        names: Sequence[str] | None,
        cache: MutableMapping[str, Any] | None,
        environ: Mapping[str, str] | None,
        skip: Sequence[Path],
    ) -> None:
        self.config, problems = SiteConfig.load(source, overrides)
        self.diagnostics = list(problems)
        self.source = self._below(source, self.config.source)
        self.plugins = Plugins.of(self.config.default_plugins() if names is None else names)
        self.repository = self._repository(os.environ if environ is None else environ)
        self.config = with_title(self.config, self.repository)
        self.sources = Sources(self.source, self.config.encoding, {} if cache is None else cache)
        self.keep = EntryFilter(self.config.include, self.config.exclude)
        self.skip = frozenset(self._relative(place) for place in skip)
        zone = dates.site_zone(self.config.timezone or None, environ)
        if self.config.timezone and not dates.is_zone(self.config.timezone):
            self._wrong("timezone", f"{self.config.timezone} is no time zone")
        if not is_encoding(self.config.encoding):
            self._wrong("encoding", f"{self.config.encoding} is no encoding")
        defaults = Defaults(self.config.defaults, self._glob, self.config.collections_dir)
        self.context = Context(self.config, defaults, self._moment(zone, environ))
        self.layouts = Layouts(self._own_layouts())
        self.static_paths: list[str] = []
        self.committed: dict[str, datetime] | None = None

    def _moment(self, zone: tzinfo, environ: Mapping[str, str] | None) -> datetime:
        """Return the time of the build, which ``time`` in ``_config.yml`` may set."""
        given = self.config.raw.get("time")
        moment = dates.parse(given, zone) if given else None
        if given and moment is None:
            self._wrong("time", f"{given} is no time")
        return moment or dates.build_time(zone, environ)

    def load(self) -> Site:
        """Read everything and put it together."""
        collections_dir = self.config.collections_dir
        drafts = self.config.show_drafts
        found = walk(self.sources, self.keep, skip=self.skip, posts_in=collections_dir, drafts=drafts)
        ordinary = self._ordinary_pages(found)
        collections = {"posts": self._posts(found)}
        for label, entry in self.config.collections.items():
            if label not in ("posts", "data"):
                collections[label] = self._collection(entry)
        if "jekyll-optional-front-matter" in self.plugins:
            self._add_optional(ordinary, [file.path for item in collections.values() for file in item.files])
        self.committed = self._committed()
        written = [page for item in collections.values() if item.config.output for page in self._published(item)]
        if not any(is_html(page) for page in (*ordinary, *written)):
            ordinary += self._pages_in_need()
        pages = [self._finish(page) for page in self._once(ordinary, written)]
        statics = [static_file(path, self.context.defaults.values_for(path, "")) for path in self.static_paths]
        statics = [file for file in statics if file.defaults.get("published") is not False]
        statics += [file for item in collections.values() if item.config.output for file in item.files]
        pages, problems = kept_apart(pages, statics)
        self.diagnostics += problems
        finished = {page.path: page for page in pages if page.collection}
        collections = {
            label: SiteCollection(
                item.config, tuple(finished.get(page.path, page) for page in item.documents), item.files
            )
            for label, item in collections.items()
        }
        redirects: list[Redirect] = []
        if "jekyll-redirect-from" in self.plugins:
            redirects, problems = find_redirects(pages)
            self.diagnostics += problems
        self._report(pages, statics)
        self.sources.forget_unseen()
        return Site(
            source=self.source,
            config=self.config,
            plugins=self.plugins,
            now=self.context.now,
            pages=tuple(page for page in pages if is_html(page)),
            rendered_files=tuple(page for page in pages if not is_html(page) and self._is_written(page)),
            static_files=tuple(statics),
            redirect_list=tuple(redirects),
            collections=collections,
            layouts=self.layouts,
            repository=self.repository,
            diagnostics=(*self.diagnostics, *self.sources.diagnostics),
            encoding=self.sources.encoding,
        )

    # -- pages -----------------------------------------------------------------------------------------------

    def _once(self, ordinary: Sequence[Page], written: Sequence[Page]) -> list[Page]:
        """Return the pages to write, with one for each source file.

        A collection's folder that `include` names is read twice, for documents and for ordinary pages.  Where both
        have one address the ordinary page is kept, which is the one that menus show; else the document.
        """
        documents = {page.path: page for page in written}
        twins = {page.path: page for page in ordinary if page.path in documents}
        for path, page in twins.items():
            document = documents[path]
            if page.output != document.output:
                message = f"the file is an ordinary page at {page.url} too, not built: take its folder out of `include`"
                self.diagnostics.append(Diagnostic(Subtype.NAME_CONFLICT, message, path, 1))
        same = {path for path, page in twins.items() if page.output == documents[path].output}
        kept = [page for page in ordinary if page.path not in documents or page.path in same]
        return [*kept, *(page for page in written if page.path not in same)]

    def _ordinary_pages(self, found: Found) -> list[Page]:
        pages: list[Page] = []
        for path in found.files:
            head = self._head(path)
            if head is None:
                continue
            if head.begins:
                self._add(pages, make_page(path, head, self.context))
            else:
                self.diagnostics += head.diagnostics
                self.static_paths.append(path)
        pages = base_order(pages)
        self.static_paths.sort(key=str.encode)
        bare = list(self.static_paths)
        if "jekyll-optional-front-matter" in self.plugins:
            self._add_optional(pages, bare)
        if "jekyll-readme-index" in self.plugins:
            self._add_readmes(pages, bare)
        return pages

    def _add_readmes(self, pages: list[Page], bare: Sequence[str]) -> None:
        fresh, dressed = plugins.readme_indexes(bare, [page.path for page in pages], self.config)
        for path in fresh:
            self._add_bare(pages, path, {"permalink": _folder_url(path)})
        for place, page in enumerate(pages):
            if page.path in dressed:
                head = self._head(page.path)
                made = (
                    make_page(page.path, head, self.context, extra={"permalink": _folder_url(page.path)})
                    if head
                    else None
                )
                pages[place] = (made and made.page) or page

    def _add_optional(self, pages: list[Page], paths: Sequence[str]) -> None:
        """Make ordinary pages of the Markdown files among those without front matter, of collections, too."""
        for path in plugins.optional_pages(paths, self.config, self.keep):
            self._add_bare(pages, path, {})

    def _add_bare(self, pages: list[Page], path: str, extra: Mapping[str, Any]) -> None:
        """Make a page of a file without front matter."""
        head = self._head(path, always=True)
        if head is not None:
            self._add(pages, make_page(path, head, self.context, extra=extra))

    def _pages_in_need(self) -> list[Page]:
        """Return the pages of a site in which no file says that it is one: its Markdown files."""
        pages: list[Page] = []
        self._add_optional(pages, self.static_paths)
        message = "no file of the site begins with front matter (two lines ---), which makes a file a page: "
        message += (
            f"the Markdown files without it are pages here, {pages[0].path} among them; give them front matter, or name "
            "jekyll-optional-front-matter under `plugins`"
            if pages
            else "there is nothing but files to copy; give at least one page front matter"
        )
        self.diagnostics.append(Diagnostic(Subtype.EMPTY, message, self.config.file, 1))
        return pages

    def _posts(self, found: Found) -> SiteCollection:
        config = self.config.collections["posts"]
        posts: list[Page] = []
        for path in found.posts:
            if _is_dated(path):
                self._add_document(posts, path, config)
        for path in found.drafts:
            self._add_document(posts, path, config)
        posts = document_order([page for page in posts if not self._is_too_early(page)], config)
        if self.config.limit_posts > 0:
            posts = posts[-self.config.limit_posts :]
        return SiteCollection(config, tuple(posts))

    def _collection(self, config: CollectionConfig) -> SiteCollection:
        base = f"_{config.label}"
        folder = f"{self.config.collections_dir}/{base}".lstrip("/")
        documents: list[Page] = []
        files: list[StaticFile] = []
        if not self.sources.is_folder(folder):
            return SiteCollection(config)
        for below in self.sources.files_below(folder, hidden=True):
            path = f"{folder}/{below}"
            if not self.keep.keeps(below, base):
                continue
            head = self._head(path)
            if head is None:
                continue
            if head.begins:
                self._add(documents, make_document(path, f"{base}/{below}", head, config, self.context))
            else:
                self.diagnostics += head.diagnostics
                values = self.context.defaults.values_for(f"{base}/{below}", config.label)
                files.append(replace(collection_file(path, below, config, self.config.permalink), defaults=values))
        return SiteCollection(config, tuple(document_order(documents, config)), tuple(files))

    def _add_document(self, pages: list[Page], path: str, config: CollectionConfig) -> None:
        head = self._head(path, always=True)
        if head is not None and (head.begins or self.config.is_markdown(split_name(path)[1])):
            relative = path.removeprefix(self.config.collections_dir + "/") if self.config.collections_dir else path
            self._add(pages, make_document(path, relative, head, config, self.context))

    def _published(self, collection: SiteCollection) -> list[Page]:
        if collection.config.label == "posts":
            return list(collection.documents)
        return [page for page in collection.documents if not self._is_too_early(page)]

    def _is_too_early(self, page: Page) -> bool:
        early = is_future(page, self.context)
        if early:
            message = f"left out: its date {page.front_matter['date']:%Y-%m-%d} lies in the future"
            self.diagnostics.append(Diagnostic(Subtype.DATE, message, page.path, page.line_of("date")))
        return early

    def _finish(self, page: Page) -> Page:
        """Give a page what plugins add when all pages are known."""
        if "jekyll-titles-from-headings" in self.plugins and plugins.wants_title(page, self.config):
            head = self._head(page.path)
            if head is not None and not head.begins:  # a file that a plugin made a page of
                head = self._head(page.path, always=True)
            if head is not None:
                page = plugins.add_title(page, head.opening, self.config, plain_text)
        if "layout" not in page.front_matter and self._is_document(page):
            page = replace(page, front_matter={**page.front_matter, "layout": None})
        if "jekyll-default-layout" in self.plugins:
            page = plugins.add_layout(page, self.config, self.layouts)
        if emoji.PLUGIN in self.plugins:
            page = plugins.show_emoji(page)
        if self.committed is not None:
            moment = self.committed.get(page.path) or self._changed(page.path)
            page = plugins.add_modification(page, moment.astimezone(self.context.zone))
        return page

    def _is_document(self, page: Page) -> bool:
        """Say whether a page of HTML is a whole document itself, around which no layout makes sense."""
        if not page.path.endswith(HTML_SUFFIXES):
            return False
        head = self._head(page.path)
        return head is not None and begins_document(head.opening)

    def _committed(self) -> dict[str, datetime] | None:
        """Return when each file was last committed; None where no plugin asks (jekyll-last-modified-at)."""
        if "jekyll-last-modified-at" not in self.plugins:
            return None
        try:
            return committed(self.source)
        except (OSError, ValueError) as error:
            message = f"git does not say when pages were modified: {error}; the times of their files stand for it"
            self.diagnostics.append(
                Diagnostic(Subtype.GIT, message, self.config.file, self.config.lines.get("plugins", 1))
            )
            return {}

    def _changed(self, path: str) -> datetime:
        """Return when a file was changed, at the latest at the time of the build."""
        file = self.sources.file(path)
        now = self.context.now
        return min(datetime.fromtimestamp(file.mtime_ns // 10**9, now.tzinfo), now) if file else now

    def _add(self, pages: list[Page], made: Made) -> None:
        self.diagnostics += made.diagnostics
        if made.page is not None:
            pages.append(made.page)

    def _head(self, path: str, *, always: bool = False) -> Head | None:
        """Return the head of a file; None where it cannot be read, which is said once."""
        file = self.sources.file(path)
        head = self.sources.head(file, always=always) if file else None
        if head is None or head.is_read:
            return head
        self.diagnostics += [problem for problem in head.diagnostics if problem not in self.diagnostics]
        return None

    # -- the rest --------------------------------------------------------------------------------------------

    def _below(self, source: Path, folder: str) -> Path:
        """Return the folder that ``source:`` names, where it lies inside the site's."""
        place = (source / folder).resolve()
        if place == source.resolve() or (place.is_relative_to(source.resolve()) and place.is_dir()):
            return place if folder else source
        self._wrong("source", f"{folder} is no folder inside the site")
        return source

    def _repository(self, environ: Mapping[str, str]) -> Repository:
        """Return the repository that the site is kept in, where a plugin asks (jekyll-github-metadata)."""
        if "jekyll-github-metadata" not in self.plugins:
            return UNKNOWN
        return named_by(self.config, environ) or cloned_from(origin(self.source))

    def _wrong(self, key: str, message: str) -> None:
        """Report a key of the configuration."""
        place = (self.config.file, self.config.lines.get(key, 0))
        self.diagnostics.append(Diagnostic(Subtype.CONFIG, f"{key}: {message}", *place))

    def _relative(self, place: Path) -> str:
        return os.path.relpath(os.path.realpath(place), os.path.realpath(self.source)).replace(os.sep, "/")

    def _glob(self, pattern: str) -> Sequence[str]:
        if ".." in pattern.split("/"):
            return ()
        return [
            path.replace(os.sep, "/")
            for path in glob.glob(pattern.lstrip("/"), root_dir=self.source, recursive=True)  # noqa: PTH207
        ]

    def _own_layouts(self) -> dict[str, Layout]:
        folder = self.config.layouts_dir
        own: dict[str, Layout] = {}
        if self.sources.is_folder(folder):
            for path in self.sources.files_below(folder, hidden=False):
                stem, suffix = split_name(path)
                if suffix and self._head(f"{folder}/{path}") is not None:
                    text, _ = self.sources.text(f"{folder}/{path}")
                    own[stem] = Layout.of(stem, f"{folder}/{path}", text)
        return own

    def _report(self, pages: Sequence[Page], statics: Sequence[StaticFile]) -> None:
        """Say what is wrong with the site as a whole."""
        self.diagnostics += faults.address_conflicts(pages, statics)
        self.diagnostics += faults.name_conflicts(pages)
        self.diagnostics += faults.replaced_layouts(pages, self.layouts)
        folder = self.config.includes_dir
        if self.sources.is_folder(folder):
            self.diagnostics += faults.replaced_includes(folder, self.sources.files_below(folder, hidden=False))
        self.diagnostics += faults.unsupported_plugins(self.plugins, self.config)
        if self.sources.is_folder("_plugins"):
            ruby = [path for path in self.sources.files_below("_plugins", hidden=False) if path.endswith(".rb")]
            if ruby:
                message = plugins.uses_ruby(ruby)
                self.diagnostics.append(Diagnostic(Subtype.PLUGIN, message, "_plugins"))
        for page in filter(is_sass, pages):
            # The theme's own style sheets, which a copy of it has, say nothing that the theme does not.
            if not self._is_written(page) and has_rules(self._body(page)):
                message = "Sass is not compiled: the style sheet is left out; write it in CSS"
                self.diagnostics.append(Diagnostic(Subtype.PLUGIN, message, page.path, 1))

    def _is_written(self, page: Page) -> bool:
        """Say whether a file that is no page is written: of Sass, what is CSS."""
        if not is_sass(page):
            return True
        body = self._body(page)
        return page.path.endswith(".scss") and has_rules(body) and as_css(body) is not None

    def _body(self, page: Page) -> str:
        text, _ = self.sources.text(page.path)
        return text[split(text)[0].body_offset :]


def _folder_url(path: str) -> str:
    folder = path.rpartition("/")[0]
    return f"/{folder}/" if folder else "/"


def _is_dated(path: str) -> bool:
    name = path.rpartition("/")[2]
    parts = name.split("-", 3)
    return (
        len(parts) == 4
        and all(part.isascii() and part.isdigit() for part in parts[:3])
        and 2 <= len(parts[0]) <= 4
        and all(1 <= len(part) <= 2 for part in parts[1:3])
        and "." in parts[3]
    )
