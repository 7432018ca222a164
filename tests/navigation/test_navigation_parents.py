"""Who is whose parent: the rules of Just the Docs 0.10 to 0.12, and what is done where they lose a page."""

from __future__ import annotations

from nav_pages import messages, outline, page, tree


def test_a_parent_is_a_title() -> None:
    nav = tree(page("a", "A"), page("b", "B", parent="A"), page("c", "C", parent="B"))
    assert outline(nav) == [("A", [("B", ["C"])])]
    assert not nav.problems


def test_any_depth() -> None:
    nav = tree(*(page(f"p{n}", f"P{n}", parent=f"P{n - 1}" if n else None) for n in range(2000)))
    assert [node.title for node in nav.breadcrumbs("p1999")] == [f"P{n}" for n in range(2000)]
    assert len(nav) == 2000


def test_an_empty_parent_is_the_top() -> None:
    assert outline(tree(page("a", "A", parent=""), page("b", "B", parent=None))) == ["A", "B"]


def test_grand_parent_tells_parents_of_one_title_apart() -> None:
    nav = tree(
        page("a", "A"),
        page("b", "B"),
        page("ac", "C", parent="A"),
        page("bc", "C", parent="B"),
        page("acd", "D", parent="C", grand_parent="A"),
        page("bcd", "D", parent="C", grand_parent="B"),
    )
    assert outline(nav) == [("A", [("C", ["D"])]), ("B", [("C", ["D"])])]
    assert nav.nodes["bcd"].parent == "bc"
    assert not nav.problems


def test_ancestor_tells_them_apart_at_any_height() -> None:
    nav = tree(
        page("a", "A"),
        page("b", "B"),
        page("am", "M", parent="A"),
        page("bm", "M", parent="B"),
        page("amx", "X", parent="M", ancestor="A"),
        page("bmx", "X", parent="M", ancestor="B"),
        page("deep", "Deep", parent="X", ancestor="B"),
        page("own", "Own", parent="A", ancestor="A"),
    )
    assert nav.nodes["amx"].parent == "am"
    assert nav.nodes["bmx"].parent == "bm"
    assert nav.nodes["deep"].parent == "bmx"
    assert nav.nodes["own"].parent == "a"
    assert not nav.problems


def test_an_unqualified_child_goes_to_the_page_at_the_top() -> None:
    nav = tree(
        page("e", "E"),
        page("f", "F"),
        page("ef", "F", parent="E"),
        page("fg", "G", parent="F"),
        page("efg", "G", parent="F", grand_parent="E"),
    )
    assert outline(nav) == [("E", [("F", ["G"])]), ("F", ["G"])]
    assert nav.nodes["fg"].parent == "f"


def test_numbers_and_the_same_in_quotes_are_one_title() -> None:
    assert outline(tree(page("y", 2023), page("m", "May", parent="2023"))) == [("2023", ["May"])]
    assert outline(tree(page("y", "2023"), page("m", "May", parent=2023))) == [("2023", ["May"])]


def test_titles_that_look_like_numbers_keep_their_children() -> None:
    # Just the Docs reads each parent as a number, so that these titles lose their children.
    nav = tree(page("a", "1.10"), page("b", "1.1"), page("c", "C", parent="1.10"), page("d", "D", parent="1.1"))
    assert nav.nodes["c"].parent == "a"
    assert nav.nodes["d"].parent == "b"
    assert outline(tree(page("a", "01"), page("c", "C", parent="01"))) == [("01", ["C"])]


def test_numbers_match_by_value_where_no_text_does() -> None:
    assert outline(tree(page("a", "1"), page("c", "C", parent="01"))) == [("1", ["C"])]


