"""The utility classes of Just the Docs (``.fs-6``, ``.mt-lg-4``, ``.bg-red-100`` …), written from tables.

Names, steps and breakpoints are those of Just the Docs 0.12; pages carry them, so they all have to be there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Widths from which a responsive class counts (``.d-md-none``), in rem.
BREAKPOINTS = {"xs": 20.0, "sm": 31.25, "md": 50.0, "lg": 66.5, "xl": 87.5}

#: The steps of space 0 … 10, in px.
SPACES = (0, 4, 8, 12, 16, 24, 32, 40, 48, 56, 64)

#: Font sizes 1 … 10, in px: on narrow screens, and from 31.25rem up.
FONT_SIZES = tuple(zip((9, 11, 12, 14, 16, 18, 24, 32, 36, 42), (10, 12, 14, 16, 18, 24, 32, 36, 42, 48), strict=True))

#: Every class by the pattern of its name, and what it does, in Markdown. ``{a,b}`` is one of these words, ``{1…3}`` a number
#: between these, ``[WIDTH-]`` and ``[SIDE]`` may be left out.
PATTERNS = {
    "fs-{1…10}": "size of the letters, from tiny to huge; most are larger on wide screens",
    "fw-{300,400,500,700}": "weight of the letters",
    "lh-{0,tight,default}": "height of the lines",
    "ls-{0,5,10}": "space between letters",
    "text-{left,center,right}": "where lines stand; `left` is where they begin, also from right to left",
    "text-uppercase": "capital letters",
    "text-HUE": "colour of the letters",
    "bg-HUE": "colour of the ground, with letters that can be read on it",
    "d-[WIDTH-]{block,flex,inline,inline-block,none}": "how a thing takes its place; `none`: not at all",
    "float-{left,right}": "to the side, with text around it",
    "flex-justify-{start,end,between,around}": "how the things in a `d-flex` share its width",
    "v-align-{baseline,bottom,middle,text-bottom,text-top,top}": "height within the line",
    "list-style-none": "a list without marks",
    "m[SIDE]-[WIDTH-]{0…10}": "space around",
    "p[SIDE]-[WIDTH-]{0…10}": "space within",
    "mx-[WIDTH-]auto": "in the middle",
    "mxn-[WIDTH-]{0…10}": "sideways out of what holds it",
}

_SIDES = {
    "": "",
    "t": "-block-start",
    "b": "-block-end",
    "l": "-inline-start",
    "r": "-inline-end",
    "x": "-inline",
    "y": "-block",
}

#: Shades 000 … 300 of a hue, light to dark; text takes its colour from the callouts' so that it can be read.
_HUES = {
    "grey-lt": ("#f5f6fa", "#eeebee", "#ecebed", "#e6e1e8"),
    "grey-dk": ("#959396", "#5c5962", "#44434d", "#302d36"),
    "purple": ("#7253ed", "#5e41d0", "#4e26af", "#381885"),
    "blue": ("#2c84fa", "#2869e6", "#264caf", "#183385"),
    "green": ("#41d693", "#11b584", "#009c7b", "#026e57"),
    "yellow": ("#ffeb82", "#fadf50", "#f7d12e", "#e7af06"),
    "red": ("#f77e7e", "#f96e65", "#e94c4c", "#dd2e2e"),
}


def stylesheet() -> str:
    """Return the rules of all utility classes, those for wider screens after those for all."""
    rules = [*_type(), *_colours(), *_layout(""), *_spaces("")]
    for name, width in BREAKPOINTS.items():
        inner = "".join((*_layout(f"{name}-"), *_spaces(f"{name}-")))
        rules.append(f"@media(min-width:{width:g}rem){{{inner}}}")
    return "".join(rules)


def _rule(selector: str, *declarations: str) -> str:
    return f"{selector}{{{';'.join(f'{declaration}!important' for declaration in declarations)}}}"


def _rem(pixels: float) -> str:
    return f"{pixels / 16:g}rem" if pixels else "0"


def _type() -> Iterator[str]:
    yield from (_rule(f".fs-{step}", f"font-size:{_rem(small)}") for step, (small, _) in enumerate(FONT_SIZES, 1))
    wide = "".join(_rule(f".fs-{step}", f"font-size:{_rem(large)}") for step, (_, large) in enumerate(FONT_SIZES, 1))
    yield f"@media(min-width:31.25rem){{{wide}}}"
    yield from (_rule(f".fw-{weight}", f"font-weight:{weight}") for weight in (300, 400, 500, 700))
    yield from (
        _rule(f".lh-{name}", f"line-height:{height}") for name, height in (("0", 0), ("tight", 1.25), ("default", 1.4))
    )
    yield from (
        _rule(f".ls-{name}", f"letter-spacing:{space}") for name, space in (("0", "0"), ("5", ".05em"), ("10", ".1em"))
    )
    yield from (
        _rule(f".text-{name}", f"text-align:{side}")
        for name, side in (("left", "start"), ("center", "center"), ("right", "end"))
    )
    yield _rule(".text-uppercase", "text-transform:uppercase")


def _colours() -> Iterator[str]:
    named = {
        hue: [(f"{hue}-{step:03}", shade) for step, shade in zip((0, 100, 200, 300), shades, strict=True)]
        for hue, shades in _HUES.items()
    }
    named["grey-dk"].append(("grey-dk-250", "#37363f"))
    for pairs in named.values():
        for name, shade in pairs:
            yield _rule(f".bg-{name}", f"background-color:{shade}", f"color:{_ink(shade)}")
    # After the grounds, so that a page that names both gets both.
    for hue, pairs in named.items():
        yield _rule(",".join(f".text-{name}" for name, _ in pairs), f"color:var(--essay-{hue})")


def _ink(ground: str) -> str:
    """Return white, or black where white would not reach 4.5 : 1 on the ground (WCAG 2.2)."""
    channels = (int(ground[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    luminance = sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return "#fff" if 1.05 / (luminance + 0.05) >= 4.5 else "#000"


def _layout(infix: str) -> Iterator[str]:
    yield from (
        _rule(f".d-{infix}{name}", f"display:{name}") for name in ("block", "flex", "inline", "inline-block", "none")
    )
    if infix:
        return
    yield _rule(".float-left", "float:inline-start")
    yield _rule(".float-right", "float:inline-end")
    yield from (
        _rule(f".flex-justify-{name}", f"justify-content:{value}")
        for name, value in (
            ("start", "flex-start"),
            ("end", "flex-end"),
            ("between", "space-between"),
            ("around", "space-around"),
        )
    )
    yield from (
        _rule(f".v-align-{name}", f"vertical-align:{name}")
        for name in ("baseline", "bottom", "middle", "text-bottom", "text-top", "top")
    )
    yield _rule(".list-style-none", "padding:0", "list-style:none")


def _spaces(infix: str) -> Iterator[str]:
    yield _rule(f".mx-{infix}auto", "margin-inline:auto")
    for step, pixels in enumerate(SPACES):
        for kind, name in (("m", "margin"), ("p", "padding")):
            yield from _side_rules(kind, name, infix, step, pixels)
        yield _rule(f".mxn-{infix}{step}", f"margin-inline:-{_rem(pixels)}" if pixels else "margin-inline:0")


def _side_rules(kind: str, name: str, infix: str, step: int, pixels: int) -> Iterable[str]:
    for side, suffix in _SIDES.items():
        yield _rule(f".{kind}{side}-{infix}{step}", f"{name}{suffix}:{_rem(pixels)}")
