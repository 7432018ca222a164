"""The sites that benchmarks measure, and budgets that builds of them keep: in counts, which no machine changes."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from essay_builds import WRITTEN_ALWAYS
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

from build import Cost, Result, table
from sites import FLAVOURS, Flavour, write_site


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("pages", [2, 20, 150])
def test_a_site_has_about_as_many_pages_as_asked(tmp_path: Path, flavour: Flavour, pages: int) -> None:
    assert write_site(pages, flavour, tmp_path) == len(list(tmp_path.rglob("*.md")))
    assert abs(len(list(tmp_path.rglob("*.md"))) - pages) <= 1


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_the_same_site_each_time(tmp_path: Path, flavour: Flavour) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_site(30, flavour, tmp_path / name)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_the_two_flavours_hold_the_same_pages(tmp_path: Path) -> None:
    for flavour in FLAVOURS:
        (tmp_path / flavour).mkdir()
        write_site(30, flavour, tmp_path / flavour)
    one, two = ({name for name in contents(tmp_path / flavour) if name.endswith(".md")} for flavour in FLAVOURS)
    assert one == two


def test_a_table_gives_ratios_to_its_first_line() -> None:
    def result(name: str, cpu: float) -> Result:
        cost = Cost(cpu, cpu, 100)
        return Result(name, cost, cost, cost, 10, 1.0)

    lines = table([result("one", 10), result("two", 12.5)]).splitlines()
    assert [line.split(" | ")[3] for line in lines[2:]] == ["1.00", "1.25"]


CALLS = 80_000
"""Functions that a page of 600 words may call, of Python or C, from its source to its place in the search index."""

SIZE = 13_000
"""Bytes of HTML that such a page may take."""


@dataclass(frozen=True)
class Spent:
    """What a build took: functions called (of Python or C), pages written, bytes of HTML."""

    calls: int
    written: list[str]
    size: int


def build(source: Path, folder: Path) -> Spent:
    calls, written = 0, []

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            srcdir=source,
            confdir=None,
            outdir=folder / "html",
            doctreedir=folder / "doctrees",
            buildername="html",
            confoverrides={"extensions": ["sphinx_essay"]},
            status=None,
            warning=io.StringIO(),
        )

        def note(app: Sphinx, name: str, template: str, context: object, doctree: object) -> None:
            if doctree is not None:
                written.append(name)

        app.connect("html-page-context", note)
        sys.setprofile(count)
        try:
            app.build()
        finally:
            sys.setprofile(None)
    size = sum(path.stat().st_size for path in (folder / "html").rglob("*.html"))
    return Spent(calls, written, size)


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Spent]:
    spent = {}
    for pages in (20, 60, 180):
        folder = tmp_path_factory.mktemp(f"pages-{pages}")
        write_site(pages, "just-the-docs", folder / "site")
        spent[pages] = build(folder / "site", folder)
    return spent


def test_work_and_size_grow_with_the_number_of_pages(builds: dict[int, Spent]) -> None:
    """The rise from 60 to 180 pages is no steeper, page by page, than that from 20 to 60."""
    for measure in ("calls", "size"):
        few, some, many = (getattr(builds[pages], measure) for pages in (20, 60, 180))
        assert (many - some) / 120 <= 1.15 * (some - few) / 40, measure


def test_a_page_costs_no_more_calls_and_bytes_than_its_budget(builds: dict[int, Spent]) -> None:
    calls = (builds[180].calls - builds[60].calls) / 120
    size = (builds[180].size - builds[60].size) / 120
    assert calls <= CALLS
    assert size <= SIZE


def test_one_edited_page_is_the_one_that_is_written(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    write_site(30, "just-the-docs", tmp_path / "site")
    first = build(tmp_path / "site", tmp_path)
    assert len(set(first.written)) == len(first.written) == 30
    again = build(tmp_path / "site", tmp_path)
    assert again.written == WRITTEN_ALWAYS
    page = tmp_path / "site" / "A" / "work-1-2.md"
    page.write_bytes(page.read_bytes() + b"\nOne more paragraph.\n")
    edit = build(tmp_path / "site", tmp_path)
    assert edit.written == ["A/work-1-2", *WRITTEN_ALWAYS]
    assert edit.calls < 0.3 * first.calls
