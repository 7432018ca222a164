"""What there is to say about a Jekyll site without building it, as data."""

from __future__ import annotations

import posixpath
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from markdown_it.renderer import RendererHTML

from sphinx_essay.convert.site import NAMES
from sphinx_essay.core.addresses import split_address
from sphinx_essay.core.warnings import Diagnostic, Subtype
from sphinx_essay.jekyll import Kind, Site
from sphinx_essay.jekyll.config_keys import KNOWN
from sphinx_essay.kramdown import Options, parse
from sphinx_essay.liquid import LiquidRenderer, source_of
from sphinx_essay.markdown.dialect import dialect_of, read_essays
from sphinx_essay.navigation.options import NavOptions
from sphinx_essay.navigation.suggest import Suggester
from sphinx_essay.navigation.tree import NavTree
from sphinx_essay.project.sphinx_values import MYST_EXTENSIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from sphinx_essay.core.page import Page

# The attribute that holds an address, by what kind of token or element has it.
_ADDRESSES = {"a": "href", "img": "src", "source": "src", "video": "src", "audio": "src", "link": "href"}

# Directives that set a piece of running text apart (docutils: Admonitions).
_ADMONITIONS = frozenset(
    ["admonition", "attention", "caution", "danger", "error", "hint", "important", "note", "seealso", "tip", "warning"]
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A page's line in the menu; ``depth`` counts from 0, and ``below`` is how many pages stand under it."""

    title: str
    path: str
    url: str
    depth: int
    below: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend, with its place; ``name`` is that of the warning, as in ``suppress_warnings``."""

    name: str
    message: str
    path: str
    line: int

    @classmethod
    def of(cls, diagnostic: Diagnostic) -> Problem:
        """Return a diagnostic in the words of the report."""
        return cls(f"essay.{diagnostic.subtype}", diagnostic.message, diagnostic.path, diagnostic.line)


@dataclass(frozen=True, slots=True)
class Advice:
    """Something that readers would miss, though nothing is wrong: a picture without a text, say."""

    message: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Report:
    """What there is to say about a site.

    ``documents`` counts those of each collection; ``without_effect`` has the settings that change nothing, each with
    the reason; ``unknown`` those that neither Jekyll nor Just the Docs knows, each with the one that may be meant, or "".
    """

    title: str
    pages: int
    documents: dict[str, int]
    static_files: int
    redirects: int
    menu: tuple[Entry, ...]
    not_in_menu: tuple[str, ...]
    plugins: tuple[str, ...]
    without_effect: dict[str, str]
    unknown: dict[str, str]
    problems: tuple[Problem, ...]
    advice: tuple[Advice, ...]


def survey(site: Site, progress: Callable[[int, int], None] = lambda _done, _all: None) -> Report:
    """Return what there is to say about ``site``; ``progress`` hears how many pages of how many are done."""
    tree = NavTree.build(site.pages, NavOptions.from_config(site.config.raw, theme_version=site.theme_version))
    menu = tuple(entries(tree))
    shown = {entry.path for entry in menu}
    counts = Counter(page.collection for page in site.pages)
    ordinary = counts.pop("", 0)
    found: list[Diagnostic] = [*site.diagnostics, *site.data_diagnostics, *tree.problems]
    advice: list[Advice] = []
    reader = BodyReader(site)
    for done, page in enumerate(site.pages, 1):
        problems, hints = reader.read(page)
        found += problems
        advice += hints
        progress(done, len(site.pages))
    return Report(
        title=site.config.title,
        pages=ordinary,
        documents=dict(sorted(counts.items())),
        static_files=len(site.static_files),
        redirects=len(site.redirect_list),
        menu=menu,
        not_in_menu=tuple(sorted(page.path for page in site.pages if page.path not in shown)),
        plugins=site.plugins.names,
        without_effect=site.config.keys_without_effect(),
        unknown=dict(unknown_settings(site)),
        problems=tuple(sorted(map(Problem.of, found), key=lambda problem: (problem.path, problem.line))),
        advice=tuple(sorted(advice, key=lambda hint: (hint.path, hint.line))),
    )


def unknown_settings(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the settings that nothing here knows, each with a known one that is written alike, or ""."""
    suggester = Suggester(KNOWN)
    for key in site.config.unknown_keys():
        meant = suggester.suggest(key)
        yield key, meant.name if meant is not None and meant.known else ""


def entries(tree: NavTree) -> Iterator[Entry]:
    """Yield the lines of the whole menu, from top to bottom, without recursion: a tree may be deep."""
    tops = [
        docname
        for section in tree.sections
        if section.shown
        for docname in section.roots
        if tree.is_shown(tree.nodes[docname])
    ]
    order: list[tuple[str, int]] = []
    stack = [(docname, 0) for docname in reversed(tops)]
    while stack:
        docname, depth = stack.pop()
        order.append((docname, depth))
        stack += [(child.docname, depth + 1) for child in reversed(tree.menu_children(docname))]
    deeper: Counter[int] = Counter()  # the number of lines so far below the next one of each depth
    below: list[int] = []
    for _, depth in reversed(order):
        below.append(deeper.pop(depth, 0))
        deeper[depth - 1] += below[-1] + 1
    for (docname, depth), number in zip(order, reversed(below), strict=True):
        node = tree.nodes[docname]
        yield Entry(node.title, node.page.path, node.page.url, depth, number)


class BodyReader:
    """Reads the bodies of a site's Markdown pages for what is dead, missing or unknown in them."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.options = replace(Options.from_config(dict(site.config.kramdown)), myst=NAMES)
        self.liquid = LiquidRenderer(source_of(site), now=site.now)
        self.dialect = "myst" if site.config.is_myst else "kramdown"

    def read(self, page: Page) -> tuple[list[Diagnostic], list[Advice]]:
        """Return what is wrong in a page's body, and what its readers would miss."""
        suffix = page.path[page.path.rfind(".") :]
        if suffix not in self.site.config.markdown_suffixes:
            return [], []
        try:
            text, _ = self.site.read_text(page.path)
        except OSError:  # gone since the site was loaded
            return [], []
        body = "".join(text.splitlines(keepends=True)[page.body_line - 1 :])
        rendered = self.liquid.render(page, body)
        problems = list(rendered.diagnostics)
        advice = list(untitled(page))
        # Where Liquid has changed the text, its lines are no longer those of the source.
        first = page.body_line if rendered.text == body else 0
        for token, line in self._with_lines(rendered.text, page):
            place = line + first if first else page.body_line
            problems += self._dead_link(token, page, place)
            advice += missing(token, page.path, place)
        return problems, advice

    def _with_lines(self, text: str, page: Page, first: int = 0) -> Iterator[tuple[Token, int]]:
        """Yield the tokens of a text and of what directives in it hold, with their lines, counted from ``first``."""
        for token, line in with_lines(self._tokens(text, page)):
            if holds_markdown(token):
                yield from self._with_lines(token.content, page, first + line + 1)
            else:
                yield token, first + line

    def _tokens(self, text: str, page: Page) -> Sequence[Token]:
        return self._myst.parse(text) if self._is_myst(page) else parse(text, self.options).tokens

    def _names_source(self, address: str, page: Page) -> bool:
        """Say whether an address is the path of a page's source file, which MyST turns into that page's."""
        path = unquote(split_address(address).path)
        folder = "" if path.startswith("/") else posixpath.dirname(page.path)
        return posixpath.normpath(posixpath.join(folder, path.lstrip("/"))) in self.site.by_path

    def _is_myst(self, page: Page) -> bool:
        return dialect_of(page.front_matter, self.dialect, "", jekyll=True) == "myst"

    @cached_property
    def _myst(self) -> MarkdownIt:
        # Imported when first asked for: few sites have pages in MyST.
        from myst_parser.config.main import MdParserConfig
        from myst_parser.parsers.mdit import create_md_parser

        parser = create_md_parser(MdParserConfig(enable_extensions=set(MYST_EXTENSIONS)), RendererHTML)
        read_essays(parser)
        return parser

    def _dead_link(self, token: Token, page: Page, line: int) -> Iterator[Diagnostic]:
        address = address_of(token)
        if not address:
            return
        in_markdown = token.type in {"link_open", "image"}
        target = self.site.resolve(address, page, in_markdown=in_markdown)
        if target.kind is Kind.UNKNOWN and not (
            in_markdown and self._is_myst(page) and self._names_source(address, page)
        ):
            yield Diagnostic(Subtype.LINK, target.complaint(address), page.path, line)


def with_lines(tokens: Iterable[Token]) -> Iterator[tuple[Token, int]]:
    """Yield each token and each inline child with the 0-based line that the nearest block begins on."""
    line = 0
    for token in tokens:
        if token.map:
            line = token.map[0]
        yield token, line
        for child in token.children or ():
            yield child, line


def holds_markdown(token: Token) -> bool:
    """Say whether a token is a directive with running text in it; what others hold, only a build knows."""
    name = token.info.strip().partition("}")[0]
    return token.type in ("fence", "colon_fence") and name.removeprefix("{") in _ADMONITIONS and name.startswith("{")


def address_of(token: Token) -> str:
    """Return the address that a token leads to or loads, "" where it has none."""
    if token.nesting < 0:
        return ""
    return text_of(token.attrs.get(_ADDRESSES.get(token.tag, ""), ""))


def untitled(page: Page) -> Iterator[Advice]:
    """Yield what a page lacks that could be in the menu."""
    if page.front_matter.get("title") in (None, "") and page.front_matter.get("nav_exclude") is not True:
        yield Advice("the page has no title, so it is in no menu", page.path, 1)


def missing(token: Token, path: str, line: int) -> Iterator[Advice]:
    """Yield what a picture or a frame lacks for those who do not see it."""
    if token.nesting < 0:
        return
    if token.tag == "img" and "alt" not in token.attrs and not token.content:
        yield Advice(f"the image {text_of(token.attrs.get('src', ''))!r} has no text (alt)", path, line)
    elif token.type == "image" and not token.content:
        yield Advice(f"the image {text_of(token.attrs.get('src', ''))!r} has no text", path, line)
    elif token.tag == "iframe" and not text_of(token.attrs.get("title", "")):
        yield Advice(f"the frame {text_of(token.attrs.get('src', ''))!r} has no title", path, line)


def text_of(value: Any) -> str:
    """Return an attribute's value as text."""
    return str(value).strip()
