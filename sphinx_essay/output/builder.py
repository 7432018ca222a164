"""The HTML builder that writes each page at its URL.

It takes the place of Sphinx's ``html`` builder.  Where the site gives its pages URLs (a Jekyll site does), they decide
which file a page becomes and how pages link to each other; static files and redirects go to their places, too.  In every
other project it does exactly what Sphinx's builder does, and removes the pages of sources that are gone.
"""

from __future__ import annotations

import os
import shutil
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.errors import ConfigError
from sphinx.util import logging
from sphinx.util.display import progress_message, status_iterator

from sphinx_essay.core.addresses import quoted, relative_uri
from sphinx_essay.core.warnings import Diagnostic, Subtype, log
from sphinx_essay.events import connect
from sphinx_essay.markdown.liquid_templates import feeds_of
from sphinx_essay.output import crash_safety
from sphinx_essay.output.bare_pages import is_bare, own_text
from sphinx_essay.output.generated_files import generated_files
from sphinx_essay.output.liquid_files import rendered_files
from sphinx_essay.output.redirect_pages import redirect_page
from sphinx_essay.project.page_guard import guards, write_page
from sphinx_essay.project.project import project_of
from sphinx_essay.project.sphinx_versions import IS_OLD
from sphinx_essay.project.written_files import Manifest, write_if_changed
from sphinx_essay.safe.fragment import clean_fragment
from sphinx_essay.safe.pages import is_safe
from sphinx_essay.safe.policy import is_safe_address
from sphinx_essay.search.chinese_words import Chinese
from sphinx_essay.search.index_builder import SearchHTMLBuilder
from sphinx_essay.speed import parallel_writing
from sphinx_essay.speed.lasting_formatters import LastingFormatters
from sphinx_essay.speed.partials import plain_contents, plain_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_essay.core.page import Page

logger = logging.getLogger(__name__)


