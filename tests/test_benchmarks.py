"""The sites that benchmarks measure, and budgets that builds of them keep: in counts, which no machine changes."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml
from essay_builds import WRITTEN_ALWAYS
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

from build import Cost, Result, side_by_side, table
from growth import chart
from sites import FLAVOURS, Flavour, write_site
from ways import PLAIN, essay_build, jekyll_build, plain_builds, with_jobs


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


def result(name: str, cpu: float, jobs: int = 1) -> Result:
    cost = Cost(cpu, cpu / jobs, 100)
    return Result(name, jobs, cost, cost, cost, 10, 1.0)


def test_a_table_gives_ratios_to_its_first_line() -> None:
    lines = table([result("one", 10), result("two", 12.5)]).splitlines()
    assert [line.split(" | ")[3] for line in lines[2:]] == ["1.00", "1.25"]


def test_what_more_processes_spare_is_told_of_each_build() -> None:
    results = [
        result("one", 10),
        result("one, 2 processes", 12, 2),
        result("two", 10),
        result("three, 2 processes", 1, 2),
    ]
    assert side_by_side(results) == "With 2 processes, one takes 0.60 of the wall time."


def test_the_growth_is_drawn_with_a_line_for_each_build() -> None:
    image = ET.fromstring(chart({"a<b": [(100, 1), (1000, 10)], "c": [(100, 2)]}, "pages", "seconds"))
    lines, names = (image.iter(f"{{http://www.w3.org/2000/svg}}{tag}") for tag in ("polyline", "text"))
    (first, last), (alone,) = (
        [tuple(map(float, point.split(","))) for point in line.get("points", "").split()] for line in lines
    )
    assert first[0] < last[0]
    assert first[1] - last[1] == last[0] - first[0]  # in proportion: as steep as the squares' diagonal
    assert alone[0] == first[0]
    texts = [name.text for name in names]
    assert {"a<b", "c", "pages", "seconds", "100", "1,000"} <= set(texts)


def test_plain_builds_have_the_markdown_that_was_read(tmp_path: Path) -> None:
    site, work, plain = (tmp_path / name for name in ("site", "work", "plain"))
    (site / "more").mkdir(parents=True)
    (site / "home.md").write_text("---\n---\nHome\n")
    (site / "more" / "two.markdown").write_text("---\n---\nTwo\n")
    (site / "unread.md").write_text("No page.\n")
    for name in ("home.doctree", "more/two.doctree"):
        (work / "doctrees" / name).parent.mkdir(parents=True, exist_ok=True)
        (work / "doctrees" / name).touch()
    (build,) = plain_builds(essay_build(site), work, plain, None)
    assert build.name == PLAIN
    assert {path.relative_to(plain).as_posix() for path in plain.rglob("*.*")} == {"conf.py", "home.md", "more/two.md"}
    assert "root_doc = 'home'" in (plain / "conf.py").read_text()
    assert build.pages(work) == [plain / "home.md", plain / "more" / "two.md"]
    assert with_jobs(build, 1) is build
    assert "-j 2" in " ".join(with_jobs(build, 2).command(work))


def test_jekyll_builds_a_site_with_the_theme_and_what_it_needs(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("plugins: [jekyll-feed]\ndefaults: [{values: {layout: home}}]\n")
    build = jekyll_build(tmp_path, tmp_path / "settings")
    settings = yaml.safe_load((tmp_path / "settings" / "jekyll.yml").read_text())
    assert settings["plugins"] == ["jekyll-feed", "jekyll-include-cache", "jekyll-seo-tag"]
    assert [default["values"]["layout"] for default in settings["defaults"]] == ["default", "home"]
    assert build.command(tmp_path / "work")[-1] == f"{tmp_path}/_config.yml,{tmp_path}/settings/jekyll.yml"


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
