"""Generated kramdown documents that mix all constructs, as writers and their slips do."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

WORDS = (Path(__file__).with_name("kramdown_words.txt")).read_text(encoding="utf-8").split()
SPANS = (Path(__file__).with_name("kramdown_spans.txt")).read_text(encoding="utf-8").split("\n\n")
BLOCKS = (Path(__file__).with_name("kramdown_blocks.txt")).read_text(encoding="utf-8").split("\n%%\n")

words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)

INFOS = ("", "ruby", " python", "js title=x", "{.x}")
IALS = (
    "{:.cls}",
    "{: .a .b}",
    "{:#an-id}",
    '{: title="t"}',
    "{: .x #y k='v'}",
    "{:ref}",
    "{:.no_toc}",
    "{: fs-2}",
    "{:.}",
)

spans = st.recursive(
    st.one_of(words, st.sampled_from(SPANS)),
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
    return st.tuples(
        st.sampled_from(["*", "-", "+", "1.", "2.", "10.", "* [ ]", "- [x]", "-  ", "* {:.it}"]), items
    ).map(lambda pair: "\n".join(_item(pair[0], *item) for item in pair[1]))


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
    st.tuples(
        st.integers(1, 6), spans.filter(lambda s: "\n" not in s), st.sampled_from(["", " #", " {#own}", "##"])
    ).map(lambda t: "#" * t[0] + " " + t[1] + t[2]),
    st.tuples(spans.filter(lambda s: "\n" not in s), st.sampled_from(["---", "===", "-", "=="])).map("\n".join),
    st.sampled_from(["***", "---", "* * *", "_ _ _", "-- -", "****"]),
    st.tuples(
        st.sampled_from(["```", "~~~", "````"]), st.sampled_from(["", "ruby", " python", "js title=x", "{.x}"]), words
    ).map(lambda t: f"{t[0]}{t[1]}\n{t[2]}\n{t[0]}"),
    lines.map(lambda text: indented(text, "    ")),
    words.map(lambda text: indented(text, "\t")),
    tables,
    st.sampled_from(BLOCKS),
    st.sampled_from(IALS),
)

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
