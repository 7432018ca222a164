"""Which styles of strangers a page may have: properties that leave an element in its place, with values by grammar.

A value is made of words, of numbers within the limits of its property, of texts, and of colours.  It holds no other function
(``calc``, ``var`` and ``env`` among them), no address, and nothing that must win (``!important``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sphinx_essay.core.css import Declaration, declarations, is_well_formed, parts

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Limits:
    """The smallest and largest length in pixels, the largest percentage, and the smallest and largest plain number."""

    lengths: tuple[float, float] = (0, 0)
    percent: float = 0
    numbers: tuple[float, float] = (0, 0)


_SIZE: Final = Limits((0, 4000), 100)
_SPACE: Final = Limits((0, 400), 50)
_NEAR: Final = Limits((0, 64), 10)
_NO_NUMBERS: Final = Limits()

PROPERTIES: Final[Mapping[str, Limits]] = {
    name: limits
    for names, limits in (
        (
            "width height min-width min-height max-width max-height inline-size block-size min-inline-size min-block-size",
            _SIZE,
        ),
        ("max-inline-size max-block-size flex-basis column-width grid-template-columns", _SIZE),
        (
            "margin margin-top margin-right margin-bottom margin-left margin-block margin-block-start margin-block-end",
            _SPACE,
        ),
        ("margin-inline margin-inline-start margin-inline-end text-indent", _SPACE),
        ("padding padding-top padding-right padding-bottom padding-left padding-block padding-block-start", _NEAR),
        ("padding-block-end padding-inline padding-inline-start padding-inline-end", _NEAR),
        ("gap row-gap column-gap border-spacing word-spacing", _NEAR),
        ("letter-spacing", Limits((0, 16))),
        (
            "border border-top border-right border-bottom border-left border-block border-inline border-width",
            Limits((0, 16)),
        ),
        ("border-top-width border-right-width border-bottom-width border-left-width column-rule", Limits((0, 16))),
        ("border-radius", Limits((0, 400), 100)),
        ("outline text-decoration text-decoration-thickness text-underline-offset", Limits((0, 4))),
        ("font-size", Limits((0, 96), 600)),
        ("font", Limits((0, 96), 600, (100, 900))),
        ("font-weight", Limits(numbers=(1, 1000))),
        ("font-stretch", Limits(percent=200)),
        ("line-height", Limits((12, 96), 400, (0.8, 4))),
        ("vertical-align", Limits((-16, 16), 100)),
        ("opacity", Limits(percent=100, numbers=(0, 1))),
        ("order", Limits(numbers=(-9, 99))),
        ("flex flex-grow flex-shrink", Limits((0, 4000), 100, (0, 99))),
        ("columns column-count", Limits((0, 4000), 0, (1, 9))),
        ("aspect-ratio", Limits(numbers=(0.05, 99))),
        ("tab-size orphans widows", Limits((0, 200), 0, (0, 16))),
        ("background", Limits((0, 400), 100)),
        ("list-style list-style-type list-style-position quotes", _NO_NUMBERS),
        ("color background-color border-color border-top-color border-right-color border-bottom-color", _NO_NUMBERS),
        ("border-left-color outline-color text-decoration-color column-rule-color", _NO_NUMBERS),
        (
            "border-style border-top-style border-right-style border-bottom-style border-left-style outline-style",
            _NO_NUMBERS,
        ),
        ("border-collapse caption-side table-layout empty-cells box-sizing object-fit", _NO_NUMBERS),
        ("display float clear visibility direction unicode-bidi writing-mode text-orientation", _NO_NUMBERS),
        ("font-family font-style font-variant font-variant-caps font-variant-numeric font-kerning", _NO_NUMBERS),
        ("text-align text-align-last text-transform text-decoration-line text-decoration-style text-wrap", _NO_NUMBERS),
        ("white-space word-break overflow-wrap hyphens line-break", _NO_NUMBERS),
        ("flex-direction flex-wrap flex-flow justify-content justify-items justify-self", _NO_NUMBERS),
        ("align-content align-items align-self column-fill column-span", _NO_NUMBERS),
        ("break-before break-after break-inside page-break-before page-break-after page-break-inside", _NO_NUMBERS),
    )
    for name in names.split()
}
"""Property → what its numbers may be."""

COLOURS: Final = frozenset({"rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch"})
"""Functions that a value may hold, with whatever numbers."""

_PIXELS: Final = {
    "px": 1, "q": 1, "fr": 1, "mm": 3.8, "ex": 8, "ch": 8, "pt": 4 / 3, "pc": 16, "em": 16, "rem": 16, "lh": 24, "rlh": 24,
    "cm": 38, "in": 96, "vw": 20, "vh": 20,
}  # fmt: skip
"""Pixels in a unit, those of the screen's and the letters' sizes as they usually are."""


def clean_style(style: str) -> str:
    """Return the declarations of a ``style`` attribute that leave the element in its place and fetch nothing."""
    return "; ".join(f"{said.name}: {said.value}" for said in declarations(style) if _is_safe(said))


def is_safe_style(style: str) -> bool:
    """Say whether all that a ``style`` attribute says may stay."""
    return is_well_formed(style) and all(_is_safe(said) for said in declarations(style))


def _is_safe(said: Declaration) -> bool:
    limits = PROPERTIES.get(said.name)
    if limits is None or not said.whole or not said.value:
        return False
    return all(_may_stand(token, limits) or (said.name in _RATIOS and token == _SLASH) for token in said.tokens)


_COMMA: Final = ","
_SLASH: Final = "/"
_RATIOS: Final = frozenset({"aspect-ratio", "border-radius"})


def _may_stand(token: Any, limits: Limits) -> bool:
    kind = token.type
    if kind == "function":
        return token.lower_name in COLOURS and all(part.type in _OF_COLOURS for part in parts(token.arguments))
    if kind == "dimension":
        pixels = token.value * _PIXELS.get(token.lower_unit, float("inf"))
        return bool(limits.lengths[0] <= pixels <= limits.lengths[1])
    if kind == "percentage":
        return bool(0 <= token.value <= limits.percent)
    if kind == "number":
        return bool(limits.numbers[0] <= token.value <= limits.numbers[1])
    return kind in ("ident", "hash", "string", "whitespace") or token == _COMMA


_OF_COLOURS: Final = frozenset({"number", "percentage", "dimension", "ident", "whitespace", "literal"})
