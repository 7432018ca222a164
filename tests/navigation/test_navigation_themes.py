"""The navigation alone, under other themes, with reStructuredText and Markdown mixed."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

import pytest
from nav_builds import Project, differing, files

if TYPE_CHECKING:
    from pathlib import Path

THEMES = {
    "alabaster": "alabaster",
    "furo": "furo",
    "sphinx_rtd_theme": "sphinx_rtd_theme",
    "pydata_sphinx_theme": "pydata_sphinx_theme",
    "sphinx_book_theme": "sphinx_book_theme",
}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.filterwarnings("default")
def test_the_tree_is_in_the_menu_and_never_stale(theme: str, tmp_path: Path) -> None:
    if importlib.util.find_spec(THEMES[theme]) is None:
        pytest.skip(f"{theme} is not installed")
    project = Project(tmp_path, {"html_theme": theme, "extensions": ["sphinx_essay.navigation", "myst_parser"]})
    if theme == "sphinx_rtd_theme":
        project.conf["extensions"] = [*project.conf["extensions"], theme]
    project.write("index.rst", "Home\n====\n\nWelcome.\n")
    project.write("guide.rst", ":nav_order: 1\n\nGuide\n=====\n\nWords.\n")
    project.page("guide/one", "Words.", title="One", parent="Guide", nav_order=1)
    project.write("guide/two.rst", ":parent: Guide\n:nav_order: 2\n:title: Second\n\nTwo\n===\n\nWords.\n")
    project.page("other", "Words.", title="Other", nav_order=2)
    built = project.build()
    assert "toctree" not in built.warnings
    assert "essay" not in built.warnings
    page = built.text("guide/one.html")
    assert 'href="two.html"' in page
    assert "Second" in page
    assert 'rel="next"' in page
    project.write("guide/two.rst", ":parent: Guide\n:nav_order: 0\n:title: Another\n\nTwo\n===\n\nWords.\n")
    project.page("new", "Words.", title="New", parent="Other")
    built = project.build()
    assert "Another" in built.text("guide/one.html")
    project.build(out="clean")
    changed = differing(files(tmp_path / "out"), files(tmp_path / "clean"))
    assert [name for name in changed if name.endswith(".html")] == []
