"""Whole builds of small Jekyll sites: what a change in one place does elsewhere."""

from __future__ import annotations

import filecmp
import re
from typing import TYPE_CHECKING

import pytest
from essay_builds import WRITTEN_ALWAYS
from source_files import write
from sphinx.testing.util import SphinxTestApp
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_essay.project.written_files import DRAFT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Build = Callable[..., list[str]]

SITE = {
    "_config.yml": "title: Letters\npermalink: pretty\ndefaults:\n- values: {layout: default}\n",
    "index.md": "---\ntitle: Home\n---\nTo [A](/a/), to [B](b/) and to [nowhere](/c/).\n\n![A picture](/pics/one.png)\n",
    "a.md": "---\ntitle: A\n---\n{% for p in site.pages %}{{ p.title }};{% endfor %}\n",
    "b.md": "---\ntitle: B\n---\n{% include note.html %} See <a href='/a'>A</a>.\n",
    "_includes/note.html": "Mind this.",
    "pics/one.png": "not really a picture",
    "assets/app.js": "---\n---\nconst title = '{{ site.title }}';\n",
    "old.md": "---\ntitle: Old\nredirect_from: /older/\n---\nText.\n",
}


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Return a function that builds the site in ``tmp_path/src`` into ``out`` and tells which pages it wrote."""

    def run(out: str = "out", *, parallel: int = 0, builder: str = "html", fresh: bool = False) -> list[str]:
        with patch_docutils(str(tmp_path / "src")), docutils_namespace():
            app = SphinxTestApp(
                builder,
                srcdir=tmp_path / "src",
                builddir=tmp_path / out,
                freshenv=fresh,
                confoverrides={"extensions": ["sphinx_essay"], "essay_jekyll_plugins": "jekyll-redirect-from"},
                parallel=parallel,
            )
            written: list[str] = []
            app.connect("html-page-context", lambda _app, name, *_rest: written.append(name))
            try:
                app.build()
                run.warnings = app.warning.getvalue()  # type: ignore[attr-defined]
            finally:
                app.cleanup()
        return sorted(set(written) & set(app.env.found_docs))

    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "conf.py").write_text("")
    write(tmp_path / "src", SITE)
    return run


def page(tmp_path: Path, name: str, out: str = "out") -> str:
    return (tmp_path / out / "html" / name).read_text("utf-8")


def test_pages_files_and_redirects_are_at_their_places(tmp_path: Path, build: Build) -> None:
    build()

    html = tmp_path / "out" / "html"
    assert page(tmp_path, "assets/app.js").strip() == "const title = 'Letters';"
    assert (html / "pics/one.png").read_text() == "not really a picture"
    assert "0; url=../old/" in page(tmp_path, "older/index.html")
    assert 'src="pics/one.png"' in page(tmp_path, "index.html")
    assert re.findall(r'<a [^>]*href="([^"]*)"[^>]*>(?:A|B|nowhere)</a>', page(tmp_path, "index.html"))[-3:] == [
        "a/",
        "b/",
        "c/",
    ]
    assert 'href="../a"' in page(tmp_path, "b/index.html")


def test_a_dead_link_is_named_with_its_place(tmp_path: Path, build: Build) -> None:
    build()

    warnings = build.warnings  # type: ignore[attr-defined]
    assert "index.md:4: WARNING: no page and no file of the site has the address '/c/'" in warnings


def test_nothing_is_written_when_nothing_changed(build: Build) -> None:
    assert build()

    assert set(build()) == set(WRITTEN_ALWAYS)


def test_the_search_index_is_written_when_a_page_of_it_changed_or_went(tmp_path: Path, build: Build) -> None:
    index = tmp_path / "out" / "html" / "_static" / "search" / "t0.js"
    write(tmp_path / "src", SITE)
    build()
    made = index.stat()
    if not WRITTEN_ALWAYS:
        build()
        assert index.stat().st_ino == made.st_ino
    write(tmp_path / "src", {"b.md": "---\ntitle: B\n---\nSomething about wombats.\n"})
    build()
    assert "wombat" in index.read_text("utf-8")
    write(tmp_path / "src", {"b.md": None})
    build()
    assert "wombat" not in index.read_text("utf-8")


@pytest.mark.parametrize(
    ("change", "written"),
    [
        ({"b.md": "---\ntitle: B\n---\nOther words.\n"}, {"a", "b"}),  # A may print any page that it lists
        ({"_includes/note.html": "Mind that."}, {"b"}),
        ({"old.md": "---\ntitle: Old\npermalink: /else/\n---\nText.\n"}, {"old", "a", "b", "index"}),
        ({"c.md": "---\ntitle: C\n---\nNow it is somewhere.\n"}, {"index", "a", "b", "c", "old"}),
        ({"old.md": None}, {"index", "a", "b"}),
        ({"_config.yml": "title: Letters\npermalink: none\n"}, {"index", "a", "b", "old"}),
    ],
    ids=["text", "include", "moved", "new", "deleted", "config"],
)
def test_an_incremental_build_equals_a_clean_one(
    tmp_path: Path, build: Build, change: dict[str, str | None], written: set[str]
) -> None:
    build()
    write(tmp_path / "src", change)

    assert set(build()) == written | set(WRITTEN_ALWAYS)
    assert "toctree" not in build.warnings  # type: ignore[attr-defined]
    build("clean")
    assert_same(tmp_path / "out" / "html", tmp_path / "clean" / "html")


def test_each_builder_writes_the_pages_whose_links_have_turned(tmp_path: Path, build: Build) -> None:
    """Builders share what was read; what one has written is news to the other."""
    hidden = "---\ntitle: C\nnav_exclude: true\npermalink: {}\n---\nText.\n"
    write(tmp_path / "src", {"c.md": hidden.format("/c/")})
    build()
    build(builder="dirhtml")
    write(tmp_path / "src", {"c.md": hidden.format("/moved/")})
    assert "index" in build()
    assert "index" in build(builder="dirhtml")
    assert set(build()) | set(build(builder="dirhtml")) == set(WRITTEN_ALWAYS)


def test_a_parallel_build_equals_a_serial_one(tmp_path: Path, build: Build) -> None:
    write(
        tmp_path / "src", {f"more/p{n}.md": f"---\ntitle: P{n}\nparent: A\n---\n# P{n}\n\nWords.\n" for n in range(12)}
    )
    build("one")
    build("two", parallel=2)

    assert_same(tmp_path / "one" / "html", tmp_path / "two" / "html")


def test_a_parallel_build_may_begin_with_a_page_that_another_hides(tmp_path: Path, build: Build) -> None:
    """Nothing of such a page is in the search index."""
    pages = {name: f"---\ntitle: {name}\npermalink: /same/\n---\nWords.\n" for name in ("0.md", "z.md")}
    write(tmp_path / "src", pages)
    build("one")
    build("two", parallel=2)

    assert_same(tmp_path / "one" / "html", tmp_path / "two" / "html")


def test_bare_pages_of_one_folder_share_no_draft_that_workers_could_mix_up(tmp_path: Path, build: Build) -> None:
    write(tmp_path / "src", {"more/p.md": "---\nlayout: none\npermalink: /more/p.html\n---\nWords.\n"})
    (tmp_path / "out" / "html" / "more" / DRAFT).mkdir(parents=True)  # as if another worker had it
    build()
    assert page(tmp_path, "more/p.html").strip() == "<p>Words.</p>"


def test_of_two_pages_at_one_address_the_same_is_seen_in_each_build(tmp_path: Path, build: Build) -> None:
    one, two = (f"---\ntitle: {name}\npermalink: /same/\n---\nWords of {name}.\n" for name in ("one", "two"))
    write(tmp_path / "src", {"x/one.md": one, "x/two.md": two})
    build()
    assert "have one address" in build.warnings  # type: ignore[attr-defined]
    assert "Words of two" in page(tmp_path, "same/index.html")
    write(tmp_path / "src", {"x/one.md": one + "More.\n"})
    build()
    assert "Words of two" in page(tmp_path, "same/index.html")
    build("clean", parallel=2)
    assert_same(tmp_path / "out" / "html", tmp_path / "clean" / "html")
    for text in (two + "Zebras.\n", two):
        write(tmp_path / "src", {"x/two.md": text})
        build()
    assert "Zebra" not in (tmp_path / "out" / "html" / "_static" / "search" / "t0.js").read_text("utf-8")
    write(tmp_path / "src", {"x/two.md": None})
    build()
    assert "Words of one" in page(tmp_path, "same/index.html")
    build("clean", fresh=True)
    assert_same(tmp_path / "out" / "html", tmp_path / "clean" / "html")


def assert_same(one: Path, other: Path) -> None:
    """Fail where two output folders differ in a file, Sphinx's own record of the build aside."""

    def files(folder: Path) -> set[str]:
        return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file() and p.name != ".buildinfo"}

    assert files(one) == files(other)
    _, differ, errors = filecmp.cmpfiles(one, other, sorted(files(one)), shallow=False)
    assert (differ, errors) == ([], [])


