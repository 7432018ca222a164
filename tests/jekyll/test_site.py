from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_essay.core.warnings import Subtype
from sphinx_essay.jekyll import Kind, Site
from sphinx_essay.jekyll.resolve import Places, join
from sphinx_essay.jekyll.sources import decode

Load = Callable[..., Site]
PAGE = "---\ntitle: {0}\n---\n# {0}\n"


def urls(site: Site) -> list[str]:
    return [page.url for page in site.pages]


def subtypes(site: Site) -> list[Subtype]:
    return [diagnostic.subtype for diagnostic in site.diagnostics]


BOMB = "b0: &b0 [x, x]\n" + "".join(f"b{n + 1}: &b{n + 1} [*b{n}, *b{n}]\n" for n in range(60))


def test_equal_names_are_ordered_folders_first(load: Load) -> None:
    names = ["index.md", "a/index.md", "a/b/index.md", "z/index.md", "z.d/index.md", "b.md"]
    site = load({name: PAGE.format("X") for name in names})
    order = ["b.md", "a/b/index.md", "a/index.md", "z/index.md", "z.d/index.md", "index.md"]
    assert [page.path for page in site.pages] == order


# -- conflicts, addresses that leave ---------------------------------------------------------------


def test_two_pages_with_one_address_are_both_named(load: Load) -> None:
    site = load({"a.md": PAGE.format("A"), "b.md": "---\ntitle: B\npermalink: /a.html\n---\n"})
    assert urls(site) == ["/a.html", "/a.html"]
    (problem,) = site.diagnostics
    assert problem.subtype is Subtype.URL_CONFLICT
    assert "a.md" in problem.message
    assert "b.md" in problem.message
    found = site.resolve("/a.html").page  # Jekyll writes b.md over a.md
    assert found is not None
    assert found.path == "b.md"


def test_a_static_file_is_written_over_a_page(load: Load) -> None:
    site = load({"a.md": PAGE.format("A"), "a.html": "<p>static</p>"})
    assert subtypes(site) == [Subtype.URL_CONFLICT]
    assert site.resolve("/a.html").kind is Kind.STATIC


@pytest.mark.parametrize("permalink", ["/../../etc/passwd", "/%2e%2e/%2e%2e/x/", "../x", "/a/../../b/"])
def test_a_permalink_that_leaves_is_kept_inside(load: Load, permalink: str) -> None:
    site = load({"sub/a.md": f"---\ntitle: A\npermalink: {permalink}\n---\n"})
    assert [(d.subtype, d.path, d.line) for d in site.diagnostics] == [(Subtype.URL, "sub/a.md", 3)]
    (page,) = site.pages
    assert ".." not in page.output
    assert not page.output.startswith("/")


@pytest.mark.parametrize("permalink", ["''", "[a]", "{a: b}"])
def test_a_permalink_that_is_no_address(load: Load, permalink: str) -> None:
    site = load({"a.md": f"---\npermalink: {permalink}\n---\n"})
    assert urls(site) == ["/a.html"]
    assert subtypes(site) == [Subtype.URL]


def test_a_placeholder_that_means_nothing(load: Load) -> None:
    site = load({"_docs/a.md": PAGE.format("A")}, "collections: {docs: {output: true, permalink: '/:nope/:name/'}}")
    assert urls(site) == ["/:nope/a/"]
    assert subtypes(site) == [Subtype.URL]


def test_files_that_differ_only_in_their_suffix(load: Load) -> None:
    site = load({"a.md": "---\npermalink: /one/\n---\n", "a.html": "---\npermalink: /two/\n---\n"})
    assert urls(site) == ["/two/", "/one/"]
    (problem,) = site.diagnostics
    assert problem.subtype is Subtype.NAME_CONFLICT


