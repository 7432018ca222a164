"""What the theme's own search answers: the engine of the browser on an index that Sphinx built."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from source_files import write

from .conftest import ask

if TYPE_CHECKING:
    from pathlib import Path

FILLER = "Rivers and hills lie between them. " * 30

PAGES = {
    "conf.py": "extensions = ['sphinx_essay']\nhtml_theme = 'sphinx_essay'\ntags.add('wet')\n",
    "index.md": "# Harbour\n\n```{toctree}\n:glob:\n*\n```\n",
    "tides.md": f"""\
# Tides

On April 9, 2003, the COVID-19 rules (§ 42) changed for 10 % of all ships; see v1.2.3 and `dock_ship`.

## Spring tides

{FILLER}

A kittiwake nests here. The moon pulls the sea.

## Table of contents

Nothing.
""",
    "boats.md": f"""\
# Boats

{FILLER}

## Rowing boats

They have oars. The sea may pull at the moon's image.

## Table of contents

A résumé of boats.
""",
    "nets.md": "# Nets\n\nTo resume fishing, mend them.\n\n## Table of contents\n\nNothing.\n",
    "ropes.md": f"# Ropes\n\nKittiwakes steal nets and boats.\n\n{FILLER}\n\n## Table of contents\n\nNothing.\n",
    "lists.md": "# What is new\n\n"
    + "".join(f"## Version 1.{n}\n\nBetter knots, knots and knots.\n\n" for n in range(5)),
    "knots.md": f"# Tying\n\nSailors tie knots.\n\n{FILLER}\n",
    "abroad.md": """\
# Abroad

今日は東京へ行きます。 ประเทศไทยมีทะเล. العمران البشري. हिन्दी किताबें. בְּרֵאשִׁית. Straße. εικόνα.
""",
    "module.rst": """\
Module
======

.. py:function:: moor_ship(name)

   Ties it.

.. glossary::

   bollard
      A post.

.. only:: wet

   Puddles.

.. only:: dry

   Deserts.

.. raw:: html

   <p>Seaweed<script>hidden()</script></p>
""",
    "secret.md": "---\nno-search: true\n---\n\n# Secret\n\nTreasure.\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search")
    command = ["-m", "sphinx", "-q", "-b", "html", str(write(folder / "source", PAGES)), str(folder / "site")]
    done = subprocess.run([sys.executable, *command], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("April 9, 2003", "tides.html"),
        ("covid19", "tides.html"),
        ("§42", "tides.html"),
        ("10%", "tides.html"),
        ("1.2.3", "tides.html"),
        ("dock ship", "tides.html"),
        ("dock_ship", "tides.html"),
        ("東京", "abroad.html"),
        ("ประเทศ", "abroad.html"),
        ("عمران", "abroad.html"),
        ("हिन्दी", "abroad.html"),
        ("בראשית", "abroad.html"),
        ("strasse", "abroad.html"),
        ("εικονα", "abroad.html"),
        ("resume", "nets.html"),
        ("résumé", "boats.html#table-of-contents"),
        ("kittiw", "ropes.html"),
        ("rowing boat", "boats.html#rowing-boats"),
        ("the moon pulls", "tides.html#spring-tides"),
        ("knots", "knots.html"),
        ("boats", "boats.html"),
        ("oars unicorn", "boats.html#rowing-boats"),
        ("kitiwake", "ropes.html"),
        ("moor_ship", "module.html#moor_ship"),
        ("bollard", "module.html#term-bollard"),
        ("puddles", "module.html"),
        ("seaweed", "module.html"),
    ],
)
def test_the_best_place_comes_first(site: Path, query: str, first: str) -> None:
    assert ask(site, query)[0]["urls"][0] == first


@pytest.mark.parametrize("query", ["treasure", "deserts", "hidden", "?!", ""])
def test_what_is_not_there_is_not_found(site: Path, query: str) -> None:
    assert ask(site, query)[0]["urls"] == []


def test_what_was_searched_instead_of_a_word_spelled_wrong_is_said(site: Path) -> None:
    wrong, right = ask(site, "kitiwake", "kittiwake")
    assert wrong["instead"] == [["kitiwake", "kittiwake"]]
    assert right["instead"] == []


def test_when_nothing_is_found_the_nearest_words_are_named(site: Path) -> None:
    assert "nets" in ask(site, "nxts")[0]["near"]


def test_no_file_of_the_index_is_large(site: Path) -> None:
    names = sorted(path.name for path in (site / "_static" / "search").iterdir())
    assert [name for name in names if not re.fullmatch(r"(index|words|[wht]\d+)\.js", name)] == []
    assert not (site / "searchindex.js").exists()