def test_a_layout_of_the_sites_own_stands_around_the_page(tmp_path: Path, build: Build) -> None:
    head = "---\nlayout: default\n---\n"
    layout = head + "<div class=frame>{% if content contains 'id=' %}<i>toc</i>{% endif %}{{ content }}</div>"
    write(
        tmp_path / "src",
        {
            "framed.md": "---\ntitle: Framed\nlayout: mine\n---\n# Framed\n\n[A](a.md)\n",
            "framed2.html": "---\ntitle: Framed\nlayout: mine\n---\n<p>by hand</p>\n",
            "_layouts/mine.html": layout,
            "mute.md": "---\ntitle: Mute\nlayout: mute\n---\nWords.\n",
            "_layouts/mute.html": "<b>{{ page.title }}</b>",
        },
    )
    build()
    assert "mute.md:3: WARNING: the site's own layout leaves out what the page says" in build.warnings  # type: ignore[attr-defined]
    text = " ".join(page(tmp_path, "framed/index.html").split())
    assert re.search(r'<div class="frame"> ?<i>toc</i> ?<h1 [^>]*id="framed"', text)
    assert re.search(
        r'<div class="frame"> ?<p>by hand</p> ?</div>', " ".join(page(tmp_path, "framed2/index.html").split())
    )
    write(tmp_path / "src", {"_layouts/mine.html": layout.replace("toc", "contents")})
    assert build() == ["framed", "framed2", *WRITTEN_ALWAYS]
    assert "<i>contents</i>" in page(tmp_path, "framed/index.html")