def test_the_number_of_a_version_is_no_suffix(load: Load) -> None:
    site = load({"a.md": "---\npermalink: /v1.2\n---\n", "b.md": "---\npermalink: /b.txt\n---\n"})
    assert [(page.url, page.output) for page in site.pages] == [("/v1.2", "v1.2.html")]
    assert [page.output for page in site.rendered_files] == ["b.txt"]
    assert site.resolve("/v1.2").page == site.pages[0]


# -- files that cannot be read, links, encodings ---------------------------------------------------


def test_links_out_of_the_site_are_refused(load: Load, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text(PAGE.format("Secret"))
    root = tmp_path / "site"
    (root / "_docs").mkdir(parents=True)
    (root / "_data").mkdir()
    (root / "folder").symlink_to(outside)
    (root / "file.md").symlink_to(outside / "secret.md")
    (root / "_docs/file.md").symlink_to(outside / "secret.md")
    (root / "_data/file.yml").symlink_to(outside / "secret.md")
    (root / "_includes").symlink_to(outside)
    (root / "loop").symlink_to(root)
    (root / "_posts").symlink_to(outside)
    (root / "_notes").symlink_to(outside)
    (root / "_layouts").symlink_to(outside)
    (root / "gone.md").symlink_to(root / "nowhere.md")
    (root / "inside.md").symlink_to(root / "real.md")
    (outside / "2020-01-01-secret.md").write_text(PAGE.format("Secret"))
    config = "collections: {docs: {output: true}, notes: {output: true}}"
    site = load({"real.md": PAGE.format("Real")}, config)
    assert urls(site) == ["/inside.html", "/real.html"]
    assert site.static_files == ()
    refused = {"folder", "file.md", "_docs/file.md", "loop", "_posts", "_notes", "_layouts", "_includes", "gone.md"}
    assert {d.path for d in site.diagnostics} == refused
    assert set(subtypes(site)) == {Subtype.UNREADABLE}
    assert site.data == {}
    assert [d.path for d in site.data_diagnostics] == ["_data/file.yml"]
    assert site.include_path("secret.md") is None


def test_includes_are_found_only_inside(load: Load) -> None:
    site = load({"_includes/a/b.html": "x", "secret.txt": "x"})
    assert site.include_path("a/b.html") == site.source.resolve() / "_includes/a/b.html"
    for name in ("../secret.txt", "/../secret.txt", "a/../../secret.txt", "nope", "a", "/etc/passwd"):
        assert site.include_path(name) is None
    assert site.source_path("secret.txt") is not None
    assert site.source_path("../../etc/passwd") is None


def test_an_includes_folder_outside_is_no_folder(load: Load) -> None:
    site = load({"a.md": PAGE.format("A")}, "includes_dir: ../../../../etc\nsource: ../..")
    assert site.include_path("passwd") is None
    assert subtypes(site) == [Subtype.CONFIG]


def test_folders_outside_are_not_read(load: Load, tmp_path: Path) -> None:
    for folder in ("_docs", "_posts", "_data", "out"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "2020-01-01-secret.md").write_text(PAGE.format("Secret"))
        (tmp_path / folder / "secret.yml").write_text("a: 1")
    config = "collections_dir: ..\ncollections: {docs: {output: true}, '../out': {output: true}}\n"
    site = load({"a.md": PAGE.format("A")}, config + "data_dir: ../_data\nlayouts_dir: ../out\n")
    assert urls(site) == ["/a.html"]
    assert site.data == {}
    assert set(subtypes(site)) == {Subtype.UNREADABLE}


def test_other_encodings_lose_no_word(load: Load) -> None:
    site = load({"a.md": "---\ntitle: Café – x\n---\nbody".encode("cp1252"), "b.md": b"---\ntitle: B\n---\n\xe9"})
    assert [page.front_matter["title"] for page in site.pages] == ["Café – x", "B"]
    problems = [(d.subtype, d.path, d.line) for d in site.diagnostics]
    assert problems == [(Subtype.ENCODING, "a.md", 2), (Subtype.ENCODING, "b.md", 4)]
    assert site.read_text("b.md")[0].endswith("é")


def test_one_stray_byte_is_read_for_itself(load: Load) -> None:
    text = "---\ntitle: Ελληνικά – Žluť\n---\nΠρώτα.\n"
    site = load({"a.md": text.encode() + b"\x80 5\n" + "Ύστερα.\n".encode() + b"\xe9"})

    assert site.read_text("a.md")[0] == text + "€ 5\nΎστερα.\né"
    assert site.pages[0].front_matter["title"] == "Ελληνικά – Žluť"
    (problem,) = site.diagnostics
    assert (problem.subtype, problem.line) == (Subtype.ENCODING, 5)
    assert problem.message == "bytes that are not UTF-8 are read as Windows-1252, on line 5, 7"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "shift_jis", "iso-8859-2", "ascii", "utf-7"])
