"""Builds that are killed, or find no room, or are overtaken by an edit: the next one equals a clean build."""

from __future__ import annotations

import fcntl
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace
from trust_builds import build, command, differing, files, run, write

from sphinx_essay.output.crash_safety import MARKER
from sphinx_essay.project.written_files import DRAFT, write_if_changed

KILLS = int(os.environ.get("ESSAY_KILLS", "10"))
"""How many builds are killed; a long run sets more."""

CONFIG = "title: Site\npermalink: pretty\nplugins: [jekyll-redirect-from]\n"


def page(number: int, words: str = "") -> str:
    parent = f"parent: Page {number % 3}\n" if number > 2 else ""
    links = f"[next](/page{number + 1}/) {{% include note.html %}}"
    return (
        f"---\ntitle: Page {number}\n{parent}redirect_from: /old{number}/\n---\n## Heading\n\n{links}\n\n{words}\n"
        + ("Many words, so that writing takes its time.\n\n" * 30)
    )


def site(folder: Path, pages: int = 15) -> Path:
    write(folder, {"_config.yml": CONFIG, "_includes/note.html": "Note.", "pics/a.png": b"\x89PNG" * 500})
    write(
        folder, {"index.md": "---\ntitle: Home\n---\nHome.\n", "assets/a.js": "---\n---\nlet a = '{{ site.title }}';\n"}
    )
    return write(folder, {f"page{number}.md": page(number) for number in range(pages)})


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def check_next_build(source: Path, out: Path, clean: Path) -> None:
    """Build again, and see that nothing differs from a build into an empty folder."""
    build(source, out)
    shutil.rmtree(clean, ignore_errors=True)
    shutil.rmtree(clean.with_name(f"{clean.name}-doctrees"), ignore_errors=True)
    build(source, clean)
    assert differing(files(out), files(clean)) == []


def change(source: Path, rng: random.Random) -> None:
    """Change, add or remove something that other pages show."""
    number = rng.randrange(3, 15)
    kind = rng.choice(["words", "title", "new", "gone", "moved", "include"])
    name = source / f"page{number}.md"
    if kind == "words":
        write(source, {name.name: page(number, str(rng.random()))})
    elif kind == "title":
        write(source, {name.name: page(number).replace("title: Page", f"title: Leaf {rng.random()}")})
    elif kind == "new":
        write(source, {f"new{rng.randrange(5)}.md": page(2).replace("title: Page", "title: New")})
    elif kind == "gone":
        name.unlink(missing_ok=True)
    elif kind == "moved":
        write(source, {name.name: page(number).replace("---\n", f"---\npermalink: /at/{rng.random()}/\n", 1)})
    else:
        write(source, {"_includes/note.html": f"Note {rng.random()}."})


def test_a_build_after_one_that_was_killed_equals_a_clean_one(tmp_path: Path) -> None:
    seed = int(os.environ.get("ESSAY_SEED", time.time_ns() % 100_000))
    print("seed", seed)
    rng = random.Random(seed)
    source, out = site(tmp_path / "source"), tmp_path / "out"
    begun = time.monotonic()
    assert run(source, out).returncode == 0
    whole = time.monotonic() - begun
    for _ in range(KILLS):
        if rng.random() < 0.3:
            shutil.rmtree(out)
            shutil.rmtree(out.with_name("out-doctrees"))
        change(source, rng)
        before = snapshot(source)
        process = subprocess.Popen(command(source, out), start_new_session=True, stderr=subprocess.DEVNULL)
        time.sleep(rng.uniform(0.2, 1) * whole)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert snapshot(source) == before
        check_next_build(source, out, tmp_path / "clean")


@pytest.mark.parametrize("room", [2_000, 20_000])
def test_a_build_after_one_that_found_no_room_equals_a_clean_one(tmp_path: Path, room: int) -> None:
    source, out = site(tmp_path / "source"), tmp_path / "out"
    build(source, out)
    change(source, random.Random(room))

    def shrink() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    failed = run(source, out, "-E", preexec_fn=shrink)

    assert failed.returncode != 0
    assert "File too large" in failed.stderr
    check_next_build(source, out, tmp_path / "clean")


