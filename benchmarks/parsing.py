"""Measure what parsing costs: our kramdown beside MyST's own preset, and on hostile texts of growing length.

    python benchmarks/parsing.py FOLDER…

Each folder's Markdown files are parsed to tokens by both, in turns; the least processor time of several rounds
counts.  Of the hostile texts, the cost per character is shown at two lengths: it should not grow.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from sphinx_essay.kramdown import parse

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
LENGTHS = (20_000, 80_000)


def cost(work: Callable[[], object]) -> float:
    """Return the processor time of ``work`` in seconds."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def body(file: Path) -> str:
    """Return a file's text without its front matter."""
    text = file.read_text(encoding="utf-8", errors="replace")
    if not text.startswith("---"):
        return text
    end = text.find("\n---", 3)
    return text[text.find("\n", end + 1) + 1 :] if end >= 0 else text


def compare(folder: Path, rounds: int) -> str:
    """Return one line on a folder."""
    texts = [body(file) for file in sorted(folder.rglob("*.md")) if file.is_file()]
    myst = create_md_parser(MdParserConfig(), RendererHTML)
    pairs = [
        (cost(lambda: [myst.parse(text, {}) for text in texts]), cost(lambda: [parse(text) for text in texts]))
        for _ in range(rounds)
    ]
    theirs, ours = (min(column) for column in zip(*pairs, strict=True))
    size = sum(map(len, texts)) / 1e6
    return f"{folder}: {size:.2f} M characters, MyST {theirs:.3f} s, ours {ours:.3f} s, ratio {ours / theirs:.2f}"


def hostile() -> list[str]:
    """Return a line on each hostile text."""
    sys.path.insert(0, str(ROOT / "tests" / "kramdown"))
    from kramdown_hostile import HOSTILE
    from kramdown_hostile import hostile as text_of

    lines = []
    for name, piece in HOSTILE.items():
        texts = [text_of(name, length // max(len(piece), 8)) for length in LENGTHS]
        costs = [cost(lambda text=text: parse(text)) / len(text) * 1e6 for text in texts]  # type: ignore[misc]
        lines.append(f"{name:30} {costs[0]:6.2f} {costs[1]:6.2f} µs per character")
    return lines


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    for folder in arguments.folders:
        print(compare(folder, arguments.rounds))
    print("\n".join(hostile()))


if __name__ == "__main__":
    main()
