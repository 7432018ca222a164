"""MyST's dialect with what essays carry."""

from __future__ import annotations

from essay_builds import build


def myst(folder, text, **conf):
    return build(folder, text, essay_dialect="myst", **conf)


def test_the_seed_page_builds_in_a_plain_myst_project(tmp_path, shared):
    page = (shared / "seed" / "000_69efa5aca9830215.txt").read_text(encoding="utf-8")
    built = build(tmp_path, {"index.md": "# Home\n", "conclusion.md": page}, essay_dialect="auto")
    body = built.body("conclusion")
    assert [heading.text() for heading in body.css("h1, h2, h3, h4")] == ["Conclusion", "Table of Contents"]
    assert body.css_first("h2").id == "conclusion"
    assert "no_toc" in body.css_first("h4").attributes["class"]
    contents = body.css_first("ol#markdown-toc")
    assert [link.attributes["href"] for link in contents.css("a")] == ["#conclusion"]
    assert len(body.css("ul > li > a")) == 8
    assert len(body.css("hr")) == 2
    assert "***" not in body.text()
    assert "{:" not in body.text()
    assert len(body.css("div.dont-break-out > h2")) == 1
    assert ".youtube-container" in built.text("conclusion.html").partition("</head>")[0]


def test_attribute_lists_before_behind_and_inside(tmp_path):
    text = (
        "- TOC\n{:toc}\n\n# A\n\n## One {#own}\n{: .cls}\n\npara\n{: .p1 #pid}\n\n{: .q}\n> quote\n\n> two\n{: .note }\n\n"
        "*em*{: .e} and [l](#own){: .btn}.\n\n| a |\n|---|\n| 1 |\n{: .tbl}\n\n- {:.it} item\n- b\n{: .lst}\n\n"
        "{:def: .from}\n\ndefined\n{: def}\n\n```python\nx\n```\n{: .code}\n"
    )
    built = myst(tmp_path, text)
    html = built.html()
    for expected in (
        '<ul id="markdown-toc">',
        'href="#own">One</a>',
        '<h2 class="cls" id="own">',
        '<p id="pid" class="p1">',
        '<blockquote class="q">',
        '<blockquote class="note">',
        '<em class="e">',
        'class="tbl',
        '<ul class="lst"><li class="it">item',
        '<p class="from">defined',
    ):
        assert expected.replace(' id="own"', "") in html.replace(' id="own"', "")
    assert "{:" not in html
    assert built.warnings == ""


def test_markdown_in_html_blocks(tmp_path):
    text = (
        '<div class="k" markdown="1">\ninner **bold**\n\n#### In div\n</div>\n\n'
        '<details markdown="block"><summary>S</summary>\n*em*\n</details>\n\n<p markdown="span">*one* line</p>\n\n'
        "<div>\n*raw*\n</div>\n"
    )
    html = myst(tmp_path, text).html()
    assert '<div class="k"><p>inner <strong>bold</strong></p> <h4 id="in-div">In div</h4>' in html
    assert "<details><summary>S</summary> <p><em>em</em></p> </details>" in html
    assert "<p><em>one</em> line</p>" in html
    assert "*raw*" in html


def test_html_is_joined_across_markdown(tmp_path):
    html = myst(tmp_path, "<ul>\n<li>\n\n**one**\n\n</li>\n<li>two</li>\n</ul>\n\nA <span>b *c*</span> d.\n").html()
    assert html == "<ul><li><p><strong>one</strong></p> </li> <li>two</li> </ul> <p>A <span>b <em>c</em></span> d.</p>"


def test_markdown_is_never_swallowed_by_html(tmp_path):
    html = myst(tmp_path, "before <textarea> in\n\n*kept*\n\n<select>\n\n**too**\n\n</select>\n").html()
    assert "<em>kept</em>" in html
    assert "<strong>too</strong>" in html


def test_what_is_myst_stays_myst(tmp_path):
    text = (
        "(label)=\n# Title\n\n{ref}`label` [own](#sub) <project:index.md#sub>\n\n## Sub\n\n% comment\n\n"
        "[^1]\n\n[^1]: Note\n\n"
        "| a |\n|---|\n| b |\n\n```{note}\nN\n```\n"
    )
    built = myst(tmp_path, text)
    html = built.html()
    assert built.warnings == ""
    assert 'href="#label"' in html
    assert 'href="#sub"' in html
    assert "comment" not in html
    assert "<table" in html


def test_tasks_have_boxes(tmp_path):
    built = myst(tmp_path, "# A\n\n- [x] done\n- [ ] *open*\n", myst_enable_extensions=["tasklist"])
    boxes = built.body().css("li.task-list-item > input[type=checkbox][disabled]")
    assert ["checked" in box.attributes for box in boxes] == [True, False]


def test_a_page_may_choose_its_dialect(tmp_path):
    pages = {
        "index.md": "---\ndialect: myst\n---\n# A\n\n% gone\n",
        "k.md": "---\ndialect: kramdown\n---\n# A\n\n% stays\n",
    }
    built = build(tmp_path, pages, essay_dialect="auto")
    assert "gone" not in built.html()
    assert "% stays" in built.html("k")
