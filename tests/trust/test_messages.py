"""Every warning: documented, given by some small input, with file, line, and what to do."""

from __future__ import annotations

import re
from ast import literal_eval
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.pycode import ModuleAnalyzer
from trust_builds import build, run, write

from sphinx_essay.core.warnings import Subtype

if TYPE_CHECKING:
    from pathlib import Path

OTHER = "## Heading\n\n* item\n{: .class}\n\n```python\nx = 1\n```\n\n{% if true %}Yes{% endif %}\n"
GOOD = {
    "_config.yml": "title: Site\npermalink: pretty\n",
    "index.md": "---\ntitle: Home\nnav_order: 1\n---\nTo [Other](/other/).\n",
    "other.md": f"---\ntitle: Other\nnav_order: 2\n---\n{OTHER}",
}


def page(head: str = "title: Odd", body: str = "Words.") -> str:
    return f"---\n{head}\n---\n{body}\n"


DEEP = "<div>" * 100 + "words" + "</div>" * 100

# What a site must hold beside the good pages, for the warning to be given; and where: file and line.
CASES: dict[Subtype, tuple[dict[str, str | bytes], str, dict[str, Any]]] = {
    Subtype.FRONT_MATTER: ({"odd.md": page("title: [")}, r"odd\.md:\d+", {}),
    Subtype.PARENT: ({"odd.md": page("title: Odd\nparent: Othr")}, r"odd\.md:3", {}),
    Subtype.AMBIGUOUS_PARENT: (
        {"a.md": page("title: Same"), "b.md": page("title: Same"), "odd.md": page("title: Odd\nparent: Same")},
        r"odd\.md:3",
        {},
    ),
    Subtype.CYCLE: ({"a.md": page("title: A\nparent: B"), "b.md": page("title: B\nparent: A")}, r"[ab]\.md:3", {}),
    Subtype.NAV_ORDER: ({"odd.md": page("title: Odd\nnav_order: [1]")}, r"odd\.md:3", {}),
    Subtype.UNTITLED: ({"odd.md": page("nav_order: 3")}, r"odd\.md:2", {}),
    Subtype.LINK: ({"odd.md": page(body="One.\n\n[x](/gone/)")}, r"odd\.md:6", {}),
    Subtype.LIQUID: ({"odd.md": page(body="One.\n\n{% if %}x{% endif %}")}, r"odd\.md:6", {}),
    Subtype.LIQUID_LENIENT: ({"odd.md": page(body="One.\n\n{% if a && b %}x{% endif %}")}, r"odd\.md:6", {}),
    Subtype.LIQUID_UNKNOWN: ({"odd.md": page(body="One.\n\n{% nonsense 12 %}")}, r"odd\.md:6", {}),
    Subtype.LIQUID_INCLUDE: ({"odd.md": page(body="One.\n\n{% include gone.html %}")}, r"odd\.md:6", {}),
    Subtype.LIQUID_LIMIT: (
        {"odd.md": page(body="{% for a in (1..1000000000) %}x{% endfor %}")},
        r"odd\.md:4",
        {},
    ),
    Subtype.CONFIG: ({"_config.yml": "title: Site\npermalink: pretty\naux_links: 3\n"}, r"_config\.yml:3", {}),
    Subtype.URL: ({"odd.md": page("title: Odd\npermalink: /../../odd/")}, r"odd\.md:3", {}),
    Subtype.URL_CONFLICT: ({"odd.md": page("title: Odd\npermalink: /other/")}, r"o(dd|ther)\.md:\d", {}),
    Subtype.NAME_CONFLICT: ({"odd.md": page(), "odd.html": page("title: O\npermalink: /o/")}, r"odd\.(md|html):1", {}),
    Subtype.EMPTY: ({"index.md": "Words.", "other.md": "Words."}, r"_config\.yml:1", {}),
    Subtype.ENCODING: ({"odd.md": page(body="One.\n\nÉlève.").encode("latin-1")}, r"odd\.md:6", {}),
    Subtype.UNREADABLE: ({}, r"gone\.md:", {}),
    Subtype.DATE: ({"_posts/2020-01-02-odd.md": page("title: Odd\ndate: someday")}, r"odd\.md:3", {}),
    Subtype.DATA: ({"_data/odd.yml": "a: ["}, r"_data/odd\.yml:\d", {}),
    Subtype.LAYOUT: ({"odd.md": page("title: Odd\nlayout: gone")}, r"odd\.md:3", {}),
    Subtype.PLUGIN: (
        {"_config.yml": "title: Site\npermalink: pretty\nplugins: [jekyll-nobody]\n"},
        r"_config\.yml:3",
        {},
    ),
    Subtype.MARKUP: ({"odd.md": page(body="One.\n\nWords <table> words")}, r"odd\.md:6", {}),
    Subtype.VIDEO_TITLE: (
        {"odd.md": page(body="One.\n\n```{video} https://youtu.be/aaaaaaaaaaa\n```")},
        r"odd\.md:6",
        {},
    ),
    Subtype.VIDEO_ADDRESS: (
        {"odd.md": page(body="One.\n\n```{youtube} nonsense\n:title: T\n```")},
        r"odd\.md:6",
        {},
    ),
    Subtype.SIZE: ({"odd.md": page(body="Many words. " * 700_000)}, r"odd\.md:1", {}),
    Subtype.UNSAFE: ({"odd.md": page(body="One.\n\n<script>x</script>")}, r"odd\.md:6", {"essay_html": "safe"}),
    Subtype.INLINE: ({"odd.md": page(body='<b onclick="x()">One.</b>')}, r"odd\.md:", {"essay_inline": "files"}),
    Subtype.DEPTH: ({"odd.md": page(body=DEEP)}, r"odd\.md:4", {}),
}
TELLS = re.compile(r"[a-z].{8,}")


