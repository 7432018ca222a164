"""The page for what is not there."""

from __future__ import annotations

from sphinx_essay.output.not_found import absolute


def test_a_page_whose_addresses_are_absolute_stays_as_it_is() -> None:
    page = '<!DOCTYPE html>\n<html><body><a href="a/b.html">b</a> <a href="#c">c</a></body>\n</html>\n'

    once = absolute(page, "/site/")

    assert 'href="/site/a/b.html"' in once
    assert absolute(once, "/site/") == once
