"""Garbage is collected more rarely during a build, and as before when it is over."""

from __future__ import annotations

import gc
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from sphinx_essay import garbage

if TYPE_CHECKING:
    from collections.abc import Callable

LEFT = """
import os
from types import SimpleNamespace
from sphinx_essay import garbage

class Left:
    def __init__(self):
        self.itself = self
    def __del__(self):
        os.write(1, b"collected")

garbage.setup(SimpleNamespace(connect=lambda *_: None))
Left()
"""


def test_collection_is_rare_only_while_a_site_is_built() -> None:
    handlers: dict[str, Callable[..., Any]] = {}
    app = SimpleNamespace(connect=handlers.__setitem__)
    usual = gc.get_threshold()
    garbage.setup(app)  # type: ignore[arg-type]
    assert gc.get_threshold() == usual
    try:
        handlers["builder-inited"](app)
        assert gc.get_threshold()[0] > usual[0]
    finally:
        handlers["build-finished"](app, None)
    assert gc.get_threshold() == usual


def test_nothing_is_collected_when_python_exits() -> None:
    assert subprocess.check_output([sys.executable, "-c", LEFT]) == b""
    without = LEFT.replace("garbage.setup", "str")
    assert subprocess.check_output([sys.executable, "-c", without]) == b"collected"
