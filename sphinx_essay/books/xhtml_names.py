"""The elements and attributes of HTML, as books have them (EPUB Content Documents 3.2; HTML Living Standard)."""

from __future__ import annotations

import re
from typing import Final


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


DROPPED: Final = _names(
    "script style template link meta base basefont bgsound head title noframes noembed param source track col rp wbr"
)
"""Elements that a browser shows nothing of (``col`` is written by its table)."""

PHRASING: Final = _names(
    "a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q s samp small span strong sub sup u var"
)
"""Elements of running text that are written as they are."""

RENAMED: Final = {
    "acronym": "abbr",
    "big": "span",
    "font": "span",
    "strike": "s",
    "tt": "code",
    "center": "div",
    "dir": "ul",
    "menu": "ul",
    "listing": "pre",
    "plaintext": "pre",
    "xmp": "pre",
}
"""Obsolete elements, and what says the same."""

STYLES: Final = {"big": "font-size: larger", "center": "text-align: center"}

BLOCK_STYLES: Final = {
    "b": "font-weight: bold",
    "strong": "font-weight: bold",
    "em": "font-style: italic",
    "i": "font-style: italic",
}
"""What remains of running text that holds blocks, and so becomes a block."""

RUNNING: Final = PHRASING | _names(
    "acronym audio big button canvas data datalist embed font iframe input label map math meter nobr noscript object option"
    " output picture progress rb rt rtc ruby select slot strike svg textarea time tt video"
)
"""Elements that may stand in running text, whatever they become; all others are blocks."""

TEXT_ONLY: Final = _names("p h1 h2 h3 h4 h5 h6 pre")
"""Blocks that hold running text only."""

KEPT_BLOCKS: Final = TEXT_ONLY | _names("article aside blockquote div hr section ul ol dl table figure")

APART: Final = _names("button input option select textarea audio video iframe object embed")
"""Running text that a browser shows apart from its neighbours."""

GLOBAL: Final = _names("class dir epub:type id lang style title")

ATTRIBUTES: Final[dict[str, frozenset[str]]] = {
    "a": _names("href hreflang"),
    "blockquote": _names("cite"),
    "img": _names("alt height src width"),
    "li": _names("value"),
    "ol": _names("reversed start type"),
    "q": _names("cite"),
    "td": _names("colspan rowspan"),
    "th": _names("colspan rowspan scope"),
}

ROLES: Final = _names(
    "doc-backlink doc-endnotes doc-footnote doc-noteref doc-tip doc-pagebreak doc-subtitle doc-toc doc-index"
)
"""Roles that are kept; the roles of widgets mean nothing in a book."""

NUMBER: Final = re.compile(r"-?\d{1,9}")
COUNT: Final = re.compile(r"\d{1,5}")
LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
SVG_ELEMENTS: Final = _names(
    "circle clipPath defs desc ellipse g line linearGradient marker mask path pattern polygon polyline radialGradient rect"
    " stop svg symbol text title tspan"
)
SVG_ATTRIBUTES: Final = _names(
    "class clip-path clip-rule cx cy d dx dy fill fill-opacity fill-rule font-family font-size font-style font-weight fx fy"
    " gradientTransform gradientUnits height id marker-end marker-mid marker-start markerHeight markerUnits markerWidth mask"
    " offset opacity orient patternTransform patternUnits points preserveAspectRatio r refX refY rx ry stop-color"
    " stop-opacity stroke stroke-dasharray stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width"
    " text-anchor transform viewBox width x x1 x2 y y1 y2"
)
MATHML_ELEMENTS: Final = _names(
    "maction math menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms"
    " mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none"
)
MATHML_ATTRIBUTES: Final = _names(
    "accent accentunder columnalign columnspan depth display displaystyle fence height largeop linethickness lspace"
    " mathbackground mathcolor mathsize mathvariant maxsize minsize movablelimits notation rowspan"
    " rspace scriptlevel separator stretchy symmetric voffset width"
)

SVG: Final = "http://www.w3.org/2000/svg"
MATHML: Final = "http://www.w3.org/1998/Math/MathML"

FOREIGN_TEXT: Final = _names("text tspan title desc mi mn mo ms mtext")
