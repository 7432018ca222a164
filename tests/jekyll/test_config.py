from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_essay.core.front_matter import split
from sphinx_essay.core.page import FrontMatter
from sphinx_essay.core.theme_options import Callout, Link, ThemeOptions, read_options
from sphinx_essay.core.yaml11 import load
from sphinx_essay.jekyll.config import SiteConfig
from sphinx_essay.jekyll.config_keys import KNOWN, WITHOUT_EFFECT
from sphinx_essay.jekyll.dates import build_time, parse, site_zone
from sphinx_essay.jekyll.defaults import Default, Defaults, deep_merge, read_defaults
from sphinx_essay.jekyll.documents import Context, make_document, make_page
from sphinx_essay.jekyll.sources import Head


def config(text: str) -> SiteConfig:
    return SiteConfig.from_mapping(load(text) or {})[0]


def options(site: SiteConfig) -> ThemeOptions:
    return read_options(site.theme_options)[0]


def test_defaults_of_jekyll_and_just_the_docs() -> None:
    site = config("")
    assert (site.permalink, site.baseurl, site.encoding, site.color_scheme) == ("date", "", "utf-8", "light")
    assert site.is_markdown(".md")
    assert site.is_markdown(".MKDN")
    assert not site.is_markdown(".txt")
    assert options(site) == ThemeOptions(back_to_top=False)
    assert site.kramdown["input"] == "GFM"
    assert "vendor/bundle/" in site.exclude
    assert list(site.collections) == ["posts"]


def test_what_a_site_says() -> None:
    site = config(
        """
        title: "  My site "
        url: https://example.org/
        baseurl: my/site/
        color_scheme: nil
        kramdown: {hard_wrap: true}
        aux_links: {One: [//a, /b], Two: https://c, None: }
        search_enabled: false
        callouts: {note: {title: Note, color: blue, opacity: 0.3}, bare: }
        just_the_docs: {collections: {docs: {name: Docs, search_exclude: true}, x: }}
        gh_edit_link: true
        gh_edit_link_text: Edit
        gh_edit_repository: https://g/r/
        gh_edit_branch: main
        gh_edit_source: docs/
        gh_edit_view_mode: edit
        """
    )
    assert (site.title, site.url, site.baseurl) == ("My site", "https://example.org", "/my/site")
    assert site.color_scheme == "light"
    assert site.kramdown["hard_wrap"] is True
    assert site.kramdown["auto_ids"] is True
    assert options(site).aux_links == (Link("One", "//a/b"), Link("Two", "https://c"))
    assert not options(site).search_enabled
    assert options(site).color_scheme == "light"
    assert options(site).callouts == (Callout("note", "Note", "blue", 0.3), Callout("bare"))
    assert site.unsearched_collections == {"docs"}
    assert options(site).source_repository == "https://g/r/"
    assert options(site).source_directory == "docs/"


def test_an_edit_link_needs_all_its_parts() -> None:
    assert options(config("gh_edit_link: true\ngh_edit_branch: main")).source_repository == ""


def test_wrong_values_are_named_with_their_line(tmp_path: Path) -> None:
    text = "title: X\nexclude: one\naux_links: [a]\nnav_external_links: [{title: x}]\n"
    text += "collections: 5\ndefaults: {a: 1}\n"
    (tmp_path / "_config.yml").write_text(text)
    site, problems = SiteConfig.load(tmp_path)
    assert sorted(problem.line for problem in problems) == [2, 3, 4, 5, 6]
    assert site.title == "X"
    assert "one" in site.exclude


def test_overrides_win_and_other_formats(tmp_path: Path) -> None:
    (tmp_path / "_config.toml").write_text('title = "T"\n[callouts.note]\ncolor = "red"\n')
    site, problems = SiteConfig.load(tmp_path, {"title": "Other"})
    assert (site.title, site.file, problems) == ("Other", "_config.toml", ())
    assert options(site).callouts == (Callout("note", colour="red"),)
    (tmp_path / "_config.yml").write_bytes(b"\xef\xbb\xbftitle: Y\n")
    assert SiteConfig.load(tmp_path)[0].title == "Y"


def test_keys_that_change_nothing() -> None:
    site = config("sass: {}\nport: 4000\nmy_own: 1\ntitle: x")
    assert set(site.keys_without_effect()) == {"sass", "port"}
    assert site.unknown_keys() == ("my_own",)
    assert not KNOWN & WITHOUT_EFFECT.keys()


def test_keys_in_tables_that_change_nothing() -> None:
    assert set(config("search: {button: true, other: 1}\ncallouts: [a]").keys_without_effect()) == {"search.button"}
    assert set(config("color_scheme: mine").keys_without_effect()) == {"color_scheme"}
    assert config("color_scheme: dark").keys_without_effect() == {}


ENTRIES = [
    Default("", None, {"layout": "default", "x": {"a": 1, "b": 1}}),
    Default("docs", None, {"layout": "docs", "x": {"b": 2}}),
    Default("docs", "pages", {"layout": "typed"}),
    Default("docs/sub/*/deep", None, {"layout": "deep"}),
    Default("", "posts", {"layout": "post"}),
    Default("coll/_notes", "notes", {"layout": "note"}),
    Default("/docs/sub/x/deep", None, {"layout": "never"}),
]


