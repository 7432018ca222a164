"""What a build wrote, remembered, so that the next one removes what it would not write any more."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

NAME = "essay-outputs.json"


def write_if_changed(path: Path, text: str) -> None:
    """Write ``text`` to ``path``, which keeps its time where it holds that already."""
    data = text.encode("utf-8")
    with contextlib.suppress(OSError):
        if path.read_bytes() == data:
            return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


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
        for name in sorted(self.previous() - files):
            path = self.outdir / name
            if self.outdir not in path.parents or ".." in Path(name).parts:
                continue
            with contextlib.suppress(OSError):
                path.unlink()
            self._remove_empty_folders(path.parent)
        saved = {"outdir": str(self.outdir), "files": sorted(files)}
        self.file.write_text(json.dumps(saved, ensure_ascii=False, indent=0), "utf-8")

    def _remove_empty_folders(self, folder: Path) -> None:
        while folder != self.outdir and self.outdir in folder.parents:
            try:
                folder.rmdir()
            except OSError:
                return
            folder = folder.parent
