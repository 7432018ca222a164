"""Liquid for a whole site: bodies of pages, layouts' overrides, and what templates ask each other for."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from sphinx_essay.core.history import revision
from sphinx_essay.core.page import Page
from sphinx_essay.core.warnings import Diagnostic, Subtype
from sphinx_essay.jekyll.dates import build_time, site_zone
from sphinx_essay.jekyll.documents import is_html
from sphinx_essay.jekyll.layouts import is_document
from sphinx_essay.jekyll.templated import has_liquid
from sphinx_essay.kramdown import Options, to_html
from sphinx_essay.liquid import filters, github, tags
from sphinx_essay.liquid.context import Context, Origin
from sphinx_essay.liquid.drops import DocumentDrop, JekyllDrop, PageDrop, SiteDrop
from sphinx_essay.liquid.errors import EvaluationError, Interrupt
from sphinx_essay.liquid.parser import Parser, Template
from sphinx_essay.liquid.rendering import Limits, Output, Recorder
from sphinx_essay.liquid.source import Reader, SiteSource
from sphinx_essay.liquid.tags.functions import Additions, filter_of, kind_of
from sphinx_essay.liquid.values import to_s

if TYPE_CHECKING:
    from datetime import datetime

Markdown = Callable[[str], str]

_LINK_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:.+$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page's body after Liquid.

    ``dependencies`` are the source files that went into it, relative to the source folder (also those that
    were looked for in vain), and names of lists: ``site.pages``, ``site.posts``, ``site.static_files``,
    ``site.data``, ``site.<collection>``, ``site.config``, and ``site.urls`` if the address of another file was
    asked for.
    """

    text: str
    diagnostics: tuple[Diagnostic, ...] = ()
    dependencies: frozenset[str] = frozenset()


