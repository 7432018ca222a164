"""The project's own promises: what its files say about each other must be true."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

import sphinx_essay

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

import size

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PACKAGE = ROOT / "sphinx_essay"
PURE = ("core", "kramdown", "jekyll", "liquid", "navigation/tree.py")


def requirement_name(requirement: str) -> str:
    return re.split(r"[\s\[<>=!~;]", requirement, maxsplit=1)[0].lower()


def imports_at_run_time(path: Path) -> set[str]:
    """Return the modules that a file imports, those under ``if TYPE_CHECKING`` left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            node.body = []
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def modules_of(room: str) -> list[Path]:
    place = PACKAGE / room
    return [place] if place.suffix else sorted(place.rglob("*.py"))


@pytest.mark.parametrize("path", [path for room in PURE for path in modules_of(room)], ids=relative)
def test_the_core_knows_nothing_of_sphinx(path: Path) -> None:
    roots = {name.split(".")[0] for name in imports_at_run_time(path)}
    assert not roots & {"sphinx", "docutils", "myst_parser"}


def test_each_dependency_is_explained() -> None:
    page = (ROOT / "docs" / "contributing" / "dependencies.md").read_text(encoding="utf-8").lower()
    extras = PROJECT["optional-dependencies"].values()
    requirements = [*PROJECT["dependencies"], *(item for extra in extras for item in extra)]
    names = {requirement_name(item) for item in requirements}
    assert sorted(name for name in names if f"`{name}`" not in page) == []


def test_the_citation_has_the_version_of_the_package() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"version: {sphinx_essay.__version__}\n" in citation


def test_the_changelog_speaks_of_this_version_or_of_what_is_unreleased() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (\S+)", changelog, flags=re.MULTILINE)
    assert {"Unreleased", sphinx_essay.__version__} & set(headings)


def test_the_package_says_that_it_is_typed() -> None:
    assert (PACKAGE / "py.typed").is_file()


@pytest.mark.parametrize("path", sorted((ROOT / "docs").rglob("*.md")), ids=relative)
def test_pages_of_the_documentation_say_where_they_stand(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("---\ntitle: ")


def test_each_release_has_pages_read_again() -> None:
    releases = ["0.1.0", "0.1.1", "0.2.0", "1.0.0", "1.0.10", "1.10.0"]
    numbers = [sphinx_essay.env_version(release) for release in releases]
    assert numbers == sorted(set(numbers))


def test_the_themes_files_are_what_their_sources_make() -> None:
    build_assets = pytest.importorskip("build_assets", reason="needs rcssmin and rjsmin")
    assert build_assets.outdated() == [], "build them: python assets/build_assets.py, or tox -e assets"


ROOMS = (
    *("config", "events", "core", "kramdown", "jekyll", "liquid", "freshness", "project", "speed", "search"),
    *("html", "video", "safe", "navigation", "markdown", "convert", "books", "output", "theme", "cli"),
)
"""The rooms of the package: each imports from those before it alone."""


def test_imports_between_rooms_go_one_way() -> None:
    imports = size.rooms()
    assert imports.keys() == {*ROOMS, "__init__"}
    backwards = {room: imports[room] & {*ROOMS[place:]} for place, room in enumerate(ROOMS)}
    assert {room: found for room, found in backwards.items() if found} == {}
    assert size.circles(imports) == []


def test_no_more_than_three_modules_stand_beside_the_rooms() -> None:
    assert len(size.modules_at_the_root()) <= 3


def test_circles_of_rooms_are_found() -> None:
    assert size.circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}, "e": set()}) == [["a", "b", "c"]]
