"""Pages in MyST: as MyST makes them in a project of its own, with what essays carry in a Jekyll site."""

from __future__ import annotations

import pytest
from essay_builds import build

from sphinx_essay.markdown.dialect import dialect_of


def myst(folder, text, **conf):
    """Build a page of a Jekyll site in MyST, as ``sphinx-essay convert`` writes them."""
    pages = {"_config.yml": "markdown: myst\n", "index.md": "---\nlayout: default\n---\n" + text}
    return build(folder, pages, essay_dialect="myst", **conf)


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


PARTS = ("", ".html", ".markdown", ".navigation", ".video", ".books")

PROJECT = {
    "index.md": """---
myst:
  html_meta:
    keywords: words
---
(label)=
# What's *new* in {math}`x^2`?

```{toctree}
:numbered:
other
```

{ref}`label` [own](#sub) <project:other.md> $5 and [^1].

## Über uns
% comment

<div class="k"><b>raw</b></div>

<details><summary>S</summary>

words

</details>

:::{admonition} A {math}`b` [c](other.md)
text
:::

```{versionadded} 1.0
text
```

| a |
|---|
| b |

[^1]: Note
""",
    "other.md": """# Other

```{py:class} Thing
A thing.
```

Term
: Definition

- [x] done
""",
    "rest.rst": """:orphan:

Rest
====

.. rubric:: R :math:`a`

A note [1]_.

.. [1] Note.
""",
}


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part or "all")
@pytest.mark.parametrize(
    ("builder", "suffix"), [("html", "html"), ("pseudoxml", "pseudoxml"), ("latex", "tex"), ("text", "txt")]
)
def test_a_myst_project_is_what_it_is_without_the_extension(tmp_path, part, builder, suffix):
    conf = {
        "essay_dialect": None,
        "myst_enable_extensions": ["dollarmath", "tasklist", "deflist", "colon_fence"],
        "source_suffix": {".md": "markdown", ".rst": "restructuredtext"},
    }
    extensions = ["myst_parser", "sphinx.ext.mathjax"]
    plain = build(tmp_path / "plain", PROJECT, builder, **conf, extensions=extensions)
    ours = build(tmp_path / "ours", PROJECT, builder, **conf, extensions=[*extensions, f"sphinx_essay{part}"])
    assert ours.warnings.replace("/ours/", "/plain/") == plain.warnings
    names = sorted(path.name for path in plain.app.outdir.glob(f"*.{suffix}"))
    assert names
    for name in names:
        if builder != "html":
            # the first line of a pseudo-XML document names all domains
            assert ours.text(name).splitlines()[1:] == plain.text(name).splitlines()[1:]
        elif name.removesuffix(".html") in plain.app.env.found_docs:
            assert ours.html(name.removesuffix(".html")) == plain.html(name.removesuffix(".html"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- TOC\n{:toc}\n", "kramdown"),
        ("# A\n{: .no_toc }\n", "kramdown"),
        ('<div markdown="1">\n*a*\n</div>\n', "kramdown"),
        ("a {: .b} c\n", "myst"),
        ("```\n{:toc}\n```\n", "myst"),
        ("~~~~ text\n```\n{:toc}\n~~~~\n", "myst"),
        ('`<div markdown="1">`\n', "myst"),
        ("{py:class}`a`\n", "myst"),
    ],
)
def test_what_only_kramdown_means_makes_a_kramdown_page(text, expected):
    assert dialect_of({}, "auto", text, jekyll=False) == expected
    assert dialect_of({"dialect": "myst"}, "auto", text, jekyll=False) == "myst"
    assert dialect_of({}, "myst", text, jekyll=False) == "myst"


FRAME = '<iframe src="https://www.youtube.com/embed/aqz-KE-bpKQ" title="A film"></iframe>\n'


def test_a_frame_of_a_video_is_a_video(tmp_path):
    page = f"# A\n\n{FRAME}\n<div>a {FRAME.strip()} <i>b</i></div>\n\n<iframe src='/own.html'></iframe>\n"
    built = build(tmp_path / "on", page, essay_dialect="auto")
    assert len(built.body().css("iframe")) == 1
    assert [player.attributes["data-video-title"] for player in built.body().css(".essay-video")] == ["A film"] * 2
    assert len(built.body().css("div > .essay-video + i")) == 1
    built = build(tmp_path / "off", page, essay_dialect="auto", essay_video_frames=False)
    assert len(built.body().css("iframe")) == 3


def test_raw_html_reaches_other_builders_when_asked(tmp_path):
    page = "# A\n\n<table><tr><td>cell</td></tr></table>\n\nIn <b>bold</b>.\n\n```{raw} html\n<p>only</p>\n```\n"
    assert "cell" not in build(tmp_path / "off", page, "text", essay_dialect="auto").text("index.txt")
    text = build(tmp_path / "on", page, "text", essay_dialect="auto", essay_lower_html=True).text("index.txt")
    assert "cell" in text
    assert "bold" in text
    assert "only" not in text


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


def test_a_class_of_copied_rouge_html_is_no_human_language(tmp_path):
    page = '<p class="language-c">"One" &amp; \'two\'.</p>\n\n<div class="language-de">\n\n"Three".\n\n</div>\n'
    pages = {"index.md": f"---\ntitle: Home\ndialect: myst\n---\n{page}", "_config.yml": "title: Site\n"}

    built = build(tmp_path, pages, extensions=["sphinx_essay"], essay_dialect=None, smartquotes=True)

    assert built.warnings == ""
    assert "„" not in built.html()
    assert "“Three”" in built.html()
