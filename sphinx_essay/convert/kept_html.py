"""What MyST has no words for, as HTML that it reads as one block."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

from sphinx_essay.kramdown.document import Document
from sphinx_essay.kramdown.options import Options
from sphinx_essay.kramdown.render import render

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OPTIONS: Final = replace(Options(), syntax_highlighter="")

_VERBATIM: Final = re.compile(r"(<(pre|textarea)\b.*?</\2\s*>)", re.DOTALL | re.IGNORECASE)
_BLANK_LINES: Final = re.compile(r"\n(?:[ \t]*\n)+")

_BLOCK_START: Final = re.compile(
    r"<(?:!|\?|(?:script|pre|style|textarea)[\s>]|/?(?:address|article|aside|base|basefont|blockquote|body|caption|center|"
    r"col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header"
    r"|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|"
    r"table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?:\s|/?>|$))",
    re.IGNORECASE,
)
_LONE_TAG: Final = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:[\s/][^>]*)?>[ \t]*(?:\n|\Z)")


def begins_block(text: str) -> bool:
    """Say whether a paragraph would be read as a block of HTML (CommonMark 0.31: HTML blocks)."""
    return _BLOCK_START.match(text) is not None or _LONE_TAG.match(text) is not None


def as_html(tokens: Iterable[Token]) -> str:
    """Return kramdown tokens as HTML without blank lines, which would end the block."""
    text = render(Document(list(map(_shown, tokens)), [], _OPTIONS)).strip("\n")
    parts = _VERBATIM.split(text)
    out = []
    for index, part in enumerate(parts):
        if index % 3 == 0:
            out.append(_BLANK_LINES.sub("\n", part))
        elif index % 3 == 1:
            out.append(re.sub(r"\n(?=[ \t]*\n)", "&#10;", part))
    return "".join(out)


def on_one_line(text: str) -> str:
    """Return HTML on one line, where its line breaks mean no more than blanks."""
    return text if _VERBATIM.search(text) or "<script" in text or "<style" in text else " ".join(text.split("\n"))


def holds_more_than_html(tokens: Iterable[Token]) -> bool:
    """Say whether some of the tokens lose by being written as HTML: formulas, roles, marks of footnotes."""
    return any(token.type in _MORE for token in _all(tokens))


_MORE: Final = frozenset({"math_inline", "math_block", "myst_role", "footnote_ref"})


_VERBATIM_TAGS: Final = frozenset({"script", "style", "textarea"})
_TAG: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]*", re.ASCII)
"""A tag's name (CommonMark 0.31: Raw HTML)."""


def is_tag_name(name: str) -> bool:
    """Say whether MyST takes an element of this name for one; kramdown's may hold ``_`` and ``:``, as in ``<FILE_NAME>``."""
    return _TAG.fullmatch(name) is not None


def needs_html_around(tokens: Iterable[Token]) -> bool:
    """Say whether running text holds what MyST would read on as Markdown, or as text: scripts, raw text, tags of XML."""
    return any(
        token.type == "html_raw"
        or token.tag in _VERBATIM_TAGS
        or (token.tag[:1].isalpha() and not is_tag_name(token.tag))
        for token in _all(tokens)
    )


def _all(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


def _shown(token: Token) -> Token:
    """Return a formula as Sphinx writes formulas, any other token as it is."""
    if token.type == "math_inline":
        return _formula(token, "span", "\\(", "\\)")
    if token.type == "math_block":
        return _formula(token, "div", "\\[", "\\]")
    if token.children:
        return token.copy(children=list(map(_shown, token.children)))
    return token


def _formula(token: Token, tag: str, left: str, right: str) -> Token:
    tex = html.escape(f"{left}{token.content.strip()}{right}", quote=False)
    return Token("html_raw", "", 0, content=f'<{tag} class="math notranslate nohighlight">{tex}</{tag}>')
