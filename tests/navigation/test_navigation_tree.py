"""The tree as pages show it: menus, breadcrumbs, child lists, reading order."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from nav_pages import messages, outline, page, tree

from sphinx_essay.core.page import Page
from sphinx_essay.navigation.options import ExternalLink, NavCollection, NavOptions
from sphinx_essay.navigation.tree import MenuItem, NavTree, Placement, has_navigation

LETTERS = (
    page("index", "Home", nav_order=1),
    page("a", "A", nav_order=2),
    page("a1", "A1", parent="A"),
    page("a1x", "A1x", parent="A1"),
    page("a2", "A2", parent="A"),
    page("b", "B", nav_order=3),
    page("b1", "B1", parent="B"),
)


def shown(item: MenuItem) -> Any:
    mark = "*" if item.active else "+" if item.open else ">" if item.has_children else ""
    return (mark + item.title, [shown(child) for child in item.children]) if item.children else mark + item.title


def menu(nav: NavTree, docname: str) -> list[Any]:
    return [shown(item) for section in nav.cut(docname) for item in section.items]


def test_a_page_holds_its_part_of_the_tree() -> None:
    nav = tree(*LETTERS)
    assert menu(nav, "index") == ["*Home", ">A", ">B"]
    assert menu(nav, "a") == ["Home", ("*A", [">A1", "A2"]), ">B"]
    assert menu(nav, "a2") == ["Home", ("+A", [">A1", "*A2"]), ">B"]
    assert menu(nav, "a1x") == ["Home", ("+A", [("+A1", ["*A1x"]), "A2"]), ">B"]
    assert menu(nav, "search") == ["Home", ">A", ">B"]
    assert len(nav) == 7


def test_nav_exclude_takes_the_branch_out_of_menus_only() -> None:
    nav = tree(page("a", "A"), page("b", "B", parent="A", nav_exclude=True), page("c", "C", parent="B"))
    assert outline(nav) == ["A"]
    assert menu(nav, "c") == ["+A"]
    assert [node.title for node in nav.children("a")] == ["B"]
    assert [node.title for node in nav.breadcrumbs("c")] == ["A", "B", "C"]
    assert nav.reading_order == ("a",)
    assert nav.nodes["b"].placement is Placement.EXCLUDED


def test_nav_exclude_must_be_true_itself() -> None:
    assert outline(tree(page("a", "A", nav_exclude="true"), page("b", "B", nav_exclude=1))) == ["A", "B"]


def test_has_children_false_hides_them() -> None:
    nav = tree(page("a", "A", has_children=False), page("b", "B", parent="A"))
    assert outline(nav) == ["A"]
    assert nav.children("a") == ()
    assert [node.title for node in nav.breadcrumbs("b")] == ["A", "B"]
    assert nav.reading_order == ("a", "b")
    assert outline(tree(page("a", "A", has_children="no"), page("b", "B", parent="A"))) == [("A", ["B"])]


def test_before_version_0_10_children_must_be_announced() -> None:
    pages = [
        page("a", "A"),
        page("aa", "AA", parent="A"),
        page("b", "B", has_children=True),
        page("bb", "BB", parent="B"),
    ]
    options = NavOptions.from_config({}, theme_version=(0, 9))
    nav = NavTree.build(pages, options)
    assert outline(nav) == ["A", ("B", ["BB"])]
    assert nav.children("a") == ()
    assert [node.title for node in nav.breadcrumbs("aa")] == ["A", "AA"]
    assert outline(NavTree.build(pages, NavOptions.from_config({}, theme_version=(0, 10))))[0] == ("A", ["AA"])


def test_has_toc_false_leaves_out_the_child_list() -> None:
    nav = tree(page("a", "A", has_toc=False), page("b", "B", parent="A"))
    assert nav.children("a") == ()
    assert outline(nav) == [("A", ["B"])]


def test_child_nav_order_reverses_menu_and_child_list() -> None:
    nav = tree(page("a", "A", child_nav_order="reversed"), page("b", "B", parent="A"), page("c", "C", parent="A"))
    assert outline(nav) == [("A", ["C", "B"])]
    assert [node.title for node in nav.children("a")] == ["C", "B"]


def test_breadcrumbs() -> None:
    nav = tree(*LETTERS)
    assert nav.breadcrumbs("a") == ()
    assert [node.title for node in nav.breadcrumbs("a1x")] == ["A", "A1", "A1x"]
    assert tree(page("a", "A"), page("index", "Home", parent="A")).breadcrumbs("index") == ()
    home = Page("x.md", "x", url="/", front_matter={"title": "X", "parent": "A"})
    assert tree(page("a", "A"), home).breadcrumbs("x") == ()
    first = Page("index.md", "index", url="/b.html", output="b.html", front_matter={"title": "B", "parent": "A"})
    assert [node.title for node in tree(page("a", "A"), first).breadcrumbs("index")] == ["A", "B"]
    assert nav.breadcrumbs("nowhere") == ()


def test_breadcrumbs_where_no_page_is_at_the_root_of_the_site() -> None:
    parent = Page("a.md", "a", url="/a/", front_matter={"title": "A"})
    first = Page("x.md", "x", url="/x/", front_matter={"title": "X", "parent": "A"})
    nav = NavTree.build([parent, first], NavOptions(root_doc="x"))
    assert [node.title for node in nav.breadcrumbs("x")] == ["A", "X"]


def test_reading_order_begins_at_the_first_page_of_the_site() -> None:
    nav = tree(page("a", "A", nav_order=1), page("index", "Home", nav_order=2), page("b", "B", parent="A"))
    assert nav.reading_order == ("index", "a", "b")
    assert nav.previous("index") is None
    after = nav.next("index")
    assert after is not None
    assert after.title == "A"
    assert nav.next("b") is None
    before = nav.previous("b")
    assert before is not None
    assert before.title == "A"


def test_pages_without_title_are_left_out_and_reported_where_they_have_a_place() -> None:
    nav = tree(page("a", "A"), page("b", parent="A"), page("c"), page("d", "", parent="A"), page("e", " "))
    assert outline(nav) == ["A"]
    assert nav.left_out == ("b", "c", "d", "e")
    assert messages(nav) == [
        "untitled b.md:2 the page has 'parent' but no title: it is left out of the navigation",
        "untitled d.md:3 the page has 'parent' but no title: it is left out of the navigation",
    ]


def test_only_pages_of_html_are_in_the_menu() -> None:
    def at(name: str, url: str, output: str) -> Page:
        return Page(f"{name}.md", name, url=url, output=output, front_matter={"title": name})

    nav = tree(at("a", "/a/", "a/index.html"), at("b", "/b.xml", "b.xml"), at("c", "/c.htm", "c.htm"))
    assert outline(nav) == ["a", "c"]


def test_odd_orders_are_reported() -> None:
    nav = tree(
        page("a", "A", nav_order=[1]),
        page("b", "B", nav_order=True),
        page("c", "C", nav_order="3"),
        page("d", "D", nav_order=2),
        page("e", "E", nav_order="x"),
    )
    assert messages(nav) == [
        "nav-order a.md:3 'nav_order' is neither a number nor a string: '1'",
        "nav-order b.md:3 'nav_order' is neither a number nor a string: 'true'",
        "nav-order c.md:3 'nav_order' is the string '3' among numbers, and so stands behind them",
    ]


def test_external_links_and_collections_follow_the_pages() -> None:
    links = (ExternalLink("Elsewhere", "https://example.org"),)
    collections = (NavCollection("two", "Second", fold=True), NavCollection("one", "First"))
    pages = [page("a", "A"), *(page(f"_{c}/x", f"In {c}", collection=c) for c in ("one", "two", "three"))]
    nav = tree(*pages, external_links=links, collections=collections)
    assert [(s.heading, s.fold, [i.title for i in s.items]) for s in nav.cut("a")] == [
        (None, False, ["A"]),
        (None, False, ["Elsewhere"]),
        ("Second", True, ["In two"]),
        ("First", False, ["In one"]),
    ]
    assert "_three/x" in nav
    assert len(nav) == 3


def test_the_only_collection_of_a_site_without_pages_has_no_heading() -> None:
    collection = page("_c/x", "X", collection="c")
    one = (NavCollection("c", "Heading"),)
    assert [s.heading for s in tree(collection, collections=one).cut("") if s.items] == [None]
    assert [s.heading for s in tree(page("a", "A"), collection, collections=one).cut("")] == [None, "Heading"]


def test_options_from_a_jekyll_site() -> None:
    options = NavOptions.from_config(
        {
            "nav_sort": "case_insensitive",
            "nav_external_links_new_tab": True,
            "nav_external_links": [
                {"title": "One", "url": "https://example.org", "hide_icon": True},
                {"title": "Two", "url": "/files/", "opens_in_new_tab": False},
                {"title": "No address"},
                "nonsense",
            ],
            "just_the_docs": {
                "collections": {"a": {"name": "A", "nav_fold": True}, "b": {"nav_exclude": True}, "c": None}
            },
        }
    )
    assert options == NavOptions(
        nav_sort="case_insensitive",
        external_links=(
            ExternalLink("One", "https://example.org", new_tab=True, hide_icon=True),
            ExternalLink("Two", "/files/"),
        ),
        collections=(NavCollection("a", "A", fold=True), NavCollection("c", "")),
    )
    assert NavOptions.from_config({"just_the_docs": [1], "nav_external_links": "x"}) == NavOptions()


def test_a_project_asks_for_navigation_by_its_keys() -> None:
    assert not has_navigation([page("a", "A", layout="home")])
    assert has_navigation([page("a", "A"), page("b", "B", parent="A")])


names = st.sampled_from(["A", "B", "C", "a ", "1", "1.0", 1, 2.0, "", None, ["A", "B"], True, "ยง", "§"])
front_matter = st.fixed_dictionaries(
    {"title": names},
    optional={
        "parent": names,
        "grand_parent": names,
        "ancestor": names,
        "nav_order": st.one_of(st.none(), st.integers(), st.floats(), st.text(max_size=2), st.lists(st.integers())),
        "nav_exclude": st.booleans(),
        "has_children": st.booleans(),
        "child_nav_order": st.sampled_from(["reversed", "desc", 3]),
    },
)
docnames = st.sampled_from(["index", "a", "b", "c", "x/index", "x/a", "x/b", "y/index", "y/a", "y/z/a"])
sites = st.dictionaries(docnames, st.tuples(front_matter, st.sampled_from(["", "", "", "c"])))


@given(sites, st.booleans())
def test_whatever_pages_say_the_tree_is_a_forest_and_loses_none(
    site: dict[str, tuple[dict[str, Any], str]], show_unplaced: bool
) -> None:
    pages = [Page(f"{name}.md", name, front_matter=data, collection=c) for name, (data, c) in site.items()]
    nav = tree(*pages, show_unplaced=show_unplaced, collections=(NavCollection("c", "C"),))
    assert {*nav.nodes, *nav.left_out} == set(site)
    reached = [root for section in nav.sections for root in section.roots]
    for docname in reached:
        assert nav.nodes[docname].parent is None
    for docname in reached:
        reached.extend(nav.nodes[docname].children)
        assert all(nav.nodes[child].parent == docname for child in nav.nodes[docname].children)
        assert set(nav.nodes[docname].children) <= set(nav.nodes[docname].below)
    assert sorted(reached) == sorted(nav.nodes)
    assert len(set(nav.reading_order)) == len(nav.reading_order)
    for docname in (*site, "elsewhere"):
        whole = nav.cut(docname, whole=True)
        assert sum(count(item) for section in whole for item in section.items) == len(nav)
        assert sum(actives(item) for section in nav.cut(docname) for item in section.items) <= 1
        crumbs = nav.breadcrumbs(docname)
        assert not crumbs or crumbs[-1].docname == docname
        nav.children(docname)
    for one, other in zip(nav.reading_order, nav.reading_order[1:], strict=False):
        after = nav.next(one)
        assert after is not None
        assert after.docname == other
    unplaced = {name for name, node in nav.nodes.items() if node.placement is Placement.UNPLACED}
    assert unplaced <= {problem.path.removesuffix(".md") for problem in nav.problems}


@given(sites)
def test_the_same_pages_make_the_same_tree(site: dict[str, tuple[dict[str, Any], str]]) -> None:
    pages = [Page(f"{name}.md", name, front_matter=data, collection=c) for name, (data, c) in site.items()]
    one, other = tree(*pages), tree(*pages)
    assert one.nodes == other.nodes
    assert one.problems == other.problems


def count(item: MenuItem) -> int:
    return 1 + sum(map(count, item.children))


def actives(item: MenuItem) -> int:
    return item.active + sum(map(actives, item.children))
