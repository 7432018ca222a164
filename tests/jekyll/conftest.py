"""Small sites written on the spot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sphinx_essay.jekyll import Site

ENVIRON = {"TZ": "UTC", "SOURCE_DATE_EPOCH": "1788220800"}  # 1 September 2026


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., Site]:
    """Return a function that writes files, given by their paths, and loads the site that they make."""

    def write_and_load(files: dict[str, str | bytes], config: str = "", **options: Any) -> Site:
        root = tmp_path / "site"
        for path, content in {"_config.yml": config, **files}.items():
            place = root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content.encode() if isinstance(content, str) else content)
        return Site.load(root, **{"environ": ENVIRON, **options})

    return write_and_load
