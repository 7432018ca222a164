"""Generated documents, and real pages, through us and the real kramdown: the trees are the same.

``ESSAY_KRAMDOWN_EXAMPLES`` is the number of generated documents for each of the two parsers.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from kramdown_accepted import accepted_text
from kramdown_documents import documents
from kramdown_trees import lines, tree
from ruby_kramdown import JEKYLL, RubyKramdown

from sphinx_essay.kramdown import Options, to_html

EXAMPLES = int(os.environ.get("ESSAY_KRAMDOWN_EXAMPLES", "100"))
AT_LEAST = 0.99
_FRONT_MATTER_RE = re.compile(r"\ufeff?---[ \t]*\r?\n.*?^---[ \t]*\r?\n", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def ruby() -> Iterator[RubyKramdown]:
    try:
        kramdown = RubyKramdown()
    except OSError as error:
        pytest.skip(f"cannot compare: {error}")
    yield kramdown
    kramdown.close()


@pytest.mark.parametrize("parser", ["GFM", "kramdown"])
def test_generated_documents(ruby: RubyKramdown, parser: str) -> None:
    values = {**JEKYLL, "input": parser}
    options = Options.from_config(values)
    compared = 0
    different: list[str] = []

    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(documents)
    def compare(text: str) -> None:
        nonlocal compared
        wanted = None if accepted_text(text) else ruby.to_html(text, values)
        if wanted is not None:
            compared += 1
            if tree(to_html(text, options)) != tree(wanted):
                different.append(text)

    compare()
    assert len(different) <= (1 - AT_LEAST) * compared, "\n\n".join(map(repr, sorted(different, key=len)[:5]))


def test_real_pages(ruby: RubyKramdown, shared: Path) -> None:
    options = Options.from_config(JEKYLL)
    different = []
    pages = sorted((shared / "sites").glob("*/source/**/*.md"))
    if not pages:
        pytest.skip("the reference sites are not there")
    for page in pages:
        body = _FRONT_MATTER_RE.sub("", page.read_text(encoding="utf-8", errors="replace"), count=1)
        if "{{" in body or "{%" in body:
            continue
        wanted = ruby.to_html(body, JEKYLL)
        assert wanted is not None
        if tree(to_html(body, options)) != tree(wanted):
            different.append(str(page))
    assert not different


def test_tree_shows_differences() -> None:
    assert tree("<p>a <em>b</em>\n</p>\n") == tree("<p>a  <em>b</em></p>")
    assert tree("<p>a<em>b</em></p>") != tree("<p>a <em>b</em></p>")
    assert lines(tree("<p>a</p>")) == ["<root {}>", "  <p {}>", "    'a'"]
