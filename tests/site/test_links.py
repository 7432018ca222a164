from __future__ import annotations

from typing import TYPE_CHECKING

from essay_builds import build

if TYPE_CHECKING:
    from pathlib import Path

PAGES = {
    "_config.yml": "title: Letters\n",
    "index.md": "---\ntitle: Home\n---\n",
    "two.md": "---\ntitle: Two\npermalink: /second/\n---\n",
}


def test_raw_html_keeps_the_address_of_a_source_file(tmp_path: Path) -> None:
    page = "---\ntitle: Page\n---\n[Markdown](two.md) and <a href='two.md'>HTML</a>.\n"
    built = build(
        tmp_path,
        PAGES | {"page.md": page},
        extensions=["sphinx_essay"],
        essay_jekyll_plugins="jekyll-relative-links",
        html_theme="basic",
        source_suffix={},
    )
    html = built.html("page")
    assert 'href="second/"' in html
    assert 'href="two.md"' in html
    assert "page.md:4: WARNING: no page and no file of the site has the address 'two.md'; " in built.warnings


def test_an_image_keeps_its_fragment(tmp_path: Path) -> None:
    built = build(
        tmp_path,
        PAGES | {"a.md": "---\ntitle: A\n---\n![x](/i.svg#sun) <img src='i.svg#moon'>\n", "i.svg": "<svg/>"},
        extensions=["sphinx_essay"],
        html_theme="basic",
        source_suffix={},
    )
    assert 'src="i.svg#sun"' in built.html("a")
    assert 'src="i.svg#moon"' in built.html("a")
    assert not built.warnings


def test_an_image_of_another_host_needs_no_scheme(tmp_path: Path) -> None:
    built = build(
        tmp_path,
        "![x](//host.example/x.png) <img src='//host.example/y.png'>\n",
        extensions=["sphinx_essay"],
        html_theme="basic",
    )
    assert 'src="//host.example/x.png"' in built.html()
    assert 'src="//host.example/y.png"' in built.html()
    assert not built.warnings


def test_linkcheck_follows_the_links_that_leave_the_site_and_no_others(tmp_path: Path) -> None:
    page = (
        "---\ntitle: Page\n---\n[two](/second/) <a href='/second'>two</a> [out](https://example.org/) [dead](/third/)\n"
    )
    built = build(
        tmp_path,
        PAGES | {"page.md": page},
        "linkcheck",
        extensions=["sphinx_essay"],
        linkcheck_ignore=["https://example.org/"],
        source_suffix={},
    )
    assert [line.partition(": ")[2] for line in built.text("output.txt").splitlines()] == []
    assert "https://example.org/" in built.text("output.json")
    assert "/second" not in built.text("output.json")
    assert built.warnings.count("WARNING") == 1
    assert "page.md:4: WARNING: no page and no file of the site has the address '/third/'" in built.warnings
