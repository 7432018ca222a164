"""A page without styles and scripts of its own in it: they go to files, which a strict Content-Security-Policy allows.

Under ``default-src 'self'`` a browser obeys neither ``<style>``, ``style="…"`` nor ``<script>`` with text in it (CSP
Level 3, section 6.7.3).  What each says is the same from a file; only the file's place has to be considered, as addresses
in a style sheet are relative to it.  Pure functions; nothing here knows Sphinx.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Attributes = list[tuple[str, str | None]]

_RAW_TEXT: Final = frozenset({"iframe", "noembed", "noframes", "plaintext", "textarea", "title", "xmp"})
"""Elements whose content is text, whatever it looks like (HTML Living Standard, section 13.2.5), beside style and script."""

_CLASSIC: Final = frozenset(
    {"", "text/javascript", "application/javascript", "text/ecmascript", "application/ecmascript"}
)
"""Types of scripts that run at their place; all others but ``module`` are data, which no policy forbids."""

_RELATIVE_IMPORT: Final = re.compile(r"""\b(?:from|import)\s*\(?\s*["'`]\.""")

_CSS: Final = re.compile(
    r"""
    /\*.*?\*/
    | (?P<before>url\(\s*|@import\s+) (?P<quote>["']) (?P<quoted>(?:\\.|(?!(?P=quote))[^\\])*) (?P=quote)
    | (?P<open>url\(\s*) (?P<bare>(?:\\.|[^\s"'()\\])+)
    | "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*'
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
"""The tokens of CSS in which an address stands, or could seem to (CSS Syntax Level 3)."""

_ABSOLUTE: Final = re.compile(r"[a-z][a-z0-9+.-]*:|[/#]", re.IGNORECASE)

_ABOVE_ALL: Final = ":not(#essay-0#essay-0#essay-0)"
"""Raises a rule above all others, as an element's own style is (CSS Cascade Level 4, section 6.1)."""


@dataclass(frozen=True, slots=True)
class Separated:
    """A page, the ``files`` that it now loads (name → text), and what would have to change for a policy to let it run."""

    page: str
    files: Mapping[str, str]
    refused: tuple[str, ...] = ()


def separate(page: str, folder: str, base: str) -> Separated:
    """Return a page whose own styles and scripts are in files.

    :param folder: address of the folder of the files, as the page has it, ending in a slash.
    :param base: address of the page's folder, as those files have it, ending in a slash.
    """
    reader = _Reader(page, folder, base)
    reader.feed(page)
    reader.close()
    return reader.result()


def addresses_from(css: str, base: str) -> str:
    """Return CSS whose relative addresses begin at ``base``, the place that it is taken from."""

    def moved(match: re.Match[str]) -> str:
        address = match["quoted"] or match["bare"]
        if not address or _ABSOLUTE.match(address):
            return match[0]
        before, quote = match["before"] or match["open"], match["quote"] or ""
        return f"{before}{quote}{base}{address}{quote}"

    return _CSS.sub(moved, css)


def is_declarations(style: str) -> bool:
    """Say whether the text of a ``style`` attribute means the same in a rule: all that it opens, it closes."""
    rest = _CSS.sub(lambda token: "(" if token["before"] or token["open"] else "", style)
    if re.search(r"""["'{}\\]|/\*""", rest):
        return False
    opened: list[str] = []
    for bracket in re.findall(r"[()\[\]]", rest):
        if bracket in "([":
            opened.append(")" if bracket == "(" else "]")
        elif not opened or opened.pop() != bracket:
            return False
    return not opened


class _Reader(HTMLParser):
    """Notes which pieces of a page are to be replaced, and by what; all others stay as they are."""

    def __init__(self, page: str, folder: str, base: str) -> None:
        super().__init__(convert_charrefs=False)
        self._page, self._folder, self._base = page, folder, base
        self._lines = [0, *(match.end() for match in re.finditer("\n", page))]
        self._edits: list[tuple[int, int, str]] = []
        self._files: dict[str, str] = {}
        self._rules: dict[str, str] = {}
        self._late: list[str] = []
        self._head_end: int | None = None
        self._without_script = 0
        self._element: tuple[int, int, Attributes] | None = None
        self._refused: dict[str, None] = {}

    def result(self) -> Separated:
        links = [*self._late]
        if self._rules:
            links.append(self._link([], "".join(self._rules.values()), base=""))
        if links:
            place = self._head_end if self._head_end is not None else 0
            self._edits.append((place, place, "".join(links)))
        parts, done = [], 0
        for start, end, text in sorted(self._edits, key=lambda edit: edit[:2]):
            parts += [self._page[done:start], text]
            done = end
        return Separated("".join((*parts, self._page[done:])), self._files, tuple(self._refused))

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        start = self._here()
        text = self.get_starttag_text() or ""
        self._note_handlers(tag, attrs)
        if tag in {"style", "script"}:
            self._element = (start, start + len(text), attrs)
            return
        if tag == "noscript":
            self._without_script += 1
        if any(name == "style" for name, _ in attrs):
            self._edits.append((start, start + len(text), self._without_style(tag, attrs, text.endswith("/>"))))
        if tag in _RAW_TEXT:
            self.set_cdata_mode(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "head" and self._head_end is None:
            self._head_end = self._here()
        elif tag == "noscript":
            self._without_script -= 1
        elif tag in {"style", "script"} and self._element is not None:
            begin, after_start, attrs = self._element
            self._element = None
            end = self._page.find(">", self._here()) + 1 or len(self._page)
            content = self._page[after_start : self._here()]
            written = self._style(attrs, content) if tag == "style" else self._script(attrs, content)
            if written is not None:
                self._edits.append((begin, end, written))

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _note_handlers(self, tag: str, attrs: Attributes) -> None:
        for name, value in attrs:
            if re.fullmatch("on[a-z]+", name):
                self._refused[f"<{tag} {name}>"] = None
            elif name in {"href", "action", "formaction"} and (value or "").strip().lower().startswith("javascript:"):
                self._refused[f"<{tag} {name}=javascript:>"] = None

    def _without_style(self, tag: str, attrs: Attributes, closed: bool) -> str:
        """Return a start tag with a class in place of its style."""
        kept: dict[str, str | None] = {}
        for name, value in attrs:
            kept.setdefault(name, value)  # the first of two counts
        style = (kept.pop("style") or "").strip()
        if not is_declarations(style):
            self._refused[f"<{tag} style> that is not closed"] = None
            kept["style"] = style
        elif style:
            moved = addresses_from(style, self._base)
            name = f"essay-{_digest(moved)[:10]}"
            self._rules[name] = f".{name}{_ABOVE_ALL}{{{moved}}}\n"
            kept["class"] = f"{kept.get('class') or ''} {name}".strip()
        return _tag(tag, kept.items(), closed)

    def _style(self, attrs: Attributes, css: str) -> str:
        kept = [(name, value) for name, value in attrs if name != "type"]
        link = self._link(kept, css, self._base) if css.strip() else ""
        if self._head_end is None or self._without_script:
            return link
        self._late.append(link)
        return ""

    def _link(self, attrs: Attributes, css: str, base: str) -> str:
        address = self._file(addresses_from(css, base) if base else css, "css")
        return _tag("link", [("rel", "stylesheet"), *attrs, ("href", address)], closed=False)

    def _script(self, attrs: Attributes, code: str) -> str | None:
        """Return a script that loads its text; None where nothing is to be done, or nothing can be."""
        given = dict(reversed(attrs))
        kind = (given.get("type") or "").strip().lower()
        if "src" in given or not code.strip() or kind not in _CLASSIC | {"module"}:
            return None
        if kind == "module" and _RELATIVE_IMPORT.search(code):
            self._refused["<script type=module> with a relative import"] = None
            return None
        kept = [(name, value) for name, value in attrs if kind == "module" or name not in {"async", "defer"}]
        return _tag("script", [*kept, ("src", self._file(code, "js"))], closed=False) + "</script>"

    def _file(self, text: str, suffix: str) -> str:
        name = f"{_digest(text)[:16]}.{suffix}"
        self._files[name] = text
        return self._folder + name


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _tag(tag: str, attrs: Iterable[tuple[str, str | None]], closed: bool) -> str:
    written = "".join(f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in attrs)
    return f"<{tag}{written}{' /' if closed else ''}>"
