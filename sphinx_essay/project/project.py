"""The project as sphinx-essay sees it: a Jekyll site where a ``_config.yml`` says so, a plain Sphinx project elsewhere.

The site is loaded once, when Sphinx has read its own configuration, and decides what of that is still open: which files
are pages, the title, the theme and its options.  What ``conf.py`` or the command line set wins.
"""

from __future__ import annotations

import os
import posixpath
import unicodedata
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit
from weakref import WeakKeyDictionary

from sphinx.util import logging
from sphinx.util.matching import Matcher

from sphinx_essay import __version__
from sphinx_essay.config import register
from sphinx_essay.core.addresses import quoted, split_address
from sphinx_essay.core.warnings import Diagnostic, Subtype, log
from sphinx_essay.events import connect
from sphinx_essay.freshness.fingerprints import digest, read_again
from sphinx_essay.freshness.page_records import EssayDomain
from sphinx_essay.jekyll import Kind, Site
from sphinx_essay.jekyll.config import CONFIG_NAMES
from sphinx_essay.jekyll.urls import output_file
from sphinx_essay.project.set_values import is_set
from sphinx_essay.project.source_folder import SOURCE_SUFFIXES, Cache, first_source, no_pages
from sphinx_essay.project.sphinx_values import drawing_values, sphinx_values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_essay.core.page import Page
    from sphinx_essay.freshness.fingerprints import Fingerprints

logger = logging.getLogger(__name__)

HTML = "essay-html"
"""The type of source that HTML pages are."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a link leads.

    ``inside`` is false where the address is none of the site's own and stays as the author wrote it.  ``url`` is
    site-absolute, unquoted, in the shape that the author gave it ("" where Sphinx decides the URLs); ``docname`` names
    the page there, ``path`` the static file's source.  ``known`` is false where the site has nothing at that address.
    """

    inside: bool = False
    url: str = ""
    docname: str = ""
    fragment: str = ""
    path: str = ""
    known: bool = True

    @property
    def key(self) -> str:
        """What must stay the same for the page that holds the link to stay as it is."""
        return f"{self.docname}:{self.path}:{self.url}:{self.known}"


OUTSIDE = Address()


