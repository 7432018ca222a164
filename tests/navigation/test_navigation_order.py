"""The order of siblings: each rule of Just the Docs 0.4 to 0.12, and that nothing makes it raise."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_essay.navigation.order import in_order, is_reversed


def titles(*front_matter: dict[str, Any], nav_sort: Any = "case_sensitive") -> list[Any]:
    return [data["title"] for data in in_order(front_matter, lambda data: data, nav_sort)]


def by_order(*orders: Any, **options: Any) -> list[Any]:
    """Sort pages whose titles would sort the other way round."""
    pages = [{"title": f"{999 - number}", "nav_order": order} for number, order in enumerate(orders)]
    return [data["nav_order"] for data in in_order(pages, lambda data: data, options.get("nav_sort", ""))]


def test_numbers_then_words_then_number_titles_then_titles() -> None:
    assert titles(
        {"title": "b"},
        {"title": 4},
        {"title": "word", "nav_order": "a"},
        {"title": "number", "nav_order": 9},
    ) == ["number", "word", 4, "b"]


def test_integers_and_floats_are_one_order() -> None:
    assert by_order(10, 2.5, -1, 0, -1.1) == [-1.1, -1, 0, 2.5, 10]


def test_quoted_numbers_follow_all_numbers_and_sort_by_value() -> None:
    assert by_order("10", 3, "2", 100) == [3, 100, "2", "10"]


def test_number_looking_words_compare_as_text_with_real_words() -> None:
    assert by_order("a", "10", "B", "2") == ["2", "10", "B", "a"]


def test_case_insensitive_folds_ascii_and_knows_no_numbers() -> None:
    assert by_order("b", "A", "10", "2", nav_sort="case_insensitive") == ["10", "2", "A", "b"]
    assert by_order("É", "é", "z", nav_sort="case_insensitive") == ["z", "É", "é"]
    assert by_order("a", "_", "B", nav_sort="case_insensitive") == ["_", "a", "B"]


def test_capitals_first_otherwise() -> None:
    assert titles({"title": "aa"}, {"title": "Aa"}, {"title": "A"}) == ["A", "Aa", "aa"]


def test_an_empty_nav_order_is_none() -> None:
    assert titles({"title": "a", "nav_order": None}, {"title": "z", "nav_order": 1}) == ["z", "a"]


def test_booleans_stand_after_numbers() -> None:
    assert by_order(True, 5, False) == [5, False, True]


def test_dates_sort_as_words() -> None:
    day = dt.date(2024, 5, 1)
    assert by_order("z", day, 7) == [7, day, "z"]


def test_equals_keep_their_order() -> None:
    pages = [{"title": "x", "nav_order": order, "n": n} for n, order in enumerate((1, 1.0, 1))]
    assert [data["n"] for data in in_order(pages, lambda data: data, "case_sensitive")] == [0, 1, 2]
    pages = [{"title": "x", "nav_order": order, "n": n} for n, order in enumerate(("1.1", "1.10", "1.1"))]
    assert [data["n"] for data in in_order(pages, lambda data: data, "case_sensitive")] == [0, 1, 2]


@pytest.mark.parametrize(("value", "expected"), [("desc", True), ("reversed", True), ("asc", False), (True, False)])
def test_child_nav_order(value: object, expected: bool) -> None:
    assert is_reversed({"child_nav_order": value}) is expected


yaml_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=4,
)


@given(st.lists(st.tuples(yaml_values, yaml_values)), st.sampled_from(["case_sensitive", "case_insensitive"]))
def test_any_values_are_sorted(values: list[tuple[Any, Any]], nav_sort: Any) -> None:
    pages = [{"title": title, "nav_order": order, "n": n} for n, (title, order) in enumerate(values)]
    result = in_order(pages, lambda data: data, nav_sort)
    assert sorted(data["n"] for data in result) == list(range(len(pages)))
    has_order = [data["nav_order"] is not None for data in result]
    assert has_order == sorted(has_order, reverse=True)


@given(st.lists(st.sampled_from(["1", "2", "10", "1.0", "-3", ".5", "01"])))
def test_quoted_numbers_sort_by_value(orders: list[str]) -> None:
    assert [float(order) for order in by_order(*orders)] == sorted(float(order) for order in orders)
