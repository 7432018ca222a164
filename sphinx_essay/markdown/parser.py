"""The parser that Sphinx calls for Markdown, and the one for HTML pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from myst_parser.config.main import TopmatterReadError, merge_file_level, read_topmatter
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser
from myst_parser.warnings_ import create_warning
from sphinx.parsers import Parser as SphinxParser
from sphinx.util import logging

from sphinx_essay.core.front_matter import split
from sphinx_essay.core.titles import title_of
from sphinx_essay.core.warnings import Diagnostic, Subtype, log
from sphinx_essay.html.frame import FRAME, in_frame
from sphinx_essay.html.parse import parse_html
from sphinx_essay.kramdown import Options
from sphinx_essay.kramdown.preset import STATE, WARNINGS, markdown_it, options_of, shared_state, unused_footnotes
from sphinx_essay.markdown.dialect import dialect_of, read_essays
from sphinx_essay.markdown.footnotes import TRANSLATED
from sphinx_essay.markdown.large import is_too_large, show
from sphinx_essay.markdown.metadata import metadata_of
from sphinx_essay.markdown.names import names_of
from sphinx_essay.markdown.page import make_page
from sphinx_essay.markdown.pending import settle_pending
from sphinx_essay.markdown.renderer import EssayRenderer
from sphinx_essay.project.project import project_of
from sphinx_essay.safe.pages import is_safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, MutableMapping

    from docutils import nodes
    from markdown_it import MarkdownIt
    from myst_parser.config.main import MdParserConfig
    from sphinx.environment import BuildEnvironment

    from sphinx_essay.core.page import FrontMatter
    from sphinx_essay.project.project import Project

logger = logging.getLogger(__name__)

DIALECT: Final = "essay_dialect"
"""Where the dialect of the page that is being read is kept, for the messages that translations put into it."""

_DEFINITIONS: Final = "essay_definitions"
"""Where what a kramdown page defines is kept, for its translations."""

_MYST_KEYS: Final = ("myst", "html_meta", "substitutions")
"""Keys of the front matter that change MyST's configuration for the page."""


