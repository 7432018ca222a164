"""kramdown pages: what the doctree and the HTML hold."""

from __future__ import annotations

import pytest
from docutils import nodes
from essay_builds import EXTENSIONS, build

from sphinx_essay.html.nodes import essay_section, heading


def test_headings_keep_the_author_s_level_and_kramdown_s_id(tmp_path):
    html = build(tmp_path, "---\ntitle: T\n---\n### Deep\n\n# Top\n\n#### Skipped\n").html()
    assert html == '<h3 id="deep">Deep</h3> <h1 id="top">Top</h1> <h4 id="skipped">Skipped</h4>'


def test_a_page_without_its_title_in_the_body_has_it_hidden(tmp_path):
    built = build(tmp_path, "---\ntitle: Hidden\n---\nBody.\n\n## One\n")
    assert built.app.env.titles["index"].astext() == "Hidden"
    assert "Hidden" not in built.html()
    page = built.app.env.get_doctree("index").children[0]
    assert isinstance(page, essay_section)
    assert isinstance(page.children[0], heading)
    assert page.children[0]["hidden"]


@pytest.mark.parametrize(
    ("title", "first"), [("Same", "Same"), ("What's new", "What's new"), ('"A" -- b', '"A" -- b'), ("A b", "A   *b*")]
)
def test_a_first_heading_that_says_the_title_is_the_title(tmp_path, title, first):
    built = build(tmp_path, f"---\ntitle: '{title.replace(chr(39), chr(39) * 2)}'\n---\n# {first}\n\nText.\n\n## Sub\n")
    page = built.app.env.get_doctree("index").children[0]
    assert len(list(page.findall(heading))) == 2
    assert not page.children[0].get("hidden")


def test_headings_in_containers_are_sections_of_the_contents(tmp_path):
    text = '---\ntitle: T\n---\n<div class="wrap" markdown="1">\n\n## A\n\n### B\n\n</div>\n\n> ## C\n\n- ## D\n'
    built = build(tmp_path, text)
    toc = built.app.env.tocs["index"]
    assert [ref.astext() for ref in toc.findall(lambda node: "anchorname" in getattr(node, "attributes", {}))] == [
        "T",
        "A",
        "B",
        "C",
        "D",
    ]
    assert built.app.env.toc_num_entries["index"] == 5


def test_titles_in_menus_hold_neither_links_nor_footnotes(tmp_path):
    built = build(tmp_path, "# A [link](http://x.y/) *em*[^1] ![pic](http://x.y/z.png)\n\n[^1]: Note.\n")
    assert built.app.env.titles["index"].astext() == "A link em pic"
    assert built.warnings == ""


def test_front_matter_becomes_metadata(tmp_path):
    front = "---\ntitle: T\norphan: false\nnosearch: true\ntocdepth: 2\nlist: [1, ä]\nnothing:\nday: 2020-01-02\n---\n"
    metadata = build(tmp_path, front).app.env.metadata["index"]
    assert metadata == {
        "title": "T",
        "nosearch": "True",
        "tocdepth": 2,
        "list": '[1, "ä"]',
        "nothing": "",
        "day": "2020-01-02",
    }


def test_rules_may_stand_anywhere(tmp_path):
    built = build(tmp_path, "***\n\n## A\n\n***\n***\n\n> ***\n\n***\n")
    assert built.html().count("<hr>") == 5
    assert built.warnings == ""


def test_tight_items_have_no_paragraph_and_loose_ones_have(tmp_path):
    assert build(tmp_path, "- a\n- b\n").html() == "<ul><li>a</li> <li>b</li> </ul>"
    assert "<li><p>a</p>" in build(tmp_path / "2", "- a\n\n- b\n").html()


def test_attribute_lists_reach_every_kind_of_element(tmp_path):
    text = (
        '## H\n{: .h #x title="t"}\n\np\n{: .p style="color: red"}\n\n> q\n{: .q}\n\n- i\n{: .l}\n\n'
        '*e*{: .e} **s**{: .s} `c`{: .c} [l](#x){: .a target="_blank"}\n\n| t |\n{: .t}\n\n    code\n{: .k}\n\n***\n{: .r}\n'
    )
    html = build(tmp_path, text).html()
    for expected in (
        '<h2 class="h" id="x" title="t">H</h2>',
        '<p class="p" style="color: red">p</p>',
        '<blockquote class="q">',
        '<ul class="l">',
        '<em class="e">',
        '<strong class="s">',
        '<code class="c language-plaintext highlighter-rouge">',
        '<a class="a" href="#x" target="_blank">',
        '<table class="t">',
        '<hr class="r">',
    ):
        assert expected in html
    assert "{:" not in html


