"""Garbage is collected more rarely during a build, and as before when it is over."""

from __future__ import annotations

import gc
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_essay.speed import gc_tuning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LEFT = """
import atexit
import os
import sys
from sphinx_essay.speed import gc_tuning

class Left:
    def __init__(self):
        self.itself = self
        self.file = open(sys.argv[1], "w")
        self.file.write("all of it")
    def __del__(self):
        os.write(1, b"collected")

atexit.register(gc_tuning.leave)
Left()
"""


@pytest.fixture
def usual() -> Iterator[tuple[int, int, int]]:
    """Return Python's own thresholds, which a build that another test has not finished may have left higher."""
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield gc.get_threshold()
    gc.set_threshold(*before)


def test_collection_is_rare_only_while_a_site_is_built(usual: tuple[int, int, int]) -> None:
    handlers: dict[str, Callable[..., Any]] = {}
    app = SimpleNamespace(connect=lambda event, handler, priority: handlers.__setitem__(event, handler))
    gc_tuning.set_up(app)  # type: ignore[arg-type]
    assert gc.get_threshold() == usual
    handlers["builder-inited"](app)
    assert gc.get_threshold()[0] > usual[0]
    handlers["build-finished"](app, None)
    assert gc.get_threshold() == usual


def test_nothing_is_collected_when_python_exits_but_all_is_written(tmp_path: Path) -> None:
    file = tmp_path / "file"
    assert subprocess.check_output([sys.executable, "-c", LEFT, file]) == b""
    assert file.read_text() == "all of it"
    without = LEFT.replace("gc_tuning.leave", "str")
    assert subprocess.check_output([sys.executable, "-c", without, file]) == b"collected"
