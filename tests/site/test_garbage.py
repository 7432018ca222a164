"""Garbage is collected more rarely during a build, and as before when it is over."""

from __future__ import annotations

import gc
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from sphinx_essay import garbage

if TYPE_CHECKING:
    from collections.abc import Callable


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
