"""When sphinx-design is set up."""

from __future__ import annotations

import pytest
from essay_builds import build

from sphinx_essay.components import may_use_directives


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("a.md", "# Words\n\n{: .class }\n\n``` python\nx = {a}\n```\n", False),
        ("a.md", "A {bdg-primary}`badge`.\n", True),
        ("below/a.md", "::::{grid} 2\n::::\n", True),
        ("_includes/cards.html", "```{card} One\n```\n", True),
        ("_site/a.html", "```{card} One\n```\n", False),
        ("a.md", "~~~ {card} One\n~~~\n", True),
        ("a.rst", "Words\n", True),
    ],
)
def test_a_source_that_may_use_a_directive_is_found(tmp_path, name, text, wanted):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    assert may_use_directives(tmp_path) is wanted


def test_pages_with_cards_have_them_and_pages_without_do_not_pay_for_them(tmp_path):
    cards = build(tmp_path / "cards", "# T\n\n:::{card} Title\nBody.\n:::\n", extensions=["sphinx_essay"])
    assert 'class="sd-card' in cards.text("index.html")
    words = build(tmp_path / "words", "# T\n\nBody.\n", extensions=["sphinx_essay"])
    assert "sphinx_design" not in words.app.extensions
