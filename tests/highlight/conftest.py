"""Real Rouge, where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from highlight.highlight_rouge import Rouge, start

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def rouge() -> Iterator[Rouge]:
    real = start()
    if real is None:
        pytest.skip("needs Ruby with Rouge 3.30")
    yield real
    real.stop()
