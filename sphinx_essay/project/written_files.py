"""What a build wrote, remembered, so that the next one removes what it would not write any more."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from sphinx_essay.jekyll.folders import folders_of

NAME = "essay-outputs.json"
DRAFT = ".essay-draft"
"""What a file is called until it is whole: a name that fits wherever the file's own does."""


def write_if_changed(path: Path, text: str | bytes) -> None:
    """Write ``text`` to ``path``, which keeps its time where it holds that already.

    The file is at no moment half written: it is drafted beside its place, and moved there.

    :raises OSError: where it cannot be written; what was there before stays.
    """
    data = text.encode("utf-8") if isinstance(text, str) else text
    draft = path.with_name(DRAFT)
    with contextlib.suppress(OSError):
        if path.read_bytes() == data:
            draft.unlink(missing_ok=True)  # of a build that was killed
            return
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        draft.write_bytes(data)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


class Manifest:
    """The list of the output files of the last build, kept beside the doctrees.

    ``store`` is the folder that keeps the list, ``outdir`` the output folder; a list made for another output folder is
    not believed.
    """

    def __init__(self, store: Path, outdir: Path) -> None:
        self.file = store / NAME
        self.outdir = outdir

    def previous(self) -> set[str]:
        """Return the files of the last build, relative to the output folder; none where that cannot be known."""
        try:
            saved = json.loads(self.file.read_text("utf-8"))
            return set(saved["files"]) if saved["outdir"] == str(self.outdir) else set()
        except (OSError, ValueError, KeyError, TypeError):
            return set()

    def update(self, files: set[str]) -> None:
        """Remove the files of the last build that are not among ``files``, and remember ``files``."""
        self._remove(self.previous() - files)
        self._save(files)

    def _remove(self, names: set[str]) -> None:
        for name in sorted(names):
            path = self.outdir / name
            if self.outdir not in path.parents or ".." in Path(name).parts:
                continue
            with contextlib.suppress(OSError):
                path.unlink()
            self._remove_empty_folders(path.parent)

    def plan(self, files: set[str]) -> None:
        """Remember ``files`` beside those of the last build, before they are written: the build may be killed.

        What the last build wrote where ``files`` need a folder, or in a folder of the name of a file, is removed.
        """
        previous = self.previous()
        folders = {folder for name in files for folder in folders_of(name)}
        gone = previous - files
        in_the_way = {name for name in gone if name in folders or not files.isdisjoint(folders_of(name))}
        self._remove(in_the_way)
        self._save((previous - in_the_way) | files)

    def _save(self, files: set[str]) -> None:
        saved = {"outdir": str(self.outdir), "files": sorted(files)}
        write_if_changed(self.file, json.dumps(saved, ensure_ascii=False, indent=0))

    def _remove_empty_folders(self, folder: Path) -> None:
        while folder != self.outdir and self.outdir in folder.parents:
            try:
                folder.rmdir()
            except OSError:
                return
            folder = folder.parent
