"""Real Rouge, to compare with: one process that answers for each text what classes it gives to its parts."""

from __future__ import annotations

import json
import shutil
import subprocess

_ANSWERS = """
require 'rouge'
require 'json'
STDOUT.sync = true
STDIN.each_line do |line|
  language, code = JSON.parse(line)
  parts = []
  Rouge::Lexer.find(language).new.lex(code) { |kind, text| parts << [kind.shortname, text] unless text.empty? }
  puts JSON.generate(parts)
end
"""


class Rouge:
    """A process that divides code with Rouge."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def stop(self) -> None:
        """End the process."""
        self._process.communicate()

    def parts(self, language: str, code: str) -> list[tuple[str, str]]:
        """Return class and text of each part of ``code``."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([language, code]) + "\n")
        self._process.stdin.flush()
        return [(kind, text) for kind, text in json.loads(self._process.stdout.readline())]


def start() -> Rouge | None:
    """Start Rouge; ``None`` where this machine has no Rouge 3.30."""
    ruby = shutil.which("ruby")
    if ruby is None:
        return None
    asked = subprocess.run([ruby, "-rrouge", "-e", "print Rouge.version"], capture_output=True, text=True, check=False)
    if not asked.stdout.startswith("3.30"):
        return None
    command = [ruby, "-Ku", "-W0", "-e", _ANSWERS]
    pipe = subprocess.PIPE
    return Rouge(subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, encoding="utf-8"))
