"""How much a browser loads for an answer on a large site."""

from __future__ import annotations

import gzip
import random
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils import new_document

from sphinx_essay.search.part_files import files_of
from sphinx_essay.search.sections import page_of
from sphinx_essay.theme.assets import built

from .conftest import ask

if TYPE_CHECKING:
    from pathlib import Path


def large_site(folder: Path, count: int) -> None:
    """Write the index of pages of 600 invented words each, in three sections; few words are frequent, as in any language."""
    chance = random.Random(1)
    syllables = [first + second for first in "bcdfghklmnprstvz" for second in "aeiou"]
    words = list(dict.fromkeys("".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(30_000)))
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    pages = {}
    for number in range(count):
        document = new_document("")
        for part in range(3):
            title, *text = chance.choices(words, weights, k=200)
            section = nodes.section(
                "", nodes.title("", title), nodes.paragraph("", " ".join(text)), ids=[f"part-{part}"]
            )
            document += section
        pages[f"letters/page-{number}.html"] = page_of(document, " ".join(chance.choices(words, weights, k=3)), bool)
    (folder / "search").mkdir(parents=True)
    for name, text in files_of(pages).items():
        (folder / "search" / name).write_text(text, encoding="utf-8")
    (folder / "language_data.js").write_text("", encoding="utf-8")
    (folder / "words.txt").write_text(" ".join(words), encoding="utf-8")


def test_a_first_answer_of_a_thousand_pages_weighs_little(tmp_path: Path) -> None:
    static = tmp_path / "_static"
    large_site(static, 1_000)
    words = (static / "words.txt").read_text(encoding="utf-8").split()
    (found,) = ask(tmp_path, f"{words[200]} {words[2_000]}")
    assert found["urls"]
    weight = sum(len(gzip.compress((static / name).read_bytes())) for name in found["loaded"])
    texts = sorted((static / "search").glob("t*.js"))[:12]
    weight += sum(len(gzip.compress(path.read_bytes())) for path in texts)
    weight += len(gzip.compress(built("essay-search.js").encode()))
    assert weight <= 350_000
