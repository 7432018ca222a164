"""What rendering needs to know of a site, and how files of the site are read: never from outside it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

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
    from sphinx_essay.jekyll.static_files import StaticFile


@dataclass(frozen=True, slots=True)
class SiteSource:
    """A site as templates see it.

    ``root`` is the source folder, ``config`` the whole of ``_config.yml`` with Jekyll's defaults.  ``pages`` are all pages
    and documents in Jekyll's order, ``static_files`` what is copied, ``data`` what the data folder holds.
    ``collections`` holds the metadata of each by its label; ``collections_dir`` is the folder that they lie in, or "".
    ``includes_dir`` is where ``{% include %}`` looks, from the source folder.  ``plugins`` names Jekyll's plugins.
    """

    root: Path
    config: Mapping[str, Any] = field(default_factory=dict)
    pages: Sequence[Page] = ()
    static_files: Sequence[StaticFile] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    collections: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    collections_dir: str = ""
    includes_dir: str = "_includes"
    plugins: Collection[str] = ()
    layouts: Layouts = field(default_factory=Layouts)
    repository: Repository = UNKNOWN
    encoding: str = "utf-8"


def source_of(site: Site) -> SiteSource:
    """Return a site as templates see it: every page, also scripts and the like, and every document."""
    documents = [page for collection in site.collections.values() for page in collection.documents]
    known = {page.path for page in documents}
    ordinary = base_order([page for page in (*site.pages, *site.rendered_files) if page.path not in known])
    return SiteSource(
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
        file = self._inside(path)
        return file is not None and file.is_file()

    def refusal(self, path: str) -> str:
        """Return why there is nothing to be read at ``path``."""
        if self._inside(path) is None:
            return f"the file {path!r} lies outside the site, and is not read"
        return f"there is no file {path!r}"

    def text(self, path: str) -> str:
        """Return the text of the file at ``path``, relative to the folder.

        Raises ``IncludeError`` if there is none, if it lies outside the folder (also by way of a
        symbolic link), or is too large.
        """
        file = self._inside(path)
        if file is None:
            raise IncludeError(self.refusal(path))
        try:
            if file.stat().st_size > self._most:
                msg = f"the file {path!r} has more than {self._most} bytes, and is not read"
                raise IncludeError(msg)
            data = file.read_bytes()
        except OSError as error:
            msg = f"the file {path!r} cannot be read: {error.strerror}"
            raise IncludeError(msg) from error
        text = data.decode(self._encoding, "replace").removeprefix("\ufeff")
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def body(self, path: str) -> str:
        """Return the text of a page without its front matter, "" if it cannot be read."""
        try:
            text = self.text(path)
        except IncludeError:
            return ""
        return text[split(text, path)[0].body_offset :]

    def modified(self, path: str) -> float:
        """Return when the file was last changed, in seconds since 1970; 0 where there is none."""
        file = self._inside(path)
        return file.stat().st_mtime if file is not None and file.is_file() else 0

    def _inside(self, path: str) -> Path | None:
        pure = PurePosixPath(path)
        if pure.is_absolute() or ".." in pure.parts or "\0" in path:
            return None
        try:
            file = Path(os.path.realpath(self._root / pure))
        except (OSError, ValueError):
            return None
        return file if file.is_relative_to(self._root) else None
