"""The page as data: what the quick pass over the sources learns before anything is parsed.

Everything that orders, groups, names or places pages works on these records; none of it needs Sphinx.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The YAML block at the head of a source file.

    ``data`` holds the values as YAML 1.1 reads them (Jekyll's Psych does); ``lines`` the 1-based line of each
    top-level key; ``body_offset`` where the body begins, in characters; ``body_line`` the 1-based line it begins on.
    """

    data: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    body_offset: int = 0
    body_line: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site.

    ``path`` is the source file relative to the source folder, ``docname`` the same without its suffix (Sphinx's name
    for it).  ``url`` is the address on the site, beginning with ``/`` and without ``baseurl``; ``output`` the file that
    holds it, relative to the output folder.  Both are empty in a project that leaves its URLs to Sphinx.
    ``front_matter`` has the site's defaults merged in; ``collection`` is the label of the collection that the page
    belongs to ("" for an ordinary page, ``posts`` for a post).  ``shown_title`` is the title in menus where a plugin makes
    that another than the front matter's.
    """

    path: str
    docname: str
    url: str = ""
    output: str = ""
    front_matter: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)
    body_line: int = field(default=1, compare=False)
    collection: str = ""
    shown_title: str = ""

    def line_of(self, key: str) -> int:
        """Return the 1-based line on which ``key`` stands in the source, or 1 where a default gave it."""
        return self.lines.get(key, 1)
