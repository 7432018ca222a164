from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_essay.core.theme_options import Callout, Link, ThemeOptions, read_options
from sphinx_essay.project.i18n import direction
from sphinx_essay.theme import THEME
from sphinx_essay.theme.edit_links import edit_url
from sphinx_essay.theme.last_modified import _date, _format


def test_theme_toml_names_exactly_the_documented_options() -> None:
    told = tomllib.loads(Path(THEME, "theme.toml").read_text(encoding="utf-8"))["options"]
    assert set(told) == {option.name for option in fields(ThemeOptions)}


def test_defaults_of_theme_toml_are_those_of_the_options() -> None:
    told = tomllib.loads(Path(THEME, "theme.toml").read_text(encoding="utf-8"))["options"]
    assert read_options(told)[0] == ThemeOptions()


def test_every_option_says_what_it_means() -> None:
    assert all(option.metadata["help"] for option in fields(ThemeOptions))


@pytest.mark.parametrize(
    "value",
    [
        {"Docs": ["//example.org"], "Source": "https://example.org/s"},
        [{"title": "Docs", "url": "//example.org"}, {"Source": "https://example.org/s"}],
        '{"Docs": ["//example.org"], "Source": "https://example.org/s"}',
    ],
)
def test_links_have_several_forms(value: object) -> None:
    links = read_options({"aux_links": value})[0].aux_links
    assert links == (Link("Docs", "//example.org"), Link("Source", "https://example.org/s"))


@pytest.mark.parametrize(
    ("value", "wanted"), [("true", True), ("False", False), ("", False), (1, True), ("off", False)]
)
def test_truth_values_may_be_strings(value: object, wanted: bool) -> None:
    assert read_options({"page_toc": value})[0].page_toc is wanted


def test_callouts() -> None:
    told = {"note": {"title": "Note", "color": "purple"}, "new": {"opacity": 0.3}, "plain": "Plain"}
    assert read_options({"callouts": told})[0].callouts == (
        Callout("note", "Note", "purple"),
        Callout("new", opacity=0.3),
        Callout("plain", "Plain"),
    )


@pytest.mark.parametrize("scheme", ["light", "dark", "auto"])
def test_colour_schemes(scheme: str) -> None:
    assert read_options({"color_scheme": scheme})[0].color_scheme == scheme


def test_a_scheme_of_the_sites_own_is_light_or_dark_by_its_name() -> None:
    assert read_options({"color_scheme": "my-dark"})[0].color_scheme == "dark"
    assert read_options({"color_scheme": "pastel"})[0].color_scheme == "light"


NAMES = st.sampled_from([option.name for option in fields(ThemeOptions)])


@given(NAMES, st.one_of(st.text(), st.integers(), st.none(), st.lists(st.integers())))
def test_a_wrong_value_is_named_and_takes_its_default(name: str, value: object) -> None:
    options, problems = read_options({name: value})
    if problems:
        assert problems[0].startswith(f"{name}: ")
        assert options == ThemeOptions()


EDIT = [
    ("https://github.com/a/b", "edit", "https://github.com/a/b/edit/main/docs/x%20y.md"),
    ("github.com/a/b.git", "view", "https://github.com/a/b/blob/main/docs/x%20y.md"),
    ("https://github.com/a/b", "tree", "https://github.com/a/b/tree/main/docs/x%20y.md"),
    ("a/b", "edit", "https://github.com/a/b/edit/main/docs/x%20y.md"),
    ("https://gitlab.example.org/a/b/", "edit", "https://gitlab.example.org/a/b/-/edit/main/docs/x%20y.md"),
    ("https://gitlab.com/a/b", "view", "https://gitlab.com/a/b/-/blob/main/docs/x%20y.md"),
    ("https://bitbucket.org/a/b", "edit", "https://bitbucket.org/a/b/src/main/docs/x%20y.md?mode=edit"),
    ("https://codeberg.org/a/b", "edit", "https://codeberg.org/a/b/_edit/main/docs/x%20y.md"),
    ("https://codeberg.org/a/b", "view", "https://codeberg.org/a/b/src/branch/main/docs/x%20y.md"),
]


@pytest.mark.parametrize(("repository", "mode", "wanted"), EDIT)
def test_edit_links(repository: str, mode: str, wanted: str) -> None:
    assert edit_url(repository, "main", "/docs/", "x y.md", mode) == wanted


def test_an_edit_link_without_a_folder() -> None:
    assert edit_url("a/b", "main", "", "x.md") == "https://github.com/a/b/edit/main/x.md"


@pytest.mark.parametrize(
    ("language", "wanted"),
    [("en", "ltr"), ("ar", "rtl"), ("fa_IR", "rtl"), ("he", "rtl"), ("ur-PK", "rtl"), (None, "ltr")],
)
def test_direction(language: str | None, wanted: str) -> None:
    assert direction(language) == wanted
    assert direction(language, "rtl") == "rtl"


def test_dates_of_front_matter() -> None:
    day = dt.date(2026, 1, 2)
    assert _date(day) == _date("2026-01-02T00:00:00+00:00")
    assert _date("some day") is None
    assert _date("Apr 5, 2026") == dt.datetime(2026, 4, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("%b %e %Y at %I:%M %p", "Apr  5 2026 at 09:07 AM"),  # the example in the documentation of Just the Docs
        ("%-d. %B %Y", "5. April 2026"),
        ("%F %T, 100 %%", "2026-04-05 09:07:00, 100 %"),
        ("%^b %k %l %P", "APR  9  9 am"),
    ],
)
def test_dates_have_the_form_that_ruby_gives_them(pattern: str, wanted: str) -> None:
    assert _format(dt.datetime(2026, 4, 5, 9, 7, tzinfo=dt.UTC), pattern, "en") == wanted


def test_months_are_in_the_sites_language() -> None:
    assert _format(dt.datetime(2026, 5, 1, tzinfo=dt.UTC), "%e. %B", "de") == " 1. Mai"