def _front_matter(env: BuildEnvironment, own: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a page's front matter: with the site's defaults, where it is a site's page."""
    page = project_of(env.config).page(env.docname)
    return own if page is None else page.front_matter


def _title(env: BuildEnvironment, front_matter: Mapping[str, Any]) -> str | None:
    """Return the title that the front matter gives, as readers see it; ``None`` where it gives none."""
    title = front_matter.get("title")
    if title is None:
        return None
    page = project_of(env.config).page(env.docname)
    return str(title).strip() if page is None else title_of(page)


def _has_our_theme(env: BuildEnvironment) -> bool:
    """Say whether our theme may draw the pages: itself, or one of the project's own that is made of it."""
    return env.config.html_theme == "sphinx_essay" or bool(env.config.html_theme_path)


def is_page(document: nodes.document, env: BuildEnvironment) -> bool:
    """Say whether ``document`` is the page that Sphinx reads now, not a translated message or an included file."""
    return bool(env.docname) and document["source"] == str(env.doc2path(env.docname))


def _diagnostics(memory: MutableMapping[str, Any], path: str, first_line: int) -> Iterator[Diagnostic]:
    """Yield what the kramdown parser had to say about a whole text, which begins on ``first_line``."""
    for line, message in [*memory.get(WARNINGS, ()), *unused_footnotes(memory)]:
        yield Diagnostic(Subtype.MARKUP, message, path, line + first_line)


_idle: WeakKeyDictionary[Project, MarkdownIt] = WeakKeyDictionary()
"""A parser of each project that no page is using: to make one costs as much as to read a short page."""


def _kramdown_parser(env: BuildEnvironment) -> MarkdownIt:
    """Return a parser for a page; it may be used again for others when it is put back among the idle ones."""
    if idle := _idle.pop(project_of(env.config), None):
        return idle
    options = replace(Options.from_config(env.config.essay_kramdown), myst=names_of(env))
    return markdown_it(options, EssayRenderer)


class EssayParser(MystParser):
    """Markdown in the dialect that the project, or the page, chooses."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Fill ``document`` from ``inputstring``.

        A page in MyST is left to MyST's own parser and renderer, unless it is a Jekyll site's.
        """
        env: BuildEnvironment = document.settings.env
        page = is_page(document, env)
        own, _ = split(inputstring)
        front_matter = _front_matter(env, own.data) if page else own.data
        jekyll = project_of(env.config).site is not None
        if page:
            body = inputstring[own.body_offset :]
            dialect = dialect_of(front_matter, env.config.essay_dialect, body, jekyll=jekyll)
            env.temp_data[DIALECT] = dialect
        else:  # a translated message is in the dialect of its page
            dialect = str(env.temp_data.get(DIALECT, "myst"))
        if dialect == "kramdown" or jekyll:
            self._parse_essay(inputstring, document, own, front_matter, dialect=dialect, page=page)
        elif is_safe(env.config):
            parser = create_md_parser(self._myst_config(inputstring, own.data, document), SphinxRenderer)
            parser.options["document"] = document
            parser.render(inputstring)
        else:
            super().parse(inputstring, document)

    def _parse_essay(
        self,
        inputstring: str,
        document: nodes.document,
        own: FrontMatter,
        front_matter: Mapping[str, Any],
        *,
        dialect: str,
        page: bool,
    ) -> None:
        """Read a kramdown page, or a page of a Jekyll site in MyST."""
        env: BuildEnvironment = document.settings.env
        large = is_too_large(inputstring)
        config = self._myst_config(inputstring, own.data, document)
        if dialect == "myst":
            parser = create_md_parser(config, EssayRenderer)
            read_essays(parser, config.heading_slug_func)
            parser.options["essay_dialect"] = "myst"
            text, first_line = inputstring, 1
        else:
            parser = _kramdown_parser(env)
            text, first_line = inputstring[own.body_offset :], own.body_line
            document.settings.smart_quotes = False
        if page:
            env.metadata[env.docname].update(metadata_of(front_matter, with_jekylls=_has_our_theme(env)))
        parser.options["document"] = document
        parser.options["myst_config"] = config
        parser.options["essay_first_line"] = first_line
        memory: dict[str, Any] = {}
        if not page and (definitions := env.temp_data.get(_DEFINITIONS)):
            memory[STATE] = definitions.for_translation()
            env.temp_data[TRANSLATED] = True
        tokens = parser.parse("" if large else text, memory)
        if page and (frame := env.temp_data.get(FRAME)):
            tokens = in_frame(frame, tokens)
        parser.renderer.render(tokens, parser.options, memory)
        settle_pending(document)
        if large:
            show(inputstring[own.body_offset :], document, env.srcdir)
        if dialect == "kramdown":
            _idle[project_of(env.config)] = parser
            if page:
                env.temp_data[_DEFINITIONS] = shared_state(memory, options_of(memory))
        log(logger, env.srcdir, _diagnostics(memory, document["source"], first_line))
        if page:
            title = _title(env, front_matter)
            if title is not None or dialect == "kramdown":
                make_page(document, title)

    @staticmethod
    def _myst_config(text: str, front_matter: Mapping[str, Any], document: nodes.document) -> MdParserConfig:
        """Return MyST's configuration, with what the page itself says in its front matter."""
        config: MdParserConfig = document.settings.env.myst_config
        if is_safe(document.settings.env.config):
            # A page may neither reach templates of the machine, nor say what an address is.
            return replace(config, enable_extensions=config.enable_extensions - {"substitution"})
        if front_matter.keys().isdisjoint(_MYST_KEYS):
            return config
        try:
            topmatter = read_topmatter(text)
        except TopmatterReadError:
            return config
        if not topmatter:
            return config

        def warn(kind: Any, message: str) -> None:
            create_warning(document, message, kind, line=1, append_to=document)

        return merge_file_level(config, topmatter, warn)


class HtmlPageParser(SphinxParser):
    """A page written in HTML, with front matter."""

    supported = ("essay-html",)
    settings_spec = MystParser.settings_spec
    config_section = MystParser.config_section
    config_section_dependencies = MystParser.config_section_dependencies

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Fill ``document`` from ``inputstring``."""
        env: BuildEnvironment = document.settings.env
        own, _ = split(inputstring)
        front_matter = _front_matter(env, own.data)
        body = inputstring[own.body_offset :]
        large = is_too_large(body)
        document.settings.smart_quotes = False
        env.metadata[env.docname].update(metadata_of(front_matter, with_jekylls=_has_our_theme(env)))
        parser = markdown_it(Options(myst=names_of(env)), EssayRenderer)
        parser.options["document"] = document
        parser.options["myst_config"] = document.settings.env.myst_config
        tokens = [] if large else parse_html(body) or []
        if frame := env.temp_data.get(FRAME):
            tokens = in_frame(frame, tokens)
        parser.renderer.render(tokens, parser.options, {})
        if large:
            show(body, document, env.srcdir)
        make_page(document, _title(env, front_matter))
