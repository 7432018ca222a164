"""``sphinx-essay build`` and ``serve``: the words that Sphinx's own commands get."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_essay import cli
from sphinx_essay.cli.build import WITHOUT_CONFIGURATION, sphinx_words
from sphinx_essay.cli.serve import autobuild_words


def parse(*words: str):
    args = cli.get_parser().parse_args(words)
    args.words = list(words[1:])
    return args


def test_a_folder_without_conf_py_gets_the_configuration_it_lacks(tmp_path: Path) -> None:
    words = sphinx_words(parse("build", str(tmp_path), "out"))
    assert words == [*WITHOUT_CONFIGURATION, str(tmp_path), "out"]


def test_a_conf_py_is_left_to_say_everything(tmp_path: Path) -> None:
    (tmp_path / "conf.py").touch()
    assert sphinx_words(parse("build", str(tmp_path), "out")) == [str(tmp_path), "out"]


def test_a_conf_py_may_lie_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / "conf.py").touch()
    words = ["-c", str(tmp_path / "settings"), str(tmp_path), "out"]
    assert sphinx_words(parse("build", *words)) == words


def test_doctrees_are_no_part_of_an_epub(tmp_path: Path) -> None:
    words = [str(tmp_path), str(tmp_path / "out"), "-b", "epub"]
    assert sphinx_words(parse("build", *words))[-6:] == ["-d", str(tmp_path / ".out.doctrees"), *words]
    assert sphinx_words(parse("build", *words, "-d", "there"))[-6:] == [*words, "-d", "there"]


@pytest.mark.parametrize(
    "words",
    [["-b", "text", "SOURCE", "OUT"], ["SOURCE", "OUT", "-b", "text"], ["-W", "SOURCE", "-nq", "OUT"]],
)
def test_options_of_sphinx_build_may_stand_anywhere(tmp_path: Path, words: list[str]) -> None:
    words = [str(tmp_path) if word == "SOURCE" else word for word in words]
    assert sphinx_words(parse("build", *words)) == [*WITHOUT_CONFIGURATION, *words]


def test_what_the_user_says_of_the_extensions_wins(tmp_path: Path) -> None:
    words = sphinx_words(parse("build", str(tmp_path), "out", "-D", "extensions=sphinx_essay,sphinx_design"))
    assert words.index("extensions=sphinx_essay") < words.index("extensions=sphinx_essay,sphinx_design")


def test_an_unknown_option_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        parse("build", "site", "out", "--nonsense")
    assert stopped.value.code == 2
    assert "--nonsense" in capsys.readouterr().err


def test_serve_hands_its_own_options_on(tmp_path: Path) -> None:
    words = autobuild_words(parse("serve", str(tmp_path), "out", "--port", "0", "--open"))
    assert words == [*WITHOUT_CONFIGURATION, str(tmp_path), "out", "--port", "0", "--open-browser"]


def test_serve_says_what_it_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "index.md").write_text("# Home\n")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert cli.main(["serve", str(tmp_path), "out"]) == 1
    assert "sphinx-essay[serve]" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["build", "serve"])
@pytest.mark.parametrize(
    ("files", "out", "why"),
    [
        (None, "out", "no such folder"),
        ([], "out", "no page in it"),
        (["index.md"], "site", "needs a folder of its own"),
    ],
)
def test_what_cannot_be_built_is_named_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, files: list[str] | None, out: str, why: str
) -> None:
    source = tmp_path / "site"
    if files is not None:
        source.mkdir()
    for name in files or ():
        (source / name).touch()
    assert cli.main([command, str(source), str(tmp_path / out)]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert why in said


def test_no_command_is_answered_with_the_list_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 2
    assert "sphinx-essay build SITE OUT" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["build"], ["convert"], ["nonsense"]])
def test_a_wrong_command_line_is_told_where_to_read_more(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(words)
    assert stopped.value.code == 2
    said = capsys.readouterr().err
    assert "--help explains it" in said
    assert "filenames" not in said


@pytest.mark.parametrize("command", ["build", "serve", "check", "init", "convert"])
def test_each_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main([command, "--help"])
    assert stopped.value.code == 0
    assert f"sphinx-essay {command}" in capsys.readouterr().out
