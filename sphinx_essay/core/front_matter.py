"""The YAML block at the head of a source file: where it ends, what it says, and on which lines.

Pure functions on text. The rules are Jekyll's: a file has front matter when its first line is ``---`` (blanks
may follow); the block ends at the next line that is ``---`` or ``...``; blank lines after it belong to it. A
block that is not YAML is left out of the body all the same, and the page is built without its data.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sphinx_essay.core.page import FrontMatter
from sphinx_essay.core.warnings import Diagnostic, Subtype
from sphinx_essay.core.yaml11 import YamlError, load_with_lines

BOM = "\ufeff"
_BLANK = " \t\r\f\v"
_MARKERS = ("---", "...")


@dataclass(frozen=True, slots=True)
class Block:
    """The place of a front matter in a text: ``text[:end]`` is the YAML, ``text[body:]`` the body."""

    end: int
    body: int


def begins_block(text: str) -> bool:
    """Say whether the first line of ``text`` opens a front matter: it is ``---`` and blanks (Jekyll)."""
    first, newline, _ = text.partition("\n")
    return bool(newline) and first.startswith("---") and not first[3:].strip(_BLANK)


def find_block(text: str) -> Block | None:
    """Return where the front matter of ``text`` ends, or None where it has none or does not close it."""
    if not begins_block(text):
        return None
    start = text.index("\n") + 1
    while start < len(text):
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop + 1
        if text.startswith(_MARKERS, start) and not text[start + 3 : stop].strip(_BLANK + "\n"):
            return Block(start, _skip_blank_lines(text, stop))
        start = stop
    return None


def _skip_blank_lines(text: str, start: int) -> int:
    """Return where the first line that is not blank begins."""
    while start < len(text):
        stop = text.find("\n", start)
        line = text[start:] if stop < 0 else text[start:stop]
        if line.strip(_BLANK):
            break
        start = len(text) if stop < 0 else stop + 1
    return start


@lru_cache(maxsize=2)  # a page's text is split by what carries out its Liquid, and again by its parser
def split(text: str, path: str = "") -> tuple[FrontMatter, tuple[Diagnostic, ...]]:
    """Split ``text`` (which may begin with a byte order mark) into front matter and body.

    The body is ``text[front_matter.body_offset:]``.  A broken block gives empty data and a diagnostic for
    ``path``.
    """
    shift = len(BOM) if text.startswith(BOM) else 0
    head = text[shift:]
    block = find_block(head)
    if block is None:
        return FrontMatter({}, {}, shift, 1), ()
    offset, line = block.body + shift, head.count("\n", 0, block.body) + 1
    try:
        loaded = load_with_lines(head[: block.end])
    except YamlError as error:
        message = f"front matter left out: {error}"
        return FrontMatter({}, {}, offset, line), (_broken(message, path, error.line or 1),)
    if loaded.value is None:
        return FrontMatter({}, {}, offset, line), ()
    if not isinstance(loaded.value, dict):
        message = "front matter left out: it must be a mapping of keys to values"
        return FrontMatter({}, {}, offset, line), (_broken(message, path, 2),)
    return FrontMatter(loaded.value, loaded.lines, offset, line), ()


def _broken(message: str, path: str, line: int) -> Diagnostic:
    return Diagnostic(Subtype.FRONT_MATTER, message, path, line)
