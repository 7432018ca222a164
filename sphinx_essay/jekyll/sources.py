"""The sources on disk: walking the site's folder and reading the heads of files that have changed."""

from __future__ import annotations

import codecs
import os
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from sphinx_essay.core import front_matter as frontmatter
from sphinx_essay.core.page import FrontMatter
from sphinx_essay.core.warnings import Diagnostic, Subtype

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, MutableMapping
    from pathlib import Path

    from sphinx_essay.jekyll.entry_filter import EntryFilter

_CHUNK = 8192
_BOM = b"\xef\xbb\xbf"
_OPENING = 1000
MAX_HEAD = 1024 * 1024
"""How many bytes of a file are searched for the end of its front matter."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the site: its path from the source folder and the state that tells whether it has changed."""

    path: str
    mtime_ns: int
    size: int

    @property
    def name(self) -> str:
        """The file's name without its folders."""
        return self.path.rpartition("/")[2]

    @property
    def folder(self) -> str:
        """The path of the folder that the file lies in, "" for the source folder."""
        return self.path.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class Head:
    """What the quick pass knows of a file.

    ``begins`` says whether Jekyll sees front matter in it (its very first bytes are a line ``---``);
    ``opening`` is the beginning of its body; ``is_read`` is false where the file cannot be read.
    """

    begins: bool
    front_matter: FrontMatter
    opening: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
    is_read: bool = True


_NO_FRONT_MATTER = Head(begins=False, front_matter=FrontMatter({}, {}))


def _any(_name: str, _is_folder: bool) -> bool:
    return True


