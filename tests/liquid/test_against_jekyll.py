"""What templates give is what real Jekyll gives for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_essay.frontmatter import split
from sphinx_essay.jekyll import Site
from sphinx_essay.jekyll.liquid import LiquidRenderer, source_of

import jekyll_site
from snippets import CONFIG, FILES, SNIPPETS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site")
    pages = {
        f"s{number:03}.txt": f"---\ntitle: S{number:03}\nsnippet: true\n---\n{text}"
        for number, text in enumerate(SNIPPETS)
    }
    for name, text in {**FILES, **pages, "_config.yml": CONFIG}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def jekyll(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if jekyll_site.JEKYLL is None:
        pytest.skip("jekyll is not installed")
    output = tmp_path_factory.mktemp("output")
    jekyll_site.build(source, output)
    return output


@pytest.fixture(scope="module")
def site(source: Path) -> Site:
    return Site.load(source, environ={"TZ": "UTC"})


@pytest.mark.parametrize("number", range(len(SNIPPETS)), ids=SNIPPETS)
def test_snippet(number: int, source: Path, jekyll: Path, site: Site) -> None:
    renderer = LiquidRenderer(source_of(site), environ={"TZ": "UTC"})
    page = site.by_path[f"s{number:03}.txt"]
    text = (source / page.path).read_text(encoding="utf-8")
    rendered = renderer.render(page, text[split(text)[0].body_offset :])
    assert rendered.text == (jekyll / page.path).read_text(encoding="utf-8")
