"""What stands in the pages, read as a parser reads them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from .conftest import CONF, build, write_site


def parsed(folder: Path, name: str) -> LexborHTMLParser:
    return LexborHTMLParser((folder / name).read_text(encoding="utf-8"))


def texts(tree: LexborHTMLParser, selector: str) -> list[str]:
    return [node.text().strip() for node in tree.css(selector)]


def test_landmarks_of_just_the_docs(site: Path) -> None:
    page = parsed(site, "a1.html")
    for selector in (
        "header.side-bar > .site-header > a.site-title",
        "header.side-bar > nav#site-nav > ul.nav-list > li.nav-list-item > a.nav-list-link",
        "li.nav-list-item.active > ul.nav-list > li.active > a.nav-list-link.active[aria-current=page]",
        "div.main#top > #main-header.main-header .search input.search-input",
        "#main-header nav.aux-nav > ul.aux-nav-list > li.aux-nav-list-item > a",
        "#main-content-wrap.main-content-wrap > nav.breadcrumb-nav",
        "nav.breadcrumb-nav > ol.breadcrumb-nav-list > li.breadcrumb-nav-list-item",
        "#main-content.main-content > main",
        "a.skip-to-main[href='#main-content']",
        "footer a#back-to-top",
    ):
        assert page.css_first(selector) is not None, selector


def test_furniture_is_not_in_main(site: Path) -> None:
    for page in (parsed(site, "a.html"), parsed(site, "a1.html")):
        assert page.css("main :is(.children-nav, footer, .breadcrumb-nav, .prev-next)") == []


def test_breadcrumbs_and_children(site: Path) -> None:
    assert texts(parsed(site, "a1.html"), "li.breadcrumb-nav-list-item") == ["Letter A", "Kinds of content"]
    assert texts(parsed(site, "a.html"), "nav.children-nav li a") == [
        "Essay A.2",
        "Essay A.3",
        "Kinds of content",
    ]


def test_titles(site: Path) -> None:
    assert texts(parsed(site, "a2.html"), "title") == ["Essay A.2 | Small Letters"]


def test_other_branches_stay_in_the_shared_script(site: Path) -> None:
    page = parsed(site, "a1.html")
    assert texts(page, "nav#site-nav li li a") == ["Essay A.2", "Essay A.3", "Kinds of content"]
    assert page.css_first("#site-nav").attributes["data-tree"]


def test_edit_link(site: Path) -> None:
    link = parsed(site, "a1.html").css_first("#edit-this-page")
    assert link.attributes["href"] == "https://github.com/example/letters/edit/main/a1.md"


def test_a_minimal_page_has_no_side_bar(site: Path) -> None:
    page = parsed(site, "minimal.html")
    assert page.css_first(".side-bar") is None
    assert page.css_first("main") is not None


@pytest.mark.parametrize("name", ["index.html", "a1.html", "search.html", "allpages.html", "genindex.html"])
def test_nothing_is_inline(site: Path, name: str) -> None:
    page = parsed(site, name)
    assert [node.html for node in page.css("script") if not node.attributes.get("src")] == []
    for node in page.css("*"):
        if node.tag in {"th", "td"}:  # the alignment that an author gives a column
            continue
        assert not [key for key in node.attributes if key == "style" or key.startswith("on")], node.html


def test_a_page_makes_six_requests_at_most(site: Path) -> None:
    page = parsed(site, "a1.html")
    files = [node.attributes["src"] for node in page.css("script[src]")]
    files += [node.attributes["href"] for node in page.css("link[rel=stylesheet]")]
    assert 1 + len(files) <= 6, files
    assert all("//" not in str(file) for file in files)


def test_all_pages_lists_all_pages(site: Path) -> None:
    listed = set(texts(parsed(site, "allpages.html"), "main li a"))
    assert {"Home", "Letter A", "Letter B", "Letter C", "Kinds of content", "Essay C.3"} <= listed


def test_ids_are_unique(site: Path) -> None:
    for name in ("a.html", "a1.html", "search.html"):
        ids = [node.attributes["id"] for node in parsed(site, name).css("[id]")]
        assert len(ids) == len(set(ids))


def test_a_wrong_option_is_reported_and_takes_its_default(tmp_path: Path) -> None:
    write_site(tmp_path / "source", CONF + 'html_theme_options["text_direction"] = "up"\n')
    warnings = build(tmp_path / "source", tmp_path / "site")
    assert warnings.count("text_direction: auto or ltr or rtl is expected") == 1
    assert parsed(tmp_path / "site", "a1.html").css_first("html").attributes["dir"] == "ltr"


def test_options_as_strings(tmp_path: Path) -> None:
    write_site(tmp_path / "source")
    build(
        tmp_path / "source",
        tmp_path / "site",
        *("-D", "html_theme_options.color_scheme=dark", "-D", "html_theme_options.search_enabled=false"),
        *("-D", "language=ar"),
    )
    page = parsed(tmp_path / "site", "a1.html")
    assert page.css_first("html").attributes["data-theme"] == "dark"
    assert page.css_first("html").attributes["dir"] == "rtl"
    assert page.css_first(".search") is None


def test_the_theme_works_without_the_other_parts(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "conf.py").write_text('project = "Plain"\nhtml_theme = "sphinx_essay"\n', encoding="utf-8")
    (source / "index.rst").write_text("Plain\n=====\n\n.. toctree::\n\n   one\n", encoding="utf-8")
    (source / "one.rst").write_text("One\n===\n\nText.\n", encoding="utf-8")
    assert build(source, tmp_path / "site") == ""
    page = parsed(tmp_path / "site", "one.html")
    assert texts(page, "#site-nav a") == ["One"]
    assert texts(page, "main h1") == ["One¶"]


def test_one_page_that_holds_all_shows_the_whole_tree(tmp_path: Path) -> None:
    write_site(tmp_path / "source")
    build(tmp_path / "source", tmp_path / "site", builder="singlehtml")
    page = parsed(tmp_path / "site", "index.html")
    assert {"Letter B", "Essay B.2"} <= set(texts(page, "#site-nav a"))
    assert page.css("[data-tree], .search, .prev-next, .all-pages-link") == []


def test_builders_that_draw_no_pages_are_left_alone(tmp_path: Path) -> None:
    write_site(tmp_path / "source")
    build(tmp_path / "source", tmp_path / "site", builder="json")
    context = json.loads((tmp_path / "site" / "a1.fjson").read_text(encoding="utf-8"))
    assert context["title"] == "Kinds of content"
    assert "essay_theme" not in context
    assert not (tmp_path / "site" / "_static" / "essay.css").exists()


def test_other_themes_are_left_alone(tmp_path: Path) -> None:
    write_site(tmp_path / "source")
    build(tmp_path / "source", tmp_path / "site", "-D", "html_theme=alabaster")
    page = parsed(tmp_path / "site", "a1.html")
    assert not [node for node in page.css("script, link") if "essay" in (node.html or "")]


def test_a_project_replaces_a_part(tmp_path: Path) -> None:
    write_site(tmp_path / "source", CONF + 'templates_path = ["_templates"]\n')
    part = tmp_path / "source" / "_templates" / "essay" / "footer-custom.html"
    part.parent.mkdir(parents=True)
    part.write_text("<p class='mine'>Mine</p>", encoding="utf-8")
    build(tmp_path / "source", tmp_path / "site")
    assert texts(parsed(tmp_path / "site", "a1.html"), "footer .mine") == ["Mine"]


def test_sidebars_are_those_that_a_project_names(tmp_path: Path) -> None:
    write_site(
        tmp_path / "source", CONF + 'html_sidebars = {"a1": ["essay/site-nav.html", "globaltoc.html"], "a2": []}\n'
    )
    build(tmp_path / "source", tmp_path / "site")
    assert parsed(tmp_path / "site", "a1.html").css_first(".side-bar h3") is not None
    assert parsed(tmp_path / "site", "a2.html").css_first(".side-bar") is None


def test_restructured_text_in_a_page_is_carried_out(site: Path) -> None:
    assert parsed(site, "c1.html").css_first("dt.sig#jump") is not None


def test_two_workers_write_the_same_pages(tmp_path: Path, site: Path) -> None:
    write_site(tmp_path / "source")
    build(tmp_path / "source", tmp_path / "site", "-j", "2")
    for page in site.glob("*.html"):
        assert (tmp_path / "site" / page.name).read_bytes() == page.read_bytes(), page.name


def test_the_menu_is_there_as_the_page_says(tmp_path: Path) -> None:
    """Just the Docs: `nav_enabled` of the page, else `layout: minimal` has no side bar."""
    write_site(tmp_path / "source")
    for name, head in {"off": "nav_enabled: false", "on": "layout: minimal\nnav_enabled: true"}.items():
        text = f"---\ntitle: {name}\n{head}\n---\n\nText.\n"
        (tmp_path / "source" / f"{name}.md").write_text(text, encoding="utf-8")
    assert build(tmp_path / "source", tmp_path / "site") == ""
    for name, expected in {"off": 0, "on": 1, "minimal": 0, "index": 1}.items():
        assert len(parsed(tmp_path / "site", f"{name}.html").css("#site-nav")) == expected, name


def home(folder: Path) -> Path:
    """Write a project of one page, and return its folder."""
    folder.mkdir()
    (folder / "conf.py").write_text('extensions = ["sphinx_essay"]\nhtml_theme = "sphinx_essay"\n', encoding="utf-8")
    (folder / "index.md").write_text("# Home\n", encoding="utf-8")
    return folder


def test_the_source_of_a_page_is_linked_if_the_project_wants_it(tmp_path: Path) -> None:
    source = home(tmp_path / "source")
    build(source, tmp_path / "shown")
    assert parsed(tmp_path / "shown", "index.html").css_matches("footer a[href='_sources/index.md.txt'][rel=nofollow]")
    build(source, tmp_path / "hidden", "-D", "html_show_sourcelink=0")
    assert "_sources" not in (tmp_path / "hidden/index.html").read_text(encoding="utf-8")


def test_a_project_has_a_page_for_what_is_not_there(tmp_path: Path) -> None:
    source = home(tmp_path / "source")
    build(source, tmp_path / "out", "-D", "html_baseurl=https://example.org/docs/")
    page = parsed(tmp_path / "out", "404.html")
    assert texts(page, "main h1") == ["Page not found"]
    assert page.css_matches(".site-header a[href='/docs/index.html']")
    (source / "404.md").write_text("---\norphan: true\n---\n# Gone fishing\n", encoding="utf-8")
    build(source, tmp_path / "own")
    assert "Gone fishing" in texts(parsed(tmp_path / "own", "404.html"), "main h1")[0]
