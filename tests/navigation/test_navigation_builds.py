"""The navigation in real builds: toctrees, prev/next, menus, what is written again, and other builders."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from nav_builds import Built, Project, differing, files, notebook

if TYPE_CHECKING:
    from pathlib import Path

OWN = {
    "extensions": ["sphinx_essay.navigation", "sphinx_essay.theme", "myst_parser"],
    "html_theme": "sphinx_essay",
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path, {"html_theme": "basic"})
    made.page("index", title="Home", nav_order=1)
    made.page("a/index", title="A", nav_order=2)
    made.page("a/one", title="One", parent="A", nav_order=1)
    made.page("a/two", title="Two", parent="A", nav_order=2)
    made.page("a/two/deep", title="Deep", parent="Two")
    made.page("b", title="B", nav_order=3)
    return made


def relations(built: Built) -> list[str]:
    """Return the pages from first to last, as prev and next have them."""
    found = built.env.collect_relations()
    order = ["index"]
    while (after := found[order[-1]][2]) is not None:
        order.append(after)
    return order


def links(built: Built, name: str) -> dict[str, str]:
    """Return the links of the page's head by their relation."""
    return {
        rel: href
        for rel, _title, href in re.findall(r'<link rel="(\w+)" title="([^"]*)" href="([^"]*)"', built.text(name))
    }


def menu(built: Built, name: str) -> str:
    found = re.search(r'<nav id="site-nav".*?</nav>', built.text(name), re.DOTALL)
    assert found
    return found[0]


def menu_links(built: Built, name: str) -> list[tuple[str, str]]:
    return [
        (title, href)
        for href, title in re.findall(r'<a class="nav-list-link[^>]*? href="([^"]*)"[^>]*>([^<]*)', menu(built, name))
    ]


# -- toctrees ------------------------------------------------------------------------------------------------


def test_the_tree_becomes_toctrees(project: Project) -> None:
    built = project.build()
    assert not built.warnings
    assert built.env.toctree_includes == {
        "index": ["a/index", "b"],
        "a/index": ["a/one", "a/two"],
        "a/two": ["a/two/deep"],
    }
    assert relations(built) == ["index", "a/index", "a/one", "a/two", "a/two/deep", "b"]
    assert links(built, "a/two.html")["next"] == "two/deep.html"
    assert links(built, "a/two.html")["prev"] == "one.html"


def test_other_builders_have_every_page(project: Project) -> None:
    for docname in ("index", "a/index", "a/one", "a/two", "a/two/deep", "b"):
        path = project.source / f"{docname}.md"
        path.write_text(path.read_text() + f"\nword-{docname.replace('/', '-')}\n")
    project.page("hidden", "word-hidden", title="Hidden", nav_exclude=True)
    text = project.build("singlehtml").text("index.html")
    found = re.findall(r"word-[a-z-]+", text)
    assert found == [
        "word-index",
        "word-a-index",
        "word-a-one",
        "word-a-two",
        "word-a-two-deep",
        "word-b",
        "word-hidden",
    ]
    latex = project.build("latex", out="latex").text("test.tex")
    assert set(re.findall(r"word-[a-z-]+", latex.replace("{-}", "-").replace("\\sphinxhyphen{}", "-"))) >= {
        "word-hidden"
    }


def test_a_project_without_navigation_keys_is_left_alone(tmp_path: Path) -> None:
    project = Project(tmp_path, {"html_theme": "basic"})
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   one\n")
    project.write("one.rst", "One\n===\n")
    project.page("two", title="Two")
    built = project.build()
    without = project.build(out="without", extensions=["myst_parser"])
    # (The search index names the extensions that were there.)
    assert not differing(without_search(tmp_path / "out"), without_search(tmp_path / "without"))
    assert built.warnings == without.warnings


def test_toctrees_of_the_author_come_first(project: Project) -> None:
    project.page("b", "```{toctree}\na/two\nc\n```", title="B", nav_order=3)
    project.page("c", title="C")
    built = project.build()
    assert built.env.toctree_includes == {
        "index": ["a/index", "b"],
        "a/index": ["a/one"],
        "a/two": ["a/two/deep"],
        "b": ["a/two", "c"],
    }
    assert not built.warnings
    project.page("b", "```{toctree}\nc\n```", title="B", nav_order=3)
    built = project.build()
    assert built.env.toctree_includes["a/index"] == ["a/one", "a/two"]
    project.build(out="clean")
    assert not differing(*(without_search(project.root / name) for name in ("out", "clean")))


