"""What templates give is what real Jekyll gives for them.

``recorded.json`` holds what Jekyll 4.3.1 with Liquid 5.4 printed for each template of ``templates.txt``, so that the
comparison needs no Jekyll; where there is one, it is asked again.  ``python tests/liquid/test_against_jekyll.py`` records.
"""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from typing import Any

import jekyll_site
import pytest
from snippets import CONFIG, FILES, SNIPPETS
from source_files import write

from sphinx_essay.core.front_matter import split
from sphinx_essay.jekyll import Site
from sphinx_essay.liquid import LiquidRenderer, Rendered, source_of

RECORD = Path(__file__).with_name("recorded.json")


def write_site(root: Path) -> None:
    pages = {
        f"s{number:03}.txt": f"---\ntitle: S{number:03}\nsnippet: true\n---\n{text}"
        for number, text in enumerate(SNIPPETS)
    }
    write(root, {**FILES, **pages, "_config.yml": CONFIG})


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site")
    write_site(root)
    return root


@pytest.fixture(scope="module")
def site(source: Path) -> Site:
    return Site.load(source, environ={"TZ": "UTC"})


@pytest.fixture(scope="module")
def recorded() -> dict[str, str]:
    record: dict[str, str] = json.loads(RECORD.read_text(encoding="utf-8"))
    return record


def render(site: Site, number: int) -> Rendered:
    page = site.by_path[f"s{number:03}.txt"]
    text = (site.source / page.path).read_text(encoding="utf-8")
    return LiquidRenderer(source_of(site), environ={"TZ": "UTC"}).render(page, text[split(text)[0].body_offset :])


@pytest.mark.parametrize("number", range(len(SNIPPETS)), ids=SNIPPETS)
def test_snippet(number: int, site: Site, recorded: dict[str, str]) -> None:
    assert without_colours(render(site, number).text) == without_colours(recorded[SNIPPETS[number]])


def without_colours(text: str) -> str:
    """Return HTML without the parts of code, which Rouge and Pygments tell apart in ways of their own."""
    return re.sub(r'<span class="[a-z0-9]{1,2}">|</span>', "", text)


def test_the_record_is_true(source: Path, tmp_path: Path, recorded: dict[str, str]) -> None:
    if jekyll_site.JEKYLL is None:
        pytest.skip("jekyll is not installed")
    assert results(source, tmp_path) == recorded


def results(source: Path, output: Path) -> dict[str, Any]:
    jekyll_site.build(source, output)
    return {text: (output / f"s{number:03}.txt").read_text(encoding="utf-8") for number, text in enumerate(SNIPPETS)}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_site(root / "source")
        record = results(root / "source", root / "output")
    RECORD.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