@pytest.mark.parametrize(
    ("path", "kind", "layout"),
    [
        ("a.md", "pages", "default"),
        ("docs/a.md", "pages", "typed"),
        ("docs2/a.md", "pages", "typed"),  # a path is a plain prefix
        ("docs/a.md", "notes", "docs"),
        ("docs/sub/x/deep/a.md", "pages", "deep"),
        ("_posts/2020-01-01-a.md", "posts", "post"),
        ("_notes/a.md", "notes", "note"),
    ],
)
def test_the_nearest_default_wins(path: str, kind: str, layout: str) -> None:
    defaults = Defaults(ENTRIES, lambda _: ["docs/sub/x/deep"], "coll")
    assert defaults.values_for(path, kind)["layout"] == layout


def test_a_path_that_begins_with_a_slash_is_told() -> None:
    _, problems = SiteConfig.from_mapping({"defaults": [{"scope": {"path": "/docs"}, "values": {}}]})
    assert [problem.message for problem in problems] == [
        "defaults: no page has the path /docs: in Jekyll, too, paths begin without a slash"
    ]


def test_defaults_merge_tables() -> None:
    assert Defaults(ENTRIES).values_for("docs/a.md", "x")["x"] == {"a": 1, "b": 2}
    assert deep_merge({"a": 1, "b": {"c": 1}}, {"a": None, "b": {"d": 2}, "e": None}) == {
        "a": 1,
        "b": {"c": 1, "d": 2},
        "e": None,
    }


def test_dates() -> None:
    zone = site_zone("America/New_York")
    assert parse(date(2020, 1, 2), zone) == datetime(2020, 1, 2, tzinfo=zone)
    assert parse("2020-01-02 03:04 +0100", zone) == datetime(2020, 1, 1, 21, 4, tzinfo=zone)
    assert parse("2020-01-02 3:04:05 pm", zone) == datetime(2020, 1, 2, 15, 4, 5, tzinfo=zone)
    assert parse("5th March 2020", zone) == parse("Mar 5, 2020", zone) == datetime(2020, 3, 5, tzinfo=zone)
    assert parse("20-3-5", zone) == datetime(2020, 3, 5, tzinfo=zone)
    assert parse("soon", zone) is None
    assert parse("2020-13-45", zone) is None
    assert parse(datetime.max.replace(tzinfo=timezone(timedelta(hours=-12))), zone) is None  # the year 10000
    assert site_zone(None, {"TZ": "Asia/Tokyo"}).utcoffset(datetime(2020, 1, 1)) == timedelta(hours=9)
    assert site_zone("../../etc/passwd", {}).utcoffset(None) == timedelta(0)
    assert build_time(zone, {"SOURCE_DATE_EPOCH": "0"}).year == 1969
    assert build_time(zone, {"SOURCE_DATE_EPOCH": "9" * 30}).year > 2000


SCALARS: st.SearchStrategy[Any] = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates()
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5) | st.integers(), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(sorted(KNOWN | WITHOUT_EFFECT.keys())), VALUES, max_size=8))
def test_no_configuration_fails(own: dict[str, Any]) -> None:
    site, _ = SiteConfig.from_mapping(own)
    assert isinstance(site.title, str)
    site.default_plugins()
    read_defaults(own)


KEYS = [
    "title",
    "permalink",
    "date",
    "slug",
    "category",
    "categories",
    "tag",
    "tags",
    "layout",
    "published",
    "draft",
    "ext",
]


@given(
    st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6),
    st.sampled_from(["pretty", "date", "/:title/", "/:y/x"]),
)
def test_no_front_matter_fails(data: dict[str, Any], style: str) -> None:
    site, _ = SiteConfig.from_mapping(
        {"permalink": style, "collections": {"docs": {"output": True}}, "unpublished": True}
    )
    now = build_time(site_zone(None, {}), {"SOURCE_DATE_EPOCH": "0"})
    context = Context(site, Defaults(), now)
    head = Head(begins=True, front_matter=FrontMatter(data, {}, 0, 1))
    made = [make_page("a/b.md", head, context)]
    made += [
        make_document("_docs/b.md", "_docs/b.md", head, site.collections["docs"], context),
        make_document("x/_posts/2020-01-02-b.md", "x/_posts/2020-01-02-b.md", head, site.collections["posts"], context),
    ]
    for one in made:
        assert one.page is not None
        assert one.page.url.startswith("/")
        assert ".." not in one.page.output.split("/")


def test_front_matter_of_any_file_reads_the_same_way() -> None:
    assert split("---\nlayout: page\n---\n")[0].data["layout"] == "page"


@pytest.mark.parametrize(
    ("markdown", "named"), [("GFM", True), ("CommonMark", True), ("kramdown", False), ("myst", False)]
)
def test_a_dialect_that_is_not_read_is_named(markdown: str, named: bool) -> None:
    _, problems = SiteConfig.from_mapping({"markdown": markdown}, file="_config.yml", lines={"markdown": 3})
    told = [(one.line, one.message) for one in problems]
    message = (
        f"markdown: {markdown.lower()!r} has no effect: pages are read as kramdown, or with 'myst' as MyST (CommonMark)"
    )
    assert told == ([(3, message)] if named else [])