def without_search(folder: Path) -> dict[str, bytes]:
    """Return the files but the search index: Sphinx keeps words without pages in it."""
    return {name: content for name, content in files(folder).items() if name != "searchindex.js"}


def test_rst_markdown_and_notebooks_are_one_tree(tmp_path: Path) -> None:
    project = Project(tmp_path, {"html_theme": "basic", "source_suffix": [".rst", ".md", ".ipynb"]})
    project.conf["source_parsers"] = {}
    project.write("index.rst", "Home\n====\n")
    project.write("guide.rst", ":nav_order: 2\n\nGuide\n=====\n")
    project.page("one", title="One", parent="Guide", nav_order=2)
    project.write(
        "two.rst", ".. A comment.\n\n:parent: Guide\n:nav_order: 1\n:title: Two\n\nOther words\n===========\n"
    )
    built = project.build(source_suffix={".rst": "restructuredtext", ".md": "markdown"})
    assert relations(built) == ["index", "guide", "two", "one"]


def test_external_links_are_in_the_toctree_and_the_menu(project: Project) -> None:
    project.conf["essay_nav_external_links"] = [
        {"title": "Elsewhere", "url": "https://example.org/", "opens_in_new_tab": True},
        {"title": "File", "url": "/files/x.pdf"},
    ]
    built = project.build(**OWN)
    assert menu_links(built, "a/one.html")[-2:] == [
        ("Elsewhere", "https://example.org/"),
        ("File", "../files/x.pdf"),
    ]
    assert 'target="_blank"' in menu(built, "a/one.html")


def test_excluded_and_untitled_pages_are_not_on_the_way(project: Project) -> None:
    project.page("hidden", title="Hidden", nav_exclude=True, nav_order=0)
    project.page("below", title="Below", parent="Hidden")
    project.write("nothing.md", "---\nnav_order: 4\n---\nwords\n")
    built = project.build()
    assert "nothing.md:2: WARNING: the page has 'nav_order' but no title" in built.warnings
    assert "toctree" not in built.warnings
    assert links(built, "b.html") == {
        "index": "genindex.html",
        "search": "search.html",
        "prev": "a/two/deep.html",
    }
    assert "next" not in links(built, "hidden.html")
    assert "hidden" not in built.text("index.html")


def test_a_page_without_heading_has_its_title_in_other_menus(project: Project) -> None:
    project.write("a/three.md", "---\ntitle: Three\nparent: A\n---\nwords\n")
    built = project.build(html_theme="alabaster", html_sidebars={"**": ["navigation.html"]})
    assert not built.warnings
    assert ">Three</a>" in built.text("a/one.html")
    assert links(built, "a/two/deep.html")["next"] == "../three.html"


def test_the_front_matter_title_is_the_menu_title(project: Project) -> None:
    project.write("a/one.md", "---\ntitle: In the menu\nparent: A\n---\n# In the page\n")
    built = project.build(html_theme="alabaster", html_sidebars={"**": ["navigation.html"]})
    assert ">In the menu</a>" in built.text("a/two.html")


# -- what templates get --------------------------------------------------------------------------------------


def test_a_small_site_holds_the_whole_menu_on_each_page(project: Project) -> None:
    built = project.build(**OWN)
    assert menu_links(built, "b.html") == [
        ("Home", "index.html"),
        ("A", "a/index.html"),
        ("One", "a/one.html"),
        ("Two", "a/two.html"),
        ("Deep", "a/two/deep.html"),
        ("B", "b.html"),
    ]
    assert "data-tree" not in menu(built, "b.html")
    assert not list((project.root / "out/_static").glob("essay-nav*"))


def test_a_large_site_holds_a_part_and_shares_the_rest(project: Project) -> None:
    built = project.build(**OWN, essay_nav_inline=5)
    assert menu_links(built, "b.html") == [("Home", "index.html"), ("A", "a/index.html"), ("B", "b.html")]
    assert [title for title, _ in menu_links(built, "a/two.html")] == ["Home", "A", "One", "Two", "Deep", "B"]
    assert 'data-tree="../_static/essay-nav.js"' in menu(built, "a/two.html")
    pointer = built.text("_static/essay-nav.js")
    (name,) = re.findall(r"essay-nav-[0-9a-f]{16}\.js", pointer)
    found = re.match(r"window\.essayNavTree=(.*?);document", built.text(f"_static/{name}"))
    assert found
    assert json.loads(found[1]) == [
        [
            ["Home", "index.html"],
            [
                "A",
                "a/index.html",
                [["One", "a/one.html"], ["Two", "a/two.html", [["Deep", "a/two/deep.html"]]]],
            ],
            ["B", "b.html"],
        ]
    ]


