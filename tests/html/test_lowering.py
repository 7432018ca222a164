"""HTML in the outputs that are not HTML."""

from __future__ import annotations

import re

import pytest
from docutils import nodes
from essay_builds import EXTENSIONS, build
from hypothesis import given
from hypothesis import strategies as st

from sphinx_essay.books.xhtml import clean
from sphinx_essay.html import nodes as essay
from sphinx_essay.html.lowering import lower_document
from sphinx_essay.html.tables import lower_table


def text_of(folder, markup):
    return build(folder, {"index.html": f"---\ntitle: T\n---\n{markup}"}, "text").text("index.txt")


LAZY = """<iframe src="about:blank" data-src="https://a.example/one" title="One"></iframe>

<iframe data-lazy-src="https://a.example/two"></iframe>

<lite-youtube videoid="abcdefghijk" playlabel="Three"></lite-youtube>

<lite-vimeo videoid="123"></lite-vimeo>

<video><source data-src="https://a.example/five.mp4"></video>
"""


def test_addresses_that_a_script_is_to_put_in_are_in_every_output(tmp_path):
    addresses = ["a.example/one", "a.example/two", "watch?v=abcdefghijk", "vimeo.com/123", "a.example/five.mp4"]
    pages = {"index.html": f"---\ntitle: T\n---\n{LAZY}"}
    outputs = [
        build(tmp_path, pages, "text").text("index.txt"),
        build(tmp_path, pages, "latex", project="S").text("s.tex"),
    ]
    for text in (*outputs, clean(LAZY)):
        assert [address for address in addresses if address not in text] == []


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>a<br>b</p>", "   a\n   b\n"),
        ("<p>\n  <a href='https://x.y/'>\nlink</a> </p>", "link\n"),
        ("<ol start=3><li>c<li>d</ol>", "3. c\n\n4. d\n"),
        ("<dl><dt>t<dt>u<dd>d</dl>", "t\nu\n   d\n"),
        ("H<sub>2</sub>O x<sup>2</sup>", "H_2O x^2\n"),
        ("<q>said</q> <i>i</i> <b>b</b> <kbd>k</kbd>", '“said” *i* **b** "k"\n'),
        ("<blockquote>q</blockquote>", "   q\n"),
        ("<pre>a\n  b</pre>", "   a\n     b\n"),
        ("<ul><li><input type=checkbox checked>done<li><input type=checkbox>open</ul>", "* ☑ done\n\n* ☐ open\n"),
        ("<a href='https://x.y/'>in<p>block</p>out</a>", "in\n\nblock\n\nout\n"),
        ("<abbr title='World Health Organization'>WHO</abbr>", "WHO (World Health Organization)\n"),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢 (kan)\n"),
    ],
)
def test_elements_as_text(tmp_path, markup, expected):
    assert text_of(tmp_path, markup).partition("\n*\n\n")[2] == expected


def test_a_heading_in_a_quote_is_a_rubric(tmp_path):
    assert "-[ In a quote ]-" in text_of(tmp_path, "<blockquote><h2>In a quote</h2>text</blockquote>")


def test_headings_in_a_container_are_sections_in_latex(tmp_path):
    text = "---\ntitle: T\n---\n<div markdown='1'>\n\n### One\n\na\n\n#### Two\n\nb\n\n</div>\n"
    latex = build(tmp_path, {"index.md": "---\ntitle: Book\n---\n```{toctree}\np\n```\n", "p.md": text}, "latex")
    found = re.findall(r"\\(chapter|section|subsection)\{(\w+)\}", latex.text("projectnamenotset.tex"))
    assert found == [("chapter", "T"), ("section", "One"), ("subsection", "Two")]


def test_a_title_that_the_body_repeats_stands_once(tmp_path):
    text = build(tmp_path, "---\ntitle: Same\n---\nAbove.\n\n## Same\n\nBelow.\n", "text").text("index.txt")
    assert text.count("Same") == 1
    assert "Above." in text
    assert "Below." in text


def test_footnotes_are_docutils_footnotes(tmp_path):
    latex = build(tmp_path, "# T\n\nA[^1] b[^n] c[^1].\n\n[^1]: First *note*.\n[^n]: Second.\n", "latex")
    text = latex.text("projectnamenotset.tex")
    assert text.count(r"\begin{footnote}") == 2
    assert r"First \sphinxstyleemphasis{note}." in text
    assert latex.warnings == ""


def cell(row, text, **spans):
    node = essay.element("td", spans)
    node.append(nodes.Text(text))
    row.append(node)


