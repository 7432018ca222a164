"""Where our trees differ from kramdown's and are meant to.

The page ``docs/reference/kramdown-differences.md`` tells users the same; ``accepted_cases`` reads its table.
"""

from __future__ import annotations

import re
from pathlib import Path

DOCUMENTATION = Path(__file__).resolve().parents[2] / "docs" / "reference" / "kramdown-differences.md"

_ROW_RE = re.compile(r"^\| `([\w/.-]+)` \| (.+?) \|$", re.MULTILINE)

_ACCEPTED_TEXTS = (
    # An underscore after letters and underscores: kramdown 2.5 reads it as 2.4 did not.
    r"[^\W\d_]-?___",
    # An attribute list before a line with a pipe that is no table: kramdown loses the list.
    r"\{:[^}\n]*\}[ \t]*\n.*\|",
    # A line that begins with blanks and a tab: kramdown writes its text without a paragraph.
    r"(?m)^(?:>|\s|[-*+]|\d+\.|:)* +\t",
)


def accepted_cases() -> dict[str, str]:
    """Return kramdown's own test cases that we differ from, with the reason for each."""
    return dict(_ROW_RE.findall(DOCUMENTATION.read_text(encoding="utf-8")))


def accepted_text(text: str) -> bool:
    """Say whether a text holds something that is meant to come out differently."""
    return any(re.search(pattern, text) for pattern in _ACCEPTED_TEXTS)
