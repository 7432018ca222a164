from __future__ import annotations

import pytest

from sphinx_essay.output.redirect_pages import redirect_page


@pytest.mark.parametrize(
    ("output", "target", "address"),
    [
        ("old.html", "/new/", "new/"),
        ("deep/old/index.html", "/new/", "../../new/"),
        ("deep/old.html", "/deep/new.html#part", "new.html#part"),
        ("old.html", "https://example.org/x", "https://example.org/x"),
        ("old/index.html", "/ü/", "../%C3%BC/"),
        ("old.html", "/%C3%BC/", "%C3%BC/"),
    ],
)
def test_the_address_is_relative_to_the_page(output: str, target: str, address: str) -> None:
    assert f'content="0; url={address}"' in redirect_page(output, target, "")


def test_the_canonical_address_is_that_of_the_published_site() -> None:
    page = redirect_page("a.html", "/b/", "https://example.org/base/")

    assert '<link rel="canonical" href="https://example.org/base/b/">' in page


def test_what_the_front_matter_says_is_escaped() -> None:
    page = redirect_page("a.html", '/b/"><script>alert(1)</script>', "")

    assert "<script" not in page
