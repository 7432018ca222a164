"""Where a link leads: addresses as writers put them, resolved as Jekyll's readers would be led.

Pure functions on the site's addresses.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from sphinx_essay.core.page import Page
from sphinx_essay.jekyll.redirects import Redirect
from sphinx_essay.jekyll.static_files import StaticFile
from sphinx_essay.jekyll.urls import clamp, place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Kind(Enum):
    """What a link leads to."""

    PAGE = "page"
    STATIC = "static"
    REDIRECT = "redirect"
    EXTERNAL = "external"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads.

    ``url`` is the address that it stands for: site-absolute, without ``baseurl``, in the writer's own form
    (``/x`` stays ``/x`` where the page lies at ``/x/``), with its query and without its fragment; the whole
    address where it leads elsewhere.  ``fragment`` is as written, without ``#``.  ``page``, ``static`` and
    ``redirect`` are set according to ``kind``; a rendered file that is no page for readers counts as a
    page.  ``suggestion`` is, for an unknown target, the page that was probably meant.
    """

    kind: Kind
    url: str
    fragment: str = ""
    page: Page | None = None
    static: StaticFile | None = None
    redirect: Redirect | None = None
    suggestion: Page | None = None

    def complaint(self, address: str) -> str:
        """Return what to tell the writer of ``address``, which leads nowhere."""
        meant = f"; {self.suggestion.path} is at {self.suggestion.url}" if self.suggestion is not None else ""
        return f"no page and no file of the site has the address {address!r}{meant}"


@dataclass(slots=True)
class Places:
    """The site's addresses: pages, rendered files, static files and redirects by where they are seen.

    Of two things with one address the one that is written later is seen (Jekyll writes pages, then static
    files, then the documents of collections).
    """

    baseurl: str = ""
    relative_links: bool = False
    by_place: dict[str, Page | StaticFile | Redirect] = field(default_factory=dict)
    by_path: dict[str, Page | StaticFile] = field(default_factory=dict)

    def add(self, things: Iterable[Page | StaticFile | Redirect]) -> None:
        """Add what is seen at the place of its output file, over what was there."""
        for thing in things:
            self.by_place[place("/" + thing.output)] = thing
            if not isinstance(thing, Redirect):
                self.by_path.setdefault(thing.path, thing)

    def at(self, path: str) -> Page | StaticFile | Redirect | None:
        """Return what is seen at an address: as it stands, else with a slash or ``.html`` after it.

        Web servers lead on the first way, and GitHub Pages serves ``/x`` from ``x.html``.
        """
        for written in (unquote(path), path):  # a file's name may itself hold what looks encoded
            exact = place(written) or "/"
            for form in (exact, exact + "/", exact + ".html"):
                if form in self.by_place:
                    return self.by_place[form]
        return None

    def near(self, path: str) -> Page | StaticFile | Redirect | None:
        """Return what is seen where only the ending differs: at ``/x/`` for ``/x.html``, or the reverse."""
        bare = unquote(path).removesuffix("/").removesuffix(".html")
        return self.by_place.get(bare + "/") or self.by_place.get(bare + ".html")

    def resolve(self, href: str, from_page: Page | None = None, *, in_markdown: bool = True) -> Target:
        """Return where ``href``, as a page writes it, leads.

        ``in_markdown`` says that it stands in a Markdown link or image: only there jekyll-relative-links
        takes a path for that of a source file.
        """
        href = href.strip()
        try:
            parts = urlsplit(href)
        except ValueError:
            return Target(Kind.UNKNOWN, href)
        if parts.scheme or href.startswith("//"):
            return Target(Kind.EXTERNAL, href)
        fragment = parts.fragment
        query = f"?{parts.query}" if parts.query else ""
        if not parts.path:
            url = from_page.url if from_page else "/"
            return self._target(self.at(url), url + query, fragment)
        if self.relative_links and in_markdown and from_page is not None:
            source = self._source(parts.path, from_page)
            if source is not None:
                return self._target(source, source.url + query, fragment)
        path = self.without_base(parts.path) if parts.path.startswith("/") else parts.path
        path = join(from_page.url if from_page else "/", path)
        found = self.at(path)
        if found is None:
            meant = self._source(parts.path, from_page) or self.near(path)
            suggestion = meant if isinstance(meant, Page) else None
            return Target(Kind.UNKNOWN, path + query, fragment, suggestion=suggestion)
        return self._target(found, path + query, fragment)

    def without_base(self, path: str) -> str:
        """Return a site-absolute path without ``baseurl``, where it has it."""
        if self.baseurl and (path == self.baseurl or path.startswith(self.baseurl + "/")):
            return path[len(self.baseurl) :] or "/"
        return path

    def _source(self, path: str, from_page: Page | None) -> Page | StaticFile | None:
        """Return what is made of the source file that a path means, from the page's own source file."""
        folder = posixpath.dirname(from_page.path) if from_page else ""
        return self.by_path.get(clamp(posixpath.join("/", folder, unquote(path))))

    @staticmethod
    def _target(thing: Page | StaticFile | Redirect | None, url: str, fragment: str) -> Target:
        match thing:
            case Page():
                return Target(Kind.PAGE, url, fragment, page=thing)
            case StaticFile():
                return Target(Kind.STATIC, url, fragment, static=thing)
            case Redirect():
                return Target(Kind.REDIRECT, url, fragment, redirect=thing)
            case None:
                return Target(Kind.UNKNOWN, url, fragment)


def join(base: str, path: str) -> str:
    """Return the site-absolute address that ``path`` means on a page at ``base`` (RFC 3986, section 5.2)."""
    full = path if path.startswith("/") else base[: base.rfind("/") + 1] + path
    folder = full.endswith(("/", "/.", "/.."))
    steps: list[str] = []
    for step in full.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/" + "/".join(steps) + ("/" if folder and steps else "")


def conflicts(groups: Mapping[str, Iterable[Page | StaticFile]]) -> list[tuple[str, list[str]]]:
    """Return the outputs that several files claim, with the files' paths in the order of writing.

    ``groups`` are the files in the order of writing.
    """
    claims: dict[str, list[str]] = {}
    for things in groups.values():
        for thing in things:
            claims.setdefault(thing.output, []).append(thing.path)
    return [(output, paths) for output, paths in claims.items() if len(paths) > 1]
