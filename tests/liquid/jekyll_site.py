"""Build small sites with the real Jekyll, where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

JEKYLL = shutil.which("jekyll")


def build(source: Path, output: Path) -> str:
    """Build ``source`` into ``output``; return what Jekyll said."""
    assert JEKYLL is not None
    command = [JEKYLL, "build", "--source", str(source), "--destination", str(output), "--disable-disk-cache"]
    environ = {
        **os.environ,
        "TZ": "UTC",
        "LANG": "C.UTF-8",
        "BUNDLE_GEMFILE": "",
        "JEKYLL_NO_BUNDLER_REQUIRE": "true",
    }
    result = subprocess.run(command, env=environ, capture_output=True, text=True, check=False, timeout=300)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout + result.stderr
