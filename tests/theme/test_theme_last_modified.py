"""The date in the footer: from front matter, from git, and where neither knows."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from sphinx_essay.core.history import committed

from .conftest import build

OPTIONS = ("-D", "html_theme_options.last_modified=1", "-D", "html_theme_options.last_modified_git=1")
ARGUMENTS = ("-C", "-D", "extensions=sphinx_essay", "-D", "html_theme=sphinx_essay", *OPTIONS)


def git(folder: Path, *command: str, day: int = 1) -> None:
    date = f"2026-03-{day:02}T12:00:00+0000"
    identity = {f"GIT_{who}_{what}": "t@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = os.environ | identity | {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    subprocess.run(["git", "-C", str(folder), *command], check=True, capture_output=True, env=environment)


def commit(folder: Path, day: int, **pages: str) -> None:
    for name, text in pages.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--allow-empty", "-m", "x", day=day)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a folder below the root of a repository."""
    git(tmp_path, "init", "-b", "main")
    source = tmp_path / "docs"
    source.mkdir()
    commit(source, 1, index="# Home\n\nHello.\n", naïve="# Naïve\n\nA name with an accent.\n")
    commit(source, 2, said="---\nlast_modified_date: 2025-12-24\n---\n\n# Said\n\nOtherwise.\n")
    commit(source, 3, index="# Home\n\nHello again.\n")
    return source


def date(site: Path, name: str) -> str:
    node = LexborHTMLParser((site / f"{name}.html").read_text(encoding="utf-8")).css_first(".page-source p span")
    return node.text() if node is not None else ""


def test_the_newest_commit_of_each_file(repository: Path) -> None:
    days = {path: when.strftime("%m-%d") for path, when in committed(repository).items()}
    assert days == {"index.md": "03-03", "naïve.md": "03-01", "said.md": "03-02"}
    assert all(when.tzinfo is dt.UTC for when in committed(repository).values())


def test_the_footer_and_that_it_follows_a_commit(repository: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    told = build(repository, site, *ARGUMENTS, "-D", "suppress_warnings=toc.not_included")
    # (old Sphinx cannot be told not to say this)
    assert [line for line in told.splitlines() if "WARNING" in line and "included in any toctree" not in line] == []
    assert [date(site, name) for name in ("index", "naïve", "said")] == ["Mar 03, 2026", "Mar 01, 2026", "Dec 24, 2025"]
    text = (repository / "naïve.md").read_text(encoding="utf-8")
    commit(repository, 4, naïve=text + "More.\n")
    commit(repository, 5, naïve=text)  # as it was, so that Sphinx sees no change
    build(repository, site, *ARGUMENTS)
    assert date(site, "naïve") == "Mar 05, 2026"


@pytest.mark.parametrize("shallow", [True, False])
def test_a_repository_that_cannot_say_is_reported(repository: Path, tmp_path: Path, shallow: bool) -> None:
    source = tmp_path / "elsewhere"
    if shallow:
        git(tmp_path, "clone", "--depth", "1", f"file://{tmp_path}", str(source))
        source /= "docs"
    else:
        source.mkdir()
        (source / "index.md").write_text("# Home\n", encoding="utf-8")
        git(tmp_path, "init", str(source), day=1)
    told = build(source, tmp_path / "site", *ARGUMENTS)
    assert "git does not say when pages were modified" in told
    assert date(tmp_path / "site", "index") == ""