def test_breadcrumbs_and_child_list(project: Project) -> None:
    project.page("a/one", title="One", parent="A", nav_order=1, summary="The first")
    project.conf.update(OWN)
    built = project.build()
    page = built.text("a/two/deep.html")
    crumbs = re.search(r'<nav class="breadcrumb-nav".*?</nav>', page, re.DOTALL)
    assert crumbs
    assert re.findall(r'href="([^"]*)"', crumbs[0]) == ["../index.html", "../two.html"]
    children = re.search(r'<nav class="children-nav".*?</nav>', built.text("a/index.html"), re.DOTALL)
    assert children
    assert "The first" in children[0]
    assert "children-nav" not in built.text("b.html")


def test_every_page_is_reached_from_one_list(project: Project) -> None:
    built = project.build(**OWN, essay_nav_inline=0)
    body = built.text("allpages.html").partition('id="main-content"')[2]
    assert [href for href in re.findall(r'href="([^"#]*)"', body) if href.endswith(".html")][:6] == [
        "index.html", "a/index.html", "a/one.html", "a/two.html", "a/two/deep.html", "b.html",
    ]  # fmt: skip


def test_headings_in_the_menu(project: Project) -> None:
    body = "## First\n\n### Inner\n\n## Second\n"
    project.page("b", body, title="B", nav_titles=True, titles_max_depth=2, nav_order=3)
    built = project.build(**OWN)
    assert menu_links(built, "b.html")[-2:] == [("First", "b.html#first"), ("Second", "b.html#second")]
    assert menu_links(built, "index.html")[-1] == ("B", "b.html")


def test_addresses_of_folders(project: Project) -> None:
    built = project.build("dirhtml", **OWN)
    assert ("Two", "../two/") in menu_links(built, "a/one/index.html")
    assert ("One", "./") in menu_links(built, "a/one/index.html")


# -- problems ------------------------------------------------------------------------------------------------


def test_an_unknown_parent_is_reported_with_its_line(project: Project) -> None:
    project.page("c", parent="Nowhere", title="C")
    built = project.build(**OWN)
    assert re.search(r"source/c\.md:2: WARNING: no page is titled 'Nowhere' \[essay\.parent\]\n", built.warnings)
    assert ("C", "c.html") in menu_links(built, "index.html")
    assert ("C", "c.html") not in menu_links(project.build(**OWN, essay_nav_unplaced="hide"), "index.html")
    assert (project.root / "out/c.html").is_file()


# -- lists of sections ---------------------------------------------------------------------------------------


def sections(built: Built, name: str) -> list[str]:
    found = re.search(r'<ul class="essay-sections[^"]*">.*?</ul>', built.text(name), re.DOTALL)
    return re.findall(r"<li>(?:<p>)?(?:<a[^>]*href=\"([^\"]*)\"|<span)", found[0]) if found else []


def test_a_list_of_sections_by_directive(project: Project) -> None:
    project.page("a/two/deep", "```{essay-sections}\n```", title="Deep", parent="Two")
    project.page("a/one", "```{essay-sections}\n```", title="One", parent="A", nav_order=1)
    project.page("a/index", "```{essay-sections}\n```", title="A", nav_order=2)
    built = project.build()
    assert sections(built, "a/one.html") == ["", "two.html"]
    assert sections(built, "a/index.html") == ["one.html", "two.html"]
    assert sections(built, "b.html") == []


def test_a_list_of_sections_by_option(project: Project) -> None:
    built = project.build(essay_section_list=True)
    assert sections(built, "a/one.html") == ["", "two.html"]
    assert sections(built, "a/index.html") == []
    assert sections(built, "b.html") == []


# -- what is written again -----------------------------------------------------------------------------------


def test_nothing_is_written_without_a_change(project: Project) -> None:
    project.build(**OWN)
    assert project.build(**OWN).written == []


