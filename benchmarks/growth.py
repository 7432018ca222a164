"""Draw how figures grow with the number of pages: lines in an SVG image, both axes logarithmic.

A line that rises by one square where it goes on by one stands for work in proportion to the pages; a steeper one, for more.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import cycle
from math import ceil, floor, log10
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Line = Sequence[tuple[int, float]]

_COLOURS: Final = ("#7253ed", "#1b7a3d", "#b35900", "#c2185b", "#00708a", "#5c5c5c", "#8a6d00", "#a0204f")
_DECADE: Final = 170
"""How wide and how high a factor of ten is, in pixels."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 250, 16, 48
"""The room around the lines, in pixels."""
_LINE_HEIGHT: Final = 16


@dataclass(frozen=True, slots=True)
class _Plane:
    """The plane between powers of ten: exponents of the least and the greatest on each axis."""

    left: int
    right: int
    bottom: int
    top: int

    @property
    def width(self) -> int:
        return (self.right - self.left) * _DECADE

    @property
    def end(self) -> int:
        """The height at which the axis below lies."""
        return _TOP + (self.top - self.bottom) * _DECADE

    def place(self, x: float, y: float) -> tuple[float, float]:
        return _LEFT + (log10(x) - self.left) * _DECADE, self.end - (log10(y) - self.bottom) * _DECADE

    def grid(self, across: str, upward: str) -> Iterator[str]:
        middle = (_TOP + self.end) / 2
        for exponent in range(self.left, self.right + 1):
            x, _ = self.place(10**exponent, 1)
            yield f'<path d="M{x:.0f} {_TOP}V{self.end}" stroke="#ddd"/>'
            yield f'<text x="{x:.0f}" y="{self.end + 18}" text-anchor="middle">{10**exponent:,}</text>'
        for exponent in range(self.bottom, self.top + 1):
            _, y = self.place(1, 10**exponent)
            yield f'<path d="M{_LEFT} {y:.0f}h{self.width}" stroke="#ddd"/>'
            yield f'<text x="{_LEFT - 8}" y="{y + 4:.0f}" text-anchor="end">{10**exponent:,g}</text>'
        yield f'<text x="{_LEFT + self.width / 2:.0f}" y="{self.end + 38}" text-anchor="middle">{escape(across)}</text>'
        yield f'<text transform="translate(14 {middle:.0f}) rotate(-90)" text-anchor="middle">{escape(upward)}</text>'

    def lines(self, lines: Mapping[str, Line]) -> Iterator[str]:
        ends = {name: self.place(*line[-1]) for name, line in lines.items()}
        heights = _apart({name: y for name, (_, y) in ends.items()})
        for (name, line), colour in zip(lines.items(), cycle(_COLOURS)):
            points = [self.place(*point) for point in line]
            drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
            yield f'<polyline points="{drawn}" fill="none" stroke="{colour}" stroke-width="2"/>'
            for x, y in points:
                yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>'
            yield f'<text x="{ends[name][0] + 10:.1f}" y="{heights[name] + 4:.1f}" fill="{colour}">{escape(name)}</text>'


def chart(lines: Mapping[str, Line], across: str, upward: str) -> str:
    """Return an SVG image of ``lines``, each of points (pages, figure) that are greater than zero.

    ``across`` and ``upward`` say what the axes count.  Lines are named at their ends, so that nobody has to tell colours.
    """
    points = [point for line in lines.values() for point in line]
    plane = _Plane(*_decades([x for x, _ in points]), *_decades([y for _, y in points]))
    width, height = plane.width + _LEFT + _RIGHT, plane.end + _BOTTOM
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="13">'
    title = f"<title>{escape(upward)} by {escape(across)}</title>"
    paper = f'<rect width="{width}" height="{height}" fill="#fff"/>'
    return "\n".join((head, title, paper, *plane.grid(across, upward), *plane.lines(lines), "</svg>\n"))


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """Return the exponents of the powers of ten that enclose ``values``."""
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return low, max(high, low + 1)


def _apart(heights: Mapping[str, float]) -> dict[str, float]:
    """Return the heights of names at the ends of lines, moved down where they would lie on one another."""
    placed: dict[str, float] = {}
    last = float("-inf")
    for name, height in sorted(heights.items(), key=lambda entry: entry[1]):
        last = placed[name] = max(height, last + _LINE_HEIGHT)
    return placed