@given(st.lists(st.lists(st.tuples(st.integers(-1, 5), st.integers(-1, 5)), max_size=5), min_size=1, max_size=6))
def test_every_table_becomes_regular(rows):
    table = essay.element("table")
    words = 0
    for spans in rows:
        row = essay.element("tr")
        for columns, depth in spans:
            cell(row, f"w{words}.", colspan=columns, rowspan=depth)
            words += 1
        table.append(row)
    lowered = lower_table(table, lambda node: [nodes.paragraph("", node.astext())], lambda node: [], nested=False)
    text = " ".join(node.astext() for node in lowered)
    assert all(f"w{number}." in text for number in range(words))
    for result in (node for node in lowered if isinstance(node, nodes.table)):
        width = result[0]["cols"]
        covered = [[0] * width for _ in result[0][-1]]
        for index, row in enumerate(result[0][-1]):
            column = 0
            for entry in row:
                while covered[index][column]:
                    column += 1
                for y in range(entry.get("morerows", 0) + 1):
                    for x in range(entry.get("morecols", 0) + 1):
                        covered[index + y][column + x] += 1
        assert all(count == 1 for line in covered for count in line)


TAGS = (
    "div",
    "p",
    "ul",
    "li",
    "table",
    "tr",
    "td",
    "b",
    "a",
    "h2",
    "br",
    "dl",
    "dt",
    "dd",
    "pre",
    "details",
    "summary",
)


@given(
    st.recursive(
        st.just("word"), lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=3)), max_leaves=12
    )
)
def test_any_nesting_lowers_to_docutils_with_all_its_words(tree):
    def grow(part):
        if isinstance(part, str):
            return nodes.Text(part)
        node = essay.element(part[0], inline=part[0] in essay.INLINE)
        if part[0] not in essay.VOID:
            node.extend([grow(child) for child in part[1]])
        return node

    from docutils.utils import new_document

    document = new_document("")
    document.append(essay.element("div"))
    document[0].append(grow(tree))
    words = document.astext().count("word")
    lower_document(document)
    assert document.astext().count("word") == words
    assert not [node for node in document.findall() if isinstance(node, essay.Tagged)]
    for node in document.findall(nodes.paragraph):
        assert all(isinstance(child, (nodes.Text, nodes.Inline)) for child in node.children)


def test_an_image_that_is_not_there_leaves_its_words(tmp_path):
    built = build(tmp_path, "# T\n\nSee ![the map](nowhere.png){: .wide} here.\n", "latex")
    assert "See the map here." in built.text("projectnamenotset.tex")
    assert "image.not_readable" in built.warnings


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("u", "underline"),
        ("ins", "underline"),
        ("s", "strike"),
        ("del", "strike"),
        ("mark", "mark"),
        ("small", "small"),
    ],
)
def test_what_html_draws_has_a_style_in_a_pdf(tmp_path, tag, name):
    text = build(tmp_path, f"# T\n\nOne <{tag}>two *three*</{tag}>.\n", "latex").text("projectnamenotset.tex")
    assert rf"One \DUrole{{essay-{name}}}{{two " in text


def test_a_place_to_link_to_is_no_paragraph(tmp_path):
    text = build(tmp_path, '# T\n\n<div id="here">Words.</div>\n\nEnd.\n', "latex").text("projectnamenotset.tex")
    assert r"\sphinxAtStartPar" + "\n" + r"\phantomsection" not in text
    assert r"\label{\detokenize{index:here}}" in text


def test_a_missing_image_without_words_is_named_with_its_line(tmp_path):
    text = '# T\n\n<img src="one.png">\n\n<div>\n<img src="two.png">\n</div>\n\n![](three.png)\n'
    warnings = build(tmp_path, text).warnings
    for line, name in ((3, "one"), (5, "two"), (9, "three")):
        assert f"index.md:{line}: WARNING: image file not readable: {name}.png" in warnings


@pytest.mark.parametrize("address", ["<my folder/a #1.svg>", "my%20folder/a%20%231.svg"])
def test_an_image_in_a_folder_with_a_blank_in_its_name(tmp_path, address):
    folder = tmp_path / "source/my folder"
    folder.mkdir(parents=True)
    (folder / "a #1.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    extensions = [*EXTENSIONS, "sphinx_essay.output.page_links"]
    built = build(tmp_path, f"# T\n\n![x]({address})\n", extensions=extensions)
    assert built.warnings == ""
    assert '<img src="_images/a%20%231.svg" alt="x">' in built.html()