def test_code_of_no_known_language_is_plain_and_gives_no_warning(tmp_path):
    built = build(tmp_path, "```nosuchlanguage\na < b\n```\n\n```json\n{ not json\n```\n\n    plain\n")
    assert '<pre><code class="language-nosuchlanguage">a &lt; b' in built.html()
    assert '<div class="language-plaintext highlighter-rouge' in built.html()
    assert built.warnings == ""


def test_footnotes_have_kramdown_s_ids(tmp_path):
    html = build(tmp_path, "One[^a], two[^b], again[^a].\n\n[^a]: First.\n[^b]: Second.\n\n    - list\n").html()
    for expected in (
        'id="fnref:a"',
        'id="fnref:a:1"',
        'id="fnref:b"',
        'href="#fn:a"',
        'id="fn:b"',
        'href="#fnref:a:1"',
    ):
        assert expected in html
    assert html.count('class="footnotes"') == 1
    assert html.count('class="reversefootnote"') == 3


def test_formulas_are_left_to_mathjax_as_written(tmp_path):
    html = build(
        tmp_path, "$$a \\\\ b$$\n\nIn $$x < y$$ line, $5 and $6.\n", extensions=["sphinx_essay.markdown"]
    ).html()
    assert r"\[a \\ b\]" in html
    assert r"\(x &lt; y\)" in html
    assert "$5 and $6" in html


def test_directives_and_roles_of_myst_work_inside(tmp_path):
    text = "# A\n\n```{note} Title?\nText with {ref}`search` and *em*.\n\n## In a note\n```\n\n"
    text += ":::{tip}\nT\n:::\n\n{doc}`/index`\n"
    built = build(tmp_path, text)
    html = built.html()
    assert 'class="admonition note"' in html
    assert 'class="admonition tip"' in html
    assert "Search Page" in html
    assert '<h2 id="in-a-note">' in html
    assert built.warnings == ""


def test_a_style_goes_to_the_head_once(tmp_path):
    built = build(tmp_path, "<style>p > a { color: red }</style>\n\ntext\n\n<style>p > a { color: red }</style>\n")
    assert built.text("index.html").count("p > a { color: red }") == 1
    assert "<style>p > a { color: red }</style>" in built.text("index.html").partition("</head>")[0]


def test_a_script_stays_as_written(tmp_path):
    assert "<script>if (a < b && c) {}</script>" in build(tmp_path, "<script>if (a < b && c) {}</script>\n").text(
        "index.html"
    )


def test_the_search_index_finds_headings_and_words_in_html(tmp_path):
    built = build(
        tmp_path, "---\ntitle: Giraffe\n---\n## Zebra\n\n<ul><li><b>okapi</b></li></ul>\n<script>secretword</script>\n"
    )
    index = built.text("searchindex.js")
    assert '"zebra"' in index
    assert '"okapi"' in index
    assert "secretword" not in index


def test_nesting_without_end_neither_fails_nor_loses_words(tmp_path):
    built = build(tmp_path, "<div>" * 400 + "innermost" + "</div>" * 400 + "\n\n" + ">" * 300 + " quoted\n")
    assert "innermost" in built.html()
    assert "quoted" in built.html()
    assert "essay.depth" in built.warnings


def test_a_fence_that_is_never_closed_is_named_with_its_line(tmp_path):
    built = build(tmp_path, "---\ntitle: T\n---\nText.\n\n```{note}\nnever closed\n")
    assert "index.md:6" in built.warnings
    assert "essay.markup" in built.warnings


def test_an_html_page_is_read_as_a_browser_reads_it(tmp_path):
    pages = {
        "index.md": "# Home\n",
        "page.html": "---\ntitle: Page\n---\n<p>one<p>two <b>bold<i>both</b>italic</i>\n<h2 id=q>Head</h2><td>cell</td>",
    }
    built = build(tmp_path, pages)
    assert built.html("page") == (
        '<p>one</p> <p>two <b>bold<i>both</i></b><i>italic</i> </p> <h2 id="q">Head</h2> cell'
    )
    assert built.app.env.titles["page"].astext() == "Page"


