"""Callouts of Just the Docs: on the web drawn by the style sheet, in books said in words."""

from __future__ import annotations

import pytest
from essay_builds import BOOKS, build

OPTIONS = {"callouts": {"note": {"title": "Take note", "color": "blue"}, "quiet": {"color": "red"}}}
TEXT = """
{: .note }
A paragraph.

{: .quiet }
No title.

{: .note-title }
> My *own*
>
> Text below.

{: .note }
> Outer
>
> {: .note }
> > Inner

{: .other }
Plain.
"""


def built(folder, builder, options=None):
    values = {"html_theme_options": OPTIONS if options is None else options, "language": "en", "version": "1"}
    return build(folder, TEXT, builder, extensions=[*BOOKS, "sphinx_essay.theme"], html_theme="sphinx_essay", **values)


def test_in_a_pdf(tmp_path):
    text = built(tmp_path, "latex").text("projectnamenotset.tex")
    assert text.count(r"\begin{sphinxadmonition}{note}{Take note}") == 3
    assert r"\begin{sphinxadmonition}{note}{My \sphinxstyleemphasis{own}}" in text
    assert text.count(r"\begin{sphinxadmonition}") == 4


def test_in_an_epub(tmp_path):
    text = built(tmp_path, "epub").text("index.xhtml")
    assert text.count('<p class="admonition-title">Take note</p>') == 3
    assert '<p class="admonition-title">My <em>own</em></p>' in text


def test_in_plain_text(tmp_path):
    text = built(tmp_path, "text").text("index.txt")
    for said in ("Take note: A paragraph.", "No title.", "My own: Text below.", "Take note: Inner", "Plain."):
        assert said in text


@pytest.mark.parametrize("options", [{}, {"callouts": "{"}, {"callouts": 3}])
def test_without_callouts_or_with_wrong_ones(tmp_path, options):
    text = built(tmp_path, "text", options).text("index.txt")
    assert "Take note" not in text
    assert "My *own*" in text


def test_on_the_web_the_style_sheet_says_them(tmp_path):
    assert "admonition" not in built(tmp_path, "html").text("index.html").partition("<main")[2]
