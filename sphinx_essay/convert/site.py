"""A whole site: which of its files are written anew, and what they say then."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx_essay.convert.document import convert_body, heading_ids
from sphinx_essay.convert.links import Links
from sphinx_essay.core.code_languages import lexer_name
from sphinx_essay.core.front_matter import find_block, split
from sphinx_essay.jekyll.plugins import first_heading
from sphinx_essay.jekyll.urls import split_name
from sphinx_essay.kramdown import Options, parse
from sphinx_essay.kramdown.myst import ANY_NAME
from sphinx_essay.liquid import LiquidRenderer, source_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it.token import Token

    from sphinx_essay.core.page import FrontMatter, Page
    from sphinx_essay.jekyll import Site
    from sphinx_essay.jekyll.resolve import Target

NOT_COPIED: Final = frozenset(
    {".git", "_site", ".jekyll-cache", ".jekyll-metadata", ".sass-cache", "node_modules", "_build"}
)
"""Folders that hold what was made of a site, or its history."""

CONF_PY: Final = '''\
"""How Sphinx builds this site.

https://www.sphinx-doc.org/en/master/usage/configuration.html lists what else can be set.
"""

# Title, URLs, navigation and the like come from _config.yml; what is set here wins over it.
extensions = ["sphinx_essay"]
essay_dialect = "myst"
exclude_patterns = ["_build", ".venv", "requirements.txt"]
'''


@dataclass(frozen=True, slots=True)
class Note:
    """What could not be turned, with its place; ``line`` is 1-based, and is the body's first behind Liquid."""

    path: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file of the converted site: its path from the source folder, its text, None where it is copied as it is."""

    path: str
    text: str | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    """A page that was read: front matter, body behind Liquid, its tokens where it is Markdown."""

    page: Page
    head: FrontMatter
    text: str
    body: str
    tokens: list[Token] | None
    first_line: int
    notes: tuple[Note, ...]


NAMES: Final = replace(ANY_NAME, is_directive=lambda name: lexer_name(name) is None)
"""What a site for Jekyll can mean by a name in braces, as in R Markdown's ``{r}``: rather a language than a directive."""


