"""Every page of real sites renders, and nothing in them is strange to us."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sphinx_essay.core.front_matter import split
from sphinx_essay.jekyll import Site
from sphinx_essay.liquid import LiquidRenderer, source_of

SHARED = Path(os.environ.get("ESSAY_SHARED") or Path(__file__).parents[3] / "shared")
SITES = sorted(path.parent for path in SHARED.glob("sites/*/source"))


@pytest.mark.skipif(not SITES, reason="no real sites: ESSAY_SHARED names no folder with them")
@pytest.mark.parametrize("place", SITES, ids=lambda path: path.name)
def test_every_page_renders(place: Path) -> None:
    site = Site.load(place / "source", environ={})
    renderer = LiquidRenderer(source_of(site), now=site.now)
    problems = []
    for page in (*site.pages, *site.rendered_files):
        text, _ = site.read_text(page.path)
        rendered = renderer.render(page, text[split(text)[0].body_offset :])
        problems += [problem for problem in rendered.diagnostics if not _is_the_sites_own(problem.message)]
    assert problems == []


def _is_the_sites_own(message: str) -> bool:
    """Say whether Jekyll too complains: of an include that the site does not hold, of markup that is not quite Liquid."""
    return "there is no file" in message or "read leniently" in message
