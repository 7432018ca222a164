"""Which files and folders belong to the site: ``include``, ``exclude`` and special names, by Jekyll's rules.

Pure: the caller says of each entry whether it is a folder.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

DEFAULT_EXCLUDES = (
    ".sass-cache", ".jekyll-cache", "gemfiles", "Gemfile", "Gemfile.lock", "node_modules", "vendor/bundle/",
    "vendor/cache/", "vendor/gems/", "vendor/ruby/",
)  # fmt: skip
"""What Jekyll 4 leaves out besides the site's own list."""

SPECIAL = (".", "_", "#", "~")


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """The site's ``include`` and ``exclude`` patterns (shell globs or plain prefixes)."""

    include: Sequence[str] = (".htaccess",)
    exclude: Sequence[str] = DEFAULT_EXCLUDES

    def keeps(self, entry: str, base: str = "", *, is_folder: bool = False) -> bool:
        """Say whether ``entry`` (a path below the folder ``base``) belongs to the site.

        ``exclude`` sees the whole path from the source folder, ``include`` only what stands below ``base``
        and the bare name.  ``include`` beats ``exclude`` and the rule on special names.
        """
        if entry.endswith("."):
            return False
        if self.includes(entry, is_folder=is_folder):
            return True
        path = f"{base}/{entry}" if base else entry
        return not self.excludes(path, is_folder=is_folder) and not is_special(entry)

    def includes(self, entry: str, *, is_folder: bool = False) -> bool:
        """Say whether ``include`` names the entry or its bare name."""
        names = {entry, entry.rpartition("/")[2]}
        return any(matches(pattern, name, is_folder=is_folder) for name in names for pattern in self.include)

    def excludes(self, path: str, *, is_folder: bool = False) -> bool:
        """Say whether ``exclude`` means the path; a pattern that ``include`` repeats does not count."""
        return any(
            matches(pattern, path, is_folder=is_folder) for pattern in self.exclude if pattern not in self.include
        )


def is_special(entry: str) -> bool:
    """Say whether Jekyll passes over a name: for beginning with ``._#~`` or ending with ``~``."""
    return entry.startswith(SPECIAL) or entry.rpartition("/")[2].startswith(SPECIAL) or entry.endswith("~")


def matches(pattern: str, path: str, *, is_folder: bool = False) -> bool:
    """Say whether a pattern of ``include`` or ``exclude`` means the path.

    It does when it is a prefix of the path (``tmp`` means ``tmpl.md`` too), when it names the folder with a
    slash after it, or as a shell glob in which ``*`` also stands for ``/``.
    """
    pattern, path = pattern.lstrip("/"), path.lstrip("/")
    if not pattern:
        return False
    if path.startswith(pattern) or (is_folder and pattern == path + "/"):
        return True
    return any(sign in pattern for sign in "*?[\\") and _glob(pattern).fullmatch(path) is not None


@lru_cache(maxsize=1024)
def _glob(pattern: str) -> re.Pattern[str]:
    """Translate a glob as Ruby's ``File.fnmatch`` reads it without flags."""
    out: list[str] = []
    place = 0
    while place < len(pattern):
        sign = pattern[place]
        place += 1
        if sign == "*":
            if not out or out[-1] != ".*":
                out.append(".*")
        elif sign == "?":
            out.append(".")
        elif sign == "\\" and place < len(pattern):
            out.append(re.escape(pattern[place]))
            place += 1
        elif sign == "[" and (end := pattern.find("]", place + 1)) > 0:
            body = pattern[place:end].replace("\\", "\\\\").replace("[", "\\[")
            out.append(f"[^{body[1:]}]" if body[0] in "!^" else f"[{body}]")
            place = end + 1
        else:
            out.append(re.escape(sign))
    try:
        return re.compile("".join(out), re.DOTALL)
    except re.error:
        return re.compile(re.escape(pattern))