@pytest.mark.parametrize("data", [b"a\x80b", b"\xff\xfea\0b", b"\xff", bytes(range(256))])
def test_any_bytes_are_read_in_any_encoding(encoding: str, data: bytes) -> None:
    text, problems = decode(data, encoding, "a.md", final=True)

    assert text.encode("utf-8", "strict") or not data
    assert all(problem.line for problem in problems)


def test_the_encoding_that_the_site_names(load: Load) -> None:
    site = load({"a.md": "---\ntitle: Žluť\n---\n".encode("iso-8859-2")}, "encoding: iso-8859-2")
    assert site.pages[0].front_matter["title"] == "Žluť"
    assert not site.diagnostics


def test_a_byte_order_mark_hides_the_front_matter(load: Load) -> None:
    site = load({"a.md": "\ufeff---\ntitle: A\n---\n", "index.md": PAGE.format("Home")})
    assert urls(site) == ["/"]
    assert [file.path for file in site.static_files] == ["a.md"]
    assert subtypes(site) == [Subtype.FRONT_MATTER]


def test_line_ends_of_windows_and_a_long_front_matter(load: Load) -> None:
    long = "".join(f"k{n}: {'ä' * 50}\r\n" for n in range(500))
    site = load({"a.md": f"---\r\ntitle: A\r\n{long}---\r\n\r\n# Body\r\n"})
    (page,) = site.pages
    assert page.front_matter["k499"] == "ä" * 50
    assert (page.line_of("k499"), page.body_line) == (502, 505)


def test_names_that_are_not_utf_8(tmp_path: Path) -> None:
    root = tmp_path / "site"
    root.mkdir()
    (root / "_config.yml").touch()
    Path(os.fsdecode(os.fsencode(root) + b"/caf\xe9.md")).write_text(PAGE.format("A"))
    (root / "index.md").write_text(PAGE.format("Home"))
    site = Site.load(root)
    assert urls(site) == ["/"]
    assert subtypes(site) == [Subtype.UNREADABLE]


def test_pipes_are_no_files(tmp_path: Path) -> None:
    root = tmp_path / "site"
    root.mkdir()
    os.mkfifo(root / "pipe.md")
    assert urls(Site.load(root)) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("big.yml", None),
        ("bomb.yml", BOMB),
        ("ruby.yml", "a: !ruby/object:Gem::Installer {}"),
        ("deep.json", "[" * 5000 + "]" * 5000),
        ("deeper.json", "[" * 500_000),
        ("broken.json", '{"a": '),
        ("bytes.csv", b"a,b\n\xff\xfe"),
    ],
)
def test_hostile_data_is_left_out(load: Load, tmp_path: Path, name: str, content: str | bytes | None) -> None:
    (tmp_path / "site/_data").mkdir(parents=True)
    if content is None:
        with (tmp_path / "site/_data" / name).open("wb") as stream:
            stream.truncate(100 * 1024 * 1024)
    site = load({"_data/good.yml": "a: 1", **({f"_data/{name}": content} if content is not None else {})})
    assert site.data == {"good": {"a": 1}}
    assert [(d.subtype, d.path) for d in site.data_diagnostics] == [(Subtype.DATA, f"_data/{name}")]


