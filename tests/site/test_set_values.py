"""A project's own choices win, also those that equal a default of Sphinx."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from essay_builds import build
from source_files import write
from sphinx.config import Config

from sphinx_essay.project.set_values import is_set


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"language": "en"}, "language"),
        ({"html_theme": "alabaster"}, "html_theme"),
        ({"html_copy_source": True}, "html_copy_source"),
        ({"master_doc": "index"}, "root_doc"),
    ],
)
def test_what_equals_a_default_is_set_all_the_same(said: dict[str, Any], name: str) -> None:
    for config in (Config(said), Config({}, said)):
        if name in config:
            assert is_set(config, name)


def test_what_nobody_says_is_not_set() -> None:
    config = Config({"project": "Essays"})
    assert not is_set(config, "language")
    assert not is_set(config, "root_doc")


def test_a_value_of_the_project_wins_over_that_of_the_site(tmp_path: Path) -> None:
    write(tmp_path / "source", {"_config.yml": "lang: de\n"})
    conf = {"extensions": ["sphinx_essay"], "essay_dialect": None, "source_suffix": None}
    built = build(tmp_path, "# Title\n", language="en", **conf)
    assert built.app.config.language == "en"


def test_the_one_renderer_of_formulas_beside_ours_is_taken(tmp_path: Path) -> None:
    conf = {"extensions": ["sphinx_essay", "sphinxcontrib.jsmath"], "essay_dialect": None, "source_suffix": None}
    built = build(tmp_path, "# Title\n", jsmath_path="jsmath.js", **conf)
    assert built.app.builder.math_renderer_name == "jsmath"
