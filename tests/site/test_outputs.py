from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_essay.project.written_files import Manifest

if TYPE_CHECKING:
    from pathlib import Path


def test_files_that_are_not_written_any_more_are_removed_with_their_empty_folders(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for name in ("keep/index.html", "gone/deep/index.html", "foreign.txt"):
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text("x")
    manifest = Manifest(tmp_path, out)
    manifest.update({"keep/index.html", "gone/deep/index.html"})

    manifest.update({"keep/index.html"})

    assert sorted(p.relative_to(out).as_posix() for p in out.rglob("*")) == [
        "foreign.txt",
        "keep",
        "keep/index.html",
    ]


def test_a_list_made_for_another_output_folder_is_not_believed(tmp_path: Path) -> None:
    Manifest(tmp_path, tmp_path / "one").update({"a.html"})
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "a.html").write_text("somebody else's")

    Manifest(tmp_path, tmp_path / "two").update(set())

    assert (tmp_path / "two" / "a.html").exists()


def test_nothing_outside_the_output_folder_is_ever_removed(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (tmp_path / "precious").write_text("x")
    manifest = Manifest(tmp_path, out)
    manifest.update({"../precious"})

    manifest.update(set())

    assert (tmp_path / "precious").exists()


def test_a_damaged_list_counts_as_none(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path, tmp_path / "out")
    manifest.file.write_text("{")

    assert manifest.previous() == set()