# -- data ------------------------------------------------------------------------------------------


def test_of_data_files_with_one_name_a_table_wins_over_yaml_and_a_folder_over_all(load: Load) -> None:
    site = load(
        {
            "_data/tree.yml": "oak: file",
            "_data/tree/oak.yml": "folder",
            "_data/leaf.csv": "a\n1\n",
            "_data/leaf.yaml": "b",
        }
    )
    assert site.data == {"tree": {"oak": "folder"}, "leaf": [{"a": "1"}]}


def test_data_in_the_configuration_replaces_the_folder(load: Load) -> None:
    assert load({"_data/a.yml": "x"}, "data: [1, 2]\n").data == [1, 2]


def test_the_configuration_says_when_the_site_is_built(load: Load) -> None:
    assert load({}, "time: 2020-01-02 10:00:00\ntimezone: UTC\n").now == datetime(2020, 1, 2, 10, tzinfo=UTC)
    assert load({}, "time: soon\n").now.year > 2020


def test_data_files(load: Load) -> None:
    site = load(
        {
            "_data/people.yml": "- name: Ä\n  born: 1,900",
            "_data/sub folder/a.b-c.json": '{"x": [1, null]}',
            "_data/table.csv": 'name,n,empty\n"a, b",1,\n',
            "_data/table2.tsv": "name\tn\r\nx\ty\r\n",
            "_data/skip.txt": "x",
            "_data/.hidden.yml": "x: 1",
            "_data/empty.csv": "",
        }
    )
    assert site.data == {
        "people": [{"name": "Ä", "born": 1900}],
        "sub_folder": {"ab-c": {"x": [1, None]}},
        "table": [{"name": "a, b", "n": "1", "empty": None}],
        "table2": [{"name": "x", "n": "y"}],
        "empty": [],
    }
    names = ("people.yml", "sub folder/a.b-c.json", "table.csv", "table2.tsv", "empty.csv")
    assert set(site.data_files()) == {f"_data/{name}" for name in names}


def test_tables_are_read_as_the_site_says(load: Load) -> None:
    files = {"_data/a.csv": "n,x\n1,2.5\n\nb,3,4\n,5\n", "_data/b.tsv": "1\tx\n"}
    assert load(files).data["a"] == [
        {"n": "1", "x": "2.5"},
        {"n": None, "x": None},  # an empty line is a row, as in Jekyll
        {"n": "b", "x": "3"},
        {"n": None, "x": "5"},
    ]
    config = "csv_reader: {csv_converters: [numeric]}\ntsv_reader: {headers: false, csv_converters: [integer]}"
    site = load(files, config)
    assert [row["x"] for row in site.data["a"]] == [2.5, None, 3, 5]
    assert site.data["b"] == [[1, "x"]]
    assert load(files, "csv_reader: 3\ntsv_reader: {csv_converters: x}").data["b"] == []


# -- plugins ---------------------------------------------------------------------------------------

OPTIONAL = [
    "jekyll-optional-front-matter",
    "jekyll-titles-from-headings",
    "jekyll-readme-index",
    "jekyll-default-layout",
]


