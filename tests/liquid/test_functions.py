"""Tags and filters that a project supplies as Python functions."""

from __future__ import annotations

from pathlib import Path

import pytest
from essay_builds import build

from sphinx_essay.core.page import Page
from sphinx_essay.liquid import Additions, LiquidRenderer, Rendered, SiteSource


def render(body: str) -> Rendered:
    additions = Additions(
        tags={
            "leaf": lambda markup: f"<{markup}>",
            "tree": lambda markup, body: f"[{markup}|{body}]",
            "fall": lambda markup: 1 // len(markup),
        },
        filters={"shout": lambda value, mark="!": value.upper() + mark, "crash": lambda value: {}[value]},
    )
    renderer = LiquidRenderer(SiteSource(Path()), environ={}, additions=additions)
    return renderer.render(Page("a.md", "a"), body)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("{% leaf oak %}", "<oak>"),
        ("{% assign x = 'oak' %}{% leaf {{ x }} %}", "<oak>"),
        ("{% tree oak %}{% for i in (1..2) %}{{ i }}{% endfor %}{% endtree %}.", "[oak|12]."),
        ("{% tree a %}{% tree b %}{% leaf c %}{% endtree %}{% endtree %}", "[a|[b|<c>]]"),
        ("{{ 'oak' | shout }}{{ 'oak' | shout: '?' | size }}", "OAK!4"),
    ],
)
def test_functions_are_called(body: str, text: str) -> None:
    assert (render(body).text, render(body).diagnostics) == (text, ())


@pytest.mark.parametrize("body", ["{% fall %}", "{{ 'x' | crash }}"])
def test_a_function_that_fails_leaves_its_tag_in_the_page(body: str) -> None:
    rendered = render(f"a {body} b")
    assert rendered.text == f"a {body} b"
    assert "fails: " in rendered.diagnostics[0].message


def test_a_block_without_end_stays() -> None:
    assert render("{% tree a %}b").text == "{% tree a %}b"


def test_the_project_names_its_functions_in_conf_py(tmp_path: Path) -> None:
    built = build(
        tmp_path,
        {"_config.yml": "title: T", "index.md": "---\ntitle: A\n---\n{% leaf %}*oak*{% endleaf %} {{ 'x' | shout }}\n"},
        extensions=["sphinx_essay"],
        essay_liquid_tags={"leaf": lambda _markup, body: f"**{body}**"},
        essay_liquid_filters={"shout": str.upper},
    )
    assert "<p><strong><em>oak</em></strong> X</p>" in built.text("index.html")
    assert not built.warnings