def test_an_unknown_parent_is_reported_and_the_page_kept() -> None:
    nav = tree(page("a", "Alpha"), page("b", "Beta", parent="Alpah"), page("c", "Gamma", parent="Beta"))
    assert messages(nav) == ["parent b.md:3 no page is titled 'Alpah'; did you mean 'Alpha'?"]
    assert outline(nav) == ["Alpha"]
    assert nav.reading_order == ("a", "b", "c")
    assert [node.title for node in nav.breadcrumbs("b")] == ["Beta"]
    assert [node.title for node in nav.children("b")] == ["Gamma"]
    assert outline(tree(*(node.page for node in nav.nodes.values()), show_unplaced=True)) == [
        "Alpha",
        ("Beta", ["Gamma"]),
    ]


def test_a_name_that_differs_in_case_or_blanks_is_certain() -> None:
    nav = tree(page("a", "Alpha Beta"), page("b", "B", parent="alpha  beta "), show_unplaced=True)
    assert outline(nav) == [("Alpha Beta", ["B"])]
    assert messages(nav) == ["parent b.md:3 no page is titled 'alpha  beta '; did you mean 'Alpha Beta'?"]


def test_a_name_in_the_wrong_character_set_is_certain() -> None:
    nav = tree(page("a", "§ US tasks"), page("b", "B", parent="ยง US tasks"), show_unplaced=True)
    assert outline(nav) == [("§ US tasks", ["B"])]
    (message,) = messages(nav)
    assert "cp874" in message
    assert "'§ US tasks'" in message


def test_the_character_set_is_named_where_no_page_has_the_title_either() -> None:
    (message,) = messages(tree(page("b", "B", parent="ยง US tasks")))
    assert "wrong character set (cp874 for UTF-8)" in message
    assert "'§ US tasks'" in message


def test_a_wrong_grand_parent_or_ancestor() -> None:
    nav = tree(
        page("a", "A"),
        page("b", "B", parent="A", grand_parent="X"),
        page("c", "C", parent="A", ancestor="X"),
        show_unplaced=True,
    )
    assert outline(nav) == [("A", ["B", "C"])]
    assert messages(nav) == [
        "parent b.md:4 no page titled 'A' has the parent 'X': 'grand_parent' is wrong",
        "parent c.md:4 no page titled 'A' stands below 'X': 'ancestor' is wrong",
    ]
    assert outline(tree(*(node.page for node in nav.nodes.values()))) == ["A"]


def test_below_each_of_two_parents_the_first_in_the_menu_is_the_parent() -> None:
    nav = tree(
        page("x/index", "X", nav_order=2),
        page("y/index", "Y", nav_order=1),
        page("x/intro", "Intro", parent="X", child_nav_order="reversed"),
        page("y/intro", "Intro", parent="Y"),
        page("x/one", "One", parent="Intro"),
        page("y/two", "Two", parent="Intro"),
        page("y/own", "Own", parent="Intro", grand_parent="Y"),
    )
    assert outline(nav) == [("Y", [("Intro", ["One", "Own", "Two"])]), ("X", [("Intro", ["Two", "One"])])]
    assert nav.nodes["x/one"].parent == nav.nodes["y/two"].parent == "y/intro"
    assert nav.nodes["x/intro"].children == ()
    assert [node.title for node in nav.children("x/intro")] == ["Two", "One"]
    assert nav.reading_order == ("y/index", "y/intro", "x/one", "y/own", "y/two", "x/index", "x/intro")
    (message,) = messages(nav)
    assert message == (
        "ambiguous-parent x/one.md:3 2 pages are titled 'Intro' (x/intro.md, y/intro.md): the page stands below each"
        " of them; its breadcrumbs lead to the first, y/intro.md; to choose one, add 'grand_parent' or 'ancestor'"
    )


def test_two_parents_at_the_top() -> None:
    nav = tree(page("b", "Unit"), page("a", "Unit"), page("a/one", "One", parent="Unit"))
    assert outline(nav) == [("Unit", ["One"]), ("Unit", ["One"])]
    assert nav.nodes["a/one"].parent == "b"


def test_a_page_in_two_places_is_open_in_the_first_alone() -> None:
    nav = tree(page("a", "Unit"), page("b", "Unit"), page("c", "One", parent="Unit"), page("d", "Two", parent="One"))
    first, second = nav.cut("d", whole=True)[0].items
    assert first.open
    assert first.children[0].children[0].active
    assert second.children[0].children[0] is not first.children[0].children[0]
    assert not second.open


