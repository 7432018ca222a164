"""The sites that benchmarks measure: the same each time, and what they say they are."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

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
