"""Files that nobody meant to write: each gives a page or one clear warning, and all other pages are built."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser
from sphinx.errors import ConfigError
from trust_builds import build, command, run, write

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = "title: Site\nplugins: [jekyll-optional-front-matter]\npermalink: pretty\n"
GOOD = {
    "_config.yml": CONFIG,
    "index.md": "---\ntitle: Home\n---\nThe first page.\n",
    "other.md": "---\ntitle: Other\n---\nThe other page.\n",
}
HEAD = "---\ntitle: Odd\n---\n"
LONG = "é" * 120 + ".md"
"""243 bytes: the longest that leaves room for the endings of what a build writes, as file systems count bytes."""

_LETTERS = "abcdefghi"
BOMB = "---\na: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in pairwise(_LETTERS)
) + "---\nWords.\n"  # fmt: skip

# What the file holds, which words its page shows (None: no page is due), which warning is due (None: none).
TABLE: dict[str, tuple[dict[str, str | bytes], str | None, str | None]] = {
    "empty": ({"odd.md": b""}, "", None),
    "blank": ({"odd.md": "\n \n\t\n"}, "", None),
    "only front matter": ({"odd.md": HEAD}, "", None),
    "front matter without an end": ({"odd.md": "---\ntitle: Odd\n\nWords.\n"}, "Words.", None),
    "front matter that is a list": ({"odd.md": "---\n- a\n---\nWords.\n"}, "Words.", "front-matter"),
    "front matter that is no YAML": ({"odd.md": "---\na: [\n---\nWords.\n"}, "Words.", "front-matter"),
    "5 MB": ({"odd.md": HEAD + "A word. " * 650_000}, "A word. A word.", None),
    "50 MB": ({"odd.md": HEAD + "A line of *words*.\n\n" * 2_500_000}, "A line of *words*.", "size"),
    "50 MB of HTML": ({"odd.html": HEAD + "<p>A line of <b>words</b>.\n" * 1_900_000}, "<b>words</b>", "size"),
    "50 MB in one line": ({"odd.md": HEAD + "word " * 10_000_000}, "word word", "size"),
    "50 MB beside": ({"odd.bin": b"x" * 50_000_000}, None, None),
    "50 MB of data": ({"_data/odd.csv": "a,b\n" * 12_500_000}, None, "data"),
    "binary": ({"odd.md": HEAD.encode() + bytes(range(256)) * 64}, "ABCDEFG", "encoding"),
    "binary without front matter": ({"odd.md": b"\x89PNG\r\n\x1a\n\0\0" + bytes(range(256))}, "ABCDEFG", "encoding"),
    "Latin-1": ({"odd.md": (HEAD + "Garçon, élève.\n").encode("latin-1")}, "Garçon, élève.", "encoding"),
    "UTF-16": ({"odd.md": (HEAD + "Words.\n").encode("utf-16")}, "", "encoding"),
    "UTF-8 cut off": ({"odd.md": (HEAD + "Words é").encode()[:-1]}, "Words", "encoding"),
    "NUL bytes": ({"odd.md": HEAD + "One\0two\0three.\n"}, "two", None),
    "byte order mark": ({"odd.md": b"\xef\xbb\xbf" + (HEAD + "Words.\n").encode()}, "Words.", "front-matter"),
    "CRLF": ({"odd.md": HEAD.replace("\n", "\r\n") + "One\r\ntwo.\r\n\r\nThree.\r\n"}, "Three.", None),
    "CR": ({"odd.md": "Words\rwithout\rlines."}, "without", None),
    "control characters": ({"odd.md": HEAD + "One\x01two\x0bthree\x0cfour\x7ffive\x85six\u2028seven.\n"}, "seven", None),
    "not characters": ({"odd.md": HEAD + "One\ufffetwo\uffffthree\U0010fffffour.\n"}, "four", None),
    "half a surrogate pair": ({"odd.md": HEAD + "One\ud800two.\n"}, "two", "encoding"),
    "one long line": ({"odd.md": HEAD + "word " * 100_000}, "word word", None),
    "a long title": ({"odd.md": f"---\ntitle: {'Odd ' * 5000}\n---\nWords.\n"}, "Words.", None),
    "titles of other kinds": ({"odd.md": "---\ntitle: {a: [1, 2]}\n---\nWords.\n"}, "Words.", None),
    "an HTML page that is broken": ({"odd.html": HEAD + "<div><p>Words<b></i></table"}, "Words", None),
    "a binary HTML page": ({"odd.html": HEAD.encode() + bytes(range(256))}, "ABCDEFG", "encoding"),
    "a YAML bomb": ({"odd.md": BOMB}, "Words.", "front-matter"),
}  # fmt: skip

NAMES = [
    "with blanks.md",
    "it's.md",
    'a "quoted" name.md',
    "number #1.md",
    "100%.md",
    "50%20off.md",
    "what?.md",
    "a&b<c>.md",
    "[brackets]*.md",
    "semi;colon,comma.md",
    "back\\slash.md",
    "dollar$.md",
    "{{ liquid }}.md",
    "été à Łódź.md",
    "日本語.md",
    "😀.md",
    "dots...in.name.md",
    "-dash.md",
    "UPPER.MD",
    "a\tb.md",
    LONG,
]


def words(out: Path, name: str) -> str:
    """Return what a page says."""
    main = LexborHTMLParser((out / name).read_text("utf-8")).css_first("main.main-content")
    assert main is not None
    return main.text()


def check_others(out: Path) -> None:
    """See that the other pages are there."""
    assert "The first page." in words(out, "index.html")
    assert "The other page." in words(out, "other/index.html")


@pytest.mark.parametrize("case", TABLE)
def test_a_bad_file_gives_a_page_or_a_warning(tmp_path: Path, case: str) -> None:
    odd, shown, warned = TABLE[case]
    source = write(tmp_path / "source", {**GOOD, **odd})

    warnings = build(source, tmp_path / "out")

    check_others(tmp_path / "out")
    if shown is not None:
        assert shown in words(tmp_path / "out", "odd/index.html")
    (name,) = odd
    if warned is None:
        assert warnings == []
    else:
        assert [line for line in warnings if f"{name}" in line and f"[essay.{warned}]" in line]
        assert len(warnings) == 1


@pytest.mark.parametrize("name", NAMES)
def test_any_name_of_a_file_gives_a_page(tmp_path: Path, name: str) -> None:
    source = write(
        tmp_path / "source",
        {
            **GOOD,
            name: "---\ntitle: Odd\nparent: Other\n---\nOdd words.\n",
            f"folder of {name[:100]}/{name}": HEAD + "Deep words.",
        },
    )

    warnings = build(source, tmp_path / "out")

    check_others(tmp_path / "out")
    pages = [path for path in (tmp_path / "out").rglob("*.html") if "search" not in path.name]
    held = [page.read_text("utf-8") for page in pages]
    if not name.endswith(".md"):  # Jekyll: endings are told apart by case
        return
    assert any("Odd words." in text for text in held)
    assert any("Deep words." in text for text in held)
    assert warnings == []


def test_a_name_that_sphinx_cannot_find_is_reported_once(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "é.md")
    source = write(tmp_path / "source", {**GOOD, name: HEAD + "Words.\n"})

    warnings = build(source, tmp_path / "out")

    check_others(tmp_path / "out")
    assert [name in line and "[essay.unreadable]" in line for line in warnings] in ([True], [])


def test_names_that_differ_in_case_are_two_pages(tmp_path: Path) -> None:
    source = write(tmp_path / "source", {**GOOD, "Odd.md": HEAD + "One.\n", "odd.md": HEAD + "Two.\n"})
    if len(list(source.glob("*.md"))) < 4:
        pytest.skip("this file system does not tell names apart by case")

    build(source, tmp_path / "out")

    check_others(tmp_path / "out")
    assert "One." in words(tmp_path / "out", "Odd/index.html")
    assert "Two." in words(tmp_path / "out", "odd/index.html")


@pytest.mark.parametrize("permalink", ["/" + "a" * 300 + "/", "/a\0b/", "/" + "a" * 300, "/a\x01\nb.html"])
def test_an_address_that_no_file_can_have_is_made_one(tmp_path: Path, permalink: str) -> None:
    head = f"title: Odd\npermalink: {json.dumps(permalink)}\nredirect_from: {json.dumps(permalink[:-1])}\n"
    source = write(tmp_path / "source", {**GOOD, "odd.md": f"---\n{head}---\nOdd words.\n"})

    build(source, tmp_path / "out")

    check_others(tmp_path / "out")
    assert any("Odd words." in path.read_text("utf-8") for path in (tmp_path / "out").rglob("*.html"))


def test_links_that_lead_in_circles_or_outside_are_named_and_left_out(tmp_path: Path) -> None:
    source = write(tmp_path / "source", GOOD)
    write(tmp_path / "outside", {"secret.md": HEAD + "Secret.\n"})
    (source / "deep").mkdir()
    links = {"self.md": "self.md", "deep/up": "..", "out": "../outside", "out.md": "../outside/secret.md"}
    for name, target in links.items():
        (source / name).symlink_to(target)
    (source / "gone.md").symlink_to("nowhere.md")

    warnings = build(source, tmp_path / "out")

    check_others(tmp_path / "out")
    assert not any("Secret" in path.read_text("utf-8", "replace") for path in (tmp_path / "out").rglob("*.html"))
    for name in ("self.md", "gone.md", "deep/up", "out", "out.md"):
        assert len([line for line in warnings if f"source/{name}:" in line and "[essay.unreadable]" in line]) == 1


def test_what_cannot_be_read_is_named_and_left_out(tmp_path: Path) -> None:
    source = write(tmp_path / "source", {**GOOD, "odd.md": HEAD + "Words.\n", "shut/odd.md": HEAD + "Words.\n"})
    (source / "odd.md").chmod(0)
    (source / "shut").chmod(0)
    try:
        if os.access(source / "odd.md", os.R_OK):
            pytest.skip("this user may read every file")
        warnings = build(source, tmp_path / "out")
    finally:
        (source / "shut").chmod(0o700)

    check_others(tmp_path / "out")
    assert len([line for line in warnings if "odd.md" in line and "[essay.unreadable]" in line]) == 1
    assert len([line for line in warnings if "source/shut" in line and "[essay.unreadable]" in line]) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="a file that fails is made as Linux makes it")
def test_a_file_that_fails_when_it_is_read_is_named_and_left_out(tmp_path: Path) -> None:
    source = write(tmp_path / "source", {**GOOD, "odd.md": HEAD, "odd.csv": "", "_data/odd.yml": ""})
    names = ("odd.md", "odd.csv", "_data/odd.yml")
    mounts = " && ".join(f'mount --bind /proc/self/mem "{source / name}"' for name in names)
    builds = command(source, tmp_path / "out")
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", f'{mounts} && exec "$@"', "sh", *builds],
        capture_output=True,
        text=True,
        check=False,
    )
    if "mount" in done.stderr or "unshare" in done.stderr:
        pytest.skip("this user may not put one file in another's place")

    assert done.returncode == 0, done.stderr
    check_others(tmp_path / "out")
    for name in names:
        assert len([line for line in done.stderr.splitlines() if f"source/{name}:" in line]) == 1, done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
def test_what_is_no_file_is_passed_over(tmp_path: Path) -> None:
    source = write(tmp_path / "source", {**GOOD, "folder.md/inner.md": HEAD + "Inner.\n"})
    os.mkfifo(source / "pipe.md")
    (source / "empty.md").mkdir()

    warnings = build(source, tmp_path / "out")

    check_others(tmp_path / "out")
    assert "Inner." in words(tmp_path / "out", "folder.md/inner/index.html")
    assert warnings == []


def test_two_sources_of_one_name_are_not_lost_in_silence(tmp_path: Path) -> None:
    about = {"about.md": HEAD + "One.\n", "about.html": "---\ntitle: B\npermalink: /b/\n---\n<p>Two.</p>\n"}
    source = write(tmp_path / "source", {**GOOD, **about})

    warnings = build(source, tmp_path / "out")

    check_others(tmp_path / "out")
    assert len([line for line in warnings if "about" in line and "[essay.name-conflict]" in line]) == 1
    assert len(warnings) == 1


def test_large_files_cost_memory_in_proportion(tmp_path: Path) -> None:
    """Fifty megabytes of a page, of a file and of data are built in three gigabytes at most."""
    large = {
        "odd.md": HEAD + "A line of *words*.\n\n" * 2_500_000,
        "odd.bin": b"x" * 50_000_000,
        "_data/odd.csv": "a,b\n" * 12_500_000,
    }
    source = write(tmp_path / "source", {**GOOD, **large})

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (3_000_000_000, 3_000_000_000))

    done = run(source, tmp_path / "out", preexec_fn=bound)

    assert done.returncode == 0, done.stderr
    check_others(tmp_path / "out")
    assert (tmp_path / "out/odd.bin").stat().st_size == 50_000_000


FILES = {"_config.yml": "title: Site\n", "data.csv": "a,b\n", "a.js": "---\n---\n'{{ site.title }}'\n"}


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_files_of_a_site_without_pages_are_copied(tmp_path: Path, jobs: int) -> None:
    source, out = write(tmp_path / "source", FILES), tmp_path / "out"

    warnings = build(source, out, jobs=jobs)

    assert [line for line in warnings if "[essay.empty]" not in line] == []
    assert len(warnings) == 1
    assert "_config.yml:1: WARNING: no file of the site begins with front matter" in warnings[0]
    assert (out / "data.csv").read_text() == "a,b\n"
    assert (out / "a.js").read_text().strip() == "'Site'"

    write(source, {"index.md": HEAD + "Words.\n"})
    assert build(source, out, jobs=jobs) == []
    assert "Words." in words(out, "index.html")

    (source / "index.md").unlink()
    build(source, out, jobs=jobs)
    assert not (out / "index.html").exists()
    assert not (out / "searchindex.js").exists()
    assert (out / "data.csv").exists()


def test_markdown_files_are_pages_where_no_file_says_that_it_is_one(tmp_path: Path) -> None:
    source = write(
        tmp_path / "source", {**FILES, "index.md": "# First\n\nWords.\n", "a/b.md": "# Other\n\nOther words.\n"}
    )

    warnings = build(source, tmp_path / "out")

    assert len([line for line in warnings if "[essay.empty]" in line]) == 1
    assert "Words." in words(tmp_path / "out", "index.html")
    assert "Other words." in words(tmp_path / "out", "a/b.html")


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "singlehtml"])
def test_a_book_of_a_site_without_pages_ends_with_its_reason(tmp_path: Path, builder: str) -> None:
    source = write(tmp_path / "source", FILES)

    with pytest.raises(ConfigError, match="has no page: no file in it begins with front matter"):
        build(source, tmp_path / "out", builder)


def test_a_project_without_a_jekyll_site_takes_bad_files_too(tmp_path: Path) -> None:
    source = write(
        tmp_path / "source",
        {
            "index.md": "# Home\n\nThe first page.\n",
            "empty.md": b"",
            "head.md": "---\ntitle: Only this\n---\n",
            "binary.md": bytes(range(256)) * 16,
            "nul.md": "# One\n\nTwo\0three.\n",
            "broken.md": "---\na: [\n---\n# Odd\n\nWords.\n",
            "a #1 100% name's.md": "# Odd name\n\nWords.\n",
        },
    )

    build(source, tmp_path / "out", html_theme="sphinx_essay")

    assert "The first page." in words(tmp_path / "out", "index.html")
    assert "Words." in words(tmp_path / "out", "broken.html")
    assert "Words." in words(tmp_path / "out", "a #1 100% name's.html")