@pytest.mark.skipif(sys.platform != "linux", reason="small file systems are made as Linux makes them")
def test_a_full_disk_ends_the_build_and_harms_nothing(tmp_path: Path) -> None:
    source, disk = site(tmp_path / "source"), tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "none", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this user may not mount a small file system")
    try:
        failed = run(source, disk / "out")
        assert failed.returncode != 0
        assert "No space left" in failed.stderr
        subprocess.run(["mount", "-o", "remount,size=50m", "none", disk], check=True)
        check_next_build(source, disk / "out", tmp_path / "clean")
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="read-only file systems are made as Linux makes them")
def test_a_folder_that_cannot_be_written_ends_the_build(tmp_path: Path) -> None:
    source, out = site(tmp_path / "source"), tmp_path / "out"
    build(source, out)
    held = files(out)
    (source / "page3.md").write_text(page(3, "New."))
    script = f'mount --bind "{out}" "{out}" && mount -o remount,ro,bind "{out}" && exec "$@"'
    arguments = ["unshare", "-m", "sh", "-c", script, "sh", *command(source, out)]
    failed = subprocess.run(arguments, capture_output=True, text=True, check=False)
    if "Read-only" not in failed.stderr:
        pytest.skip("this user may not mount a folder read-only")

    assert failed.returncode != 0
    assert files(out) == held
    check_next_build(source, out, tmp_path / "clean")


@pytest.mark.parametrize(
    ("moment", "name"),
    [
        ("source-read", "page5.md"),
        ("doctree-read", "page5.md"),
        ("doctree-read", "_includes/note.html"),
        ("env-updated", "page5.md"),
        ("html-page-context", "page5.md"),
        ("html-page-context", "_includes/note.html"),
    ],
)
def test_an_edit_during_a_build_is_seen_by_the_next(tmp_path: Path, moment: str, name: str) -> None:
    source, out = site(tmp_path / "source"), tmp_path / "out"
    build(source, out)
    (source / "page5.md").write_text(page(5, "First edit."))
    extension = f"""
        from pathlib import Path
        def edit(app, *rest):
            path = Path(app.srcdir, {name!r})
            text = path.read_text()
            if "Second" not in text:
                path.write_text(text.replace("title: Page", "title: Leaf") + " Second edit.")
        def setup(app):
            app.connect({moment!r}, edit, priority=900)
    """
    lines = [line.removeprefix("        ") for line in extension.splitlines()]
    write(tmp_path / "lib", {"editor.py": "\n".join(lines)})
    environ = {"PYTHONPATH": f"{tmp_path / 'lib'}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}
    edited = run(source, out, "-D", "extensions=sphinx_essay,editor", environ=environ)
    assert edited.returncode == 0, edited.stderr

    check_next_build(source, out, tmp_path / "clean")

    assert "Second edit." in (out / "page5/index.html").read_text("utf-8")


def test_a_second_build_into_one_folder_ends_and_harms_nothing(tmp_path: Path) -> None:
    source, out = site(tmp_path / "source", 3), tmp_path / "out"
    build(source, out)
    held = {name: text for name, text in files(out).items() if name.endswith(".html")}
    with (out / MARKER).open("ab") as marker:  # as a build holds it that is under way
        fcntl.flock(marker, fcntl.LOCK_EX)
        write(source, {"page1.md": page(1, "Changed.")})
        second = run(source, out)
        assert {name: text for name, text in files(out).items() if name.endswith(".html")} == held

    assert second.returncode == 2
    assert f"another build is writing into {out}: wait for its end, or choose another folder" in second.stderr
    check_next_build(source, out, tmp_path / "clean")


def test_the_mark_of_a_build_under_way_goes_with_its_end(tmp_path: Path) -> None:
    build(site(tmp_path / "source", 3), tmp_path / "out")

    assert not (tmp_path / "out" / MARKER).exists()


def test_a_file_is_at_no_moment_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file.txt"
    write_if_changed(path, "whole")

    def full(_self: Path, *_rest: Any) -> int:
        message = "No space left on device"
        raise OSError(message)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        write_if_changed(path, "other")

    assert path.read_text() == "whole"
    assert [found.name for found in tmp_path.iterdir()] == ["file.txt"]


def test_a_draft_that_a_killed_build_left_is_removed(tmp_path: Path) -> None:
    write(tmp_path, {"file.txt": "whole", DRAFT: "half"})

    write_if_changed(tmp_path / "file.txt", "whole")

    assert [found.name for found in tmp_path.iterdir()] == ["file.txt"]


def test_an_application_that_builds_nothing_leaves_the_output_as_it_is(tmp_path: Path) -> None:
    source = tmp_path / "src"
    source.mkdir()
    (source / "index.md").write_text("# Home\n", "utf-8")
    with docutils_namespace():
        overrides = {"extensions": ["sphinx_essay"]}
        Sphinx(source, None, tmp_path / "out", tmp_path / "d", "html", overrides, status=None, warning=None)
    assert not (tmp_path / "out" / MARKER).exists()