class Sources:
    """The files below a source folder.

    ``cache`` keeps the heads between builds: the caller persists it, and need not know what it holds.
    """

    def __init__(self, root: Path, encoding: str, cache: MutableMapping[str, Any]) -> None:
        self.root = root
        self.encoding = encoding if is_encoding(encoding) else "utf-8"
        self.diagnostics: list[Diagnostic] = []
        self._real_root = os.path.realpath(root)
        self._cache = cache
        self._seen: set[str] = set()

    # -- walking ---------------------------------------------------------------------------------------------

    def entries(self, folder: str, wanted: Callable[[str, bool], bool] = _any) -> list[tuple[str, bool]]:
        """Return the names in a folder, each with whether it is a folder, in the order of their bytes.

        Only those that are ``wanted``, which is asked with both.  A symbolic link that leaves the site, or
        leads back to a folder that holds it, is refused with a diagnostic.
        """
        place = self.root / folder
        found = []
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    if not _is_text(entry.name):
                        name = entry.name.encode("utf-8", "backslashreplace").decode()
                        self._report(folder, f"the name {name} is not UTF-8; it is left out")
                        continue
                    path = f"{folder}/{entry.name}" if folder else entry.name
                    try:
                        is_folder, is_file = entry.is_dir(), entry.is_file()
                    except OSError as error:  # a symbolic link to itself, for one
                        if wanted(entry.name, False):
                            self._report(path, f"it cannot be read: {error.strerror}")
                        continue
                    if not wanted(entry.name, is_folder):
                        continue
                    if not (is_folder or is_file):
                        if entry.is_symlink():
                            self._report(path, "a symbolic link that leads nowhere is left out")
                        continue
                    if entry.is_symlink() and not self._stays_inside(entry.path, path):
                        continue
                    found.append((entry.name, is_folder))
        except OSError as error:
            self._report(folder, f"the folder cannot be read: {error.strerror}")
        return sorted(found, key=lambda item: item[0].encode())

    def files_below(self, folder: str, *, hidden: bool) -> Iterator[str]:
        """Yield the paths of the files below ``folder``, from there; ``hidden`` names too, where asked."""
        for name, is_folder in self.entries(folder, lambda name, _: hidden or not name.startswith(".")):
            if is_folder:
                for path in self.files_below(f"{folder}/{name}", hidden=hidden):
                    yield f"{name}/{path}"
            else:
                yield name

    def is_folder(self, folder: str) -> bool:
        """Say whether the site has this folder; one that lies outside is refused with a diagnostic."""
        place = self.root / folder
        return place.is_dir() and self._stays_inside(str(place), folder)

    def _stays_inside(self, link: str, path: str) -> bool:
        real = os.path.realpath(link)
        if real != self._real_root and not real.startswith(self._real_root + os.sep):
            self._report(path, "a symbolic link that leaves the site is not followed")
            return False
        if (os.path.realpath(os.path.dirname(link)) + os.sep).startswith(real + os.sep):  # noqa: PTH120
            self._report(path, "a symbolic link to a folder that holds it is not followed")
            return False
        return True

    def file(self, path: str) -> SourceFile | None:
        """Return the file at ``path`` with its state, or None (and a diagnostic) where it cannot be read."""
        try:
            state = (self.root / path).stat()
        except OSError as error:
            self._report(path, f"the file cannot be read: {error.strerror}")
            return None
        return SourceFile(path, state.st_mtime_ns, state.st_size)

    def _report(self, path: str, message: str) -> None:
        self.diagnostics.append(Diagnostic(Subtype.UNREADABLE, message, path))

    # -- reading ---------------------------------------------------------------------------------------------

    def head(self, file: SourceFile, *, always: bool = False) -> Head:
        """Return what stands at the head of ``file``.

        Only a file that begins with front matter is looked into, unless ``always``: plugins and ``_posts``
        make pages of others too.
        """
        key = f"{file.path}\0{int(always)}"
        self._seen.add(key)
        state = (file.mtime_ns, file.size, self.encoding)
        known = self._cache.get(key)
        if known is not None and known[0] == state:
            head: Head = known[1]
        else:
            head = self._read_head(file, always=always)
            if head.is_read:  # what kept it from being read may be gone next time, and the file the same
                self._cache[key] = (state, head)
        return head

    def forget_unseen(self) -> None:
        """Drop from the cache what this pass did not ask for."""
        for key in [key for key in self._cache if key not in self._seen]:
            del self._cache[key]

    def _read_head(self, file: SourceFile, *, always: bool) -> Head:
        path = self.root / file.path
        try:
            with path.open("rb") as stream:
                data = stream.read(_CHUNK)
                begins = begins_front_matter(data)
                if not begins and not always:
                    return _NO_FRONT_MATTER if not begins_front_matter(data.removeprefix(_BOM)) else _marked(file)
                whole = len(data) < _CHUNK
                head = self._split(data, file, begins=begins, whole=whole)
                if head is None:
                    data += stream.read(MAX_HEAD)
                    head = self._split(data, file, begins=begins, whole=True)
                assert head is not None
                return head
        except OSError as error:
            diagnostic = Diagnostic(Subtype.UNREADABLE, f"the file cannot be read: {error.strerror}", file.path)
            return replace(_NO_FRONT_MATTER, diagnostics=(diagnostic,), is_read=False)

    def _split(self, data: bytes, file: SourceFile, *, begins: bool, whole: bool) -> Head | None:
        """Split the beginning of a file; None where more of it is needed."""
        text, problem = decode(data, self.encoding, file.path, final=len(data) >= file.size)
        block = frontmatter.find_block(text.removeprefix(frontmatter.BOM))
        if not whole and (block is None if begins else False):
            return None
        if not whole and len(text) - (block.body if block else 0) < _OPENING:
            return None
        matter, problems = frontmatter.split(text, file.path)
        opening = text[matter.body_offset : matter.body_offset + _OPENING]
        return Head(begins, matter, opening, (*problem, *problems))

    def text(self, path: str) -> tuple[str, tuple[Diagnostic, ...]]:
        r"""Return the whole text of a file, line ends as ``\n``, and the faults of its encoding.

        :raises OSError: where the file cannot be read.
        """
        return decode((self.root / path).read_bytes(), self.encoding, path, final=True)


def begins_front_matter(data: bytes) -> bool:
    """Say whether the first line of a file is ``---`` and blanks; Jekyll looks at its bytes."""
    first, newline, _ = data.partition(b"\n")
    return bool(newline) and first.startswith(b"---") and not first[3:].strip(b" \t\r\f\v")