def told(warnings: list[str], subtype: Subtype, place: str) -> list[str]:
    """Return the warnings of a subtype: some, each with its place and something to read."""
    mine = [line for line in warnings if f"[essay.{subtype}]" in line]
    assert mine, warnings
    for line in mine:
        found = re.search(rf"{place}:? ?WARNING: (.*) \[", line)
        assert found, line
        assert TELLS.search(found[found.lastindex or 0])
    return mine


def test_every_subtype_is_documented_with_cause_and_cure() -> None:
    texts = ModuleAnalyzer.for_module(Subtype.__module__).find_attr_docs()

    for subtype in Subtype:
        text = " ".join(texts["Subtype", subtype.name]).strip()
        assert text.count(". ") + text.endswith(".") >= 2, subtype


def test_every_subtype_is_given() -> None:
    below = {Subtype.BOOK, Subtype.EPUB, Subtype.GIT, Subtype.IMAGE, Subtype.SEARCH, Subtype.VIDEO_QR}
    guarded = {Subtype.PAGE}  # test_page_guard
    assert set(Subtype) == below | guarded | CASES.keys()


@pytest.mark.parametrize("subtype", CASES, ids=str)
def test_a_warning_names_its_place(tmp_path: Path, subtype: Subtype) -> None:
    odd, place, conf = CASES[subtype]
    source = write(tmp_path / "source", {**GOOD, **odd})
    if subtype is Subtype.UNREADABLE:
        (source / "gone.md").symlink_to("nowhere.md")

    warnings = build(source, tmp_path / "out", **conf)

    mine = told(warnings, subtype, rf"source/[\w./-]*?{place}")
    assert len(mine) == len(set(mine))

    silent = build(source, tmp_path / "silent", suppress_warnings=[f"essay.{subtype}"], **conf)
    assert [line for line in silent if f"[essay.{subtype}]" in line] == []


SETTINGS = [
    (Subtype.BOOK, "essay_books = ['Gone']", "Gone"),
    (Subtype.SEARCH, "essay_search = 'pagefind'", "pip install"),
]


