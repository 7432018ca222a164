"""Ids in pages: escaped wherever they are written, and in safe mode of a known alphabet and none of the theme's."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser
from trust_builds import page, site

from sphinx_essay.safe.policy import THEME_IDS, safe_id

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

ROOT = Path(__file__).resolve().parents[2]
BREAKING = "'\"><img src=x onerror=alert(1)>'"
PIECES = {
    "html.md": f"<h2 id={BREAKING}>H</h2>\n",
    "attribute-list.md": f"## H\n{{: id={BREAKING}}}\n\nWords.\n{{: id={BREAKING}}}\n",
    "prefix.md": f"{{::options auto_id_prefix={BREAKING} /}}\n\n## H\n",
    "footnote.md": 'Words[^"<b>].\n\n[^"<b>]: Note.\n',
    "liquid.md": "{% assign x = '\"><img src=x onerror=alert(1)>' %}<h2 id='{{ x }}'>H</h2>\n",
    "page.html": f"<h2 id={BREAKING}>H</h2>\n",
    "myst.md": f"<h2 id={BREAKING}>H</h2>\n\n```{{note}}\n:name: '\"><img src=x onerror=alert(1)>'\nWords.\n```\n",
}


def pages() -> dict[str, str]:
    return {
        "index.md": page("Home."),
        **{
            name: page(text, title=name, dialect="myst" if "myst" in name else "kramdown")
            for name, text in PIECES.items()
        },
    }


def body_of(path: Path) -> LexborNode:
    body = LexborHTMLParser(path.read_text("utf-8")).css_first("#main-content")
    assert body is not None
    return body


@pytest.mark.parametrize("mode", ["trusted", "safe"])
@pytest.mark.parametrize("builder", ["html", "singlehtml"])
def test_an_id_stays_in_its_attribute(tmp_path: Path, mode: str, builder: str) -> None:
    out, _warnings = site(tmp_path, pages(), builder, essay_html=mode)

    assert [path.name for path in out.rglob("*.html") if body_of(path).css("img")] == []


def test_ids_of_strangers_are_of_a_known_alphabet(tmp_path: Path) -> None:
    out, warnings = site(tmp_path, pages(), essay_html="safe")

    names = {
        (element.attributes["id"] or "") for path in out.rglob("*.html") for element in body_of(path).css("main [id]")
    }

    assert {name for name in names if not re.fullmatch(r"[\w.:~/-]+", name)} == set()
    assert any("the id" in warning and "[essay.unsafe]" in warning for warning in warnings)


@pytest.mark.parametrize("dialect", ["kramdown", "myst"])
def test_links_follow_an_id_that_is_written_in_another_way(tmp_path: Path, dialect: str) -> None:
    body = "# Page\n\n[one](#top) [two](#search-results)\n\n## Search results\n\nWords.\n\n## Top\n"
    out, _warnings = site(
        tmp_path, {"index.md": page(body, dialect=dialect)}, essay_html="safe", essay_dead_links=False
    )

    main = body_of(out / "index.html").css_first("main")
    ids = {element.attributes["id"] for element in main.css("[id]")}
    links = [link.attributes["href"] for link in main.css("p > a")]
    assert links == ["#top-", "#search-results-"]
    assert {"top-", "search-results-"} <= ids


@given(st.text())
def test_an_id_once_made_safe_stays(name: str) -> None:
    assert safe_id(safe_id(name)) == safe_id(name)


@pytest.mark.parametrize("name", ["größe", "ⵜⵉⴼⵉⵏⴰⵖ", "विषय", "fn:1", "a.b_c-d", "2024"])
def test_ids_of_any_script_stay(name: str) -> None:
    assert safe_id(name) == name


def test_every_id_of_the_theme_is_reserved() -> None:
    """Those that its templates write, its scripts look for, and the globals that its scripts share."""
    templates = [*(ROOT / "sphinx_essay" / "theme").rglob("*.html")]
    scripts = [*(ROOT / "assets" / "scripts").glob("*.js")]
    named = {name for path in templates for name in re.findall(r'\bid="([\w-]+)"', path.read_text("utf-8"))}
    for script in scripts:
        text = script.read_text("utf-8")
        named |= {*re.findall(r'getElementById\("([\w-]+)"\)', text)}
        named |= {*re.findall(r"\bwindow\.([A-Za-z]\w*)", text)}
        named |= {*re.findall(r"\btypeof ([A-Z]\w*)", text)}

    assert named - THEME_IDS == {"index", "open"}  # the heading of Sphinx's index; a browser's own function
