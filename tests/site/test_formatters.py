"""Formatters of code that last a build give what new ones would."""

from __future__ import annotations

import pytest
from sphinx.highlighting import PygmentsBridge

from sphinx_essay.speed.lasting_formatters import LastingFormatters

CODE = "for word in words:\n    print(word)\n"


@pytest.mark.parametrize(
    "options", [{}, {"linenos": "inline"}, {"linenos": "table", "hl_lines": [2], "linenostart": 7}]
)
def test_blocks_look_as_sphinx_has_them(options: dict[str, object]) -> None:
    usual = PygmentsBridge("html", "friendly")
    lasting = LastingFormatters(usual)
    expected = usual.highlight_block(CODE, "python", **options)
    assert [lasting.highlight_block(CODE, "python", **options) for _ in range(2)] == [expected] * 2
    assert lasting.get_stylesheet() == usual.get_stylesheet()


def test_a_formatter_is_made_once_for_its_options() -> None:
    bridge = LastingFormatters(PygmentsBridge("html", "friendly"))
    assert bridge.get_formatter(linenos="inline") is bridge.get_formatter(linenos="inline")
    assert bridge.get_formatter(linenos="inline") is not bridge.get_formatter(linenos="table")
