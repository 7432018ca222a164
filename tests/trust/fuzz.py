"""A coverage-guided fuzzer for everything that reads what authors write: ``python tests/trust/fuzz.py TARGET [SECONDS]``.

It needs ``atheris`` (``pip install atheris``), which is no dependency of the tests.  ``TARGET`` is one of those below, or
``all``; arguments that begin with ``-`` go to libFuzzer.  What it finds becomes a test in ``test_fuzzing.py``.

What counts as a find: an exception, a text that takes longer than ``SLOW`` seconds, a diagnostic without a place.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import atheris

with atheris.instrument_imports(include=["sphinx_essay"]):
    from fuzz_targets import TARGETS

if TYPE_CHECKING:
    from collections.abc import Callable

SLOW = 20.0
SEEDS = Path(__file__).resolve().parents[1] / "kramdown"


def one(target: Callable[[str], object]) -> Callable[[bytes], None]:
    """Return what the fuzzer calls with the bytes that it has made."""

    def call(data: bytes) -> None:
        text = data.decode("utf-8", "replace")
        begun = time.monotonic()
        target(text)
        taken = time.monotonic() - begun
        if taken > SLOW:
            message = f"{taken:.1f} s for {len(text)} characters"
            raise TimeoutError(message)

    return call


def every(text: str) -> None:
    """Let the first character choose the target."""
    if text:
        names = sorted(TARGETS)
        TARGETS[names[ord(text[0]) % len(names)]](text[1:])


def main() -> None:
    """Run the fuzzer."""
    name = sys.argv[1] if len(sys.argv) > 1 else "all"
    seconds = sys.argv[2] if len(sys.argv) > 2 and sys.argv[2].isdecimal() else "60"
    rest = [argument for argument in sys.argv[2:] if argument.startswith("-")]
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(sorted(SEEDS.glob("*.txt"))):
            for part, text in enumerate(seed.read_text("utf-8").split("\n\n")):
                with contextlib.suppress(OSError):
                    Path(corpus, f"{number}-{part}").write_text(text, "utf-8")
        options = [sys.argv[0], f"-max_total_time={seconds}", "-max_len=2000", "-timeout=60", *rest, corpus]
        atheris.Setup(options, one(every if name == "all" else TARGETS[name]))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
