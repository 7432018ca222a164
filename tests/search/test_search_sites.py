"""What readers of real sites type, and the page and section that should come first."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from .conftest import ask

if TYPE_CHECKING:
    from collections.abc import Sequence

QUERIES = json.loads((Path(__file__).parent / "queries.json").read_text(encoding="utf-8"))
DOCS = Path(__file__).parents[2] / "docs"


def rank(urls: Sequence[str], expected: Sequence[str]) -> int:
    """Return the place of the first address that ends as one of those expected, whichever section where none is named."""
    for place, url in enumerate(map(unquote, urls), 1):
        page = url.partition("#")[0]
        if any((url if "#" in end else page).endswith(end) for end in expected):
            return place
    return 99


def ranks(site: Path, queries: Sequence[tuple[str, Sequence[str]]]) -> dict[str, int]:
    """Return for each query the place of what should come first."""
    answers = ask(site, *(query for query, _ in queries))
    return {query: rank(found["urls"], ends) for (query, ends), found in zip(queries, answers, strict=True)}


@pytest.mark.parametrize("name", QUERIES)
def test_what_readers_look_for_comes_first(name: str, shared: Path, tmp_path: Path) -> None:
    # Not the folder that holds _config.yml: pages then have the names of their sources, whatever the site's addresses are.
    source = DOCS if name == "docs" else shared / "sites" / name
    options = [] if name == "docs" else ["-C", "-D", "extensions=sphinx_essay", "-D", "html_theme=sphinx_essay"]
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", *options, str(source), str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    found = ranks(tmp_path, QUERIES[name])
    below = {query: place for query, place in found.items() if place > 1}
    assert len(below) <= 1, below
