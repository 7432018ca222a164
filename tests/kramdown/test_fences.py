"""Fences that kramdown reads otherwise than one would think: each was asked of kramdown 2.4."""

from __future__ import annotations

import pytest

from sphinx_essay.kramdown import parse


@pytest.mark.parametrize(
    ("text", "fences"),
    [
        ("````\na\n```\nb\n", [("`", "a\n")]),
        ("~~~~~\na\n~~~\nb\n", [("~~", "a\n")]),
        ("````ruby\na\n```\nb\n", [("`ruby", "a\n")]),
        ("`````\na\n```\nb\n````\nc\n", [("`", "a\n```\nb\n")]),
        ("```` ruby\na\n```\nb\n", []),
        ("`````\nnever closed\n", []),
        ("* a\n\n  ````\n  x\n  ```\n  y\n", [("`", "x\n")]),
        ("```js&amp;x\na\n```\n", [("js&x", "a\n")]),
        ("```a?b=c\na\n```\n", [("a", "a\n")]),
    ],
)
def test_language_and_content(text: str, fences: list[tuple[str, str]]) -> None:
    tokens = parse(text).tokens
    assert [(token.info, token.content) for token in tokens if token.type == "fence"] == fences


def test_a_very_long_fence_that_nothing_closes() -> None:
    assert not [token for token in parse("`" * 100_000 + "\nx\n").tokens if token.type == "fence"]
