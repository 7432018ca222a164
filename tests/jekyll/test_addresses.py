from __future__ import annotations

import posixpath
import string
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_essay.jekyll.entry_filter import EntryFilter, matches
from sphinx_essay.jekyll.slugs import slugify, titleize
from sphinx_essay.jekyll.urls import climbs, escape_path, output_file, page_template, page_url, sanitise

NAMES = st.text(st.characters(exclude_characters="/\0", exclude_categories=("Cs",)), min_size=1)
STYLES = st.sampled_from(
    ["date", "pretty", "none", "ordinal", "weekdate", "/x/:title/", "/:title:output_ext", "/:title"]
)


@pytest.mark.parametrize(
    ("style", "basename", "suffix", "url", "output"),
    [
        ("date", "page", ".html", "/sub/page.html", "sub/page.html"),
        ("pretty", "page", ".html", "/sub/page/", "sub/page/index.html"),
        ("pretty", "index", ".html", "/sub/", "sub/index.html"),
        ("none", "index", ".html", "/sub/", "sub/index.html"),
        ("weekdate", "page", ".html", "/sub/page", "sub/page.html"),
        ("/:x/", "page", ".html", "/sub/page/", "sub/page/index.html"),
        ("/:x", "page", ".html", "/sub/page", "sub/page.html"),
        ("pretty", "site", ".css", "/sub/site.css", "sub/site.css"),
        ("pretty", "noext", "", "/sub/noext", "sub/noext"),
        ("date", "ä b", ".html", "/sub/%C3%A4%20b.html", "sub/ä b.html"),
    ],
)
def test_permalink_styles(style: str, basename: str, suffix: str, url: str, output: str) -> None:
    template = page_template(basename, suffix, style)
    got = page_url(template, folder="/sub", basename=basename, output_ext=suffix)
    assert (got, output_file(got, suffix)) == (url, output)


@pytest.mark.parametrize(
    ("permalink", "url", "output"),
    [
        ("/x/", "/x/", "x/index.html"),
        ("/x", "/x", "x.html"),
        ("x.html", "/x.html", "x.html"),
        ("/../../etc/passwd", "/etc/passwd", "etc/passwd.html"),
        ("/%2e%2e/%2E%2E/etc/", "/%2e%2e/%2E%2E/etc/", "etc/index.html"),
        ("/a/./b//c/", "/a/b/c/", "a/b/c/index.html"),
        ("/ü/", "/ü/", "ü/index.html"),
        ("/", "/", "index.html"),
    ],
)
def test_permalinks(permalink: str, url: str, output: str) -> None:
    got = page_url(permalink, folder="/", basename="p", output_ext=".html")
    assert (got, output_file(got, ".html")) == (url, output)


@given(st.text(st.characters(exclude_categories=("Cs",))), st.sampled_from([".html", ".css", ""]))
def test_nothing_leaves_the_output(permalink: str, suffix: str) -> None:
    output = output_file(sanitise(permalink), suffix)
    assert not output.startswith("/")
    assert ".." not in output.split("/")
    assert "\0" not in output
    assert posixpath.normpath("/out/" + output).startswith("/out")


@given(NAMES)
def test_escaping_can_be_undone(name: str) -> None:
    if name not in (".", ".."):
        assert unquote(escape_path("/" + name)) == "/" + name


@given(NAMES, NAMES, STYLES)
def test_every_page_has_an_address(folder: str, name: str, style: str) -> None:
    url = page_url(page_template(name, ".html", style), folder="/" + folder, basename=name, output_ext=".html")
    assert url.startswith("/")
    assert "//" not in url
    assert output_file(url, ".html").endswith(".html")


@pytest.mark.parametrize(
    ("url", "leaves"),
    [
        ("/a/../b", False),
        ("/../b", True),
        ("a/../../b", True),
        ("/%2e%2e/b", True),
        ("/..b/", False),
        ("/a..b", False),
        ("/x?../..", False),
        ("\\..\\..", True),
    ],
)
def test_climbing(url: str, leaves: bool) -> None:
    assert climbs(url) is leaves


@pytest.mark.parametrize(
    ("pattern", "path", "meant"),
    [
        ("tmp", "tmpl.md", True),
        ("tmp", "a/tmp", False),
        ("/tmp", "tmp/x", True),
        ("*.gem", "deep/x.gem", True),
        ("*.gem", "x.gemspec", False),
        ("docs/*", "docs/a/b.md", True),
        ("n?me", "name", True),
        ("[ab].md", "a.md", True),
        ("[!ab].md", "a.md", False),
        ("[^ab].md", "c.md", True),
        ("a\\*b", "a*b", True),
        ("**/x.md", "a/b/x.md", True),
        ("**/x.md", "x.md", False),
        ("{a,b}.md", "a.md", False),
        ("", "x", False),
        ("[", "[x", True),
        ("[z-a]", "b", False),
    ],
)
def test_exclude_patterns(pattern: str, path: str, meant: bool) -> None:
    assert matches(pattern, path) is meant


def test_a_slash_after_it_means_the_folder() -> None:
    assert matches("docs/tests/", "docs/tests", is_folder=True)
    assert not matches("docs/tests/", "docs/tests")


def test_include_beats_exclude_and_special_names() -> None:
    keep = EntryFilter(include=("_pages", ".well-known"), exclude=("_pages", "drafts"))
    assert keep.keeps("_pages", is_folder=True)
    assert keep.keeps(".well-known", "deep")
    assert not keep.keeps("_other")
    assert not keep.keeps("drafts", is_folder=True)
    assert keep.keeps("drafts", "deep", is_folder=True)
    assert not keep.keeps("name.")


@given(st.text(string.printable), NAMES)
def test_patterns_never_fail(pattern: str, path: str) -> None:
    assert matches(pattern, path) in (True, False)


@given(NAMES)
def test_a_name_means_itself(name: str) -> None:
    assert matches(name, name) is bool(name.lstrip("/"))


@pytest.mark.parametrize(
    ("mode", "slug"),
    [
        ("default", "the-cönfig-yml-file"),
        ("pretty", "the-_cönfig.yml-file"),
        ("ascii", "the-c-nfig-yml-file"),
        ("latin", "the-config-yml-file"),
        ("raw", "the-_cönfig.yml-file!"),
        ("none", "the _cönfig.yml file!"),
    ],
)
def test_slugs(mode: str, slug: str) -> None:
    expected = slug + "!" if mode == "pretty" else slug
    assert slugify("The _cönfig.yml file!", mode) == expected


def test_titles_from_names() -> None:
    assert titleize("API-ref-two-ÉTÉ") == "Api Ref Two Été"


@settings(max_examples=300)
@given(
    url=st.text(alphabet="a/.%0\ufffdé\0", max_size=900), suffix=st.sampled_from([".html", ".htm", "", "." + "x" * 300])
)
def test_no_step_of_an_output_file_is_longer_than_a_file_name_may_be(url: str, suffix: str) -> None:
    steps = output_file("/" + url * 3, suffix).split("/")

    assert all(len(step.encode()) <= 255 for step in steps)
