"""The same sources give the same bytes, wherever and however they are built; and no build asks another host."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING

import pytest
from trust_builds import command, differing, files, run, write

if TYPE_CHECKING:
    from pathlib import Path


def page(number: int) -> str:
    parent = "parent: Page 1\n" if number > 1 else ""
    head = f"title: Page {number}\nredirect_from: [/x{number}, /y{number}]\ntags: [t{number}, all]\n{parent}"
    code = f"```python\nx = {number}\n```\n\n```{{note}}\nNote.\n```\n\n<video src=a.mp4></video>"
    return (
        f"---\n{head}---\n[a](/page{number + 1}/) ![b](/pics/one.png)\n\n{code}\n\nWords[^1] $$x^2$$.\n\n[^1]: Note.\n"
    )


TEMPLATE = "{{ site.time }} {{ 'now' | date: '%c' }}\n\n{% for p in site.pages %}{{ p.url }} {% endfor %}\n"
TAGS = "{{ page.date }} {% for tag in site.tags %}{{ tag[0] }} {% endfor %}\n"
SITE = {
    "_config.yml": """\
title: Letters
url: https://example.org
permalink: pretty
plugins: [jekyll-redirect-from, jekyll-seo-tag, jekyll-feed, jekyll-sitemap]
collections: {essays: {output: true}}
callouts: {warning: {title: Mind, color: red}, note: {title: Note, color: blue}}
aux_links: {One: "/one/", Two: "/two/"}
last_edit_timestamp: true
last_edit_time_format: "%b %e %Y at %I:%M %p"
footer_content: Text
""",
    "index.md": f"---\ntitle: Home\n---\n{TEMPLATE}",
    "_essays/a.md": "---\ntitle: A\nlast_modified_date: 2024-05-06 07:08:09\n---\n{:toc}\n\n## One\n\n## Two\n",
    "_posts/2024-02-03-post.md": f"---\ntitle: Post\ntags: [b, a, c]\n---\n{TAGS}",
    "feed.xml": "---\nlayout: null\n---\n<feed>{{ site.time | date_to_xmlschema }}</feed>\n",
    "pics/one.png": b"\x89PNG\r\n\x1a\n",
} | {
    f"page{number}.md": page(number)
    for number in range(1, 12)
}  # fmt: skip
EPOCH = {"SOURCE_DATE_EPOCH": "1735689600"}
PLACES = [
    ({"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"}, ()),
    (
        {"PYTHONHASHSEED": "77", "TZ": "Pacific/Chatham", "LC_ALL": "C.UTF-8", "LANGUAGE": "de", "HOME": "/"},
        ("-j", "2"),
    ),
]


@pytest.mark.parametrize("builder", ["html", "dirhtml", "epub", "latex", "text"])
def test_two_builds_give_the_same_bytes(tmp_path: Path, builder: str) -> None:
    outputs = []
    for number, (environ, options) in enumerate(PLACES):
        source = write(tmp_path / f"place {number}" / ("deeper/" * number) / "source", SITE)
        out = tmp_path / f"place {number}" / "out"
        done = run(source, out, *options, builder=builder, environ={**EPOCH, **environ})
        assert done.returncode == 0, done.stderr
        assert not [line for line in done.stderr.splitlines() if "essay." not in line], done.stderr
        outputs.append(_unpacked(files(out), out))

    one, other = outputs

    assert len(one) > 5
    assert differing(one, other) == []
    for name, data in one.items():
        assert str(tmp_path).encode() not in data, name


def _unpacked(found: dict[str, bytes], out: Path) -> dict[str, bytes]:
    """Return the files of an output without Sphinx's records, and those of a book beside the book itself."""
    found = {name: data for name, data in found.items() if not name.startswith(".doctrees/")}
    for book in out.glob("*.epub"):
        with zipfile.ZipFile(book) as packed:
            for info in packed.infolist():
                found[f"{book.name}/{info.filename}"] = packed.read(info) + str(info.date_time).encode()
    return found


@pytest.mark.parametrize("builder", ["html", "epub", "latex", "singlehtml", "text"])
def test_a_build_asks_no_other_host(tmp_path: Path, builder: str) -> None:
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-rn", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine gives no empty network namespace")
    remote = (
        "---\ntitle: Remote\n---\n![A picture](https://example.org/a.png) <img src='//example.org/b.png' alt='B'>\n\n"
        "<iframe src='https://www.youtube.com/embed/aaaaaaaaaaa' title='A talk'></iframe>\n\n"
        "```{video} https://youtu.be/aaaaaaaaaaa\n:title: A talk\n```\n\n```{image} https://example.org/c.png\n```\n\n"
        "<https://example.org/> $$x$$\n"
    )
    source = write(tmp_path / "source", {**SITE, "remote.md": remote})
    out = tmp_path / "out"

    done = subprocess.run(
        [unshare, "-rn", *command(source, out, builder=builder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )

    assert done.returncode == 0, done.stderr
    told = [line for line in done.stderr.splitlines() if "[essay." not in line]
    assert told == []
