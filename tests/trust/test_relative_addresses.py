"""Addresses of a site as seen from one of its pages: they lead there, and never begin with what looks like a scheme."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser
from sphinx.util.osutil import relative_uri as sphinx_relative_uri
from trust_builds import page, site

from sphinx_essay.core.addresses import relative_uri

if TYPE_CHECKING:
    from pathlib import Path

ADDRESSES = st.lists(st.sampled_from(["a", "b", "index.html", "x:y", "Note:%20z.html"]), max_size=4).map("/".join)
ROOT = "https://example.org/site/"


@given(ADDRESSES, ADDRESSES)
def test_an_address_leads_where_it_should(here: str, there: str) -> None:
    seen = relative_uri(here, there)

    assert urljoin(urljoin(ROOT, f"./{here}"), seen) == urljoin(ROOT, f"./{there}") or "//" in here + there
    assert re.match(r"[^/]*:", seen) is None


@given(ADDRESSES, ADDRESSES)
def test_an_address_is_sphinx_own_but_for_what_looks_like_a_scheme(here: str, there: str) -> None:
    assert relative_uri(here, there).removeprefix("./") == sphinx_relative_uri(here, there).removeprefix("./")


@pytest.mark.parametrize("mode", ["trusted", "safe"])
def test_no_link_to_a_page_whose_name_holds_a_colon_has_a_scheme(tmp_path: Path, mode: str) -> None:
    out, _warnings = site(
        tmp_path,
        {
            "index.md": page(
                "[one](./javascript:a.html) [two](</Note: b.html>)", title="Home", permalink="/data:home.html"
            ),
            "Note: b.md": page("Words.", title="B", redirect_from="/javascript:old.html"),
            "javascript:a.md": page("# A\n\n[home](/data:home.html)", title="A"),
            "below.md": page("Words.", title="Below", parent="A", permalink="/javascript:below.html", dialect="myst"),
            "area.md": page("<map name=m><area href='./javascript:a.html'></map> <video src='./data:x.mp4'></video>"),
        },
        essay_html=mode,
        essay_dead_links=False,
    )
    pages = list(out.rglob("*.html"))

    addresses = {
        element.attributes[name] or ""
        for path in pages
        for name in ("href", "src")
        for element in LexborHTMLParser(path.read_text("utf-8")).css(f"[{name}]")
    }

    assert {"./javascript:a.html", "./Note:%20b.html", "./data:home.html", "./javascript:below.html"} <= addresses
    assert {address for address in addresses if re.match(r"(?!https?:)[^/]*:", address)} == set()


def test_the_tree_that_pages_share_holds_no_scheme(tmp_path: Path) -> None:
    pages = {"index.md": page("x", title="Home"), "javascript:a.md": page("x", title="A")}
    out, _warnings = site(tmp_path, pages, essay_nav_inline=0)

    (tree,) = (out / "_static").glob("essay-nav-*.js")

    assert '"./javascript:a.html"' in tree.read_text("utf-8")