def test_github_pages_defaults(load: Load) -> None:
    files: dict[str, str | bytes] = {
        "index.md": "---\n---\n",
        "bare.md": '\n# A *bare* "page" & more #\ntext',
        "setext.md": "Set `code`\n==========\n",
        "deep.md": "#### four",
        "titled.md": "---\ntitle: Own\n---\n# Other",
        "README.md": "# Root",
        "sub/README.md": "# Read me",
        "sub/LICENSE.md": "# Licence",
        "other/readme.md": "---\ntitle: dressed\n---\n",
        "page.html": "---\n---\n",
    }
    site = load(files, plugins=OPTIONAL)
    shown = {
        page.path: (page.url, page.front_matter.get("title"), page.front_matter.get("layout")) for page in site.pages
    }
    assert shown == {
        "index.md": ("/", None, "home"),
        "page.html": ("/page.html", None, None),
        "other/readme.md": ("/other/readme.html", "dressed", "page"),
        "titled.md": ("/titled.html", "Own", "page"),
        "bare.md": ("/bare.html", "A bare “page” & more", "page"),
        "deep.md": ("/deep.html", None, "page"),
        "setext.md": ("/setext.html", "Set code", "page"),
        "sub/README.md": ("/sub/", "Read me", "page"),
    }
    assert list(shown)[:4] == ["index.md", "page.html", "other/readme.md", "titled.md"]
    assert {file.path for file in site.static_files} >= {
        "README.md",
        "bare.md",
        "sub/README.md",
        "sub/LICENSE.md",
    }


def test_readme_with_front_matter_where_the_site_wishes(load: Load) -> None:
    site = load({"a/README.md": PAGE.format("A")}, "readme_index: {with_frontmatter: true}", plugins=OPTIONAL)
    assert urls(site) == ["/a/"]


def test_documents_of_collections(load: Load) -> None:
    files = {
        "_notes/a.md": "---\n---\n# Heading\n",
        "_notes/b.md": "---\ntitle: Own\n---\n# Heading\n",
        "_posts/2020-01-01-c.md": "# Heading\n",
        "_layouts/notes.html": "x",
    }
    config = "collections: {notes: {output: true}}\n"

    def told(site: Site) -> list[tuple[str, str | None]]:
        return [(page.front_matter["title"], page.front_matter.get("layout")) for page in site.pages]

    assert told(load(files, config, plugins=OPTIONAL)) == [("C", "post"), ("A", None), ("Own", None)]
    config += "titles_from_headings: {collections: true}"
    assert told(load(files, config, plugins=OPTIONAL)) == [("Heading", "post"), ("Heading", None), ("Own", None)]


def test_titles_taken_out_of_the_body(load: Load) -> None:
    site = load(
        {"a.md": "# T\n\nbody", "b.md": PAGE.format("B")},
        "titles_from_headings: {strip_title: true}",
        plugins=OPTIONAL,
    )
    bodies = {page.path: site.body_of(page, "# T\n\nbody") for page in site.pages}
    assert bodies == {"a.md": "body", "b.md": "# T\n\nbody"}


def test_which_plugins_a_site_has(load: Load) -> None:
    assert load({}, "plugins: [jekyll-sitemap, nobody-knows]").plugins.names == (
        "jekyll-sitemap",
        "nobody-knows",
    )
    assert "jekyll-relative-links" in load({}, "remote_theme: just-the-docs/just-the-docs").plugins
    assert "jekyll-relative-links" in load({}, "plugins: [github-pages]").plugins
    assert load({}, "remote_theme: x", plugins=["", " jekyll-feed "]).plugins.names == ("jekyll-feed",)
    assert load({}, "plugins: [jekyll-paginate, jekyll-seo-tag]").plugins.unsupported == ("jekyll-paginate",)
    site = load({"_plugins/x.rb": "system('x')", "index.md": PAGE.format("Home")}, "title: x\nplugins: [nobody-knows]")
    assert [(d.subtype, d.path, d.line) for d in site.diagnostics] == [
        (Subtype.PLUGIN, "_config.yml", 2),
        (Subtype.PLUGIN, "_plugins", 0),
    ]


