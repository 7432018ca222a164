"""Which of the two dialects a page is written in, and what the parser of MyST's reads besides MyST."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinx_essay.markdown.myst_essay import myst_essay_plugin
from sphinx_essay.markdown.myst_footnotes import myst_footnotes_plugin
from sphinx_essay.markdown.myst_html import myst_html_plugin
from sphinx_essay.markdown.myst_tasks import myst_tasks_plugin

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from markdown_it import MarkdownIt

DIALECTS: Final = ("kramdown", "myst")


def dialect_of(front_matter: Mapping[str, Any], option: str, *, jekyll: bool) -> str:
    """Return the dialect of a page: its own word, else the option's, else what kind of site it is in."""
    own = str(front_matter.get("dialect", "")).lower()
    if own in DIALECTS:
        return own
    if option in DIALECTS:
        return option
    return "kramdown" if jekyll else "myst"


def read_essays(parser: MarkdownIt, slugify: Callable[[str], str] | None = None, *, jekyll: bool) -> None:
    """Make a parser of MyST read what essays carry; ``slugify`` makes a heading's id of its text.

    Pages of a Jekyll site (``jekyll``) get the footnotes that kramdown would give them.
    """
    parser.use(myst_essay_plugin, slugify)
    parser.use(myst_html_plugin)
    if jekyll:
        parser.use(myst_footnotes_plugin)
    parser.use(myst_tasks_plugin, as_kramdown=jekyll)
