"""Hostile texts: no exception, nothing lost, and work in proportion to length, counted in steps, not in seconds."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kramdown_documents import documents
from kramdown_hostile import HOSTILE, hostile

from sphinx_essay.kramdown import Options, parse, to_html
from sphinx_essay.kramdown.myst import ANY_NAME
from sphinx_essay.kramdown.scanner import Lines
from sphinx_essay.kramdown.state import NESTING_LIMIT

if TYPE_CHECKING:
    from types import FrameType

OPTIONS = (
    Options(myst=ANY_NAME),
    Options(input="kramdown", parse_block_html=True),
    Options(hard_wrap=True, html_to_native=True),
)


def steps(text: str, options: Options) -> int:
    """Return how many lines of Python are run, rounds of comprehensions included, while ``text`` is parsed."""
    count = 0

    def trace(_frame: FrameType, _event: str, _argument: object) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        parse(text, options)
    finally:
        sys.settrace(before)
    return count


def lines_counted(text: str, options: Options, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return in how many characters lines are counted while ``text`` is parsed: no step of the interpreter shows it."""
    count = 0
    line_at = Lines.line_at

    def counted(lines: Lines, pos: int) -> int:
        nonlocal count
        count += abs(pos - lines._known_pos)
        return line_at(lines, pos)

    with monkeypatch.context() as patched:
        patched.setattr(Lines, "line_at", counted)
        parse(text, options)
    return count


@pytest.mark.parametrize("name", HOSTILE)
def test_work_grows_with_length_only(name: str) -> None:
    small, large = hostile(name, 400), hostile(name, 1600)
    growth = len(large) / len(small)
    assert steps(large, OPTIONS[0]) <= 1.6 * growth * steps(small, OPTIONS[0]) + 2000


@pytest.mark.parametrize("name", HOSTILE)
def test_lines_are_counted_once(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = hostile(name, 1000)
    assert lines_counted(text, OPTIONS[0], monkeypatch) <= (NESTING_LIMIT + 20) * len(text)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("options", OPTIONS, ids=["GFM", "kramdown", "other"])
def test_no_exception(name: str, options: Options) -> None:
    to_html(hostile(name, 2000), options)


@pytest.mark.parametrize("piece", ["> ", "* ", "<div>", '<div markdown="1">\n', "<b>", "[^a]: ", "~~a <i>"])
def test_ten_thousand_levels_are_text_past_the_limit(piece: str) -> None:
    document = parse(piece * 10_000 + "end")
    depth = deepest = 0
    words = []
    for token in document.tokens:
        for part in (token, *(token.children or ())):
            depth += part.nesting
            deepest = max(deepest, depth)
            words.append(part.content)
    assert deepest <= 3 * NESTING_LIMIT
    assert depth == 0
    assert "end" in "".join(words) or document.warnings


@given(st.text(st.sampled_from("ab *_`<>[](){}:|#-=~$^&\\\"'!.\n\t 1/xdiv")))
def test_any_text_parses(text: str) -> None:
    for options in OPTIONS:
        document = parse(text, options)
        depth = 0
        for token in document.tokens:
            depth += token.nesting
            assert depth >= 0
            assert sum(child.nesting for child in token.children or ()) == 0
        assert depth == 0


@given(st.text())
def test_any_unicode_parses(text: str) -> None:
    to_html(text)


@given(documents)
def test_line_numbers_lie_in_the_text(text: str) -> None:
    lines = text.count("\n") + 1
    for token in parse(text, OPTIONS[0]).tokens:
        if token.map is not None:
            first, last = token.map
            assert 0 <= first <= last <= lines + 1
    assert all(0 <= line <= lines for line, _ in parse(text, OPTIONS[0]).warnings)


@given(
    st.lists(
        st.sampled_from(
            [
                "*",
                "_",
                "**",
                "`",
                "> ",
                "- ",
                "\n",
                "\n\n",
                "|",
                "<b>",
                "[",
                "](u)",
                " ",
                "# ",
                ": ",
                "~~",
                "$$",
                "{:.x}",
                "</b>",
                "    ",
            ]
        )
    )
)
def test_no_word_is_lost(marks: list[str]) -> None:
    words = [f"word{number}x" for number in range(len(marks))]
    html = to_html(" ".join(f"{mark}{word}" for mark, word in zip(marks, words, strict=True)), OPTIONS[0])
    assert [word for word in words if word not in html] == []