@pytest.mark.parametrize(("subtype", "line", "cure"), SETTINGS, ids=str)
def test_a_warning_of_a_setting_names_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, subtype: Subtype, line: str, cure: str
) -> None:
    monkeypatch.setattr("sphinx_essay.search.pagefind.is_installed", lambda: False)
    source = write(tmp_path / "source", {**GOOD, "conf.py": f"extensions = ['sphinx_essay']\n{line}\n"})

    warnings = build(source, tmp_path / "out", confdir=source)

    assert cure in told(warnings, subtype, r"source/conf\.py:2")[0]
    (source / "conf.py").unlink()
    name, value = line.split(" = ")
    warnings = build(source, tmp_path / "other", **{name: literal_eval(value)})
    assert told(warnings, subtype, f"{name}:")


def test_a_search_index_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    source, out = write(tmp_path / "source", {**GOOD, "third.md": page("title: Third")}), tmp_path / "out"
    build(source, out, html_theme="basic")
    (out / "searchindex.js").write_text("broken")
    write(source, {"other.md": page("title: Other")})

    warnings = build(source, out, html_theme="basic")
    assert "build again with -E" in told(warnings, Subtype.SEARCH, r"out/searchindex\.js:1")[0]


def test_codes_that_cannot_be_drawn_are_told_of_at_the_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sphinx_essay.video.codes.is_installed", lambda: False)
    source = write(tmp_path / "source", GOOD)

    warnings = build(source, tmp_path / "out", "epub", essay_video_qr=True)

    assert "pip install" in told(warnings, Subtype.VIDEO_QR, "essay_video_qr:")[0]


def test_an_image_that_a_pdf_cannot_hold_is_named_with_its_line(tmp_path: Path) -> None:
    source = write(
        tmp_path / "source", {**GOOD, "odd.md": page(body="One.\n\n![words](/odd.svg)"), "odd.svg": "<svg/>"}
    )

    warnings = build(source, tmp_path / "out", "latex")

    assert "odd.svg" in told(warnings, Subtype.IMAGE, r"source/odd\.md:6")[0]


def test_a_program_that_makes_a_book_and_fails_is_told_of_at_its_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    source = write(tmp_path / "source", GOOD)

    warnings = build(source, tmp_path / "out", essay_books=["Other"], essay_book_formats=["pdf"])

    assert "needs" in told(warnings, Subtype.BOOK, r"source/other\.md:1")[0]


def test_a_page_of_a_book_that_is_no_xml_is_named_with_its_line(tmp_path: Path) -> None:
    own = {
        "conf.py": "extensions = ['sphinx_essay']\ntemplates_path = ['templates']\n",
        "templates/layout.html": "{% extends '!layout.html' %}{% block extrahead %}<meta name=odd>{% endblock %}",
    }
    source = write(tmp_path / "source", {**GOOD, **own})

    warnings = build(source, tmp_path / "out", "epub", confdir=source)

    assert "mend" in told(warnings, Subtype.EPUB, r"out/(index|other)\.xhtml:\d+")[0]


def test_a_repository_that_cannot_say_is_named(tmp_path: Path) -> None:
    source = write(tmp_path / "source", GOOD)
    options = {"last_modified": True, "last_modified_git": True}

    warnings = build(source, tmp_path / "out", html_theme="sphinx_essay", html_theme_options=options)

    assert "last_modified_git" in told(warnings, Subtype.GIT, r"source:")[0]


def test_a_clean_site_builds_where_warnings_are_errors(tmp_path: Path) -> None:
    source = write(tmp_path / "source", GOOD)
    for builder in ("html", "epub", "latex", "text"):
        done = run(source, tmp_path / builder, "-W", builder=builder)
        assert (done.returncode, done.stderr) == (0, "")


def test_a_warning_is_an_error_where_it_is_asked_for(tmp_path: Path) -> None:
    source = write(tmp_path / "source", {**GOOD, "odd.md": page("title: Odd\nparent: Othr")})

    assert run(source, tmp_path / "out", "-W").returncode != 0
    assert run(source, tmp_path / "out", "-W", "-D", "suppress_warnings=essay.parent").returncode == 0
