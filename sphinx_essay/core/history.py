"""What git knows of a folder's files."""

from __future__ import annotations

import datetime as dt
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def committed(folder: Path) -> dict[str, dt.datetime]:
    """Return when each file below a folder was last committed, by its path from there; git runs once for all of them.

    :raises OSError: where git is not installed.
    :raises ValueError: where the folder is in no repository, or in one whose history was cut off (a shallow clone).
    """
    if _git(folder, "rev-parse", "--is-shallow-repository").strip() == "true":
        message = "the repository is a shallow clone; fetch its whole history (git fetch --unshallow)"
        raise ValueError(message)
    found: dict[str, dt.datetime] = {}
    date = dt.datetime.fromtimestamp(0, dt.UTC)
    for part in _git(folder, "log", "--format=%x01%ct", "--name-only", "--relative", "-z").split("\0"):
        name = part.removeprefix("\n")
        if name.startswith("\1"):
            date = dt.datetime.fromtimestamp(int(name[1:]), dt.UTC)
        elif name:
            found.setdefault(name, date)  # the newest commit comes first
    return found


def origin(folder: Path) -> str:
    """Return the address of the repository that a folder's was cloned from, "" where it has none."""
    try:
        return _git(folder, "config", "--get", "remote.origin.url").strip()
    except (OSError, ValueError):
        return ""


def revision(folder: Path) -> str:
    """Return the commit that a folder is at, "" where it is in no repository."""
    try:
        return _git(folder, "rev-parse", "HEAD").strip()
    except (OSError, ValueError):
        return ""


def _git(folder: Path, *command: str) -> str:
    # The command holds nothing that a page or a stranger says.
    done = subprocess.run(  # noqa: S603
        ["git", "-C", str(folder), *command],  # noqa: S607 - the user's own git
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        check=False,
    )
    if done.returncode:
        raise ValueError(" ".join(done.stderr.split()))
    return done.stdout