def test_messages_are_extracted_and_translated(tmp_path):
    text = "---\ntitle: T\n---\n## Word\n\nA *paragraph*.\n\n<ul><li>raw item</li></ul>\n\n| cell |\n"
    catalogue = build(tmp_path, text, "gettext").text("index.pot")
    for message in ("Word", "A *paragraph*.", "raw item", "cell"):
        assert f'msgid "{message}"' in catalogue
    locale = tmp_path / "source" / "locale" / "de" / "LC_MESSAGES"
    locale.mkdir(parents=True)
    body = catalogue.partition("\n\n")[2].replace('msgid "raw item"\nmsgstr ""', 'msgid "raw item"\nmsgstr "*roh*"')
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    (locale / "index.po").write_text(head + body, encoding="utf-8")
    assert "<li><em>roh</em></li>" in build(tmp_path, text, language="de", locale_dirs=["locale"]).html()


def test_translated_texts_keep_footnotes_link_definitions_and_abbreviations(tmp_path):
    text = "One[^n].\n\nTwo[^n] of [it][ref] in HTML.\n\n[^n]: The note.\n[ref]: https://example.org/\n*[HTML]: Hypertext\n"
    locale = tmp_path / "source" / "locale" / "de" / "LC_MESSAGES"
    locale.mkdir(parents=True)
    messages = {
        "": "Content-Type: text/plain; charset=UTF-8\\n",
        "One[^n].": "Eins[^n].",
        "Two[^n] of [it][ref] in HTML.": "Zwei[^n] von [ihm][ref] in HTML.",
        "The note.": "Die Anmerkung.",
    }
    catalogue = "\n\n".join(f'msgid "{one}"\nmsgstr "{other}"' for one, other in messages.items())
    (locale / "index.po").write_text(catalogue, encoding="utf-8")
    built = build(tmp_path, text, language="de", locale_dirs=["locale"])
    assert built.warnings == ""
    body = built.body()
    assert [mark.attributes["id"] for mark in body.css("p > sup")] == ["fnref:n", "fnref:n:1"]
    note = body.css_first("#fn\\:n")
    assert "Die Anmerkung." in note.text()
    assert [link.attributes["href"] for link in note.css("a")] == ["#fnref:n", "#fnref:n:1"]
    assert body.css_first('a[href="https://example.org/"]').text() == "ihm"
    assert body.css_first("abbr[title=Hypertext]") is not None


def test_footnotes_follow_the_options_of_the_site_and_the_page(tmp_path):
    options = {"footnote_prefix": "n-", "footnote_backlink": "&uarr; up", "footnote_link_text": "[%s]"}
    body = build(tmp_path, "One[^a].\n\n[^a]: First.\n", essay_kramdown=options).body()
    assert body.css_first("#fnref\\:n-a a").text() == "[1]"
    assert body.css_first("#fnref\\:n-a a").attributes["href"] == "#fn:n-a"
    back = body.css_first("#fn\\:n-a a")
    assert (back.text(), back.attributes["href"]) == ("↑ up", "#fnref:n-a")

    page = '{::options footnote_prefix="p-" footnote_backlink="" /}\n\nOne[^a].\n\n[^a]: First.\n'
    body = build(tmp_path, page, essay_kramdown=options).body()
    assert body.css_first("#fn\\:p-a").text().strip() == "First."


def test_links_back_stand_in_the_last_paragraph_wherever_it_is_if_the_site_says_so(tmp_path):
    page = "One[^a].\n\n[^a]: First:\n\n    > quoted\n"
    quote = build(tmp_path, page, essay_kramdown={"footnote_backlink_inline": True}).body().css_first("li blockquote")
    assert quote.css_first("p a.reversefootnote") is not None
    quote = build(tmp_path, page).body().css_first("li blockquote")
    assert quote.css_first("a") is None


def test_a_footnote_that_nothing_refers_to_is_not_lost_in_silence(tmp_path):
    page = "---\ntitle: Notes\n---\nText[^a].\n\n[^a]: Used.\n[^b]: Not used.\n"
    warnings = build(tmp_path, page).warnings
    assert "index.md:7: WARNING: nothing refers to the footnote 'b'" in warnings
    assert warnings.count("WARNING") == 1


