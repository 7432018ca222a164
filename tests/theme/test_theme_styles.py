from __future__ import annotations

import gzip
import re
from pathlib import Path

import build_assets
import pytest
import utility_classes
from pygments.token import STANDARD_TYPES

from sphinx_essay.core.theme_options import Callout
from sphinx_essay.theme import stylesheet
from sphinx_essay.theme.code_colours import Dark, Light


def luminance(colour: str) -> float:
    """Return WCAG's relative luminance of a colour ``#rrggbb``."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("style", [Light, Dark])
@pytest.mark.parametrize("ground", ["background_color", "highlight_color"])
def test_code_can_be_read(style: type, ground: str) -> None:
    poor = {
        str(token): round(contrast(f"#{look['color']}", getattr(style, ground)), 2)
        for token in STANDARD_TYPES
        if (look := style.style_for_token(token))["color"]
        and contrast(f"#{look['color']}", getattr(style, ground)) < 4.5
    }
    assert not poor


def test_colours_of_utilities_can_be_read() -> None:
    for ground, ink in re.findall(
        r"background-color:(#\w{6})!important;color:(#\w+)!important", utility_classes.stylesheet()
    ):
        assert contrast(ground, {"#fff": "#ffffff", "#000": "#000000"}[ink]) >= 4.5, ground


@pytest.mark.parametrize(
    "name",
    [
        "fs-1",
        "fs-10",
        "fw-700",
        "lh-tight",
        "ls-5",
        "text-purple-000",
        "bg-grey-dk-300",
        "m-0",
        "mt-4",
        "mx-auto",
        "mx-lg-auto",
        "p-xl-10",
        "d-none",
        "d-md-block",
        "float-right",
        "flex-justify-between",
        "v-align-top",
        "list-style-none",
        "text-right",
        "mxn-4",
        "py-sm-2",
        "bg-grey-dk-250",
    ],
)
def test_utilities_of_just_the_docs_are_there(name: str) -> None:
    assert re.search(rf"\.{re.escape(name)}[,{{]", utility_classes.stylesheet())


def test_wider_screens_come_after_narrower_ones() -> None:
    css = utility_classes.stylesheet()
    assert css.index(".mt-4{") < css.index(".mt-sm-4{") < css.index(".mt-md-4{") < css.index(".mt-lg-4{")


def test_braces_balance() -> None:
    css = stylesheet.stylesheet(Light, Dark, [Callout("note", "Note", "blue")])
    assert css.count("{") == css.count("}")


def test_callouts_have_their_title_and_colour() -> None:
    css = stylesheet.callout_rules(
        [Callout("note", 'A "note"', "purple"), Callout("x", colour="grey-lt-100", opacity=0.4)]
    )
    assert r'--essay-callout:var(--essay-purple);--essay-callout-title:"A \"note\""' in css
    assert '--essay-callout:var(--essay-grey-lt);--essay-callout-title:"";--essay-callout-strength:20%' in css
    assert stylesheet.callout_rules([]) == ""


def test_a_callouts_name_cannot_break_the_stylesheet() -> None:
    assert stylesheet.callout_rules([Callout("a{}b")]) == ""


def test_sources_take_only_logical_sides() -> None:
    """Right to left works because nothing is said of left and right."""
    physical = re.compile(r"(?<![\w-])(margin|padding|border)-(left|right)|(?<![\w-])(left|right)\s*:")
    for path in build_assets.STYLES.rglob("*.css"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            assert not physical.search(line), f"{path.name}:{number}: {line}"


def test_every_custom_property_is_documented() -> None:
    set_by_a_project = ("00-tokens.css", "70-components.css")
    sources = [(build_assets.STYLES / name).read_text(encoding="utf-8") for name in set_by_a_project]
    names = set(re.findall(r"^\s+(--essay-[a-z-]+):", "\n".join(sources), re.MULTILINE))
    page = Path(__file__).parents[2] / "docs" / "reference" / "theme-options.md"
    assert names == set(re.findall(r"`(--essay-[a-z-]+)`", page.read_text(encoding="utf-8")))


def test_a_page_loads_little() -> None:
    files = build_assets.built()
    style = files["essay-first.css"] + stylesheet.stylesheet(Light, Dark) + files["essay-last.css"]
    size = sum(len(gzip.compress(text.encode(), 9)) for text in (style, files["essay-early.js"], files["essay.js"]))
    assert size <= 18 * 1024


def test_each_script_is_in_a_bundle() -> None:
    held = {source for sources in build_assets.BUNDLES.values() for source in sources}
    assert held == {path.name for path in build_assets.SCRIPTS.glob("*.js")}


def as_regex(pattern: str) -> str:
    """Return the regular expression that a pattern of :data:`utility_classes.PATTERNS` stands for."""
    hues = r"(?:grey-lt|grey-dk|purple|blue|green|yellow|red)-(?:000|100|200|250|300)"
    pattern = (
        pattern.replace("[WIDTH-]", "(?:(?:xs|sm|md|lg|xl)-)?").replace("[SIDE]", "[tblrxy]?").replace("HUE", hues)
    )
    pattern = re.sub(r"\{(\d+)…(\d+)\}", r"\\d+", pattern)
    return re.sub(r"\{([^{}]+)\}", lambda match: f"(?:{match[1].replace(',', '|')})", pattern)


def test_the_utility_classes_are_documented():
    names = set(re.findall(r"\.([a-z][\w-]*)(?=[,{>])", utility_classes.stylesheet()))
    used = {
        pattern: {name for name in names if re.fullmatch(as_regex(pattern), name)}
        for pattern in utility_classes.PATTERNS
    }
    assert names - set().union(*used.values()) == set()
    assert [pattern for pattern, found in used.items() if not found] == []
