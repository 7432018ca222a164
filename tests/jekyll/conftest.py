"""Small sites written on the spot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from source_files import write

from sphinx_essay.jekyll import Site

ENVIRON = {"TZ": "UTC", "SOURCE_DATE_EPOCH": "1788220800"}  # 1 September 2026


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., Site]:
    """Return a function that writes files, given by their paths, and loads the site that they make."""

    def write_and_load(files: dict[str, str | bytes], config: str = "", **options: Any) -> Site:
        root = write(tmp_path / "site", {"_config.yml": config, **files})
        return Site.load(root, **{"environ": ENVIRON, **options})

    return write_and_load
