"""What pages show of the rest of the site, and which of them show something else than when they were written last."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.builders import Builder


def digest(*parts: object) -> str:
    """Return a short digest of values, told apart by their ``repr``."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def stale_pages(records: dict[str, Mapping[str, str]], builder: Builder, now: Mapping[str, str]) -> list[str]:
    """Return the pages that ``builder`` has to write again, and note in ``records`` what they show ``now``.

    ``now`` has a digest for each page that shows something, ``records`` those of each output: builders that share their
    doctrees write at different times.
    """
    output = f"{builder.name}:{builder.outdir}"
    before = records.get(output, {})
    records[output] = now
    changed = {docname for docname in before.keys() | now.keys() if before.get(docname) != now.get(docname)}
    return sorted(changed & builder.env.found_docs)
