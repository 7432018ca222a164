"""Each construct of kramdown as MyST."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_essay.convert.document import convert_body, heading_ids
from sphinx_essay.convert.links import Links
from sphinx_essay.core.page import Page
from sphinx_essay.jekyll.resolve import Places
from sphinx_essay.kramdown import Options, parse
from sphinx_essay.kramdown.myst import ANY_NAME

HERE = Page(path="docs/here.md", docname="docs/here", url="/docs/here/", output="docs/here/index.html")
OTHER = Page(path="docs/other page.md", docname="docs/other page", url="/docs/other/", output="docs/other/index.html")


def myst(text: str) -> str:
    tokens = parse(text, Options(myst=ANY_NAME)).tokens
    places = Places()
    places.add([HERE, OTHER])
    ids = {HERE.path: heading_ids(tokens), OTHER.path: frozenset({"part"})}
    links = Links(
        HERE.path, lambda href, in_markdown: places.resolve(href, HERE, in_markdown=in_markdown), ids, ids.keys()
    )
    return convert_body(tokens, links).text.rstrip("\n")


@pytest.mark.parametrize(
    ("kramdown", "expected"),
    [
        ("plain *em* and **strong** text", "plain *em* and **strong** text"),
        ("Oh! [x](https://example.org) wow! *and* now!", "Oh! [x](https://example.org) wow! *and* now!"),
        (
            "Oh!<!-- -->[x](https://example.org) no![^1]\n\n[^1]: n",
            "Oh!<!-- -->[x](https://example.org) no\\![^1]\n\n[^1]: n",
        ),
        ("*a **b** c* **d *e* f** ***g***", "*a __b__ c* **d _e_ f** **_g_**"),
        ("*a**b**c*", "*a<strong>b</strong>c*"),
        ("*(**a** b)*", "*(__a__ b)*"),
        ("<https://example.org/a>", "<https://example.org/a>"),
        ('<img src="a.png" alt="A">', "![A](/docs/here/a.png)"),
        ('text <img src="/a.png" alt="A b" width="20"> more', 'text ![A b](/a.png){width="20"} more'),
        ('text <img src="/a.png"> more', 'text <img src="/a.png" /> more'),
        ('text <img src="/a.png" alt="A" onclick="x()"> more', 'text <img src="/a.png" alt="A" onclick="x()" /> more'),
        (
            "| a | b |\n| 1 | 2 |",
            "<table>\n<tbody>\n<tr><td>a</td> <td>b</td> </tr>\n<tr><td>1</td> <td>2</td> </tr>\n</tbody>\n</table>",
        ),
        ("a <!-- b\n  c --> d", "a <!-- b   c --> d"),
        ("A <script>*not*</script> b", "<p>A <script>*not*</script> b</p>"),
        ("A <x:y>b</x:y>", "<p>A <x:y>b</x:y></p>"),
        ("- run <FILE_NAME>", "- run"),
        ("run <_name_> it", "run <\\_name\\_> it"),
        ("x {::nomarkdown}*y*{:/}", "<p>x *y*</p>"),
        ("{::nomarkdown}\n*y*\n{:/}", "\\*y\\*"),
        ("{:.a}\none\n: b", '<dl class="a">\n<dt>one</dt>\n<dd>b </dd>\n</dl>'),
        ("*em*{: .mark}", '<em class="mark">em</em>'),
        ("5 * 3 and a_b_c and _x", "5 \\* 3 and a_b_c and \\_x"),
        ("1986\\. A year", "1986\\. A year"),
        ("it cost $5 {once}", "it cost \\$5 \\{once}"),
        ('"Quoted" -- and...', "“Quoted” – and…"),
        ("Here[^1].\n\n[^1]: Note.", "Here[^1].\n\n[^1]: Note."),
        ("$$x^2$$ inside", "$x^2$ inside"),
        ("before\n\n$$\na + b\n$$", "before\n\n$$\na + b\n$$"),
        ("para\n{: .note #own}", "{.note #own}\npara"),
        ("> quote\n{: .tip}", "{.tip}\n> quote"),
        ("# A title", "# A title"),
        ("# A title\n{: .no_toc}", "{.no_toc}\n# A title"),
        ("# A title\n{: #own}", "# A title {#own}"),
        ("[x](/docs/other/)", "[x](<other page.md>)"),
        ("[x](/docs/other/#part)", "[x](<other page.md#part>)"),
        ("[x](/docs/other/#elsewhere)", "[x](/docs/other/#elsewhere)"),
        ("[x](/docs/other)", "[x](/docs/other)"),
        ("[x](../nowhere)", "[x](/docs/nowhere)"),
        ("[x](https://example.org){: .btn }", "[x](https://example.org){.btn}"),
        ('[x](https://example.org){: target="_blank"}', '<a href="https://example.org" target="_blank">x</a>'),
        ("[x](tel:123)", '<a href="tel:123">x</a>'),
        ('![A](a.png){: width="20"}', '![A](/docs/here/a.png){width="20"}'),
        ("- [x] done\n- [ ] open", "- [x] done\n- [ ] open"),
        ("- a\n- b\n{: .list}", "{.list}\n- a\n- b"),
        ("* a\n\n* b", "- a\n\n- b"),
        ("3. a\n4. b", "1. a\n2. b"),
        ("term\n: one\n: two", "term\n: one\n: two"),
        ("term\n\n: one\n: two", "term\n\n: one\n: two"),
        ("| a | b |\n|---|:-:|\n| 1 | `x|y` |", "| a | b |\n|---|:-:|\n| 1 | `x\\|y` |"),
        ("~~~ python\nx = 1\n~~~", "```python\nx = 1\n```"),
        ("    indented", "```\nindented\n```"),
        ("~~~\n```\n~~~", "````\n```\n````"),
        ("```{note}\n*kept*\n```", "```{note}\n*kept*\n```"),
        ("{doc}`x`", "{doc}`x`"),
        ("a\n\n***\n\nb", "a\n\n***\n\nb"),
        ("HTML is fun\n\n*[HTML]: language", '<abbr title="language">HTML</abbr> is fun'),
        ('<div markdown="1">\n*a*\n</div>', "<div>\n\n*a*\n\n</div>"),
        ("a<br>b &amp; &copy; c", "a<br />b & © c"),
        ("- TOC\n{:toc}\n\n# A\n\n# B\n{: .no_toc}", "- Contents\n{:toc}\n\n# A\n\n{.no_toc}\n# B"),
    ],
)
def test_a_construct_becomes_its_counterpart(kramdown, expected):
    assert myst(kramdown) == expected


def test_a_contents_of_some_levels_leaves_out_the_others():
    tokens = parse("- x\n{:toc}\n\n# A\n\n## B", Options(toc_levels=frozenset({1}))).tokens
    links = Links(HERE.path, lambda href, _in_markdown: Places().resolve(href, HERE), {}, ())
    assert convert_body(tokens, links).text.endswith("# A\n\n{.no_toc}\n## B\n")


@pytest.mark.parametrize(
    "text",
    ["| a | b |\n| 1 | 2 |", "term one\nterm two\n: both", "<table><tr><td>$$x$$</td></tr></table>\n\n| x |"],
)
def test_what_myst_cannot_say_stays_html_and_is_reported(text):
    tokens = parse(text).tokens
    links = Links(HERE.path, lambda href, _in_markdown: Places().resolve(href, HERE), {}, ())
    converted = convert_body(tokens, links)
    assert "<" in converted.text
    assert converted.kept


@given(st.text(alphabet='ab *_`[]()<>#-+1.|:{}$!\\&;\n"~^', max_size=60))
def test_whatever_the_text_it_is_converted(text):
    assert isinstance(myst(text), str)
