from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from essay_builds import build
from selectolax.lexbor import LexborHTMLParser

from sphinx_essay.jekyll import Site
from sphinx_essay.project.project import Project
from sphinx_essay.project.relative_addresses import relative_address
from sphinx_essay.theme.site_includes import parts_of

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


def test_children_under_a_sites_own_heading_are_part_of_its_content(tmp_path: Path) -> None:
    pages = {
        "_config.yml": "title: Site\n",
        "index.md": "---\ntitle: Home\n---\n",
        "a.md": "---\ntitle: A\n---\n",
        "b.md": "---\ntitle: B\nparent: A\n---\n",
        "_includes/toc_heading_custom.html": '<h4 class="own">Below this page</h4>\n',
    }
    built = build(tmp_path, pages, extensions=["sphinx_essay"], source_suffix={}, html_theme="sphinx_essay")
    main = LexborHTMLParser(built.text("a.html")).css_first("#main-content > main")
    assert main is not None
    assert [node.tag for node in main.css(".children-nav > *, li")] == ["hr", "h4", "ul", "li"]
    assert [node.attributes["role"] for node in main.css(".children-nav")] == ["navigation"]
    assert [link.attributes["href"] for link in main.css(".children-nav li a")] == ["b.html"]


def test_every_place_that_just_the_docs_leaves_to_a_site_is_filled(tmp_path: Path) -> None:
    files = {
        "_config.yml": "title: My site\nbaseurl: /base\n",
        "_includes/favicon.html": '<link rel="icon" href="{{ \'/own.png\' | relative_url }}">',
        "_includes/js/custom.js": 'jtd.onReady(() => { window.said = "{{ site.title }}"; });',
        "_includes/search_placeholder_custom.html": "Ask {{ site.title }} &amp; others\n",
        "index.md": "---\ntitle: Home\n---\nText.\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(text)
    command = [sys.executable, "-m", "sphinx", "-q", "-C", "-D", "extensions=sphinx_essay", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "out")], check=True)
    page = LexborHTMLParser((tmp_path / "out" / "index.html").read_text())
    assert [link.attributes["href"] for link in page.css("link[rel=icon]")] == ["own.png"]
    assert page.css_first("#search-input").attributes["placeholder"] == "Ask My site & others"
    assert page.css("script[src*='essay-custom.js']")
    assert 'window.said = "My site"' in (tmp_path / "out" / "_static" / "essay-custom.js").read_text()

    subprocess.run([*command, "-D", "essay_html=safe", str(tmp_path / "safe")], check=True)
    assert not (tmp_path / "safe" / "_static" / "essay-custom.js").exists()
    assert "essay-custom.js" not in (tmp_path / "safe" / "index.html").read_text()


def test_texts_of_links_in_header_and_footer_are_html_and_edit_links_name_the_source_once(tmp_path: Path) -> None:
    config = """title: My site
source: docs
aux_links: {"<i>Code</i> &amp; more": "/code/"}
back_to_top: true
back_to_top_text: Back to <b>top</b>
gh_edit_link: true
gh_edit_link_text: <em>Edit</em>
gh_edit_repository: https://github.com/example/site
gh_edit_branch: main
gh_edit_source: docs
gh_edit_view_mode: tree
"""
    files = {"_config.yml": config, "docs/a/index.md": "---\ntitle: A\n---\nText.\n"}
    built = build(tmp_path, files, extensions=["sphinx_essay"], source_suffix={}, html_theme="sphinx_essay")
    page = LexborHTMLParser(built.text("a/index.html"))
    assert page.css_first("#back-to-top").inner_html == "Back to <b>top</b>"
    assert page.css_first(".aux-nav a").inner_html == "<i>Code</i> &amp; more"
    edit = page.css_first("#edit-this-page")
    assert edit.inner_html == "<em>Edit</em>"
    assert edit.attributes["href"] == "https://github.com/example/site/tree/main/docs/a/index.md"

    safe = build(tmp_path / "safe", files, extensions=["sphinx_essay"], source_suffix={}, essay_html="safe")
    assert not LexborHTMLParser(safe.text("a/index.html")).css("#back-to-top b, .aux-nav i, #edit-this-page em")


def test_what_a_head_of_the_sites_own_has_beside_the_themes_is_kept(tmp_path: Path) -> None:
    head = """<head>
  <meta charset="UTF-8">
  <meta name="viewport" content="width=device-width">
  <link rel="stylesheet" href="{{ '/assets/css/just-the-docs-default.css' | relative_url }}">
  <link rel="stylesheet" href="{{ '/own.css' | relative_url }}">
  <link rel="stylesheet" href="https://fonts.example/f.css">
  <link rel="icon" href="/icon.png">
  <link rel="stylesheet" href="/gone.css">
  <script src="{{ '/assets/js/vendor/lunr.min.js' | relative_url }}"></script>
  <script>var own = "{{ page.title }}";</script>
  <style id="jtd-nav-activation">{% include css/activation.scss.liquid %}</style>
  <meta name="theme-color" content="#123456">
  {% include_cached favicon.html %}
  {% seo %}
  {% include head_custom.html %}
</head>
"""
    files = {
        "_config.yml": "title: My site\nbaseurl: /base\nplugins: [jekyll-include-cache, jekyll-seo-tag]\n",
        "_includes/head.html": head,
        "_includes/head_custom.html": '<link rel="me" href="https://me.example/">',
        "own.css": "b { color: red }\n",
        "icon.png": "",
        "deep/a.md": "---\ntitle: Deep\n---\nText.\n",
    }
    built = build(tmp_path, files, extensions=["sphinx_essay"], source_suffix={}, html_theme="sphinx_essay")
    text = built.text("deep/a.html")
    page = LexborHTMLParser(text)
    links = [link.attributes["href"] for link in page.css("link[rel=stylesheet]")]
    assert [link for link in links if "_static" not in link] == ["../own.css", "https://fonts.example/f.css"]
    assert [link.attributes["href"] for link in page.css("link[rel=icon]")] == ["../icon.png"]
    assert (
        len(page.css("link[rel=me]")) == len(page.css("meta[name=theme-color]")) == len(page.css("meta[charset]")) == 1
    )
    assert 'var own = "Deep";' in text
    assert "lunr" not in text
    assert "gone.css" not in text
    assert "jtd-nav-activation" not in text
    assert built.warnings == ""
