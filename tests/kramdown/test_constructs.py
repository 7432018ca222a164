"""One small text per construct, with the HTML it means, as facts; kramdown itself was asked once for each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from kramdown_trees import lines, tree

from sphinx_essay.kramdown import to_html

FACTS = json.loads(Path(__file__).with_name("kramdown_facts.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("fact", FACTS, ids=[fact["name"] for fact in FACTS])
def test_construct(fact: dict[str, str]) -> None:
    assert lines(tree(to_html(fact["source"]))) == lines(tree(fact["html"]))
