"""The real kramdown, in one Ruby process that answers line by line."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

SERVER = Path(__file__).with_name("kramdown_server.rb")

JEKYLL = {
    "input": "GFM",
    "auto_ids": True,
    "hard_wrap": False,
    "smart_quotes": "lsquo,rsquo,ldquo,rdquo",
    "toc_levels": "1..6",
    "entity_output": "as_char",
    "footnote_nr": 1,
    "syntax_highlighter": "rouge",
    "syntax_highlighter_opts": {"guess_lang": True, "default_lang": "plaintext"},
}
"""The options with which Jekyll calls kramdown."""


class RubyKramdown:
    """A running kramdown.  Raises ``OSError`` where Ruby or kramdown are not installed."""

    def __init__(self) -> None:
        ruby = shutil.which("ruby")
        if ruby is None:
            raise FileNotFoundError("no Ruby")
        self._process = subprocess.Popen(
            [ruby, str(SERVER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        assert self._process.stdout is not None
        hello = self._process.stdout.readline()
        if not hello:
            self.close()
            raise FileNotFoundError("no kramdown with its GFM parser for Ruby")
        self.version: str = json.loads(hello)["version"]

    def to_html(self, text: str, options: dict[str, Any]) -> str | None:
        """Convert ``text``; return ``None`` where kramdown itself fails."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"text": text, "options": options}) + "\n")
        self._process.stdin.flush()
        answer: dict[str, str] = json.loads(self._process.stdout.readline())
        return answer.get("html")

    def close(self) -> None:
        """End the process."""
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()
        self._process.wait()