def test_a_page_has_a_second_place_under_its_own_title() -> None:
    nav = tree(
        page("x", "X"),
        page("xi", "Intro", parent="X"),
        page("y", "Y"),
        page("yi", "Intro", parent="Y"),
        page("again", "Y", parent="Intro"),
        page("deep", "Deep", parent="Y", grand_parent="Intro"),
    )
    assert outline(nav)[0] == ("X", [("Intro", [("Y", ["Deep"])])])
    assert [node.title for node in nav.breadcrumbs("again")] == ["X", "Intro", "Y"]


def test_its_own_parent_beside_another_of_the_title() -> None:
    nav = tree(page("a", "A"), page("a/index", "A", parent="A"), page("a/b", "B", parent="A"))
    assert outline(nav) == [("A", ["A", "B"])]
    assert not nav.problems


def test_a_list_of_parents() -> None:
    nav = tree(page("a", "A"), page("b", "B", parent=["X", "A"]), show_unplaced=True)
    assert outline(nav) == [("A", ["B"])]
    assert messages(nav) == ["parent b.md:3 'parent' is a list, but a page has one parent; taken: 'A'"]


def test_a_circle_is_cut() -> None:
    nav = tree(page("a", "A", parent="B"), page("b", "B", parent="A"), page("c", "C", parent="B"), show_unplaced=True)
    assert outline(nav) == [("A", [("B", ["C"])])]
    assert messages(nav) == ["cycle a.md:3 the page is below itself: 'A' → 'B' → 'A'"]


def test_a_page_that_is_its_own_parent() -> None:
    nav = tree(page("a", "A", parent="A"))
    assert messages(nav) == ["cycle a.md:3 the page is its own parent"]
    assert nav.reading_order == ("a",)


def test_a_page_titled_like_its_parent_is_no_circle() -> None:
    nav = tree(page("a", "A"), page("aa", "A", parent="A"), page("b", "B", parent="A"))
    assert outline(nav) == [("A", ["A", "B"])]
    assert not nav.problems


def test_a_circle_gets_another_parent_where_there_is_one() -> None:
    nav = tree(
        page("z", "Z"),
        page("x/a", "A", parent="Z"),
        page("y/b/index", "B", parent="A"),
        page("y/b/a", "A", parent="B"),
    )
    assert nav.nodes["y/b/index"].parent == "x/a"
    assert outline(nav) == [("Z", [("A", [("B", ["A"])])])]


def test_collections_are_name_spaces() -> None:
    nav = tree(
        page("a", "A"),
        page("_c/a", "A", collection="c"),
        page("b", "B", parent="A"),
        page("_c/b", "B", parent="A", collection="c"),
        page("_c/x", "X", parent="B", collection="d"),
    )
    assert nav.nodes["b"].parent == "a"
    assert nav.nodes["_c/b"].parent == "_c/a"
    assert messages(nav) == ["parent _c/x.md:3 no page is titled 'B'"]


def test_many_parents_of_one_title_repeat_nothing() -> None:
    pages = [page(f"d{n:04}/index", "Intro", parent="Top") for n in range(3000)]
    pages += [page(f"d{n:04}/child", f"Child {n}", parent="Intro") for n in range(3000)]
    nav = tree(page("index", "Top"), *pages)
    assert len(nav) == 6001
    assert {nav.nodes[f"d{n:04}/child"].parent for n in range(3000)} == {"d0000/index"}
    (message,) = messages(nav)
    assert "the page stands below the first, d0000/index.md" in message


def test_branches_that_double_at_each_level_stand_once() -> None:
    pages = [page(f"{name}{n}", f"T{n}", parent=f"T{n - 1}" if n else None) for n in range(40) for name in "ab"]
    nav = tree(*pages)
    assert len(nav) == 80
    assert [node.docname for node in nav.breadcrumbs("b39")][:3] == ["a0", "a1", "a2"]