def test_a_footnote_may_be_used_inside_a_directive_only(tmp_path):
    page = "```{note}\nText[^a].\n```\n\n[^a]: Used.\n"
    assert build(tmp_path, page).warnings == ""


def test_warnings_about_the_content_of_a_directive_name_its_lines(tmp_path):
    page = "---\ntitle: Notes\n---\nText.\n\n```{note}\n:class: x\n\nMore.\n\n[^b]: Not used.\n```\n"
    assert "index.md:11: WARNING: nothing refers to the footnote 'b'" in build(tmp_path, page).warnings


def test_code_and_text_with_names_of_no_directive_or_role_keep_their_words(tmp_path):
    text = (
        "```{r}\nx <- 1\n```\n\n::: {#content}\ninner\n:::\n\nthe {no:such}`role` and {nor}`this`\n\n"
        "```{note}\nnoted\n```\n\n```{py:function} f(x)\n```\n"
    )
    built = build(tmp_path, text, essay_dialect="kramdown")
    html = built.html()
    assert '<span class="n">x</span>' in html
    assert "inner" in html
    assert "{no:such}<code" in html
    assert "{nor}<code" in html
    assert "admonition note" in html
    assert 'id="f"' in html
    assert not built.warnings


def test_a_language_that_is_to_be_a_directive_is_one(tmp_path):
    html = build(tmp_path, "```note\n*Mind*\n```\n", myst_fence_as_directive=["note"]).html()
    assert '<div class="admonition note">' in html
    assert "<em>Mind</em>" in html


def test_scripts_and_styles_in_a_line_keep_what_they_say(tmp_path):
    built = build(tmp_path, "A <script>one *two*</script> b <style>p { margin: 0 }</style> c\n")
    assert "<script>one *two*</script>" in built.html()
    assert "p { margin: 0 }" in built.text("index.html")


def test_contents_hold_objects_and_headings_in_containers(tmp_path):
    page = (
        '# Page\n\n```{py:function} first()\nText\n```\n\n<div markdown="1">\n\n## In a *div*\n\n'
        "```{py:class} Box\n\n    .. py:method:: add\n```\n\n</div>\n\n## Last\n"
    )
    built = build(tmp_path, {"index.md": page})
    contents = built.app.env.tocs["index"]
    assert [link.astext() for link in contents.findall(nodes.reference)] == [
        "Page",
        "first()",
        "In a div",
        "Box",
        "Last",
    ]
    anchors = [link["anchorname"] for link in contents.findall(nodes.reference)]
    assert anchors == ["", "#first", "#in-a-div", "#Box", "#last"]


def test_numbers_of_toctrees_reach_kramdown_pages(tmp_path):
    pages = {
        "index.md": "# Home\n\n```{toctree}\n:numbered:\none\n```\n",
        "one.md": '# One\n\n<div markdown="1">\n\n## Two\n\n</div>\n',
    }
    built = build(tmp_path, pages, extensions=[*EXTENSIONS, "sphinx_essay.output.builder"])
    assert built.app.env.toc_secnumbers["one"] == {"": (1,), "#two": (1, 1)}
    assert "<title>1. One" in built.text("one.html")
    assert ">1.1. </span>Two" in built.text("one.html")


def test_what_steers_jekyll_is_no_metadata_of_sphinx(tmp_path):
    page = "---\ntitle: T\nlayout: home\nnav_order: 3\npermalink: /t/\ntocdepth: 2\ndescription: D\n---\nWords.\n"
    metadata = build(tmp_path, page).app.env.metadata["index"]
    assert metadata["tocdepth"] == 2
    assert metadata["description"] == "D"
    assert not metadata.keys() & {"layout", "nav_order", "permalink"}
    metadata = build(tmp_path / "ours", page, html_theme="sphinx_essay").app.env.metadata["index"]
    assert metadata["layout"] == "home"


def test_an_image_that_stands_alone_is_a_figure_if_it_asks_to_be(tmp_path):
    address = "https://a.example/y.png"
    page = f"![The sea]({address}){{:standalone .wide #sea}}\n\n![one]({address}){{:standalone}} in text\n"
    html = build(tmp_path, page).html()
    assert f'<figure id="sea" class="wide"><img src="{address}" alt="The sea"><figcaption>The sea</figcaption>' in html
    assert html.count("<figure") == 1
    assert "The sea" in build(tmp_path, page, "text").text("index.txt")
