"""Which of the two dialects a page is written in, and what MyST's parser reads besides MyST in a Jekyll site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sphinx_essay.markdown.myst_essay import myst_essay_plugin
from sphinx_essay.markdown.myst_footnotes import myst_footnotes_plugin
from sphinx_essay.markdown.myst_html import myst_html_plugin
from sphinx_essay.markdown.myst_tasks import myst_tasks_plugin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from markdown_it import MarkdownIt

DIALECTS: Final = ("kramdown", "myst")

_FENCE: Final = re.compile(r"\s*(`{3,}|~{3,})")
_CODE_SPAN: Final = re.compile(r"(`+).+?\1(?!`)")
_ATTRIBUTE_LINE: Final = re.compile(r" {0,3}\{:[^}\n]*\}\s*")
"""A line that is an attribute list, a definition of one or an extension of kramdown, and nothing else."""
_MARKDOWN_IN_HTML: Final = re.compile(r"""<[A-Za-z][^<>]*\smarkdown\s*=\s*(["'])(?:1|block|span)\1(?=[\s>/])""")
"""The attribute as kramdown's documentation writes it, quoted: MyST pages that are about it may hold it without quotes."""


def dialect_of(front_matter: Mapping[str, Any], option: str, body: str, *, jekyll: bool) -> str:
    """Return the dialect of a page: its own word, else the option's, else that of its site, else what ``body`` holds."""
    own = str(front_matter.get("dialect", "")).lower()
    if own in DIALECTS:
        return own
    if option in DIALECTS:
        return option
    return "kramdown" if jekyll or holds_kramdown(body) else "myst"


def holds_kramdown(body: str) -> bool:
    """Say whether a page's text holds what only kramdown means, outside its code.

    That is a line ``{: …}`` (``{:toc}`` among them), or an HTML element with ``markdown="1"``.
    """
    if "{:" not in body and "markdown" not in body:
        return False
    return any(_ATTRIBUTE_LINE.fullmatch(line) or _MARKDOWN_IN_HTML.search(line) for line in _without_code(body))


def _without_code(body: str) -> Iterator[str]:
    """Yield the lines outside fenced code, less the code within them."""
    fence = ""
    for line in body.splitlines():
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line.strip(fence[0] + " \t"):
                fence = ""
        elif mark:
            fence = mark[1]
        else:
            yield _CODE_SPAN.sub("", line)


def read_essays(parser: MarkdownIt, slugify: Callable[[str], str] | None = None) -> None:
    """Make a parser of MyST read what pages of a Jekyll site carry; ``slugify`` makes a heading's id of its text."""
    parser.use(myst_essay_plugin, slugify)
    parser.use(myst_html_plugin)
    parser.use(myst_footnotes_plugin)
    parser.use(myst_tasks_plugin)
