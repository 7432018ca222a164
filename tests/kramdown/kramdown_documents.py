"""Generated kramdown documents that mix all constructs, as writers and their slips do."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = (
    "essay Iraq the of history it's \"quoted\" U.S. 1991 -- --- ... don't 'single' café Zürich HTML CSS 日本 a_b snake_case"
    " 2*3 C++ AT&T &amp; &copy; &nosuch; <3 x>y << >> '80s O'Brien 50% #1 @home (see) [note] {x} a|b ~ ^ `"
).split()
words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
plain_words = st.lists(st.sampled_from("one two three four five six".split()), min_size=1, max_size=3).map(" ".join)

IALS = ("{:.cls}", "{: .a .b}", "{:#an-id}", '{: title="t"}', "{: .x #y k='v'}", "{:ref}", "{:.no_toc}", "{: fs-2}", "{:.}")

spans = st.recursive(
    st.one_of(
        words,
        st.sampled_from(
            [
                "`code`", "``co`de``", "` spaced `", "<http://example.com/a_b?x=1&y=2>", "<me@example.com>", "[^1]", "[^two]", "[^none]",
                "[a link](http://example.com)", '[titled](/path "A title")', "[ref][one]", "[one]", "[two words][]", "![alt](img.png)",
                '![a *b*](i.png "t")', "$$x_1 + y^2$$", "a  \nb", "a\\\nb", "a\nb", "\\*not\\*", "<br>", "<br/>", "<sup>2</sup>",
                '<span class="x">in *span*</span>', "<b>bold</b>", "<!-- note -->", "*", "**", "_", "[", "]", "(", "![", "~~", "~~gone~~", "`", "{::comment}hid{:/}",
                "{::nomarkdown}<i>x</i>{:/}", "`co`{:.language-ruby}", "*em*{:.x}", "[l](u){:.btn}", "<kbd>*k*</kbd>", "<em>open",
                "</span>", "<div>no</div>", "\\", "\"", "'", "HTML", "$$", "a*b*c", "a_b_c", "__init__", "&#169;", "&lt;tag&gt;",
                "[x](<u v>)", "[x](u (v))", "[x] (u)", "[^1", "http://example.com/x_y_z", "{:.x}", "<a href='/x/'>here</a>", "[a](b 't')", "![x][one]",
            ]
        ),  # fmt: skip
    ),
    lambda inner: st.one_of(
        inner.map(lambda text: f"*{text}*"),
        inner.map(lambda text: f"**{text}**"),
        inner.map(lambda text: f"_{text}_"),
        inner.map(lambda text: f"__{text}__"),
        inner.map(lambda text: f"***{text}***"),
        inner.map(lambda text: f"[{text}](/url)"),
        inner.map(lambda text: f"~~{text}~~"),
        inner.map(lambda text: f'"{text}"'),
        inner.map(lambda text: f"<span>{text}</span>"),
        st.lists(inner, min_size=2, max_size=3).map(" ".join),
        st.lists(inner, min_size=2, max_size=3).map("".join),
    ),
    max_leaves=5,
)
lines = st.lists(spans, min_size=1, max_size=3).map("\n".join)


def indented(text: str, by: str) -> str:
    return "\n".join(by + line if line.strip() else line for line in text.split("\n"))


def _item(marker: str, text: str, separator: str) -> str:
    first, *rest = text.split("\n")
    space = " " * (len(marker) + 1)
    return "\n".join([f"{marker} {first}", *(space + line if line else line for line in rest)]) + separator


def _list(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    items = st.lists(st.tuples(inner, st.sampled_from(["", "", "\n"])), min_size=1, max_size=3)
    return st.tuples(st.sampled_from(["*", "-", "+", "1.", "2.", "10.", "* [ ]", "- [x]", "-  ", "* {:.it}"]), items).map(
        lambda pair: "\n".join(_item(pair[0], *item) for item in pair[1])
    )


def _quote(text: str) -> str:
    return "\n".join("> " + line for line in text.split("\n"))


tables = st.tuples(
    st.lists(st.lists(spans.filter(lambda s: "\n" not in s), min_size=1, max_size=3), min_size=1, max_size=3),
    st.sampled_from(["", "|---|:-:|", "|--", ":--|--:", "|===|", "|-"]),
    st.booleans(),
).map(
    lambda t: "\n".join(
        line
        for number, row in enumerate(t[0])
        for line in [("| " if t[2] else "") + " | ".join(row) + " |", *([t[1]] if number == 0 and t[1] else [])]
    )
)

leaves = st.one_of(
    lines,
    lines,
    st.tuples(st.integers(1, 6), spans.filter(lambda s: "\n" not in s), st.sampled_from(["", " #", " {#own}", "##"])).map(
        lambda t: "#" * t[0] + " " + t[1] + t[2]
    ),
    st.tuples(spans.filter(lambda s: "\n" not in s), st.sampled_from(["---", "===", "-", "=="])).map("\n".join),
    st.sampled_from(["***", "---", "* * *", "_ _ _", "-- -", "****"]),
    st.tuples(st.sampled_from(["```", "~~~", "````"]), st.sampled_from(["", "ruby", " python", "js title=x", "{.x}"]), words).map(
        lambda t: f"{t[0]}{t[1]}\n{t[2]}\n{t[0]}"
    ),
    lines.map(lambda text: indented(text, "    ")),
    words.map(lambda text: indented(text, "\t")),
    tables,
    st.sampled_from(
        [
            "$$\nx = 1\n$$", "$$ a $$", "^", "<hr>", "<div>raw *text*</div>", "<div>\n\nraw\n\n</div>", "<!-- a\ncomment -->", "<p>a <b>b</b></p>",
            "[^1]: A note", "[^two]: Two\n\n    More of it", "[one]: http://one.example", '[two words]: /two "Two"', "*[HTML]: Hyper Text", "*[CSS]: ",
            "{:ref: .from-ald #r}", "{::comment}\nhidden\n{:/comment}", "{::nomarkdown}\n<b>raw</b>\n{:/nomarkdown}", "{::options toc_levels=\"2..3\" /}",
            "1. x\n{:toc}", "* TOC\n{:toc .cls}", "<script>\nif (a < b) x();\n</script>", "<ul><li><a href=\"/x/\">X</a></li></ul>", "<br>\ntext",
            "<table>\n<tr><td>a</td><td markdown=\"1\">*b*</td></tr>\n</table>", "<details markdown=\"block\">\n<summary>S</summary>\ntext *x*\n</details>",
            "<iframe src=\"https://example.com/\" allowfullscreen></iframe>", "<pre>\nkept  *x* &lt;\n</pre>", "<unknown>x</unknown>", "</div>", "<div", "<style>p > a {}</style>",
            "Term\n: Definition", "Term 1\nTerm 2\n: Def\n  more\n: Def 2", "Term\n\n: Para", "{:.x}\n", "<div class='c'>",
        ]
    ),
    st.sampled_from(IALS),
)  # fmt: skip

joints = st.sampled_from(["\n\n", "\n\n", "\n\n", "\n", "\n\n\n", "\n^\n", "\n \n"])


def _joined(parts: list[tuple[str, str]]) -> str:
    return "".join(text + joint for text, joint in parts).rstrip("\n")


blocks = st.recursive(
    leaves,
    lambda inner: st.one_of(
        _list(inner),
        inner.map(_quote),
        st.tuples(inner, st.sampled_from(IALS)).map("\n".join),
        st.tuples(st.sampled_from(IALS), inner).map("\n".join),
        inner.map(lambda text: f'<div markdown="1">\n{text}\n</div>'),
        inner.map(lambda text: f'<div class="dont-break-out" markdown="1">\n\n{text}\n\n</div>'),
        inner.map(lambda text: f"<section>\n{text}\n</section>"),
        inner.map(lambda text: f'<p markdown="1">{text}</p>'),
        inner.map(lambda text: "Term\n: " + indented(text, "  ").lstrip()),
        st.lists(st.tuples(inner, joints), min_size=2, max_size=3).map(_joined),
    ),
    max_leaves=6,
)
documents = st.lists(st.tuples(blocks, joints), min_size=1, max_size=4).map(_joined)
