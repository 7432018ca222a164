"""What rendering needs to know of a site, and how files of the site are read: never from outside it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Protocol

from sphinx_essay.core.front_matter import split
from sphinx_essay.jekyll.documents import base_order
from sphinx_essay.jekyll.layouts import Layouts
from sphinx_essay.jekyll.repository import UNKNOWN
from sphinx_essay.liquid.errors import IncludeError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sphinx_essay.core.page import Page
    from sphinx_essay.jekyll.repository import Repository
    from sphinx_essay.jekyll.site import Site


class StaticFileLike(Protocol):
    """A file that is copied as it is: its path from the source folder and its address on the site."""

    @property
    def path(self) -> str:
        """The path from the source folder."""

    @property
    def url(self) -> str:
        """The address on the site."""

    @property
    def collection(self) -> str:
        """The label of the collection that it belongs to, or ""."""

    @property
    def defaults(self) -> Mapping[str, Any]:
        """What the site's front matter defaults say of it."""


class SiteSource(Protocol):
    """A site as templates see it."""

    @property
    def root(self) -> Path:
        """The source folder."""

    @property
    def config(self) -> Mapping[str, Any]:
        """The whole of ``_config.yml``, with Jekyll's defaults."""

    @property
    def pages(self) -> Sequence[Page]:
        """All pages and documents, in Jekyll's order."""

    @property
    def static_files(self) -> Sequence[StaticFileLike]:
        """The files that are copied."""

    @property
    def data(self) -> Mapping[str, Any]:
        """What the data folder holds."""

    @property
    def collections(self) -> Mapping[str, Mapping[str, Any]]:
        """The metadata of each collection, by label."""

    @property
    def collections_dir(self) -> str:
        """The folder that the collections lie in, or ""."""

    @property
    def includes_dir(self) -> str:
        """Where ``{% include %}`` looks, from the source folder."""

    @property
    def plugins(self) -> Collection[str]:
        """The names of the Jekyll plugins that the site has."""

    @property
    def layouts(self) -> Layouts:
        """The site's own layouts."""

    @property
    def repository(self) -> Repository:
        """The repository that the site is kept in, as far as it is known."""

    @property
    def encoding(self) -> str:
        """The sources' text encoding."""


@dataclass(frozen=True, slots=True)
class PlainSource:
    """A site put together from its parts."""

    root: Path
    config: Mapping[str, Any] = field(default_factory=dict)
    pages: Sequence[Page] = ()
    static_files: Sequence[StaticFileLike] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    collections: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    collections_dir: str = ""
    includes_dir: str = "_includes"
    plugins: Collection[str] = ()
    layouts: Layouts = field(default_factory=Layouts)
    repository: Repository = UNKNOWN
    encoding: str = "utf-8"


def source_of(site: Site) -> PlainSource:
    """Return a site as templates see it: every page, also scripts and the like, and every document."""
    documents = [page for collection in site.collections.values() for page in collection.documents]
    known = {page.path for page in documents}
    ordinary = base_order([page for page in (*site.pages, *site.rendered_files) if page.path not in known])
    return PlainSource(
        root=site.source,
        config=site.config.raw,
        pages=[*ordinary, *documents],
        static_files=site.static_files,
        data=site.data,
        collections={label: item.config.metadata for label, item in site.collections.items()},
        collections_dir=site.config.collections_dir,
        includes_dir=site.config.includes_dir,
        plugins=site.plugins.names,
        layouts=site.layouts,
        repository=site.repository,
        encoding=site.encoding,
    )


class Reader:
    """Reads files below a folder, and nothing else."""

    def __init__(self, root: Path, encoding: str, most: int) -> None:
        self._root = Path(os.path.realpath(root))
        self._encoding = encoding
        self._most = most

    def exists(self, path: str) -> bool:
        """Tell whether there is a file of the site at ``path``, links that leave the site not followed."""
        place = self._inside(path)
        return place is not None and place.is_file()

    def refusal(self, path: str) -> str:
        """Return why there is nothing to be read at ``path``."""
        if self._inside(path) is None:
            return f"the file {path!r} lies outside the site, and is not read"
        return f"there is no file {path!r}"

    def text(self, path: str) -> str:
        """Return the text of the file at ``path``, relative to the folder.

        Raises ``IncludeError`` where there is none, where it lies outside the folder (also by way of a
        symbolic link), or is too large.
        """
        place = self._inside(path)
        if place is None:
            raise IncludeError(self.refusal(path))
        try:
            if place.stat().st_size > self._most:
                msg = f"the file {path!r} has more than {self._most} bytes, and is not read"
                raise IncludeError(msg)
            data = place.read_bytes()
        except OSError as error:
            msg = f"the file {path!r} cannot be read: {error.strerror}"
            raise IncludeError(msg) from error
        text = data.decode(self._encoding, "replace").removeprefix("\ufeff")
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def body(self, path: str) -> str:
        """Return the text of a page without its front matter, "" where it cannot be read."""
        try:
            text = self.text(path)
        except IncludeError:
            return ""
        return text[split(text, path)[0].body_offset :]

    def modified(self, path: str) -> float:
        """Return when the file was last changed, in seconds since 1970; 0 where there is none."""
        place = self._inside(path)
        return place.stat().st_mtime if place is not None and place.is_file() else 0

    def _inside(self, path: str) -> Path | None:
        pure = PurePosixPath(path)
        if pure.is_absolute() or ".." in pure.parts or "\0" in path:
            return None
        try:
            place = Path(os.path.realpath(self._root / pure))
        except (OSError, ValueError):
            return None
        return place if place.is_relative_to(self._root) else None
