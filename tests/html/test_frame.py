from __future__ import annotations

from markdown_it.token import Token

from sphinx_essay.html.frame import frame_of, in_frame, marked

CONTENT = "<p>words</p>"
TOKENS = [Token("paragraph_open", "p", 1), Token("paragraph_close", "p", -1)]


def types(tokens: list[Token]) -> list[str]:
    return [f"{token.type} {token.tag}" for token in tokens]


def test_the_pages_own_tokens_stand_where_the_layout_has_the_content() -> None:
    frame = frame_of(f"<div>{marked(CONTENT)}</div>", CONTENT)
    assert types(in_frame(frame, TOKENS)) == [
        "html_open div",
        "paragraph_open p",
        "paragraph_close p",
        "html_close div",
    ]


def test_content_that_stands_twice_is_html_the_second_time() -> None:
    frame = frame_of(marked(CONTENT) * 2, CONTENT)
    assert types(in_frame(frame, TOKENS)) == [
        "paragraph_open p",
        "paragraph_close p",
        "html_open p",
        "text ",
        "html_close p",
    ]


def test_content_that_filters_changed_is_the_layouts() -> None:
    frame = frame_of(marked(CONTENT).replace("words", "others"), CONTENT)
    assert [token.content for token in in_frame(frame, TOKENS) if token.type == "text"] == ["others"]


def test_content_in_a_place_without_markup_is_what_a_browser_makes_of_it() -> None:
    frame = frame_of(f"<textarea>{marked(CONTENT)}</textarea>", CONTENT)
    assert [token.content for token in in_frame(frame, TOKENS) if token.type == "text"] == [CONTENT]
    frame = frame_of(f"<a title='never closed>one</a>{marked(CONTENT)}<a title='two'>two</a>", CONTENT)
    assert [token.content for token in in_frame(frame, TOKENS) if token.type == "text"] == ["two"]


def test_front_matter_stays_outside_the_layout() -> None:
    frame = frame_of(f"<div>{marked(CONTENT)}</div>", CONTENT)
    framed = in_frame(frame, [Token("front_matter", "", 0), *TOKENS])
    assert types(framed)[:2] == ["front_matter ", "html_open div"]