def test_redirects(load: Load) -> None:
    site = load(
        {
            "a.md": "---\ntitle: A\nredirect_from: [/old/, older.html, /b.html, /../../x, /old/]\n---\n",
            "b.md": "---\ntitle: B\nredirect_to: https://example.org/\n---\n",
            "c.md": "---\ntitle: C\nredirect_from: /plain\n---\n",
        },
        plugins=["jekyll-redirect-from"],
    )
    assert site.redirects == {
        "/b.html": "https://example.org/", "/old/": "/a.html", "/older.html": "/a.html", "/x": "/a.html",
        "/plain": "/c.html",
    }  # fmt: skip
    assert {redirect.output for redirect in site.redirect_list} == {
        "b.html", "old/index.html", "older.html", "x.html", "plain.html"
    }  # fmt: skip
    assert urls(site) == ["/a.html", "/b.html", "/c.html"]
    assert [(d.subtype, d.line) for d in site.diagnostics] == [
        (Subtype.URL_CONFLICT, 3), (Subtype.URL, 3), (Subtype.URL_CONFLICT, 3)
    ]  # fmt: skip
    assert site.resolve("/old").kind is Kind.REDIRECT
    assert load({"z.md": "---\nredirect_from: /q\n---\n"}).redirects == {}


# -- layouts ---------------------------------------------------------------------------------------


def test_layouts_fall_back_to_the_theme(load: Load) -> None:
    site = load(
        {
            "_layouts/wide.html": "---\nlayout: minimal\n---\n",
            "_layouts/own.html": "<html>",
            "_layouts/loop.html": "---\nlayout: loop\n---\n",
            "a.md": "---\nlayout: wide\n---\n",
            "b.md": "---\nlayout: own\n---\n",
            "c.md": "---\nlayout: nowhere\n---\n",
            "d.md": "---\nlayout: home\n---\n",
            "e.md": "---\ntitle: x\n---\n",
            "f.md": "---\nlayout: none\n---\n",
            "g.md": "---\nlayout: loop\n---\n",
            "h.md": "---\nlayout: wide\n---\n",
        }
    )
    layouts = [site.layouts.of(page) for page in site.pages]
    assert layouts == ["minimal", "default", "default", "home", "default", "", "default", "minimal"]
    assert [(d.subtype, d.path, d.line) for d in site.diagnostics] == [
        (Subtype.LAYOUT, path, 2) for path in ("b.md", "c.md")
    ]


# -- documents -------------------------------------------------------------------------------------


def test_dates_that_are_none_and_dates_to_come(load: Load) -> None:
    site = load(
        {
            "_posts/2020-01-02-a.md": "---\ndate: someday\n---\n",
            "_posts/2020-02-30-b.md": "---\n---\n",
            "_posts/2999-01-01-c.md": "---\n---\n",
            "_docs/d.md": "---\ndate: 2999-01-01\n---\n",
        },
        "collections: {docs: {output: true}}",
    )
    assert urls(site) == ["/2020/01/02/a.html", "/2020/03/01/b.html"]
    assert subtypes(site) == [Subtype.DATE] * 3
    assert [page.path for page in site.collections["docs"].documents] == ["_docs/d.md"]


def test_collections_that_are_not_written_can_be_asked_for(load: Load) -> None:
    site = load({"_notes/a.md": PAGE.format("A"), "_notes/x.png": "x"}, "collections: [notes]")
    assert urls(site) == []
    assert [page.url for page in site.collections["notes"].documents] == ["/notes/a.html"]
    assert site.static_files == ()


def test_broken_front_matter_of_a_document(load: Load) -> None:
    site = load({"_docs/a-b.md": "---\ntitle: [\n---\nbody"}, "collections: {docs: {output: true}}")
    assert [page.front_matter["title"] for page in site.pages] == ["A B"]
    assert subtypes(site) == [Subtype.FRONT_MATTER]


# -- links -----------------------------------------------------------------------------------------

LINKED: dict[str, str | bytes] = {
    "index.md": PAGE.format("Home"),
    "docs/a.md": PAGE.format("A"),
    "docs/über uns.md": PAGE.format("Über"),
    "docs/sub/index.md": PAGE.format("Sub"),
    "docs/pic 1.png": b"x",
    "bare.md": "---\npermalink: /bare\n---\n",
    "feed.xml": "---\n---\n<x/>",
    "_notes/n.md": PAGE.format("N"),
}


