"""Run Sphinx's and MyST-Parser's own tests without and with the extension, and say what the extension breaks.

A test that passes without the extension must pass with it, but for ``EXPECTED``.  The exit status is 1 if one does not,
or if one of ``EXPECTED`` does.  ``tox -e upstream`` runs this.  The sources of the installed releases come from PyPI and
GitHub, or from the folder that ``ESSAY_UPSTREAM`` names (``sphinx-9.0.4``, ``MyST-Parser-5.2.0``).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tempfile
from importlib.metadata import version
from pathlib import Path
from xml.etree import ElementTree as ET

PLUGINS = Path(__file__).resolve().parent

_NAMES_ITSELF = "Sphinx names the version of every extension with records of its own in the search index"
EXPECTED = {
    "tests.test_application::test_add_source_parser": "MyST-Parser, which the extension loads, reads `.md`",
    "tests.test_markup.test_markup::test_rst_prolog": "the project has a parser of its own for `.md`; so has MyST-Parser",
    "tests.test_search::test_check_js_search_indexes[cpp]": _NAMES_ITSELF,
    "tests.test_search::test_check_js_search_indexes[multiterm]": _NAMES_ITSELF,
    "tests.test_search::test_check_js_search_indexes[partial]": _NAMES_ITSELF,
    "tests.test_search::test_check_js_search_indexes[titles]": _NAMES_ITSELF,
    "tests.test_theming.test_theming::test_dark_style": "sphinx-design, which the extension loads, adds a style sheet",
    "tests.test_theming.test_theming::test_theme_api": "the list of themes holds one more",
}
"""Tests that fail with the extension, and why they may; docs/contributing/testing.md says it to readers."""


def sphinx_tests(folder: Path) -> Path:
    """Return the folder of the source distribution of the installed Sphinx, fetched into ``folder`` if need be."""
    name = f"sphinx-{version('sphinx')}"
    if not (folder / name).is_dir():
        requirement = f"sphinx=={version('sphinx')}"
        command = ["pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:", "--dest", folder, requirement]
        subprocess.run([sys.executable, "-m", *command], check=True)
        with tarfile.open(folder / f"{name}.tar.gz") as archive:
            archive.extractall(folder, filter="data")
    return folder / name


def myst_tests(folder: Path) -> Path:
    """Return a folder with the tests of the installed MyST-Parser, whose source distribution has none."""
    release = version("myst-parser")
    path = folder / f"MyST-Parser-{release}"
    if not path.is_dir():
        repository = "https://github.com/executablebooks/MyST-Parser"
        subprocess.run(["git", "clone", "--quiet", "--depth=1", f"--branch=v{release}", repository, path], check=True)
    return path


def failures(project: Path, tests: str, processes: int, *, added: bool) -> set[str]:
    """Return the tests of ``project`` below ``tests`` that fail, as ``module::name``."""
    report = project / "report.xml"
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        f"-n{processes}",
        "-p",
        "no:cacheprovider",
        f"--junitxml={report}",
        tests,
    ]
    if added:
        command += ["-p", "add_extension"]
    subprocess.run(command, cwd=project, env={**os.environ, "PYTHONPATH": str(PLUGINS)}, check=False)
    cases = list(ET.parse(report).iter("testcase"))
    if not cases:
        raise SystemExit(f"no test was run in {project / tests}")
    return {
        f"{case.get('classname')}::{case.get('name')}"
        for case in cases
        if case.find("failure") is not None or case.find("error") is not None
    }


def main() -> int:
    """Compare, and return the exit status."""
    with tempfile.TemporaryDirectory() as fetched:
        folder = Path(os.environ.get("ESSAY_UPSTREAM", fetched))
        broken: set[str] = set()
        # the tests of MyST-Parser clean up after one another
        for project, tests, processes in (
            (sphinx_tests(folder), "tests", 2),
            (myst_tests(folder), "tests/test_sphinx", 0),
        ):
            plain = failures(project, tests, processes, added=False)
            broken |= failures(project, tests, processes, added=True) - plain
    for name in sorted(broken - EXPECTED.keys()):
        print(f"{name}: passes without the extension, fails with it")
    for name in sorted(EXPECTED.keys() - broken):
        print(f"{name}: passes; take it from the list of exceptions")
    print(f"{len(broken)} tests fail with the extension alone, {len(EXPECTED)} of them for a known reason")
    return int(broken != EXPECTED.keys())


if __name__ == "__main__":
    sys.exit(main())
