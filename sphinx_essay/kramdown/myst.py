"""MyST's fences ("directives") and roles inside kramdown pages."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from sphinx_essay.kramdown.element import Element

if TYPE_CHECKING:
    from sphinx_essay.kramdown.blocks import BlockParser

_FENCE_RE = re.compile(r" {0,3}(~{3,}|`{3,})[ \t]*(\{[^\s{}`:][^\n{}`]*\}[^\n]*)\n")
COLON_FENCE_RE = re.compile(r" {0,3}(:{3,})[ \t]*(\{[^\s{}`:][^\n{}`]*\}[^\n]*)\n")
ROLE_RE = re.compile(r"\{([A-Za-z0-9_\-+.][A-Za-z0-9_\-+.:]{0,35})\}(`+)(?!`)")


@cache
def closing_fence(mark: str, *, indented: bool) -> re.Pattern[str]:
    """Return what closes a fence that ``mark`` opened: a line of at least as many of its characters."""
    space = " {0,3}" if indented else ""
    return re.compile(rf"^{space}{re.escape(mark)}{re.escape(mark[0])}*[ \t\r\f\v]*\n", re.MULTILINE)


def parse_directive(parser: BlockParser) -> bool:
    """Parse a fence whose info is ``{name} arguments``; if never closed, it ends with its container."""
    if not parser.state.options.myst:
        return False
    scanner = parser.scanner
    text, start = scanner.text, scanner.pos
    match = _FENCE_RE.match(text, start) or COLON_FENCE_RE.match(text, start)
    if match is None:
        return False
    mark, info = match[1], match[2].strip()
    closing = scanner.find(closing_fence(mark, indented=True), match.end())
    if closing is None:
        parser.state.warn(scanner.line(), f"the fence {mark}{info} is never closed, it ends with what holds it")
    content = text[match.end() : closing.start() if closing else len(text)]
    parser.add(Element("directive", content, info=info, fence=mark), start, closing.end() if closing else len(text))
    return True