def test_a_page_made_of_no_source_goes_when_it_is_not_made_any_more(tmp_path: Path, build: Build) -> None:
    build()
    assert (tmp_path / "out" / "html" / "allpages.html").is_file()

    write(tmp_path / "src", dict.fromkeys(("a.md", "b.md", "old.md", "index.md"), "---\n---\n"))
    build()
    build("clean")

    assert_same(tmp_path / "out" / "html", tmp_path / "clean" / "html")


def test_pages_without_a_layout_are_written_as_they_are(tmp_path: Path, build: Build) -> None:
    body = "<body>{{ page.title }} <a href='/a/'>A</a></body>"
    document = f"<!doctype html>\n<html><head><title>Own</title></head>\n{body}</html>\n"
    write(
        tmp_path / "src",
        {
            "whole.html": f"---\nlayout: null\ntitle: Whole\nparent: A\n---\n{document}",
            "implied.html": f"---\ntitle: Implied\n---\n<!-- remark -->\n{document}",
            "framed.html": f"---\ntitle: Framed\nlayout: default\n---\n{document}",
            "bare.md": "---\nlayout: none\n---\n*Only* [this](/a/)\n",
            "odd.md": "---\nlayout: nowhere\ntitle: Odd\n---\nWords.\n",
            "_layouts/small.html": "---\nlayout: minimal\n---\n{{ content }}",
            "small.md": "---\nlayout: small\ntitle: Small\n---\nWords.\n",
        },
    )
    write(tmp_path / "src", {"_config.yml": "title: Letters\npermalink: pretty\n"})
    build()

    assert page(tmp_path, "whole/index.html") == document.replace("{{ page.title }}", "Whole")
    assert page(tmp_path, "implied/index.html").endswith("<body>Implied <a href='/a/'>A</a></body></html>\n")
    assert page(tmp_path, "bare/index.html").strip() == '<p><em>Only</em> <a href="../a/">this</a></p>'
    assert "Whole" in page(tmp_path, "a/index.html"), "it is in the menu all the same"
    for framed in ("framed", "odd", "a"):
        assert 'id="site-nav"' in page(tmp_path, f"{framed}/index.html")
    assert 'id="site-nav"' not in page(tmp_path, "small/index.html")
    assert build() == WRITTEN_ALWAYS, "nothing is written again"


def test_a_page_of_a_stranger_is_not_written_as_it_is(tmp_path: Path, build: Build) -> None:
    write(tmp_path / "src", {"conf.py": 'essay_html = "safe"\n'})
    write(tmp_path / "src", {"x.html": "---\nlayout: none\n---\n<p onclick='x()'>Words<script>x()</script></p>\n"})
    build()
    assert page(tmp_path, "x/index.html").strip() == "<p>Words</p>"
