"""The tutorial, followed to the letter: its files written, its commands typed, its correction made, in its order."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

TUTORIAL = (Path(__file__).resolve().parents[2] / "docs" / "tutorial.md").read_text(encoding="utf-8")
STEP = re.compile(
    r"^````\{code-block\} text\n:caption: (?P<name>[^\n]+)\n\n(?P<file>.*?)^````$"
    r"|^```console\n(?P<commands>.*?)^```$"
    r"|^```text\n(?P<answer>.*?)^```$"
    r"|^```yaml\n(?P<correction>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
NOT_HERE = ("python3 ", ". ", "pip ", "sphinx-essay serve ")
"""What a test leaves out: the installation, which ``tox -e package`` tries, and the server, which waits for a reader."""


@dataclass
class Followed:
    """What came of it: the folder that it was followed in, each command's exit status and output."""

    folder: Path
    done: dict[str, tuple[int, str]] = field(default_factory=dict)
    answers: list[tuple[str, str]] = field(default_factory=list)


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Followed:
    result = Followed(tmp_path_factory.mktemp("tutorial"))
    output = ""
    for step in STEP.finditer(TUTORIAL):
        if step["name"]:
            path = result.folder / step["name"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step["file"], encoding="utf-8")
        elif step["answer"]:
            result.answers.append((step["answer"], output))
        elif step["correction"]:
            path = result.folder / "garden" / "plants" / "ferns.md"
            path.write_text(re.sub(r"(?m)^parent: .*\n", step["correction"], path.read_text("utf-8")), encoding="utf-8")
        else:
            for line in step["commands"].splitlines():
                command = line.removeprefix("$ ")
                if not command.startswith(NOT_HERE):
                    output = type_in(result, command)
    return result


def type_in(result: Followed, command: str) -> str:
    """Type a command, and return what it says; remember its exit status."""
    program, *words = shlex.split(command)
    assert program == "sphinx-essay"
    done = subprocess.run(
        [sys.executable, "-m", "sphinx_essay.cli", *words],
        cwd=result.folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    result.done[command] = (done.returncode, done.stderr)
    return done.stdout


def page(path: Path) -> LexborHTMLParser:
    return LexborHTMLParser(path.read_text(encoding="utf-8"))


def test_commands_do_what_the_page_says(followed: Followed) -> None:
    statuses = {command: status for command, (status, _) in followed.done.items()}
    assert statuses == {
        "sphinx-essay check garden": 1,
        "sphinx-essay build garden out": 0,
        "sphinx-essay init garden --dry-run": 0,
        "sphinx-essay init garden": 0,
    }
    assert [errors for _, errors in followed.done.values() if errors] == []


def test_answers_are_those_of_the_page(followed: Followed) -> None:
    assert followed.answers
    for said, given in followed.answers:
        assert given.endswith(said)


def test_pages_lie_at_their_addresses(followed: Followed) -> None:
    assert (followed.folder / "out" / "index.html").is_file()
    assert (followed.folder / "out" / "plants" / "ferns" / "index.html").is_file()


def test_the_menu_comes_from_front_matter(followed: Followed) -> None:
    titles = [link.text() for link in page(followed.folder / "out" / "index.html").css("#site-nav a.nav-list-link")]
    assert titles == ["Home", "Plants", "Ferns"]


def test_links_are_relative_and_attribute_lists_count(followed: Followed) -> None:
    link = page(followed.folder / "out" / "index.html").css_first("main a.btn")
    assert link is not None
    assert link.attributes["href"] == "plants/ferns/"


def test_liquid_is_carried_out_and_contents_are_made(followed: Followed) -> None:
    plants = page(followed.folder / "out" / "plants" / "index.html").css_first("main")
    assert plants is not None
    assert "My garden has these." in plants.text()
    ferns = page(followed.folder / "out" / "plants" / "ferns" / "index.html")
    assert [link.text() for link in ferns.css("#markdown-toc a")] == ["Where they grow"]
    assert [crumb.text() for crumb in ferns.css("nav.breadcrumb-nav a")] == ["Plants"]


def test_the_hosts_find_their_files(followed: Followed) -> None:
    for name in ("conf.py", "requirements.txt", ".readthedocs.yaml", ".github/workflows/pages.yml"):
        assert (followed.folder / "garden" / name).is_file()
