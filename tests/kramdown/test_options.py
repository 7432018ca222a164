"""Options: read from a configuration, set in a page, and what they change."""

from __future__ import annotations

import pytest

from sphinx_essay.kramdown import Options, parse, to_html


def test_configuration_is_read_as_kramdown_reads_it() -> None:
    options = Options.from_config(
        {
            ":input": "kramdown",
            "toc_levels": "2..3",
            "hard_wrap": "true",
            "header_offset": "1",
            "smart_quotes": "apos,apos,quot,quot",
            "gfm_quirks": ["paragraph_end", "no_auto_typographic"],
            "math_engine": ":nil",
            "unknown": 1,
        }
    )
    assert options.input == "kramdown"
    assert not options.gfm
    assert options.toc_levels == {2, 3}
    assert options.hard_wrap is True
    assert options.header_offset == 1
    assert options.smart_quotes == ("apos", "apos", "quot", "quot")
    assert options.gfm_quirks == {"paragraph_end", "no_auto_typographic"}
    assert options.math_engine == ""


@pytest.mark.parametrize("value", ["1..9", "x", None, [0], {}])
def test_a_wrong_value_changes_nothing(value: object) -> None:
    levels = Options.from_config({"toc_levels": value}).toc_levels
    assert levels in (Options().toc_levels, frozenset())


@pytest.mark.parametrize(
    ("values", "source", "html"),
    [
        ({"auto_ids": False}, "# a", "<h1>a</h1>\n"),
        ({"auto_id_prefix": "p-"}, "# a", '<h1 id="p-a">a</h1>\n'),
        ({"header_offset": 2}, "# a", '<h3 id="a">a</h3>\n'),
        ({"header_offset": -1}, "# a", '<h1 id="a">a</h1>\n'),
        ({"header_links": True}, "# a", '<h1 id="a"><a href="#a"></a>a</h1>\n'),
        ({"hard_wrap": True}, "a\nb", "<p>a<br />\nb</p>\n"),
        ({"gfm_quirks": ""}, "a\n# b", "<p>a\n# b</p>\n"),
        ({"gfm_quirks": "no_auto_typographic"}, "a -- b", "<p>a -- b</p>\n"),
        ({"input": "kramdown"}, "a\n# b", "<p>a\n# b</p>\n"),
        ({"input": "kramdown"}, "#a", '<h1 id="a">a</h1>\n'),
        ({"input": "kramdown", "auto_ids": True}, "# Ünï `x`", '<h1 id="n-x">Ünï <code>x</code></h1>\n'),
        ({"parse_block_html": True}, "<div>\n*a*\n</div>", "<div><p><em>a</em></p>\n</div>\n"),
        ({"parse_span_html": False}, "<b>*a*</b>", "<p><b>*a*</b></p>\n"),
        ({"smart_quotes": "apos,apos,quot,quot"}, "\"a\" 'b'", "<p>\"a\" 'b'</p>\n"),
        ({"typographic_symbols": {"hellip": "etc."}}, "a...", "<p>aetc.</p>\n"),
        ({"typographic_symbols": {"ndash": "--"}}, "# --f `--g`", '<h1 id="f---g">--f <code>--g</code></h1>\n'),
        ({"link_defs": {"A b": ["/x", "T"]}}, "[a  B]", '<p><a href="/x" title="T">a  B</a></p>\n'),
        ({"math_engine": None}, "$$x$$ is", '<p><span class="kdmath">$x$</span> is</p>\n'),
        ({"remove_line_breaks_for_cjk": True}, "日\n本", "<p>日本</p>\n"),
        ({"transliterated_header_ids": True, "input": "kramdown"}, "# Đây là", '<h1 id="day-la">Đây là</h1>\n'),
    ],
)  # fmt: skip
def test_effect(values: dict[str, object], source: str, html: str) -> None:
    assert to_html(source, Options.from_config(values)) == html


def test_options_in_a_page() -> None:
    document = parse('{::options auto_ids="false" input="kramdown" nosuch="1" /}\n\n# a\n')
    assert document.options.auto_ids is False
    assert document.options.input == "GFM"
    assert [message for _, message in document.warnings] == [
        "the option 'input' may not be set in a page",
        "unknown kramdown option 'nosuch'",
    ]
