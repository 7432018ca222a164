"""kramdown's own test cases, converted: the pages say the same, and converting again changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser
from site_pages import built

from sphinx_essay.cli import main

if TYPE_CHECKING:
    from pathlib import Path

OTHER_WORDS = {
    "block--03_paragraph--standalone_image": "kramdown repeats an image's text as its caption; an image of MyST has none",
    "block--09_html--xml": "names of tags with a colon are text to MyST",
    "block--12_extension--options": "no option of MyST says where footnotes begin to count",
    "block--14_table--table_with_footnote": "a table with an attribute stays HTML, and so does the footnote's mark in it",
    "span--04_footnote--backlink_inline": "blanks around a formula in a table that stays HTML",
    "span--04_footnote--placement": "MyST places footnotes at the end",
}
"""The cases whose words differ, each with the reason."""


@pytest.fixture(scope="module")
def sites(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return the folder of a site whose pages are the cases, and that of the same site converted."""
    root = shared / "kramdown-testcases"
    folder = tmp_path_factory.mktemp("cases")
    source = folder / "site"
    source.mkdir()
    (source / "_config.yml").write_text("title: Cases\n", "utf-8")
    for case in sorted(root.rglob("*.text")):
        name = case.relative_to(root).as_posix().replace("/", "--").removesuffix(".text")
        text = f"---\ntitle: {name}\nrender_with_liquid: false\n---\n".encode() + case.read_bytes()
        (source / f"{name}.md").write_bytes(text)
    assert main(["convert", str(source), str(folder / "myst")]) == 0
    for each in (source, folder / "myst"):
        (each / "conf.py").write_text("", "utf-8")
    return source, folder / "myst"


def words(html: str) -> list[str]:
    body = LexborHTMLParser(html).body
    assert body is not None
    return body.text(separator=" ").split()


def test_converted_cases_say_the_same(sites: tuple[Path, Path], tmp_path: Path) -> None:
    (old, _), (new, _) = (built(site, tmp_path / site.name) for site in sites)
    assert old.keys() == new.keys()
    other = {name.removesuffix(".html") for name, html in old.items() if words(html) != words(new[name])}
    assert other == {name for name in OTHER_WORDS if any(name in page for page in old)}


def test_converting_the_cases_again_changes_nothing(sites: tuple[Path, Path], tmp_path: Path) -> None:
    assert main(["convert", str(sites[1]), str(tmp_path / "again")]) == 0
    for path in sites[1].glob("*.md"):
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes(), path.name