class EssayHTMLBuilder(SearchHTMLBuilder):
    """Sphinx's ``html`` builder, with each page at the URL that its site gives it."""

    processes = 1
    """How many processes may resolve pages."""
    guarded = False
    """Whether a page that cannot be written is to be shown as its source has it."""

    def init(self) -> None:
        """Begin a build."""
        super().init()
        self._unfinished = crash_safety.is_unfinished(Path(self.outdir))
        self._made_pages: set[str] = set()

    def get_outdated_docs(self) -> Iterator[str]:
        """Yield the pages to write: all of them where the last build was interrupted."""
        if self._unfinished:
            yield from self.env.found_docs
        else:
            yield from super().get_outdated_docs()
        if IS_OLD:
            yield self.config.root_doc  # which it writes in any case, if only the build goes on to copy other files

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Begin to write."""
        if not self.env.found_docs:
            self.search = False  # an index without any page cannot be written
        super().prepare_writing(docnames)
        self._manifest.plan(set(self._outputs()))

    def write_documents(self, docnames: Set[str]) -> None:
        """Write pages; old Sphinx always asks for the first one, which a site may not have."""
        there = docnames & self.env.found_docs
        if there and self.parallel_ok and self.processes > 1:
            # Seen ones first: the first page is written in this process, and without any an index cannot be.
            is_seen = project_of(self.config).is_seen
            parallel_writing.write(self, sorted(there, key=lambda name: (not is_seen(name), name)), self.processes)
        elif there and self.guarded:
            for name in status_iterator(sorted(there), "writing output... ", "darkgreen", len(there)):
                write_page(self, name, guarded=True)
        elif there:
            super().write_documents(there)

    def _page(self, docname: str) -> Page | None:
        """Return the page that has a URL of its own, or None where Sphinx decides."""
        page = project_of(self.config).page(docname)
        return page if page is not None and page.output else None

    def init_highlighter(self) -> None:
        """Make what highlights code."""
        super().init_highlighter()
        if self.config.essay_speedups:
            self.highlighter = LastingFormatters(self.highlighter)

    # -- where pages lie, and how they link --------------------------------------------------------------------------

    def get_output_path(self, page_name: str, /) -> Path:
        """Return the file that a page is written to."""
        page = self._page(page_name)
        return Path(self.outdir, page.output if page else page_name + self.out_suffix)

    def get_outfilename(self, pagename: str) -> Path:  # type: ignore[override]
        """Return the file that a page is written to (the name of this method before Sphinx 9)."""
        return self.get_output_path(pagename)

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return a page's address relative to the root of the output, percent-encoded."""
        page = self._page(docname)
        if page is None:
            return super().get_target_uri(docname, typ)
        return project_of(self.config).address(page).removeprefix("/")

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the address of one page as seen from another; Sphinx's own may begin with what looks like a scheme."""
        return relative_uri(self.get_target_uri(from_), self.get_target_uri(to, typ))

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write a page, unless another is seen at its address."""
        if project_of(self.config).is_seen(docname):
            super().write_doc(docname, doctree)

    def handle_page(self, pagename: str, addctx: dict[str, Any], templatename: str = "page.html", **rest: Any) -> None:
        """Write a page; note those that are made of no source (search, index, "all pages"), each time they are made."""
        project = project_of(self.config)
        if is_bare(project, pagename):
            own = "" if is_safe(self.config) else own_text(project, pagename)
            # Straight to its place, as Sphinx writes pages: workers of one folder would share a draft.
            path = self.get_output_path(pagename)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes((own or addctx["body"]).encode())
            return
        is_made = templatename != "page.html" and not rest.get("outfilename")
        if is_made and (taken := self._owner_of(pagename)):
            pagename = self._aside(pagename)
            message = (
                f"the site has its own {taken}: the page that Sphinx makes there is at {pagename}{self.out_suffix}"
            )
            log(logger, self.srcdir, [Diagnostic(Subtype.URL_CONFLICT, message, taken, 1)])
        search = self._aside("search") if self._owner_of("search") else "search"
        super().handle_page(pagename, {"essay_search_page": search, **addctx}, templatename, **rest)
        if pagename not in self.env.found_docs and not rest.get("outfilename"):
            self._made_pages.add(self.get_output_path(pagename).relative_to(self.outdir).as_posix())

    def _aside(self, pagename: str) -> str:
        """Return another name for a page that is made of no source."""
        return f"essay-{pagename}"

    def _owner_of(self, pagename: str) -> str:
        """Return the source of what a Jekyll site has at the address of a page that is made of none; "" for nothing."""
        return self._owners.get(pagename + self.out_suffix, "")

    @cached_property
    def _owners(self) -> dict[str, str]:
        project = project_of(self.config)
        if not project.has_urls:
            return {}
        files = {target: os.path.relpath(source, self.srcdir) for target, source in project.static_files.items()}
        pages = (page for page in project.pages.values() if page.docname in self.env.found_docs)
        return files | {page.output or page.docname + self.out_suffix: page.path for page in pages}

    # -- titles and contents -----------------------------------------------------------------------------------------

    def render_partial(self, node: Node | None) -> dict[str, str]:
        """Return a title (``title``) or a page's contents (``fragment``) as HTML."""
        # another translator may write text in another way
        if self.config.essay_speedups and self.get_translator_class() is self.default_translator_class:
            if (title := plain_title(node)) is not None:
                return {"fragment": "", "title": title}
            if (contents := plain_contents(node)) is not None:
                return {"fragment": contents, "title": ""}
        return super().render_partial(node)

    # -- images ------------------------------------------------------------------------------------------------------

    def post_process_images(self, doctree: Node) -> None:
        """Point images that the site serves at their place; Sphinx copies the others to its own folder."""
        here = self.get_target_uri(self._docname_of(doctree))
        for image in doctree.findall(nodes.image):
            if address := image.get("essay_url"):
                uri = relative_uri(here, quoted(address.removeprefix("/"), marks="%?"))
                fragment = image.get("essay_fragment")  # such as the part of an SVG file
                image["uri"] = f"{uri}#{fragment}" if fragment else uri
                image["candidates"] = {"?": image["uri"]}
            elif address := image.get("essay_remote"):
                image["uri"] = address
        super().post_process_images(doctree)

    def _docname_of(self, doctree: Node) -> str:
        document = doctree if isinstance(doctree, nodes.document) else doctree.document
        assert document is not None
        return self.env.path2doc(document["source"]) or ""

    # -- files beside the pages --------------------------------------------------------------------------------------

    def copy_extra_files(self) -> None:
        """Copy the site's static files to their places, after what ``html_extra_path`` names."""
        super().copy_extra_files()
        static = project_of(self.config).static_files
        if not static:
            return
        with progress_message("copying the site's static files", nonl=False):
            for target, source in static.items():
                _copy(Path(source), Path(self.outdir, target))

    def finish(self) -> None:
        """Finish as Sphinx does, write the site's other files, and remove what this build would not have written."""
        super().finish()
        self.finish_tasks.add_task(self._write_rendered_files)
        self.finish_tasks.add_task(self._write_generated_files)
        self.finish_tasks.add_task(self._write_redirects)
        self.finish_tasks.add_task(self._remove_stale_files)

    def _write_rendered_files(self) -> None:
        project = project_of(self.config)
        for file in rendered_files(project):
            write_if_changed(Path(self.outdir, file.output), file.text)
            log(logger, self.srcdir, file.diagnostics)

    @cached_property
    def _generated_files(self) -> dict[str, str]:
        """The files of the site's plugins with their texts, made once: the list of outputs asks for them, too."""
        project = project_of(self.config)
        if project.site is None:
            return {}
        feeds = feeds_of(project, clean_fragment if is_safe(self.config) else str)
        return dict(generated_files(project.site, project.root, feeds))

    def _write_generated_files(self) -> None:
        for output, text in self._generated_files.items():
            write_if_changed(Path(self.outdir, output), text)

    def _write_redirects(self) -> None:
        for output, target in project_of(self.config).redirects.items():
            if not is_safe_address(target):
                log(logger, self.srcdir, [Diagnostic(Subtype.UNSAFE, f"no redirect leads to {target!r}", output)])
                continue
            try:
                write_if_changed(Path(self.outdir, output), redirect_page(output, target, self.config.html_baseurl))
            except (FileExistsError, NotADirectoryError, IsADirectoryError):
                message = f"no redirect to {target}: a page or a file is where a folder is needed, or the reverse"
                log(logger, self.srcdir, [Diagnostic(Subtype.URL_CONFLICT, message, output)])

    def _remove_stale_files(self) -> None:
        self._manifest.update(set(self._outputs()))

    @property
    def _manifest(self) -> Manifest:
        return Manifest(Path(self.doctreedir), Path(self.outdir))

    def _outputs(self) -> Iterator[str]:
        yield from self._made_pages
        project = project_of(self.config)
        for docname in self.env.found_docs:
            yield self.get_output_path(docname).relative_to(self.outdir).as_posix()
            if self.config.html_copy_source:
                suffix = self.env.doc2path(docname, base=False).suffix
                mark = self.config.html_sourcelink_suffix
                yield f"_sources/{docname}{suffix}{mark if suffix != mark else ''}"
        yield from project.static_files
        yield from project.redirects
        if project.site is not None:
            yield from (page.output for page in project.site.rendered_files)
        yield from self._generated_files


