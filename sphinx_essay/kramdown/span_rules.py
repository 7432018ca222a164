"""What the options say about spans: where one may begin, what a backslash escapes, which marks are written."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from sphinx_essay.kramdown.typography import Typography

if TYPE_CHECKING:
    from sphinx_essay.kramdown.options import Options

ESCAPED_RE = re.compile(r"\\([\\.*_+`<>()\[\]{}#!:|\"'$=\-])")
_ESCAPED_GFM_RE = re.compile(r"\\([\\.*_+`<>()\[\]{}#!:|\"'$=\-~])")


@cache
def _special(gfm: bool, symbols: bool, breaks: bool, hard: bool, roles: bool, bracket: bool) -> re.Pattern[str]:
    """Return the expression for the next place where something may begin.

    Each alternative begins with a literal character, which lets the search skip everything else quickly.
    """
    parts = [r"\*", "_", "`", "<", r"\[", r"!\[", '"', "'", r"\$\$", "&", r"\\"]
    parts.append(r"\{" if roles else r"\{:")
    if gfm:
        parts.append("~~")
    if symbols:
        parts += ["--", r"\.\.\.", ">>"]
    if breaks:
        parts.append(r"  \n")
    if hard:
        parts.append(r"\n")
    if bracket:
        parts.append(r"\]")
    return re.compile("|".join(parts))


class SpanRules:
    """What the options say about spans; made once for all texts of a document."""

    __slots__ = ("_switches", "breaks", "escaped", "gfm", "hard_breaks", "typography")

    def __init__(self, options: Options) -> None:
        self.gfm = options.gfm
        self.hard_breaks = options.gfm and options.hard_wrap
        self.typography = Typography(options)
        self.escaped = _ESCAPED_GFM_RE if options.gfm else ESCAPED_RE
        symbols = not (options.gfm and "no_auto_typographic" in options.gfm_quirks)
        self._switches = (options.gfm, symbols, options.myst is not None)
        self.breaks = {
            key: self._patterns(*key) for key in ((False, False), (False, True), (True, False), (True, True))
        }

    def _patterns(self, spaces: bool, in_html: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
        gfm, symbols, roles = self._switches
        breaks = spaces and not self.hard_breaks
        hard = self.hard_breaks and not in_html
        plain = _special(gfm, symbols, breaks, hard, roles, False)
        return plain, _special(gfm, symbols, breaks, hard, roles, True)

    def patterns(self, text: str, *, in_html: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """Return the expressions for where something may begin: outside and inside a link's text."""
        return self.breaks["  \n" in text, in_html]