class Project:
    """The project: its site, where it is one of Jekyll's, and what its pages' addresses mean.

    ``source`` is Sphinx's source folder; a site's own (``source`` in ``_config.yml``) may lie below it, at ``prefix``.
    ``root`` is the address of the published site, without a slash at its end.
    ``excluded`` are patterns of files, relative to the source folder, that are no part of what is published.
    ``is_trusted`` says whether its authors wrote the pages, not strangers; ``liquid_functions`` are its own tags and
    filters of Liquid, by their names.
    ``digests`` remembers, for one build, what lists of the site held; ``diagnostics`` are those of the project itself.
    """

    def __init__(self, source: Path, site: Site | None = None, excluded: Iterable[str] = ()) -> None:
        self.source = source
        self.site = site
        self.is_trusted = True
        self.liquid_functions: tuple[dict[str, Callable[..., object]], dict[str, Callable[..., object]]] = ({}, {})
        self._is_excluded = Matcher(excluded)
        self.digests: dict[str, str] = {}
        self.diagnostics: list[Diagnostic] = []
        self._pages: dict[str, Page] = {}
        self.prefix = ""
        self.root = f"{site.config.url}{site.config.baseurl}" if site is not None else ""
        if site is not None:
            below = os.path.relpath(site.source, source).replace(os.sep, "/")
            self.prefix = "" if below == "." else below + "/"
            pages = [page for page in site.pages if self._is_found(page)]
            self._pages = {page.docname: page for page in map(self._placed, pages)}
            self._site_pages = {self.prefix + page.docname: page for page in pages}

    def _is_found(self, page: Page) -> bool:
        """Say whether Sphinx can find a page: it composes the letters of file names (NFC) before it looks for them."""
        assert self.site is not None
        composed = unicodedata.normalize("NFC", page.path)
        if composed == page.path or (self.site.source / composed).exists():
            return True
        message = "the name has letters with separate accents (NFD), by which Sphinx cannot find it; rename it to NFC"
        self.diagnostics.append(Diagnostic(Subtype.UNREADABLE, message, page.path))
        return False

    def _placed(self, page: Page) -> Page:
        """Return ``page`` with its paths from Sphinx's source folder."""
        if not self.prefix:
            return page
        return replace(page, path=self.prefix + page.path, docname=self.prefix + page.docname)

    @property
    def has_urls(self) -> bool:
        """Whether the site, not Sphinx, gives the pages their addresses."""
        return self.site is not None

    @property
    def pages(self) -> Mapping[str, Page]:
        """The pages by their docnames, in the site's order; none where Sphinx alone knows them."""
        return self._pages

    def page(self, docname: str) -> Page | None:
        """Return a page of the site, its paths from Sphinx's source folder."""
        return self._pages.get(docname)

    def site_page(self, docname: str) -> Page | None:
        """Return a page as the site knows it, its paths from the site's own source folder."""
        return self._site_pages.get(docname) if self.site is not None else None

    @cached_property
    def _seen(self) -> dict[str, str]:
        """Which page lies at each output, by docname."""
        in_order = sorted(self._pages.values(), key=lambda page: bool(page.collection))
        return {page.output: page.docname for page in in_order if not self._is_excluded(page.path)}

    def is_seen(self, docname: str) -> bool:
        """Say whether a page is what lies at its address.

        Of two with one address the one that Jekyll writes later is seen: documents of collections after other pages.
        """
        page = self.page(docname)
        return page is None or not page.output or self._seen.get(page.output, docname) == docname

    def address(self, page: Page) -> str:
        """Return the address at which menus and cross-references show ``page``: site-absolute, percent-encoded.

        It is the one that Jekyll's ``relative_url`` prints, with its characters in compatibility form (NFKC): ``2º``
        becomes ``2o``.  Where the page lies at another address, a redirect stands at this one (see :attr:`redirects`).
        """
        return _shown(page.url)

    @cached_property
    def static_files(self) -> dict[str, Path]:
        """The files to copy: where each goes, relative to the output folder → where it lies."""
        if self.site is None:
            return {}
        return {
            file.output: self.site.source / file.path
            for file in self.site.static_files
            if not self._is_excluded(self.prefix + file.path)
        }

    @cached_property
    def redirects(self) -> dict[str, str]:
        """The redirects that are files of their own: the file, relative to the output folder → where it leads."""
        if self.site is None:
            return {}
        leads = {}
        for page in self._pages.values():
            leads[output_file(self.address(page), ".html")] = page.url
            if not page.url.endswith(("/", ".html")):
                # Few servers lead from ``/a/b`` to ``a/b.html`` by themselves, as Jekyll's and GitHub's do.
                leads[page.output.removesuffix(".html") + "/index.html"] = "/" + page.output
        taken = {page.output for page in self._pages.values()} | self.static_files.keys()
        leads = {output: target for output, target in leads.items() if output not in taken}
        return leads | {redirect.output: redirect.target for redirect in self.site.redirect_list}

    def absolute(self, url: str) -> str:
        """Return the address of ``url`` on the published site, for outputs that leave it."""
        return self.root + url

    def resolve(self, href: str, docname: str, *, in_markdown: bool = True) -> Address:
        """Return where an address in the page ``docname`` leads.

        ``in_markdown`` says that Markdown makes the link, not raw HTML, whose addresses jekyll-relative-links leaves be.
        """
        page = self.site_page(docname)
        if self.site is None or page is None:
            return _in_sources(self.source, href, docname)
        target = self.site.resolve(href, page, in_markdown=in_markdown)
        if target.kind is Kind.EXTERNAL or href.startswith(("#", "?")):
            return OUTSIDE
        url = target.url
        if target.page is not None and split_address(href).path.endswith(self.site.config.markdown_suffixes):
            # jekyll-relative-links prints the page's address by Jekyll's own filter, not what the writer put.
            url = self.address(target.page)
        return Address(
            inside=True,
            url=url,
            docname=self.prefix + target.page.docname if target.page else "",
            fragment=target.fragment,
            path=self.prefix + target.static.path if target.static else "",
            known=target.kind is not Kind.UNKNOWN,
        )


@lru_cache(maxsize=20_000)
def _shown(url: str) -> str:
    return quoted(unicodedata.normalize("NFKC", unquote(url)), marks="")


def _in_sources(source: Path, href: str, docname: str) -> Address:
    """Resolve an address in a project that leaves its URLs to Sphinx.

    A path to a source file means its page. So does an address from the root, such as ``/essays/one/`` or
    ``/essays/one.html``, that has the form of the page's own: written for one place, it holds in all.
    """
    try:
        parts = urlsplit(href)
    except ValueError:
        return OUTSIDE
    path = unquote(parts.path)
    if parts.scheme or parts.netloc or not path:
        return OUTSIDE
    folder = "" if path.startswith("/") else posixpath.dirname(docname)
    target = posixpath.normpath(posixpath.join(folder, path.lstrip("/")))
    if target.startswith(".."):
        return OUTSIDE
    stem, suffix = posixpath.splitext(target)
    if suffix.lower() in SOURCE_SUFFIXES:
        found = stem if (source / target).is_file() else ""
    else:
        found = _source_at(source, target.removesuffix(".html")) if path.startswith("/") else ""
    return Address(inside=True, docname=found, fragment=parts.fragment) if found else OUTSIDE


def _source_at(source: Path, name: str) -> str:
    """Return the docname of the page that the address ``name`` means: itself or its folder's index, "" for none."""
    names = (name, posixpath.normpath(posixpath.join(name, "index")))
    return next(
        (docname for docname in names for suffix in SOURCE_SUFFIXES if (source / (docname + suffix)).is_file()),
        "",
    )


_projects: WeakKeyDictionary[Config, Project] = WeakKeyDictionary()


