"""The wheel and the source distribution hold what they must, and the wheel works where nothing else is installed.

``tox -e package`` builds both and runs this; ``ESSAY_DIST`` names the folder that they lie in.
"""

from __future__ import annotations

import email
import os
import subprocess
import tarfile
import venv
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import sphinx_essay

if TYPE_CHECKING:
    from email.message import Message

ROOT = Path(__file__).resolve().parents[2]
VERSION = sphinx_essay.__version__
DIST_INFO = f"sphinx_essay-{VERSION}.dist-info"


@pytest.fixture(scope="module")
def dist() -> Path:
    folder = os.environ.get("ESSAY_DIST", "")
    if not folder:
        pytest.skip("nothing is built: tox -e package builds what is tested here")
    return Path(folder)


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    return dist / f"sphinx_essay-{VERSION}-py3-none-any.whl"


@pytest.fixture(scope="module")
def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        return email.message_from_bytes(archive.read(f"{DIST_INFO}/METADATA"))


def tracked(*places: str) -> set[str]:
    """Return the files that Git knows in some places of the repository."""
    done = subprocess.run(["git", "ls-files", "-z", *places], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split("\0")) - {""}


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    about = {name for name in names if name.startswith(DIST_INFO)}
    assert names - about == tracked("sphinx_essay")
    assert f"{DIST_INFO}/licenses/LICENSE" in about
    assert f"{DIST_INFO}/entry_points.txt" in about


def test_the_wheel_says_what_it_is(metadata: Message) -> None:
    classifiers = metadata.get_all("Classifier", [])
    for wanted in ("Framework :: Sphinx :: Extension", "Framework :: Sphinx :: Theme", "Typing :: Typed"):
        assert wanted in classifiers
    assert metadata["License-Expression"] == "MIT"
    assert metadata["Description-Content-Type"] == "text/markdown"
    assert "# sphinx-essay" in str(metadata.get_payload())


def test_pictures_of_the_description_are_where_the_index_can_show_them(metadata: Message) -> None:
    description = str(metadata.get_payload())
    addresses = [piece.partition(")")[0] for piece in description.split("](")[1:]]
    assert [address for address in addresses if not address.startswith("https://")] == []


def test_the_source_distribution_holds_what_its_tests_and_documentation_need(dist: Path) -> None:
    folder = f"sphinx_essay-{VERSION}/"
    with tarfile.open(dist / f"sphinx_essay-{VERSION}.tar.gz") as archive:
        names = {member.name.removeprefix(folder) for member in archive.getmembers()}
    files = ("README.md", "LICENSE", "CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md", "pyproject.toml", "tox.ini")
    assert names - {"PKG-INFO"} == tracked("sphinx_essay", "docs", "tests", "benchmarks", *files)


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the commands of an environment that holds the wheel and what it asks for."""
    folder = tmp_path_factory.mktemp("empty")
    venv.create(folder, with_pip=True)
    scripts = folder / "bin"
    run(scripts, "pip", "install", "--quiet", str(wheel))
    return scripts


def run(scripts: Path, *command: str) -> str:
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(
        [scripts / command[0], *command[1:]], env=environ, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_an_empty_environment_gets_all_that_is_needed(scripts: Path) -> None:
    run(scripts, "pip", "check")
    assert run(scripts, "sphinx-essay", "--version") == f"sphinx-essay {VERSION}\n"


def test_a_site_is_built_in_an_empty_environment(scripts: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "_config.yml").write_text("title: Garden\n", "utf-8")
    (site / "index.md").write_text("---\ntitle: Home\n---\n# Home\n\nTo the [ferns](/ferns.html){: .btn }\n", "utf-8")
    (site / "ferns.md").write_text("---\ntitle: Ferns\nparent: Home\n---\n# Ferns\n\nIn {{ site.title }}.\n", "utf-8")
    assert "To mend: nothing" in run(scripts, "sphinx-essay", "check", str(site))
    run(scripts, "sphinx-essay", "build", str(site), str(tmp_path / "out"), "-W")
    assert "In Garden." in (tmp_path / "out" / "ferns.html").read_text("utf-8")
    run(scripts, "sphinx-essay", "build", str(site), str(tmp_path / "epub"), "-W", "-b", "epub")
    assert list((tmp_path / "epub").glob("*.epub"))
    run(scripts, "sphinx-essay", "init", str(site))
    run(scripts, "sphinx-build", "-W", str(site), str(tmp_path / "hosted"))
    run(scripts, "sphinx-essay", "convert", str(site), str(tmp_path / "myst"))
    run(scripts, "sphinx-essay", "build", str(tmp_path / "myst"), str(tmp_path / "again"), "-W")