class LiquidRenderer:
    """Renders the pages of one site, at one moment.

    ``markdown`` turns Markdown into HTML for ``markdownify`` and for excerpts; it defaults to kramdown's
    dialect with the site's options.  ``now`` defaults to ``SOURCE_DATE_EPOCH`` or else the present.
    ``additions`` are tags and filters besides those of Jekyll.
    """

    def __init__(
        self,
        source: SiteSource,
        *,
        now: datetime | None = None,
        limits: Limits | None = None,
        markdown: Markdown | None = None,
        environ: Mapping[str, str] | None = None,
        additions: Additions = Additions(),  # noqa: B008
    ) -> None:
        self.source = source
        self.config: Mapping[str, Any] = source.config
        self.limits = limits or Limits()
        self._environ = environ = os.environ if environ is None else environ
        zone = site_zone(to_s(self.config.get("timezone")), environ)
        self.now: datetime = now.astimezone(zone) if now else build_time(zone, environ)
        self.reader = Reader(source.root, source.encoding, self.limits.include_size)
        self.filters = filters.FILTERS | {name: filter_of(name, added) for name, added in additions.filters.items()}
        kinds = tags.KINDS | {name: kind_of(added) for name, added in additions.tags.items()}
        self.parser = Parser(kinds, self.limits.nesting)
        self._jekyll = JekyllDrop(environ.get("JEKYLL_ENV", "development"))
        table = self.config.get("kramdown")
        options = Options.from_config(table if isinstance(table, Mapping) else {})
        self._markdown = markdown or partial(to_html, options=options)
        self._templates: dict[str, Template] = {}
        self._html: dict[str, tuple[str, frozenset[str]]] = {}
        self._rendering: set[str] = set()

    # Rendering

    def render(self, page: Page, body: str) -> Rendered:
        """Carry out the Liquid in a page's body.

        It never fails: what cannot be carried out stays as it was written, with a diagnostic, and a template
        that asks for too much leaves the whole body as it was written.
        """
        if not has_liquid(body) or not self._runs_in(page):
            return Rendered(body)
        recorder = Recorder(self.limits)
        text = self._run(self.parser.read(body), page, recorder, Origin(page.path, page.body_line), {})
        return Rendered(text, tuple(recorder.diagnostics), frozenset(recorder.dependencies))

    def _runs_in(self, page: Page) -> bool:
        """Say whether a page's body is a template; in a site of MyST, Markdown is none."""
        if self.config.get("markdown") == "myst" and self._is_markdown(page):
            return False
        return page.front_matter.get("render_with_liquid") is not False

    def render_string(
        self,
        template: str,
        extra: Mapping[str, object] | None = None,
        *,
        page: Page | None = None,
        path: str = "",
    ) -> Rendered:
        """Carry out the Liquid of a text that is no page's body, such as an include that a layout calls.

        ``extra`` are variables besides those of ``page``; ``path`` is the file that the text comes from.
        """
        if not has_liquid(template):
            return Rendered(template)
        recorder = Recorder(self.limits)
        page = page or Page(path=path, docname="")
        text = self._run(self.parser.read(template), page, recorder, Origin(path or page.path, 1), extra or {})
        return Rendered(text, tuple(recorder.diagnostics), frozenset(recorder.dependencies))

    def lay_out(self, page: Page, content: str) -> Rendered:
        """Put the site's own layouts around the HTML of a page, as far as they stand inside the theme's.

        A layout that cannot be carried out whole is left out, with a diagnostic.
        """
        diagnostics: list[Diagnostic] = []
        dependencies: set[str] = set()
        for layout in self.source.layouts.around(page):
            recorder = Recorder(self.limits)
            template = self.parser.read(self.reader.body(layout.path))
            variables = {"content": content, "layout": layout.front_matter}
            text = self._run(template, page, recorder, Origin(layout.path, layout.body_line), variables)
            dependencies |= recorder.dependencies | {layout.path}
            diagnostics += [item for item in recorder.diagnostics if item.subtype is Subtype.LIQUID_LENIENT]
            if problem := next((item for item in recorder.diagnostics if item not in diagnostics), None):
                message = f"the site's own layout {layout.name} is left out: {problem.message}"
                diagnostics.append(Diagnostic(Subtype.LAYOUT, message, problem.path, problem.line))
            elif is_document(text):
                message = f"the site's own layout {layout.name} makes a whole document; the theme's stands in for it"
                diagnostics.append(Diagnostic(Subtype.LAYOUT, message, layout.path, 1))
            else:
                content = text
        return Rendered(content, tuple(diagnostics), frozenset(dependencies))

    def _run(
        self, template: Template, page: Page, recorder: Recorder, origin: Origin, extra: Mapping[str, object]
    ) -> str:
        variables: dict[str, object] = {
            "site": SiteDrop(self, recorder, page),
            "page": self.drop(page, recorder),
            "layout": self.source.layouts.front_matter(page),
            "jekyll": self._jekyll,
            "paginator": None,
            **extra,
        }
        if self._is_markdown(page):
            # Jekyll sets highlighted code apart from the Markdown around it.
            variables |= {"highlighter_prefix": "\n", "highlighter_suffix": "\n"}
        context = Context(self, recorder, page, variables, origin)
        output = Output(self.limits.output)
        outermost = page.path not in self._rendering
        self._rendering.add(page.path)
        try:
            template.render(context, output)
        except Interrupt:
            pass  # outside of any loop it ends the template
        except (EvaluationError, RecursionError) as error:
            reason = error.reason if isinstance(error, EvaluationError) else "nested too deeply"
            recorder.report(
                Subtype.LIQUID_LIMIT,
                f"{reason}; the page stays as it was written",
                origin.path,
                origin.first_line,
            )
            return template.source
        finally:
            if outermost:
                self._rendering.discard(page.path)
        return output.text()

    def inline(self, text: str, context: Context) -> str:
        """Carry out the Liquid inside a tag's markup, with the variables of its place."""
        if not has_liquid(text):
            return text
        output = Output(self.limits.output)
        self.parser.read(text).body.render(context, output)
        return output.text()

    # Files

    def template(self, path: str) -> Template | None:
        """Return the template in a file of the site, ``None`` if there is no such file.

        Raises ``IncludeError`` if it cannot be read.
        """
        found = self._templates.get(path)
        if found is None and self.reader.exists(path):
            # A page that another one includes brings its body only.
            text = self.reader.body(path) if path in self._page_paths else self.reader.text(path)
            found = self._templates[path] = self.parser.read(text)
        return found

    @cached_property
    def _page_paths(self) -> frozenset[str]:
        return frozenset(page.path for page in self.source.pages)

    def modified(self, path: str) -> float:
        """Return when a file was changed; at the latest at the moment of the build."""
        return min(self.reader.modified(path), self.now.timestamp())

    # The site

    @cached_property
    def ordinary_pages(self) -> list[Page]:
        """The pages that belong to no collection."""
        return [page for page in self.source.pages if not page.collection]

    @cached_property
    def _documents(self) -> dict[str, list[Page]]:
        found: dict[str, list[Page]] = {}
        for page in self.source.pages:
            if page.collection:
                found.setdefault(page.collection, []).append(page)
        return found

    @cached_property
    def labels(self) -> list[str]:
        """The names of the collections, ``posts`` among them."""
        return list(dict.fromkeys([*self.source.collections, *self._documents, "posts"]))

    def documents_of(self, label: str) -> list[Page]:
        """Return the documents of a collection, in its order."""
        return self._documents.get(label, [])

    @cached_property
    def github(self) -> object:
        """``site.github``: what is known of the repository with jekyll-github-metadata, else what the site says itself."""
        if "jekyll-github-metadata" in self.source.plugins:
            commit = self._environ.get("JEKYLL_BUILD_REVISION") or revision(self.source.root)
            return github.metadata(self.config, self.source.repository, commit)
        return self.config.get("github")

    @cached_property
    def _urls(self) -> dict[str, str]:
        files = {file.path: file.url for file in self.source.static_files}
        return files | {self.relative_path(page): page.url for page in self.source.pages}

    def url_of_file(self, path: str) -> str | None:
        """Return the address of what the file at ``path`` becomes, ``None`` if there is none."""
        return self._urls.get(path.removeprefix("/"))

    def relative_path(self, page: Page) -> str:
        """Return a page's path as Jekyll tells it: that of a document without ``collections_dir``."""
        folder = self.source.collections_dir
        return page.path.removeprefix(folder + "/") if page.collection and folder else page.path

    def drop(self, page: Page, recorder: Recorder) -> PageDrop:
        """Return the object that templates read ``page`` as."""
        return (DocumentDrop if page.collection else PageDrop)(page, self, recorder)

    # Content of pages, for other pages

    def body_of(self, page: Page) -> str:
        """Return a page's body as it was written."""
        return self.reader.body(page.path)

    def html_of(self, page: Page, recorder: Recorder) -> str:
        """Return a document as HTML; its source if it is just being rendered itself."""
        return self._converted(page, page.path, lambda: self.body_of(page), recorder)

    def output_of(self, page: Page, recorder: Recorder) -> str:
        """Return a document as HTML inside the site's own layouts."""
        html = self.html_of(page, recorder)
        key = f"{page.path}#output"
        if page.path in self._rendering:
            return html
        if key not in self._html:
            laid_out = self.lay_out(page, html)
            recorder.report_all(laid_out.diagnostics)
            self._html[key] = (laid_out.text, laid_out.dependencies)
        text, dependencies = self._html[key]
        recorder.dependencies |= dependencies
        return text

    def converted(self, page: Page, text: str) -> str:
        """Return a page's body after Liquid as HTML."""
        return self.markdown(text) if self._is_markdown(page) else text

    def has_excerpt(self, page: Page) -> bool:
        """Say whether a page's beginning serves as its excerpt: that of documents, of others with ``page_excerpts``."""
        return bool(page.collection) or (self.config.get("page_excerpts") is True and is_html(page))

    def excerpt_of(self, page: Page, recorder: Recorder) -> str:
        """Return the beginning of a document, up to ``excerpt_separator``, as HTML."""
        given = page.front_matter.get("excerpt_separator", self.config.get("excerpt_separator"))
        separator = "\n\n" if given is None else to_s(given)
        if not separator:
            return ""

        def beginning() -> str:
            head, _, tail = self.body_of(page).lstrip("\n").partition(separator)
            # The beginning may use links that are defined further down.
            return "\n\n".join([head, *_LINK_DEFINITION.findall(tail)])

        return self._converted(page, f"{page.path}#excerpt", beginning, recorder)

    def _converted(self, page: Page, key: str, body: Callable[[], str], recorder: Recorder) -> str:
        if key in self._rendering:
            return body()
        if key not in self._html:
            self._rendering.add(key)
            try:
                rendered = self.render(page, body())
            finally:
                self._rendering.discard(key)
            self._html[key] = (self.converted(page, rendered.text), rendered.dependencies)
        text, dependencies = self._html[key]
        recorder.dependencies |= dependencies
        return text

    @cached_property
    def _markdown_suffixes(self) -> tuple[str, ...]:
        names = to_s(self.config.get("markdown_ext") or "markdown,mkdown,mkdn,mkd,md")
        return tuple(f".{name.strip().lower()}" for name in names.split(","))

    def _is_markdown(self, page: Page) -> bool:
        return page.path.lower().endswith(self._markdown_suffixes)

    def markdown(self, text: str) -> str:
        """Turn Markdown into HTML."""
        return self._markdown(text)
