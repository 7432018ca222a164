from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_essay.core.front_matter import split
from sphinx_essay.core.warnings import Subtype
from sphinx_essay.core.yaml11 import YamlError, load, plain_scalar


def body(text: str) -> str:
    matter, _ = split(text)
    return text[matter.body_offset :]


def test_data_lines_and_body() -> None:
    matter, problems = split("---\ntitle: A\n\nnav_order: 2\n---\n\n\n  body\n")
    assert dict(matter.data) == {"title": "A", "nav_order": 2}
    assert dict(matter.lines) == {"title": 2, "nav_order": 4}
    assert (matter.body_line, body("---\ntitle: A\n\nnav_order: 2\n---\n\n\n  body\n")) == (8, "  body\n")
    assert not problems


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("---\n---\nx", "x"),
        ("---  \t\na: 1\n---\t \nx", "x"),
        ("---\na: 1\n...\nx", "x"),
        ("---\r\na: 1\r\n---\r\nx", "x"),
        ("\ufeff---\na: 1\n---\nx", "x"),
        ("---\na: 1\n---", ""),
        ("---\na: 1\n---\n  \n\t", ""),
        ("---\na: |\n  ----\n ---\n---\nx", "x"),
        ("no front matter", "no front matter"),
        ("----\na: 1\n---\nx", "----\na: 1\n---\nx"),
        ("\n---\na: 1\n---\nx", "\n---\na: 1\n---\nx"),
        ("---\na: 1\nnever closed", "---\na: 1\nnever closed"),
        ("--- a\n---\nx", "--- a\n---\nx"),
        ("---", "---"),
        ("", ""),
    ],
)
def test_where_the_body_begins(text: str, rest: str) -> None:
    assert body(text) == rest


@pytest.mark.parametrize(
    ("block", "line"),
    [
        ("title: [a\nb: 1", 3),
        ("a: 1\n\tb: 2", 3),
        ("- a\n- b", 2),
        ("text", 2),
        ("a: *nothing", 2),
        ("a: 1\n b: 2", 3),
    ],
)
def test_broken_yaml_costs_the_data_not_the_page(block: str, line: int) -> None:
    text = f"---\n{block}\n---\nbody"
    matter, problems = split(text, "p.md")
    assert not matter.data
    assert body(text) == "body"
    assert [(p.subtype, p.path, p.line) for p in problems] == [(Subtype.FRONT_MATTER, "p.md", line)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,000", 1000),
        ("012", 10),
        ("0o12", "0o12"),
        ("1:30", 5400),
        ("12:30", 45000),
        ("1e3", "1e3"),
        ("1.5e+3", 1500.0),
        ("1.", 1.0),
        ("-.5", -0.5),
        (".", "."),
        ("1.10", 1.1),
        ("1.2.3", "1.2.3"),
        ("08", "08"),
        ("1_0", 10),
        ("+5", 5),
        ("0x1F", 31),
        ("0b11", 3),
        ("10:20:30.5", 37230.5),
        (".inf", math.inf),
        ("yes", True),
        ("oN", True),
        ("Off", False),
        ("y", "y"),
        ("null", None),
        ("~", None),
        ("", None),
        ("2020-01-02", date(2020, 1, 2)),
        ("2020-13-01", "2020-13-01"),
        ("v1.10", "v1.10"),
        ("=", "="),
        ("2020-1-2 3:04:05", datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)),
        (
            "2020-01-02T03:04:05.5+01:30",
            datetime(2020, 1, 2, 3, 4, 5, 500000, tzinfo=timezone(timedelta(minutes=90))),
        ),
    ],
)
def test_plain_scalars_mean_what_psych_says(text: str, value: object) -> None:
    assert plain_scalar(text) == value
    assert type(plain_scalar(text)) is type(value)


def test_quoted_text_is_text() -> None:
    assert load("a: '1'\nb: \"yes\"\nc: !!str 3\nd: !other 4") == {"a": "1", "b": "yes", "c": "3", "d": 4}


def test_merge_keys_and_aliases() -> None:
    assert load("x: &x {a: 1, b: 2}\ny: {<<: *x, b: 3}\nz: *x")["y"] == {"a": 1, "b": 3}


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join(['*' + old] * 9)}]\n" for old, new in zip("abcdefghijk", "bcdefghijkl", strict=True)
)


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        "a: &a [*a]",
        "a: &a {b: *a}",
        "a: " + "[" * 50_000,
        "a: !ruby/object:Gem::Requirement {}",
        "a: !!python/object/apply:os.system [ls]",
        "a: !ruby/regexp /x/",
        "[" + "1, " * 200_000 + "]",
    ],
)
def test_hostile_yaml_is_refused(text: str) -> None:
    with pytest.raises(YamlError):
        load(text)


def test_huge_numbers_stay_text() -> None:
    assert load("a: " + "9" * 10_000) == {"a": "9" * 10_000}


@given(st.text())
def test_split_never_fails_and_loses_nothing(text: str) -> None:
    for candidate in (text, f"---\n{text}\n---\n{text}"):
        matter, _ = split(candidate)
        assert 0 <= matter.body_offset <= len(candidate)
        assert matter.body_line == candidate.count("\n", 0, matter.body_offset) + 1
