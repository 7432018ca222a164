"""Alignment: read as a browser reads it, and kept where a builder has a way to say it."""

from __future__ import annotations

import pytest
from essay_builds import BOOKS, build

from sphinx_essay.html.alignment import alignment


@pytest.mark.parametrize(
    ("tag", "attributes", "classes", "expected"),
    [
        ("p", {}, [], ""),
        ("center", {}, [], "center"),
        ("div", {"align": "RIGHT"}, [], "right"),
        ("div", {"align": "middle"}, [], "center"),
        ("p", {"style": "color: red; Text-Align : center !important"}, [], "center"),
        ("p", {"style": "text-align: end"}, [], "right"),
        ("p", {"align": "center", "style": "text-align: left"}, [], ""),
        ("p", {"style": "text-align: justify"}, [], ""),
        ("p", {"align": None, "style": None}, [], ""),
        ("p", {}, ["fs-6", "text-center"], "center"),
    ],
)
def test_what_is_asked_for(tag, attributes, classes, expected):
    assert alignment(tag, attributes, classes) == expected


def latex(folder, text):
    return build(folder, text, "latex", extensions=BOOKS, latex_engine="xelatex").text("projectnamenotset.tex")


@pytest.mark.parametrize(
    "text",
    [
        '<div align="center">words</div>\n',
        '<p style="text-align: center">words</p>\n',
        "<center>words</center>\n",
        "words\n{: .text-center }\n",
    ],
)
def test_blocks_in_a_pdf(tmp_path, text):
    found = latex(tmp_path, f"# T\n\n{text}")
    assert r"\begin{sphinxuseclass}{essay-center}" in found
    assert "words" in found.partition(r"\begin{sphinxuseclass}{essay-center}")[2].partition(r"\end{sphinxuseclass}")[0]


def test_columns_in_a_pdf(tmp_path):
    table = "| a | b | c |\n|:---|:---:|---:|\n| d | *e* | `f` |\n"
    assert r"\begin{tabulary}{\linewidth}[t]{TCR}" in latex(tmp_path, f"# T\n\n{table}")


def test_columns_of_a_long_table(tmp_path):
    rows = "".join(f"| d | {row} |\n" for row in range(40))
    assert "{lr}" in latex(tmp_path, f"# T\n\n| a | b |\n|---|---:|\n{rows}")


@pytest.mark.parametrize("cell", ["<td align='left'>x</td>", "<td align='right'><ul><li>x</li></ul></td>"])
def test_columns_that_are_of_several_minds_or_hold_blocks_stay_as_sphinx_makes_them(tmp_path, cell):
    table = f"<table><tr><td align='right'>a</td></tr><tr>{cell}</tr></table>\n"
    found = latex(tmp_path, f"# T\n\n{table}")
    assert "{R}" not in found
    assert "{r}" not in found