class SiteConverter:
    """Turns the site in the folder ``root`` into MyST."""

    def __init__(self, site: Site, root: Path) -> None:
        self._site = site
        self._root = root
        below = os.path.relpath(site.source, root).replace(os.sep, "/")
        self._prefix = "" if below == "." else below + "/"
        self._options = replace(Options.from_config(dict(site.config.kramdown)), myst=NAMES)
        self._liquid = LiquidRenderer(source_of(site), now=site.now)

    def files(self, progress: Callable[[int, int], None] = lambda _done, _all: None) -> Iterator[NewFile]:
        """Yield each file of the converted site; ``progress`` hears how many pages of how many are done."""
        written: set[str] = set()
        if not self._site.config.is_myst:
            for file in (*self._pages(progress), *self._settings()):
                written.add(file.path)
                yield file
        for path in self._all_files():
            if path not in written:
                yield NewFile(path)

    # -- pages -------------------------------------------------------------------------------------------

    def _pages(self, progress: Callable[[int, int], None]) -> Iterator[NewFile]:
        config = self._site.config
        pages = [page for page in self._site.pages if config.is_markdown(split_name(page.path)[1])]
        read = []
        for done, page in enumerate(pages, 1):
            try:
                read.append(self._read(page))
            except OSError:  # gone since the site was loaded
                continue
            progress(done, len(pages))
        ids = {item.page.path: heading_ids(item.tokens) for item in read if item.tokens is not None}
        for item in read:
            yield self._page(item, ids)

    def _read(self, page: Page) -> _Read:
        text, _ = self._site.read_text(page.path)
        head, _ = split(text, page.path)
        body = self._site.body_of(page, text[head.body_offset :])
        rendered = self._liquid.render(page, body)
        notes = [Note(note.path, note.line, note.message) for note in rendered.diagnostics]
        first_line = head.body_line if rendered.text == text[head.body_offset :] else 0
        tokens = None
        if page.front_matter.get("dialect") != "myst":
            parsed = parse(rendered.text, self._options)
            tokens = parsed.tokens
            for line, message in parsed.warnings:
                notes.append(Note(page.path, line + first_line if first_line else head.body_line, message))
        return _Read(page, head, text, rendered.text, tokens, first_line, tuple(notes))

    def _page(self, item: _Read, ids: dict[str, frozenset[str]]) -> NewFile:
        page, site = item.page, self._site
        notes = list(item.notes)
        body, extra = item.body, {}
        if item.tokens is not None:

            def resolve(href: str, in_markdown: bool) -> Target:
                return site.resolve(href, page, in_markdown=in_markdown)

            links = Links(page.path, resolve, ids, ids.keys())
            try:
                converted = convert_body(item.tokens, links)
            except RecursionError:
                extra["dialect"] = "kramdown"
                notes.append(Note(page.path, item.head.body_line, "nests too deep for MyST; the page stays kramdown"))
            else:
                body = converted.text
                for line, message in converted.kept:
                    place = line + item.first_line if item.first_line else item.head.body_line
                    notes.append(Note(page.path, place, message))
            if self._loses_title(item, body):
                extra["title"] = str(page.front_matter["title"])
        text = front_matter(item.text, extra) + body
        return NewFile(self._prefix + page.path, text, tuple(notes))

    def _loses_title(self, item: _Read, body: str) -> bool:
        """Say whether a page has its title from its first heading, and that is no longer sure to be found.

        A page without any front matter gets none where its heading can be found: that would make it another kind of page.
        """
        if "jekyll-titles-from-headings" not in self._site.plugins or "title" in item.head.data:
            return False
        bare = find_block(item.text.removeprefix("\ufeff")) is None
        return "title" in item.page.front_matter and not (bare and first_heading(body))

    # -- settings ----------------------------------------------------------------------------------------

    def _settings(self) -> Iterator[NewFile]:
        config = self._site.config
        if config.file:
            text = (self._root / config.file).read_text(encoding="utf-8-sig", errors="surrogateescape")
            yield NewFile(config.file, config_with_myst(text, toml=config.file.endswith(".toml")))
        if not (self._root / "conf.py").exists():
            yield NewFile("conf.py", CONF_PY)

    def _all_files(self) -> Iterator[str]:
        """Yield the paths of the files in the source folder, sorted."""
        for folder, folders, names in os.walk(self._root):
            folders[:] = sorted(name for name in folders if name not in NOT_COPIED)
            for name in sorted(names):
                if name not in NOT_COPIED:
                    yield Path(folder, name).relative_to(self._root).as_posix()


def front_matter(text: str, extra: dict[str, str]) -> str:
    """Return the front matter of a page's text as MyST takes it, with ``extra`` keys; "" where it has none."""
    text = text.removeprefix("\ufeff")
    block = find_block(text)
    if block is None and not extra:
        return ""
    yaml = text[text.index("\n") + 1 : block.end] if block is not None else ""
    added = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in extra.items())
    return f"---\n{yaml}{added}---\n\n"


def config_with_myst(text: str, *, toml: bool = False) -> str:
    """Return a site's configuration that says that its pages are MyST."""
    if toml:
        kept = re.sub(r"(?m)^markdown[ \t]*=.*\n?", "", text)
        return f'markdown = "myst"\n{kept}'
    line = "markdown: myst"
    if re.search(r"(?m)^markdown[ \t]*:", text):
        return re.sub(r"(?m)^markdown[ \t]*:.*$", line, text)
    ends = "" if text.endswith("\n") or not text else "\n"
    return f"{text}{ends}\n# Pages are MyST: no kramdown, no Liquid.\n{line}\n"
