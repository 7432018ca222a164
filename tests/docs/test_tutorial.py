"""The tutorial's site, taken from its page, must build without a warning and look as the page says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

DOCS = Path(__file__).resolve().parents[2] / "docs"
SNIPPET = re.compile(r"^````\{code-block\} text\n:caption: ([^\n]+)\n\n(.*?)^````$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that the tutorial's site was built into, with its sources beside it."""
    folder = tmp_path_factory.mktemp("tutorial")
    source = folder / "source"
    for name, text in SNIPPET.findall((DOCS / "tutorial.md").read_text(encoding="utf-8")):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "sphinx_essay.cli",
        "build",
        str(source),
        str(folder / "out"),
        "-W",
        "-q",
    ]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (built.returncode, built.stderr) == (0, "")
    return folder / "out"


def page(path: Path) -> LexborHTMLParser:
    return LexborHTMLParser(path.read_text(encoding="utf-8"))


def test_pages_lie_at_their_addresses(site: Path) -> None:
    assert (site / "index.html").is_file()
    assert (site / "plants" / "ferns" / "index.html").is_file()


def test_the_menu_comes_from_front_matter(site: Path) -> None:
    titles = [link.text() for link in page(site / "index.html").css("#site-nav a.nav-list-link")]
    assert titles == ["Home", "Ferns"]


def test_links_are_relative_and_attribute_lists_count(site: Path) -> None:
    link = page(site / "index.html").css_first("main a.btn")
    assert link is not None
    assert link.attributes["href"] == "plants/ferns/"


def test_contents_are_made(site: Path) -> None:
    contents = [link.text() for link in page(site / "plants/ferns/index.html").css("#markdown-toc a")]
    assert contents == ["Where they grow"]


def test_the_breadcrumb_leads_home(site: Path) -> None:
    crumbs = page(site / "plants/ferns/index.html").css("nav.breadcrumb-nav a")
    assert [(crumb.text(), crumb.attributes["href"]) for crumb in crumbs] == [("Home", "../../")]
