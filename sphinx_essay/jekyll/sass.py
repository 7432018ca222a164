"""Sass without a compiler: which style sheets are CSS but for their comments, and which say nothing of their own."""

from __future__ import annotations

import re
from typing import Final

_COMMENT: Final = re.compile(r"/\*.*?\*/|(?:^|(?<=[;{}\s]))//[^\n]*", re.DOTALL | re.MULTILINE)
_NEEDS_SASS: Final = re.compile(
    r"@(?:use|forward|include|mixin|function|extend|if|else|each|for|while)\b|@import\s+(?!url\()"
    r"|\$[\w-]+|#\{|&[\w-]|^\s*%[\w-]+\s*\{|\b(?:lighten|darken|mix|percentage|map-get|rem)\(",
    re.MULTILINE,
)
_SETTING: Final = re.compile(r"@import\b[^;\n]*;?|\$[\w-]+\s*:[^;]*;|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)


def as_css(scss: str) -> str | None:
    """Return SCSS as the CSS that it is but for comments behind ``//``, or ``None`` where only a compiler understands it."""
    css = _COMMENT.sub(lambda match: match[0] if match[0].startswith("/*") else "", scss)
    return None if _NEEDS_SASS.search(without_comments(css)) else css


def without_comments(scss: str) -> str:
    """Return SCSS without its comments of either kind."""
    return _COMMENT.sub("", scss)


def has_rules(scss: str) -> bool:
    """Say whether SCSS, which may hold Liquid, has any rule of its own beside what it imports and sets."""
    return bool(_SETTING.sub("", without_comments(scss)).strip())