@pytest.mark.parametrize(
    ("href", "path", "url"),
    [
        ("/docs/a/", "docs/a.md", "/docs/a/"),
        ("/docs/a", "docs/a.md", "/docs/a"),
        ("/docs/a/index.html", "docs/a.md", "/docs/a/index.html"),
        ("/base/docs/a/", "docs/a.md", "/docs/a/"),
        ("/base", "index.md", "/"),
        ("/", "index.md", "/"),
        ("../a/", "docs/a.md", "/docs/a/"),
        ("../a", "docs/a.md", "/docs/a"),
        ("./../a/?q=1", "docs/a.md", "/docs/a/?q=1"),
        ("../über uns/", "docs/über uns.md", "/docs/über uns/"),
        ("../%C3%BCber%20uns/", "docs/über uns.md", "/docs/%C3%BCber%20uns/"),
        ("/docs/sub", "docs/sub/index.md", "/docs/sub"),
        ("/bare", "bare.md", "/bare"),
        ("/bare.html", "bare.md", "/bare.html"),
        ("/feed.xml", "feed.xml", "/feed.xml"),
        ("/notes/n/", "_notes/n.md", "/notes/n/"),
        ("", "docs/über uns.md", "/docs/%C3%BCber%20uns/"),
    ],
)
def test_links_to_pages(load: Load, href: str, path: str, url: str) -> None:
    site = load(LINKED, "baseurl: /base/\npermalink: pretty\ncollections: {notes: {output: true}}")
    page = site.by_path["docs/über uns.md"]
    for fragment in ("", "part"):
        target = site.resolve(href + ("#" + fragment if fragment else ""), page)
        assert target.kind is Kind.PAGE
        assert target.page is not None
        assert (target.page.path, target.url, target.fragment) == (path, url, fragment)


def test_links_to_other_things(load: Load) -> None:
    site = load(LINKED, "permalink: pretty")
    page = site.by_path["docs/a.md"]
    assert site.resolve("../pic%201.png", page).static == site.static_files[-1]
    for href in ("https://example.org/a", "//example.org", "mailto:a@b", "tel:1", "javascript:x()"):
        assert site.resolve(href, page).kind is Kind.EXTERNAL
    dead = site.resolve("sub/index.md#x", page)
    assert (dead.kind, dead.url, dead.fragment) == (Kind.UNKNOWN, "/docs/a/sub/index.md", "x")
    assert dead.suggestion == site.by_path["docs/sub/index.md"]
    for href in ("/docs/a.html", "/docs/a.md"):  # no server leads on from these
        assert site.resolve(href).kind is Kind.UNKNOWN
        assert site.resolve(href).suggestion == page


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("sub/index.md", "/docs/sub/"),
        ("/docs/a.md#x", "/docs/a/"),
        ("%C3%BCber%20uns.md", "/docs/%C3%BCber%20uns/"),
        ("../index.md", "/"),
        ("pic%201.png", "/docs/pic 1.png"),
    ],
)
def test_links_to_source_files(load: Load, href: str, url: str) -> None:
    site = load(LINKED, "permalink: pretty\ncollections: {notes: {output: true}}", plugins=["jekyll-relative-links"])
    assert site.resolve(href, site.by_path["docs/a.md"]).url == url
    assert site.resolve("n.md", site.by_path["_notes/n.md"]).kind is Kind.UNKNOWN  # not in collections, by default


@given(st.text(), st.text())
def test_resolving_never_fails(href: str, base: str) -> None:
    Places("/base").resolve(href)
    joined = join("/" + base, href)
    assert joined.startswith("/")
    assert ".." not in joined.split("/")


# -- the cache, the configuration ------------------------------------------------------------------


