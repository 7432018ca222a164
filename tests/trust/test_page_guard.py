"""Pages that cannot be read or written: each is named, and shown as its source has it; all others are as ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser
from sphinx.errors import ExtensionError
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from trust_builds import build, differing, files, write

from sphinx_essay.project.page_guard import as_code

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from docutils import nodes
    from sphinx.application import Sphinx

HEAD = "---\ntitle: {}\n---\n"
WORDS = "Some *odd* words, {{ site.title }}.\n"
GOOD = {
    "_config.yml": "title: Site\n",
    "index.md": HEAD.format("Home") + "[odd](odd.html), [other](other.html)\n",
    "other.md": HEAD.format("Other") + "Good words.\n",
    **{f"more{number}.md": HEAD.format(f"More {number}") + "More words.\n" for number in range(8)},
}

# An extension that fails over the page "odd", at the moment that a test chooses.
WHEN = ""
TIMES = 0


def fail(docname: str, moment: str) -> None:
    """Raise an exception if this is the moment, as often as ``TIMES`` says (0: always)."""
    if docname == "odd" and moment == WHEN and not (TIMES and _count() > TIMES):
        message = "not today"
        raise RuntimeError(message)


_counted: list[int] = []


def _count() -> int:
    _counted.append(1)
    return len(_counted)


class FailingTransform(SphinxTransform):
    default_priority = 500

    def apply(self, **_kwargs: Any) -> None:
        fail(self.env.docname, "transform")


class FailingPostTransform(SphinxPostTransform):
    default_priority = 500

    def run(self, **_kwargs: Any) -> None:
        fail(self.env.docname, "post-transform")


def on_source(_app: Sphinx, docname: str, _source: list[str]) -> None:
    fail(docname, "source-read")


def on_doctree(app: Sphinx, _doctree: nodes.document) -> None:
    fail(app.env.docname, "doctree-read")


def on_resolved(_app: Sphinx, _doctree: nodes.document, docname: str) -> None:
    fail(docname, "doctree-resolved")


def on_context(_app: Sphinx, pagename: str, *_rest: Any) -> None:
    fail(pagename, "html-page-context")


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_transform(FailingTransform)
    app.add_post_transform(FailingPostTransform)
    app.connect("source-read", on_source)
    app.connect("doctree-read", on_doctree)
    app.connect("doctree-resolved", on_resolved)
    app.connect("html-page-context", on_context)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


EXTENSIONS = ["sphinx_essay", __name__]


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Any:
    def when(moment: str, times: int = 0) -> None:
        _counted.clear()
        monkeypatch.setitem(globals(), "WHEN", moment)
        monkeypatch.setitem(globals(), "TIMES", times)

    return when


_SHOWS_ALL = ("odd", "_sources", "search", "_static/search/")
"""The page that fails, and what holds the text of every page."""


def others(folder: Path) -> dict[str, bytes]:
    """Return the files that say nothing of the odd page but its title."""
    return {name: text for name, text in files(folder).items() if not name.startswith(_SHOWS_ALL)}


def main(path: Path) -> str:
    return LexborHTMLParser(path.read_bytes()).css_first("main").text()


@pytest.mark.parametrize(
    ("moment", "name", "jobs"),
    [
        ("source-read", "odd.md", 1),
        ("transform", "odd.md", 2),
        ("transform", "odd.html", 1),
        ("transform", "odd.rst", 1),
        ("doctree-read", "odd.md", 1),
        ("post-transform", "odd.md", 2),
        ("doctree-resolved", "odd.html", 1),
        ("html-page-context", "odd.md", 2),
    ],
)
def test_a_page_over_which_something_fails_once_shows_its_source(
    tmp_path: Path, failing: Any, moment: str, name: str, jobs: int
) -> None:
    source = write(tmp_path / "source", {**GOOD, name: HEAD.format("Odd") + WORDS})
    usual = build(source, tmp_path / "whole", extensions=EXTENSIONS)
    failing(moment, times=1)

    warnings = build(source, tmp_path / "out", jobs=jobs, extensions=EXTENSIONS)

    (warning,) = [line for line in warnings if "[essay.page]" in line]
    assert f"{name}:1: WARNING: the page cannot be " in warning
    assert "RuntimeError: not today (test_page_guard.py, line " in warning
    assert len(warnings) == len(usual) + 1
    assert "Some *odd* words, {{ site.title }}." in main(tmp_path / "out/odd.html")
    assert differing(others(tmp_path / "out"), others(tmp_path / "whole")) == []


@pytest.mark.parametrize(("moment", "jobs"), [("source-read", 1), ("transform", 2), ("html-page-context", 1)])
def test_a_page_over_which_something_always_fails_is_left_out(
    tmp_path: Path, failing: Any, moment: str, jobs: int
) -> None:
    source = write(tmp_path / "source", {**GOOD, "odd.md": HEAD.format("Odd") + WORDS})
    failing(moment)

    warnings = build(source, tmp_path / "out", jobs=jobs, extensions=EXTENSIONS)

    assert any("odd.md:1: WARNING: the page is left out" in line for line in warnings)
    assert not (tmp_path / "out/odd.html").exists()
    assert "Good words." in main(tmp_path / "out/other.html")


@pytest.mark.parametrize("moment", ["transform", "html-page-context"])
def test_the_next_build_tries_again(tmp_path: Path, failing: Any, moment: str) -> None:
    source = write(tmp_path / "source", {**GOOD, "odd.md": HEAD.format("Odd") + WORDS})
    for times in (0, 1):
        failing(moment, times)
        build(source, tmp_path / "out", extensions=EXTENSIONS)
    failing("never")

    assert build(source, tmp_path / "out", extensions=EXTENSIONS) == []

    build(source, tmp_path / "whole", extensions=EXTENSIONS)
    assert differing(files(tmp_path / "out"), files(tmp_path / "whole")) == []


@pytest.mark.parametrize("moment", ["doctree-read", "doctree-resolved"])
def test_in_a_project_without_pages_of_jekyll_an_exception_ends_the_build(
    tmp_path: Path, failing: Any, moment: str
) -> None:
    source = write(tmp_path / "source", {"index.md": "# Home\n", "odd.md": "---\norphan: true\n---\n# Odd\n"})
    failing(moment)

    with pytest.raises((RuntimeError, ExtensionError), match="not today"):
        build(source, tmp_path / "out", extensions=EXTENSIONS)


@pytest.mark.parametrize("filetype", ["markdown", "essay-html", "restructuredtext"])
def test_text_that_is_shown_as_it_stands_holds_all_its_lines(filetype: str) -> None:
    text = "---\ntitle: A\n---\n~~~\n<b>\n\n    ``\n"

    assert all(
        line.replace("<", "&lt;").strip("<>") in as_code(text, filetype).replace("<", "&lt;")
        for line in ("~~~", "<b>", "    ``")
    )


LONG = "/".join(["a" * 200] * 30)
CONTENTS = "\n\n## One\n\nFirst words.\n\n### Two\n\nSecond words.\n"
TARGETS = "```{{eval-rst}}\n`one <https://example.com/>`__\n\n.. target-notes::\n```\n\n[two](https://example.com/2)\n"


@pytest.mark.parametrize("dialect", ["kramdown", "myst"])
@pytest.mark.parametrize("form", ["```{contents}\n```", "```{eval-rst}\n.. contents::\n```"])
@pytest.mark.parametrize("options", ["", "{::options auto_ids='false' /}\n"])
def test_contents_of_a_whole_page_list_its_headings(tmp_path: Path, dialect: str, form: str, options: str) -> None:
    head = f"---\ntitle: Odd\ndialect: {dialect}\n---\n"
    source = write(tmp_path / "source", {**GOOD, "odd.md": head + options + form + CONTENTS})

    assert build(source, tmp_path / "out") == []

    links = LexborHTMLParser((tmp_path / "out/odd.html").read_bytes()).css("nav.contents li > p > a")
    assert [link.text() for link in links] == ["One", "Two"]


@pytest.mark.parametrize("dialect", ["kramdown", "myst"])
def test_notes_of_targets_within_rst_end_no_build(tmp_path: Path, dialect: str) -> None:
    head = f"---\ntitle: Odd\ndialect: {dialect}\n---\n"
    source = write(tmp_path / "source", {**GOOD, "odd.md": head + TARGETS.format()})

    assert build(source, tmp_path / "out") == []

    assert "two" in main(tmp_path / "out/odd.html")


@pytest.mark.parametrize("alt", ["", ":alt: A sail\n"])
@pytest.mark.parametrize("builder", ["html", "text", "latex"])
def test_a_refused_picture_with_a_target_becomes_a_link(tmp_path: Path, alt: str, builder: str) -> None:
    picture = "```{image} data:text/html,x\n:target: https://example.com/\n" + alt + "```\n"
    source = write(tmp_path / "source", {**GOOD, "odd.md": HEAD.format("Odd") + picture})

    warnings = build(source, tmp_path / "out", builder, essay_html="safe")

    assert [line.rpartition("[")[2] for line in warnings] == ["essay.unsafe]"]
    if builder == "html":
        (link,) = LexborHTMLParser((tmp_path / "out/odd.html").read_bytes()).css("main p > a.reference")
        assert link.text() == ("A sail" if alt else "https://example.com/")


def test_a_page_whose_address_is_too_long_for_a_file_is_left_out(tmp_path: Path) -> None:
    head = f"---\ntitle: Odd\npermalink: /{LONG}/\n---\n"
    source = write(tmp_path / "source", {**GOOD, "odd.md": head + WORDS})

    warnings = build(source, tmp_path / "out")

    assert any(
        "odd.md:1: WARNING: the page is left out, as it cannot be written: File name too long" in line
        for line in warnings
    )
    assert "Good words." in main(tmp_path / "out/other.html")


def test_a_file_of_the_last_build_makes_room_for_a_folder_and_back(tmp_path: Path) -> None:
    source = write(tmp_path / "source", {**GOOD, "odd.md": "---\npermalink: /a.html\n---\nIn a file.\n"})
    build(source, tmp_path / "out")
    for address in ("/a.html/b.html", "/a.html"):
        write(source, {"odd.md": f"---\npermalink: {address}\n---\nAt {address}.\n"})
        assert [line for line in build(source, tmp_path / "out") if "odd.md:1" in line] == []
        assert f"At {address}." in main(tmp_path / "out" / address[1:])
