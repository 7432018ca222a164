"""What a name that names no page may have meant."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from sphinx_essay.core.value_text import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Character sets that UTF-8 is mistaken for, the most frequent first.  The bytes of ``§`` read as Thai are
# ``ยง``.
_CODECS = (
    *("cp1252", "latin-1", "cp874", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257"),
    *("cp1258", "iso8859-2", "iso8859-5", "iso8859-15", "cp437", "cp850", "cp866", "koi8-r", "mac-roman"),
    *("shift-jis", "gbk", "big5", "euc-kr"),
)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")

# Looking for similar names costs their number times their length: there is a bound to each.
_MOST_SEARCHES = 20
_MOST_NAMES = 5_000
_LONGEST = 200

Reason = Literal["spelling", "encoding", "similar"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that exists (``known``), or would be right if it did, and why it was meant.

    ``spelling``: the two differ in case or white space; ``encoding``: one is the other decoded with the
    character set ``codec`` instead of UTF-8; ``similar``: most letters are the same.
    """

    name: str
    reason: Reason
    codec: str = ""
    known: bool = True

    @property
    def certain(self) -> bool:
        """Tell whether the writer can have meant nothing else."""
        return self.known and self.reason != "similar"


@dataclass(slots=True)
class Suggester:
    """Finds the known name nearest to an unknown one."""

    names: Iterable[str]
    _exact: dict[str, None] = field(init=False)
    _folded: dict[str, str] = field(init=False)
    _searches: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self._exact = dict.fromkeys(self.names)
        self._folded = {}
        for name in self._exact:
            self._folded.setdefault(folded(name), name)

    def suggest(self, name: str) -> Suggestion | None:
        """Return the best suggestion for ``name``, or None."""
        if near := self._folded.get(folded(name)):
            return Suggestion(near, "spelling")
        unknown: Suggestion | None = None
        for codec, other, mended in _redecoded(name):
            if known := self._folded.get(folded(other)):
                return Suggestion(known, "encoding", codec)
            if mended and unknown is None:
                unknown = Suggestion(other, "encoding", codec, known=False)
        return self._similar(name) or unknown

    def _similar(self, name: str) -> Suggestion | None:
        self._searches += 1
        if self._searches > _MOST_SEARCHES or len(self._exact) > _MOST_NAMES or len(name) > _LONGEST:
            return None
        names = [known for known in self._exact if len(known) <= _LONGEST]
        found = difflib.get_close_matches(name, names, n=1, cutoff=0.75)
        return Suggestion(found[0], "similar") if found else None


def _redecoded(name: str) -> Iterator[tuple[str, str, bool]]:
    """Yield (character set, text, mended) for each wrong decoding that ``name`` may be a side of.

    ``mended`` is true where ``name`` is the damaged side, so that the text is what it should have been.  Only
    the runs that are not ASCII change: a name may be damaged in part, or have been mended in part.
    """
    if name.isascii() or len(name) > _LONGEST:
        return
    for codec in _CODECS:
        for source, target, mended in ((codec, "utf-8", True), ("utf-8", codec, False)):
            text = _recoded(name, source, target)
            if text != name and text.isprintable():
                yield codec, text, mended


def _recoded(name: str, source: str, target: str) -> str:
    """Return ``name`` with its runs of other than ASCII recoded, or ``name`` where they cannot be."""
    try:
        return _NOT_ASCII.sub(lambda run: run[0].encode(source).decode(target), name)
    except UnicodeError:
        return name
