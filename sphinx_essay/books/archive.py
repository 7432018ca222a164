"""The book as an archive whose bytes do not tell when or where it was made."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile, ZipInfo

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_EARLIEST: Final = 315_532_800
"""1 January 1980: an archive can name no earlier time (APPNOTE.TXT, *date and time fields*)."""

_PERMISSIONS: Final = 0o644 << 16


def date_members(archive: Path, environ: Mapping[str, str] = os.environ) -> None:
    """Give all members of an archive the time that ``SOURCE_DATE_EPOCH`` says; without it, leave the archive as it is.

    :raises OSError: where the archive cannot be written.
    """
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch.isdecimal():
        return
    moment = time.gmtime(max(int(epoch), _EARLIEST))[:6]
    draft = archive.with_name(f"{archive.name}.tmp")
    with ZipFile(archive) as source, ZipFile(draft, "w") as target:
        for member in source.infolist():
            dated = ZipInfo(member.filename, moment)
            dated.compress_type = member.compress_type
            dated.external_attr = _PERMISSIONS
            target.writestr(dated, source.read(member))
    draft.replace(archive)