def decode(data: bytes, encoding: str, path: str, *, final: bool) -> tuple[str, tuple[Diagnostic, ...]]:
    r"""Decode the beginning of a file, all of it if ``final``; bytes that are not in ``encoding`` as Windows-1252.

    Line ends become ``\\n`` and a byte order mark goes.
    """
    problems: tuple[Diagnostic, ...] = ()
    decoder = codecs.getincrementaldecoder(encoding)
    try:
        text = decoder().decode(data, final)
    except UnicodeError as error:
        try:
            text = decoder("surrogateescape").decode(data, final)
        except UnicodeError:  # no single byte is at fault: a UTF-16 file that ends within a character, for one
            text = data.decode("ascii", "surrogateescape")
        bad = [number for number, line in enumerate(text.split("\n"), 1) if _BAD_RE.search(line)]
        lines = ", ".join(map(str, bad[:_MOST_NAMED])) + (" and others" if len(bad) > _MOST_NAMED else "")
        first = bad[0] if bad else data.count(b"\n", 0, getattr(error, "start", 0)) + 1
        message = f"bytes that are not {encoding.upper()} are read as Windows-1252, on line {lines or first}"
        problems = (Diagnostic(Subtype.ENCODING, message, path, first),)
        text = text.translate(_WINDOWS_1252)
    text = text.removeprefix(frontmatter.BOM)
    return text.replace("\r\n", "\n"), problems


def _windows_1252(byte: int) -> str:
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:  # five bytes mean nothing there
        return chr(byte)


_WINDOWS_1252: Final = {0xDC00 + byte: _windows_1252(byte) for byte in range(0x80, 0x100)}
"""What bytes mean that are none in their file's encoding, as Python escapes those."""
_BAD_RE: Final = re.compile("[\udc80-\udcff]")
_MOST_NAMED: Final = 5
"""How many of the lines with such bytes a warning names."""


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_encoding(name: str) -> bool:
    """Say whether ``name`` is a text encoding that Python knows."""
    try:
        "".encode(name)
    except (LookupError, ValueError):
        return False
    return True


def _marked(file: SourceFile) -> Head:
    """Return the head of a file whose front matter a byte order mark hides from Jekyll."""
    message = "a byte order mark hides the front matter, so that the file is copied as it is; save it without"
    return replace(_NO_FRONT_MATTER, diagnostics=(Diagnostic(Subtype.FRONT_MATTER, message, file.path, 1),))


@dataclass(slots=True)
class Found:
    """What a walk over the site found: the ordinary files, and those of ``_posts`` and ``_drafts``."""

    files: list[str]
    posts: list[str]
    drafts: list[str]


def walk(sources: Sources, keep: EntryFilter, *, skip: frozenset[str], posts_in: str, drafts: bool) -> Found:
    """Find the files of the site, folder by folder, as Jekyll reads them.

    ``skip`` holds folders that are never entered (the output); ``posts_in`` is the folder
    (``collections_dir``) below which ``_posts`` count, "" for the whole site.
    """
    found = Found([], [], [])

    def visit(folder: str) -> None:
        if folder.startswith(posts_in):
            for name, into in (("_posts", found.posts), ("_drafts", found.drafts)):
                place = f"{folder}/{name}" if folder else name
                if (name == "_posts" or drafts) and sources.is_folder(place):
                    below = sources.files_below(place, hidden=False)
                    into.extend(f"{place}/{path}" for path in below if keep.keeps(path, place))

        def wanted(name: str, is_folder: bool) -> bool:
            return keep.keeps(name, folder, is_folder=is_folder)

        for name, is_folder in sources.entries(folder, wanted):
            path = f"{folder}/{name}" if folder else name
            if path in skip:
                continue
            if is_folder:
                visit(path)
            else:
                found.files.append(path)

    visit("")
    known = set(found.files)
    for path in keep.include:  # a file that `include` names by its path, in a folder that is left out
        clean = path.strip("/")
        inside = os.path.realpath(sources.root / clean).startswith(os.path.realpath(sources.root) + os.sep)
        if clean and clean not in known and inside and (sources.root / clean).is_file():
            found.files.append(clean)
    return found
