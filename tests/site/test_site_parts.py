from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_essay.jekyll import Site
from sphinx_essay.site import Project
from sphinx_essay.site_parts import parts_of, relative_address

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("address", "here", "relative"),
    [
        ("/x/", "a/b/", "../../x/"),
        ("/base/x.html#y", "a.html", "x.html#y"),
        ("/base", "a/", "../"),
        ("/", "a.html", "./"),
        ("/basement", "a.html", "basement"),
        ("https://example.org/", "a.html", "https://example.org/"),
        ("//example.org/x", "a.html", "//example.org/x"),
        ("x", "a.html", "x"),
    ],
)
def test_addresses_become_relative_to_the_page(address: str, here: str, relative: str) -> None:
    assert relative_address(address, here, "/base") == relative


def test_a_sites_own_includes_go_through_liquid_and_lose_their_prefix(tmp_path: Path) -> None:
    files = {
        "_config.yml": "title: My site\nbaseurl: /base\n",
        "_includes/footer_custom.html": "<a href=\"{{ '/x/' | relative_url }}\">{{ page.title }} of {{ site.title }}</a>",
        "_includes/head_custom.html": '<link rel="stylesheet" href="/base/own.css"><!-- kept -->',
        "deep/a.md": "---\ntitle: A & B\npermalink: /deep/a/\n---\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    project = Project(tmp_path, Site.load(tmp_path, plugins=[]))
    parts = parts_of(project)
    page = project.site_page("deep/a")

    assert parts is not None
    assert page is not None
    slots = parts.of(page)
    assert slots["footer"] == '<a href="../../x/">A &amp; B of My site</a>'
    assert slots["head"] == '<link rel="stylesheet" href="../../own.css"><!-- kept -->'
    assert slots.keys() == {"head", "footer"}
