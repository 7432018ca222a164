"""``sphinx-essay serve`` in earnest: pages come over HTTP, and new ones after a change."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import re
import subprocess
import sys
import time
import urllib.request
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ATTEMPTS = 600
"""How often to look, ten times a second, before giving up: a slow machine is no defect."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "_config.yml").write_text("title: Garden\n", "utf-8")
    (folder / "index.md").write_text("---\ntitle: Home\n---\nFerns.\n", "utf-8")
    return folder


@pytest.fixture
def address(site: Path, tmp_path: Path) -> Iterator[str]:
    """Return the address that the site is served at."""
    if importlib.util.find_spec("sphinx_autobuild") is None:
        pytest.skip("no sphinx-autobuild: pip install -e '.[serve]'")
    log = tmp_path / "log"
    command = [sys.executable, "-m", "sphinx_essay.cli", "serve", str(site), str(tmp_path / "out"), "--port", "0"]
    with log.open("wb") as stream:
        server = subprocess.Popen(
            command,
            stdout=stream,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONUNBUFFERED": "1", "NO_COLOR": "1"},
        )
        try:
            for _ in range(ATTEMPTS):
                if found := re.search(r"Serving on (http://127\.0\.0\.1:\d+)", log.read_text("utf-8")):
                    break
                assert server.poll() is None, log.read_text("utf-8")
                time.sleep(0.1)
            assert found, log.read_text("utf-8")
            yield found[1]
        finally:
            server.terminate()
            server.wait()


def shows(address: str, text: str) -> bool:
    """Wait until a page shows a text; tell whether it ever did."""
    for _ in range(ATTEMPTS):
        with contextlib.suppress(OSError), urllib.request.urlopen(address) as page:
            if text in page.read().decode():
                return True
        time.sleep(0.1)
    return False


def test_a_change_is_shown(site: Path, address: str) -> None:
    assert shows(f"{address}/index.html", "Ferns.")
    (site / "index.md").write_text("---\ntitle: Home\n---\nMosses.\n", "utf-8")
    assert shows(f"{address}/index.html", "Mosses.")