def test_a_change_of_one_page_leaves_the_others_in_their_toctrees(project: Project) -> None:
    assert project.build().warnings == ""
    for name in ("b", "a/one", "index"):
        project.write(f"{name}.md", (project.source / f"{name}.md").read_text(encoding="utf-8") + "\nMore.\n")
        assert project.build().warnings == ""


@pytest.mark.parametrize("inline", [0, 100])
def test_a_title_is_written_where_it_is_shown(project: Project, inline: int) -> None:
    conf = {**OWN, "essay_nav_inline": inline}
    project.build(**conf)
    project.page("a/two/deep", title="Deeper", parent="Two")
    built = project.build(**conf)
    # "b" has it as the previous page.  (Some releases of Sphinx write the first page of the project each time.)
    shown = {"a/two", "a/two/deep", "b"}
    assert {*built.written, "index"} == {*shown, "index"} | ({"a/index", "a/one"} if inline else set())
    project.build(out="clean", **conf)
    assert not differing(*(without_search(project.root / name) for name in ("out", "clean")))


def test_another_theme_gets_every_page_again(project: Project) -> None:
    project.build(html_theme="alabaster")
    project.page("a/two/deep", title="Deeper", parent="Two")
    assert len(project.build(html_theme="alabaster").written) == 6


def test_pages_are_written_again_when_there_is_no_menu_any_more(tmp_path: Path) -> None:
    project = Project(tmp_path, {**OWN, "extensions": [*OWN["extensions"], "sphinx_essay.output.builder"]})
    project.page("index", title="Home", nav_order=1)
    project.page("apart", "Some words.")
    project.build()
    project.page("index", "Some words.")
    assert project.build().written == ["apart", "index"]
    project.build(out="clean")
    assert not differing(files(tmp_path / "out"), files(tmp_path / "clean"))


def test_reading_in_parallel_makes_the_same_files(project: Project) -> None:
    for number in range(12):
        project.page(f"c/{number}", title=f"C{number}", parent="B")
    project.build(**OWN)
    project.build(out="parallel", jobs=2, **OWN)
    assert not differing(*(files(project.root / name) for name in ("out", "parallel")))


def test_options_take_effect_without_reading_again(project: Project) -> None:
    project.build(**OWN)
    built = project.build(**OWN, essay_nav_inline=0)
    assert len(built.written) == 6
    assert "data-tree" in menu(built, "b.html")
    assert (project.root / "out/_static/essay-nav.js").is_file()
    project.build(**OWN)
    assert not list((project.root / "out/_static").glob("essay-nav*"))


def test_a_notebook_has_its_front_matter_in_its_first_cell() -> None:
    text = notebook("---\nparent: A\n---\n", "# Title", nav_order=3)
    assert json.loads(text)["metadata"] == {"nav_order": 3}


# -- toctrees of the author and the menu ----------------------------------------------------------------------


def test_menus_of_a_project_with_toctrees_alone(tmp_path: Path) -> None:
    project = Project(tmp_path, {**OWN, "essay_nav_inline": 0})
    first = ".. toctree::\n\n   one\n   Elsewhere <https://example.org/>\n"
    second = ".. toctree::\n   :caption: More\n\n   Named <two>\n"
    project.write("index.rst", f"Home\n====\n\n{first}\n{second}")
    project.write("one.rst", "One\n===\n\n.. toctree::\n\n   deep\n")
    project.write("deep.rst", "Deep\n====\n")
    project.write("two.rst", "Two\n===\n")
    built = project.build()
    assert menu_links(built, "deep.html") == [
        ("One", "one.html"),
        ("Deep", "deep.html"),
        ("Elsewhere", "https://example.org/"),
        ("Named", "two.html"),
    ]
    assert ">More<" in menu(built, "deep.html")
    assert "children-nav" not in built.text("one.html")
    assert "breadcrumb-nav" in built.text("deep.html")
    project.write("deep.rst", "Deeper\n======\n")
    assert set(project.build().written) == {"index", "one", "deep", "two"}