def project_of(config: Config) -> Project:
    """Return the project that ``config`` is the configuration of; a plain one before the site is loaded."""
    return _projects.get(config) or Project(Path())


def is_essay_project(config: Config) -> bool:
    """Say whether a project is nothing without this extension: a Jekyll site, or one whose pages are in kramdown."""
    return project_of(config).has_urls or getattr(config, "essay_dialect", "") == "kramdown"


def load(app: Sphinx, config: Config) -> None:
    """Load the site, and let it decide what Sphinx's configuration leaves open (``config-inited``)."""
    source = Path(app.srcdir)
    if not any((source / name).is_file() for name in CONFIG_NAMES):
        _projects[config] = Project(source)
        if not any((source / f"{config.root_doc}{suffix}").exists() for suffix in (*SOURCE_SUFFIXES, ".txt")):
            _set_default(config, "root_doc", first_source(source) or config.root_doc)
        return
    cache = Cache(Path(app.doctreedir, "essay-sources.pickle"))
    site = Site.load(
        source,
        plugins=_names(config.essay_jekyll_plugins),
        cache=cache.values,
        environ=os.environ,
        skip=[Path(app.outdir), Path(app.doctreedir)],
    )
    cache.save()
    # What conf.py excludes, and itself, are not Jekyll's to know.
    project = _projects[config] = Project(source, site, ["conf.py", *config.exclude_patterns])
    project.liquid_functions = (config.essay_liquid_tags, config.essay_liquid_filters)
    project.is_trusted = getattr(config, "essay_html", "trusted") == "trusted"
    values = sphinx_values(site.config)
    if "sphinxcontrib.mermaid" in app.extensions:
        values |= {name: value for name, value in drawing_values(site.config).items() if name in config.values}
    for name, value in values.items():
        if name != "html_theme_options" or _draws_as_we_do(app, config):  # other themes have options of their own
            _set_default(config, name, value)
    if config.html_baseurl:  # conf.py, Read the Docs or _config.yml itself, in this order
        project.root = str(config.html_baseurl).rstrip("/")
    # As Sphinx remembers its configuration, every page is read again when the site has other plugins.
    config.essay_jekyll_plugins = list(site.plugins.names)
    _set_default(config, "root_doc", _root(project))
    suffixes = {posixpath.splitext(page.path)[1] for page in site.pages}
    for suffix in sorted(suffixes | set(site.config.markdown_suffixes)):
        filetype = "markdown" if site.config.is_markdown(suffix) else HTML
        app.add_source_suffix(suffix, filetype, override=True)
    others = no_pages(
        source, suffixes | set(site.config.markdown_suffixes), {page.path for page in project.pages.values()}
    )
    config.exclude_patterns = [*config.exclude_patterns, *others]


def _names(value: str | list[str] | None) -> list[str] | None:
    """Return the names that an option holds, as a list or as one text with commas; None where it is not set."""
    if value is None:
        return None
    names = value.split(",") if isinstance(value, str) else value
    return [name.strip() for name in names if name.strip()]


def _draws_as_we_do(app: Sphinx, config: Config) -> bool:
    """Say whether the theme is ours, or one of the project's own, which may be made of ours."""
    own = (Path(app.confdir, folder, config.html_theme) for folder in config.html_theme_path)
    return config.html_theme == "sphinx_essay" or any(folder.is_dir() for folder in own)


def _set_default(config: Config, name: str, value: Any) -> None:
    """Set a configuration value that neither ``conf.py`` nor the command line has set."""
    if not is_set(config, name):
        setattr(config, name, value)
    elif isinstance(value, dict):
        setattr(config, name, {**value, **getattr(config, name)})


def _root(project: Project) -> str:
    """Return the page that the table of contents begins at: the one at ``/``, else the first."""
    at_root = (docname for docname, page in project.pages.items() if page.url == "/")
    return next(at_root, next(iter(project.pages), "index"))


def report(app: Sphinx) -> None:
    """Say what is wrong with the site (``builder-inited``, when Sphinx's log is ready)."""
    project = project_of(app.config)
    if project.site is not None:
        log(
            logger,
            project.site.source,
            (*project.site.diagnostics, *project.site.data_diagnostics, *project.diagnostics),
        )


def said_of_pages(app: Sphinx, env: BuildEnvironment) -> Fingerprints:
    """Return what the site says of each page.

    A default, a permalink style or a plugin in ``_config.yml`` changes pages whose own files stay as they are; and a page
    comes to be seen when another that lay at its address goes.
    """
    project = project_of(app.config)
    pages = ((docname, project.page(docname)) for docname in env.found_docs)
    return {docname: _digest(page, seen=project.is_seen(docname)) for docname, page in pages if page}


def _digest(page: Page, *, seen: bool) -> str:
    front_matter = sorted(page.front_matter.items(), key=lambda item: str(item[0]))
    return digest(page.url, page.output, seen, front_matter)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load the site before anything is read."""
    register(app, "site")
    app.add_domain(EssayDomain)
    connect(app, "config-inited", load)
    connect(app, "builder-inited", report)
    read_again(app, said_of_pages)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