def test_only_changed_files_are_read_again(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    cache: dict[str, Any] = {}
    files: dict[str, str | bytes] = {"a.md": PAGE.format("A"), "b.md": PAGE.format("B"), "x.txt": "x"}
    load(files, cache=cache)
    cache = pickle.loads(pickle.dumps(cache))
    opened: list[str] = []
    real = Path.open
    monkeypatch.setattr(Path, "open", lambda self, *a, **k: opened.append(self.name) or real(self, *a, **k))
    first = Site.load(load.__closure__[0].cell_contents / "site", cache=cache)  # type: ignore[attr-defined]
    assert [page.front_matter["title"] for page in first.pages] == ["A", "B"]
    assert not {"a.md", "b.md", "x.txt"} & set(opened)
    opened.clear()
    second = load({"b.md": PAGE.format("Other")}, cache=cache)
    assert [page.front_matter["title"] for page in second.pages] == ["A", "Other"]
    assert "a.md" not in opened
    (second.source / "a.md").unlink()
    Site.load(second.source, cache=cache)
    assert not any(key.startswith("a.md") for key in cache)


def test_sites_can_be_pickled(load: Load) -> None:
    site = load({"a.md": "---\ntitle: [x\n---\n", "_posts/2020-01-01-b.md": PAGE.format("B")}, "title: X")
    assert pickle.loads(pickle.dumps(site.pages)) == site.pages
    assert pickle.loads(pickle.dumps(site.diagnostics)) == site.diagnostics


def test_the_output_is_not_a_source(load: Load, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"a.md": PAGE.format("A"), "build/html/b.html": "x", "build/c.html": "x"}
    site = load(files, skip=[tmp_path / "site/build/html"])
    assert [file.path for file in site.static_files] == ["build/c.html"]


def test_a_source_folder_below(load: Load) -> None:
    site = load({"docs/a.md": PAGE.format("A"), "b.md": PAGE.format("B")}, "source: docs")
    assert [page.path for page in site.pages] == ["a.md"]


def test_no_configuration_and_a_broken_one(load: Load, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert Site.load(tmp_path / "empty").pages == ()
    site = load({"a.md": PAGE.format("A")}, "title: [x\n")
    assert urls(site) == ["/a.html"]
    assert [(d.subtype, d.path) for d in site.diagnostics] == [(Subtype.CONFIG, "_config.yml")]


def test_a_file_that_is_read_as_page_and_as_document_is_built_once(load: Load) -> None:
    site = load(
        {
            "_config.yml": "include: [_posts]\n",
            "_posts/2020-01-02-one.md": "---\ntitle: One\npermalink: /one/\n---\n",
            "_posts/2020-01-02-two.md": "---\ntitle: Two\n---\n",
        }
    )
    assert [(page.url, page.collection) for page in site.pages] == [("/one/", ""), ("/2020/01/02/two.html", "posts")]
    assert [page.collection for page in site.collections["posts"].documents] == ["posts", "posts"]
    assert subtypes(site) == [Subtype.NAME_CONFLICT]


@pytest.mark.parametrize("output", ["true", "false"])
def test_optional_front_matter_makes_ordinary_pages_of_a_collections_files(
    load: Callable[..., Site], output: str
) -> None:
    site = load(
        {"index.md": "---\n---\n", "_things/bare.md": "# Bare\n", "_things/sheet.csv": "a,b\n"},
        f"collections: {{things: {{output: {output}}}}}",
        plugins=["jekyll-optional-front-matter"],
    )
    assert [(page.url, page.collection) for page in site.pages] == [("/", ""), ("/_things/bare.html", "")]
    copied = {file.output for file in site.static_files}
    assert copied == ({"things/bare.md", "things/sheet.csv"} if output == "true" else set())


def test_a_page_whose_front_matter_a_mark_hides_has_its_heading_for_a_title(load: Load) -> None:
    plugins = ["jekyll-optional-front-matter", "jekyll-titles-from-headings"]
    site = load({"a.md": b"\xef\xbb\xbf---\nnote: 1\n---\n# Heading\n"}, plugins=plugins)
    assert [page.front_matter.get("title") for page in site.pages] == ["Heading"]