def mark_unfinished(app: Sphinx, _env: BuildEnvironment, _docnames: list[str]) -> None:
    """Mark the output as that of a build under way (``env-before-read-docs``, when a build begins)."""
    if isinstance(app.builder, EssayHTMLBuilder):
        crash_safety.begin(app)


def begin_without_pages(app: Sphinx, env: BuildEnvironment, _docnames: list[str]) -> None:
    """Let Sphinx believe that it has read a page to begin with, where a site has none (``env-before-read-docs``).

    Jekyll copies the files of such a site.

    :raises ConfigError: where the output is made of pages.
    """
    site = project_of(app.config).site
    if site is None or env.found_docs:
        return
    if not isinstance(app.builder, EssayHTMLBuilder):
        message = (
            f"the Jekyll site in {site.source} has no page: no file in it begins with front matter (two lines ---)"
        )
        raise ConfigError(message)
    env.all_docs[app.config.root_doc] = 0


def go_on_without_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Forget the page that a site has not, when Sphinx has looked for it (``env-updated``)."""
    if not env.found_docs:
        env.all_docs.pop(app.config.root_doc, None)
    return []


def choose_processes(app: Sphinx, builder: Builder) -> None:
    """Have pages resolved by several processes where that is possible, and under guard (``write-started``)."""
    if isinstance(builder, EssayHTMLBuilder):
        builder.guarded = guards(app)
        builder.processes = parallel_writing.processes_for(app)


def _copy(source: Path, target: Path) -> None:
    """Copy a file with its times, unless the copy is there already."""
    try:
        have, want = target.stat(), source.stat()
    except OSError:
        pass
    else:
        if (have.st_size, have.st_mtime_ns) == (want.st_size, want.st_mtime_ns):
            return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)
    except OSError as error:
        message = "the file cannot be copied: %s"
        logger.warning(message, error, type="essay", subtype=str(Subtype.UNREADABLE), location=f"{source}:")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Take the place of Sphinx's ``html`` builder."""
    app.setup_extension("sphinx_essay.markdown.liquid_templates")
    app.setup_extension("sphinx_essay.speed")
    app.setup_extension("sphinx_essay.output.crash_safety")
    app.setup_extension("sphinx_essay.project.page_guard")
    app.setup_extension("sphinx_essay.project.sphinx_versions")
    app.add_builder(EssayHTMLBuilder, override=True)
    app.add_search_language(Chinese)
    connect(app, "env-before-read-docs", mark_unfinished)
    connect(app, "env-before-read-docs", begin_without_pages)
    connect(app, "write-started", choose_processes)
    connect(app, "env-updated", go_on_without_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
