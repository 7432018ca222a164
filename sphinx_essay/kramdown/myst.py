"""MyST's fences ("directives") and roles inside kramdown pages.

What has the form of one but not its name stays what kramdown makes of it: pages for other programs have code whose
language is written ``{r}`` or ``{.python}``, and blocks that begin ``::: {.note}``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sphinx_essay.kramdown.element import Element

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_essay.kramdown.blocks import BlockParser

_NAME = r"[^\W\d_][\w:+.-]*"
_FENCE_RE = re.compile(rf" {{0,3}}(~{{3,}}|`{{3,}})[ \t]*(\{{({_NAME})\}}[^\n]*)\n")
_COLON_FENCE_RE = re.compile(rf" {{0,3}}(:{{3,}})[ \t]*(\{{({_NAME})\}}[^\n]*)\n")
ROLE_RE = re.compile(r"\{([A-Za-z0-9_\-+.][A-Za-z0-9_\-+.:]{0,35})\}(`+)(?!`)")


@dataclass(frozen=True, slots=True)
class MystNames:
    """Which directives and roles there are: functions that say so of a name."""

    is_directive: Callable[[str], bool]
    is_role: Callable[[str], bool]


def _any_name(_name: str) -> bool:
    return True


ANY_NAME = MystNames(_any_name, _any_name)
"""Takes every name for that of a directive or role."""


def opens_colon_fence(names: MystNames, text: str, pos: int) -> bool:
    """Say whether a directive between colons begins at ``pos``."""
    match = _COLON_FENCE_RE.match(text, pos)
    return match is not None and names.is_directive(match[3])


@cache
def closing_fence(mark: str, *, indented: bool) -> re.Pattern[str]:
    """Return what closes a fence that ``mark`` opened: a line of at least as many of its characters."""
    space = " {0,3}" if indented else ""
    return re.compile(rf"^{space}{re.escape(mark)}{re.escape(mark[0])}*[ \t\r\f\v]*\n", re.MULTILINE)


def parse_directive(parser: BlockParser) -> bool:
    """Parse a fence whose info is ``{name} arguments``; if never closed, it ends with its container."""
    names = parser.state.options.myst
    if names is None:
        return False
    scanner = parser.scanner
    text, start = scanner.text, scanner.pos
    match = _FENCE_RE.match(text, start) or _COLON_FENCE_RE.match(text, start)
    if match is None:
        return False
    if not names.is_directive(match[3]):
        if match[1][0] == ":":  # which means nothing in kramdown
            parser.state.warn(scanner.line(), f"no directive is called {match[3]!r}: the fence is taken as text")
        return False
    mark, info = match[1], match[2].strip()
    closing = scanner.find(closing_fence(mark, indented=True), match.end())
    if closing is None:
        parser.state.warn(scanner.line(), f"the fence {mark}{info} is never closed, it ends with what holds it")
    content = text[match.end() : closing.start() if closing else len(text)]
    parser.add(Element("directive", content, info=info, fence=mark), start, closing.end() if closing else len(text))
    return True
