"""Every part of the page is a template that a project replaces; Sphinx's usual means work as in other themes."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_essay.theme import THEME

from .conftest import CONF, build, write_site

PARTS = sorted(path.name for path in (THEME / "essay").glob("*.html"))

#: Options under which every part has something to show.
EVERYTHING = """
templates_path = ["_templates"]
html_theme_options |= {"announcement": "<p>News</p>", "last_modified": True}
html_static_path = ["_static"]
html_css_files = ["own.css", "https://example.org/far.css"]
html_js_files = ["own.js", (None, {"body": "window.own = 1"})]
html_title = "Small & large"
"""


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site with a mark before each of its parts, which stay as they are."""
    folder = tmp_path_factory.mktemp("parts")
    write_site(folder / "source", CONF + EVERYTHING)
    (folder / "source" / "_static").mkdir()
    for name in ("own.css", "own.js"):
        (folder / "source" / "_static" / name).write_text("", encoding="utf-8")
    for name in PARTS:
        part = folder / "source" / "_templates" / "essay" / name
        part.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(f'<!--my {name}-->{{% include "!essay/{name}" %}}', encoding="utf-8")
    build(folder / "source", folder / "site")
    return folder / "site"


@pytest.mark.parametrize("name", PARTS)
def test_each_part_can_be_replaced(changed: Path, name: str) -> None:
    assert f"<!--my {name}-->" in (changed / "a1.html").read_text(encoding="utf-8")


def test_styles_and_scripts_of_the_project_are_loaded_after_the_themes(changed: Path) -> None:
    page = (changed / "a1.html").read_text(encoding="utf-8")
    assert page.index("essay.css") < page.index("own.css") < page.index("https://example.org/far.css")
    assert "_static/own.js" in page
    assert "window.own = 1" in page


def test_the_title_and_the_announcement_are_shown(changed: Path) -> None:
    page = (changed / "a1.html").read_text(encoding="utf-8")
    assert "Small &amp; large</title>" in page
    assert '<div class="announcement" role="region" aria-label="Announcement"><p>News</p></div>' in page