def test_menus_number_what_numbered_toctrees_number(tmp_path: Path) -> None:
    project = Project(tmp_path, {**OWN, "html_secnumber_suffix": ") "})
    project.write(
        "index.md", "# Home\n\n```{toctree}\n:numbered:\n\none\nNamed <two>\n```\n\n```{toctree}\nfree\n```\n"
    )
    project.write("one.md", "# One\n\n```{toctree}\ndeep\n```\n")
    for name in ("two", "deep", "free"):
        project.write(f"{name}.md", f"# {name.title()}\n")
    built = project.build()
    titles = [title for title, _ in menu_links(built, "deep.html")]
    assert titles == ["1) One", "1.1) Deep", "2) Named", "Free"]
    project.write("index.md", "# Home\n\n```{toctree}\n\none\nNamed <two>\n```\n\n```{toctree}\nfree\n```\n")
    titles = [title for title, _ in menu_links(project.build(), "deep.html")]
    assert titles == ["One", "Deep", "Named", "Free"]


def test_links_in_toctrees_keep_their_places_at_any_depth(tmp_path: Path) -> None:
    project = Project(tmp_path, {**OWN, "essay_nav_inline": 0})
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   Start <self>\n   one\n   Index <genindex>\n   two\n")
    inner = ".. toctree::\n\n   First <https://one.example/>\n   deep\n   search\n"
    project.write("one.rst", f"One\n===\n\n{inner}")
    project.write("deep.rst", "Deep\n====\n")
    project.write("two.rst", "Two\n===\n\n.. toctree::\n\n   Only <https://only.example/>\n")
    built = project.build()
    assert menu_links(built, "deep.html") == [
        ("Start", "index.html"),
        ("One", "one.html"),
        ("First", "https://one.example/"),
        ("Deep", "deep.html"),
        ("Search Page", "search.html"),
        ("Index", "genindex.html"),
        ("Two", "two.html"),
    ]
    assert menu_links(built, "two.html")[-1] == ("Only", "https://only.example/")
    (script,) = (project.root / "out/_static").glob("essay-nav-*.js")
    assert '["First","https://one.example/",null,"mark"],["Deep","deep.html"]' in script.read_text(encoding="utf-8")
    assert '["Search Page","search.html",null,""]' in script.read_text(encoding="utf-8")
    assert "https://only.example/" in built.text("allpages.html")
    project.write("one.rst", f"One\n===\n\n{inner.replace('First', 'Other')}")
    assert "deep" in project.build().written


def test_pages_below_the_first_stay_there_beside_toctrees(project: Project) -> None:
    project.conf.update(OWN)
    project.page("below", title="Below", parent="Home")
    project.page("b", "```{toctree}\nElsewhere <https://example.org/>\n```", title="B", nav_order=3)
    assert [title for title, _ in menu_links(project.build(), "b.html")] == [
        *("Home", "Below", "A", "One", "Two", "Deep", "B", "Elsewhere"),
    ]


def test_toctrees_that_turn_the_tree_upside_down_make_no_circle(project: Project) -> None:
    project.conf.update(OWN)
    project.page("b", "```{toctree}\na/two\n```", title="B", nav_order=3)
    project.page("a/two/deep", "```{toctree}\n/a/one\n```", title="Deep", parent="Two")
    project.page("a/one", "```{toctree}\n/a/two\n```", title="One", parent="A")
    built = project.build()
    assert "circular" not in built.warnings
    assert {*relations(built)} == {"index", "a/index", "a/one", "a/two", "a/two/deep", "b"}
    project.page("a/one", title="One", parent="A")
    project.build()
    project.build(out="clean")
    assert not differing(*(without_search(project.root / name) for name in ("out", "clean")))


def test_a_toctree_that_leads_to_the_first_page_makes_no_circle(project: Project) -> None:
    project.conf.update(OWN)
    project.page("a/one", "```{toctree}\n/index\n```", title="One", parent="A")
    project.page("b", "```{toctree}\na/one\n```", title="B", nav_order=3)
    built = project.build()
    assert {"index", "a/index", "a/two"} <= {*relations(built)}
    assert "b.md: WARNING: document isn't included in any toctree" in built.warnings


def test_menus_join_toctrees_and_front_matter(project: Project) -> None:
    project.conf.update(OWN)
    project.page("b", "```{toctree}\na/two\nc\n```", title="B", nav_order=3)
    project.page("c", title="C")
    project.page("hidden", title="Hidden", parent="A", nav_exclude=True)
    built = project.build()
    assert [title for title, _ in menu_links(built, "a/two/deep.html")] == [
        "Home",
        "A",
        "One",
        "B",
        "Two",
        "Deep",
        "C",
    ]
    assert "hidden.html" in built.text("a/index.html")
    assert "children-nav" not in built.text("b.html")
