"""``sphinx-essay init``: what it writes, where, and that it never takes anything away."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from sphinx_essay import cli
from sphinx_essay.cli.init import plan, requirement


def assignments(text: str) -> dict[str, object]:
    """Return what a ``conf.py`` assigns."""
    return {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in ast.parse(text).body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }


def texts(folder: Path) -> dict[str, str]:
    return {file.path.name: file.text for file in plan(folder)}


def test_a_jekyll_site_keeps_its_own_configuration(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("title: Essays\n")
    settings = assignments(texts(tmp_path)["conf.py"])
    assert settings["extensions"] == ["sphinx_essay"]
    assert "project" not in settings


def test_another_folder_gets_a_name_and_the_theme(tmp_path: Path) -> None:
    settings = assignments(texts(tmp_path)["conf.py"])
    assert settings["project"] == tmp_path.name
    assert settings["html_theme"] == "sphinx_essay"


@pytest.mark.parametrize(("name", "prefix"), [("", ""), ("docs/site", "docs/site/")])
def test_the_hosts_find_the_site_in_its_repository(tmp_path: Path, name: str, prefix: str) -> None:
    (tmp_path / ".git").mkdir()
    site = tmp_path / name
    site.mkdir(parents=True, exist_ok=True)
    places = {file.path.name: file.path.parent.relative_to(tmp_path).as_posix() for file in plan(site)}
    assert places[".readthedocs.yaml"] == "."
    assert places["pages.yml"] == ".github/workflows"
    readthedocs = yaml.safe_load(texts(site)[".readthedocs.yaml"])
    assert readthedocs["sphinx"]["configuration"] == prefix + "conf.py"
    assert readthedocs["python"]["install"] == [{"requirements": prefix + "requirements.txt"}]
    steps = yaml.safe_load(texts(site)["pages.yml"])["jobs"]["build"]["steps"]
    assert f"sphinx-essay build {name or '.'} " in "".join(step.get("run", "") for step in steps)


def test_expressions_of_github_are_whole(tmp_path: Path) -> None:
    assert "path: ${{ runner.temp }}/site\n" in texts(tmp_path)["pages.yml"]


def test_what_exists_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "conf.py").write_text("mine")
    assert cli.main(["init", str(tmp_path)]) == 0
    assert (tmp_path / "conf.py").read_text() == "mine"
    assert (tmp_path / "requirements.txt").is_file()
    assert f"exists, left as it is: {tmp_path / 'conf.py'}" in capsys.readouterr().out


def test_twice_is_once(tmp_path: Path) -> None:
    cli.main(["init", str(tmp_path)])
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    cli.main(["init", str(tmp_path)])
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_a_dry_run_shows_everything_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["init", "--dry-run", str(tmp_path)]) == 0
    assert list(tmp_path.iterdir()) == []
    shown = capsys.readouterr().out
    for file in plan(tmp_path):
        assert all(line in shown for line in file.text.splitlines())


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["init", str(tmp_path / "nowhere")]) == 1
    assert "nowhere: no such folder" in capsys.readouterr().err


def test_requirements_stay_within_compatible_releases() -> None:
    assert requirement("1.4.2") == "sphinx-essay~=1.4"


def test_what_is_written_builds_the_site_and_is_no_part_of_it(tmp_path: Path) -> None:
    source, out = tmp_path / "source", tmp_path / "out"
    source.mkdir()
    (source / "_config.yml").write_text("title: Garden\n")
    (source / "index.md").write_text("---\ntitle: Home\n---\n\n# Home\n")
    cli.main(["init", str(source)])
    command = [sys.executable, "-m", "sphinx", "-W", "-q", str(source), str(out)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (built.returncode, built.stderr) == (0, "")
    assert (out / "index.html").is_file()
    assert not (out / "conf.py").exists()
    assert not (out / "requirements.txt").exists()
