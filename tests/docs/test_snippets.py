"""What the documentation shows to be typed or copied is taken at its word: commands, settings, front matter, styles.

A snippet that names what does not exist, or no longer does, fails here.  Examples of pages are built with the
documentation itself (the directive ``essay-example``).
"""

from __future__ import annotations

import argparse
import ast
import re
import shlex
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from sphinx.testing.util import SphinxTestApp
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_essay import cli
from sphinx_essay.config import OPTIONS
from sphinx_essay.core.theme_options import ThemeOptions
from sphinx_essay.jekyll.config_keys import KNOWN, WITHOUT_EFFECT

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = (*sorted(DOCS.rglob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md")
FENCE = re.compile(
    r"^(?P<indent> *)(?P<mark>`{3,})(?P<language>\w+)\n(?P<text>.*?)^(?P=indent)(?P=mark)$", re.MULTILINE | re.DOTALL
)
INDENTED = re.compile(r"^    (?P<text>(?:pip|git|tox|sphinx-essay|\.ci/run|pre-commit) ?.*)$", re.MULTILINE)

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
FOREIGN = {"nb_execution_mode": "MyST-NB"}
"""Settings of other extensions, which the pages about them name."""


@dataclass(frozen=True)
class Snippet:
    """A piece of a page: where it begins, its language, its text."""

    page: Path
    line: int
    language: str
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT).as_posix()}:{self.line}"


def snippets(*languages: str) -> list[Snippet]:
    found = []
    for page in PAGES:
        text = page.read_text("utf-8")
        for match in FENCE.finditer(text):
            if match["language"] in languages:
                lines = [line.removeprefix(match["indent"]) for line in match["text"].splitlines()]
                line = text.count("\n", 0, match.start()) + 1
                found.append(Snippet(page, line, match["language"], "\n".join(lines) + "\n"))
    return found


def commands() -> list[Snippet]:
    """Return each command line, those of README and CONTRIBUTING included, which are indented."""
    found = [
        Snippet(block.page, block.line, "command", part.strip())
        for block in snippets("console")
        for line in block.text.splitlines()
        if line.startswith("$ ")
        for part in line[2:].split("&&")
    ]
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md"):
        text = page.read_text("utf-8")
        for match in INDENTED.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            found.append(Snippet(page, line, "command", match["text"].partition("  #")[0].strip()))
    return found


@pytest.mark.parametrize("command", [each for each in commands() if "sphinx-essay " in each.text], ids=str)
def test_commands_of_ours_are_understood(command: Snippet) -> None:
    words = shlex.split(command.text)
    if words[0] != "sphinx-essay":
        return  # an argument of pip's, which another test reads
    assert isinstance(cli.get_parser().parse_args(words[1:]), argparse.Namespace)
    for word, value in pairwise(words):
        if word == "-D":
            check_setting(value.partition("=")[0].partition(".")[0])


@pytest.mark.parametrize("command", commands(), ids=str)
def test_extras_environments_and_programs_of_ours_exist(command: Snippet) -> None:
    for extra in re.findall(r"(?:sphinx-essay|\.)\[(\w+)\]", command.text):
        assert extra in PROJECT["optional-dependencies"]
    if command.text.startswith(("tox -e ", ".ci/run -e ")):
        name = command.text.split()[2]
        assert f"[testenv:{name}]" in (ROOT / "tox.ini").read_text("utf-8") or name == "py"
    for path in re.findall(r"(?:benchmarks|tests|\.ci)/[\w/.]+", command.text):
        assert (ROOT / path).exists()


@cache
def settings() -> frozenset[str]:
    """Return the names of all settings that Sphinx has beside ours."""
    with TemporaryDirectory() as folder, patch_docutils(), docutils_namespace():
        for name in ("conf.py", "index.md"):
            Path(folder, name).touch()
        app = SphinxTestApp("html", srcdir=Path(folder), confoverrides={"extensions": ["sphinx_essay"]})
        names = frozenset(app.config.values)
        app.cleanup()
    return names


def check_setting(name: str) -> None:
    assert name in {option.name for option in OPTIONS} | settings() | FOREIGN.keys() | {"extensions"}


@pytest.mark.parametrize("snippet", snippets("python"), ids=str)
def test_settings_for_conf_py_exist(snippet: Snippet) -> None:
    for node in ast.parse(snippet.text).body:
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
            continue  # code that a page shows as an example of code
        name = node.targets[0].id
        check_setting(name)
        if name == "html_theme_options":
            assert set(ast.literal_eval(node.value)) <= {option.name for option in fields(ThemeOptions)}
        if name == "html_theme":
            assert ast.literal_eval(node.value) in {"sphinx_essay", "furo"}


def front_matter_keys() -> set[str]:
    """Return the keys that the reference of front matter lists."""
    rows = re.findall(r"^\| (`.*?) \|", (DOCS / "reference" / "front-matter.md").read_text("utf-8"), re.MULTILINE)
    books = {"author", "date", "description", "lang"}
    return {key for row in rows for key in re.findall(r"`(\w+)`", row)} | books


@pytest.mark.parametrize("snippet", snippets("yaml"), ids=str)
def test_settings_in_yaml_exist(snippet: Snippet) -> None:
    loaded = [part for part in yaml.safe_load_all(snippet.text) if part is not None]
    known = front_matter_keys()  # which a line of a page may stand for, without its fence
    if not snippet.text.startswith("---"):
        known |= KNOWN | WITHOUT_EFFECT.keys() | {"sphinx"}
    for part in loaded:
        assert set(part) <= known, set(part) - known


@pytest.mark.parametrize("snippet", snippets("css"), ids=str)
def test_custom_properties_exist(snippet: Snippet) -> None:
    styles = "".join(path.read_text("utf-8") for path in (ROOT / "assets" / "styles").glob("*.css"))
    assert [name for name in re.findall(r"--essay-[\w-]+", snippet.text) if f"{name}:" not in styles] == []


@pytest.mark.parametrize("page", sorted((DOCS / "just-the-docs").glob("[!i]*.md")), ids=lambda page: page.stem)
def test_each_feature_of_just_the_docs_says_what_state_it_is_in(page: Path) -> None:
    states = ("as there", "more than there", "in another way", "not here")
    text = page.read_text("utf-8")
    found = re.search(r"^\*\*State: ([a-z ]+)[.*]", text, re.MULTILINE)
    assert found is not None
    assert found[1] in states


def test_each_setting_of_just_the_docs_is_documented() -> None:
    text = "".join(page.read_text("utf-8") for page in (DOCS / "just-the-docs").glob("*.md"))
    names = re.findall(r"`(\w+)", text) + re.findall(r"^(\w+):", text, re.MULTILINE)
    theirs = {key for key in KNOWN if key.startswith(("nav_", "aux_", "gh_", "back_", "search_", "last_", "callouts"))}
    theirs |= {"color_scheme", "logo", "favicon_ico", "footer_content", "heading_anchors", "just_the_docs"}
    assert theirs - set(names) == set()
