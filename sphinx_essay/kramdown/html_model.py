"""What kramdown knows about HTML elements: categories and content models (kramdown syntax: HTML Blocks)."""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


BLOCK_CONTENT = _names(
    "address applet article aside blockquote body dd details div dl fieldset figure figcaption footer"
    " form header hgroup iframe li main map menu nav noscript object section summary td"
)
SPAN_CONTENT = _names(
    "a abbr acronym b bdo big button cite caption del dfn dt em h1 h2 h3 h4 h5 h6 i ins label legend"
    " optgroup p q rb rbc rp rt rtc ruby select small span strong sub sup th tt"
)
RAW_CONTENT = _names("script style math option textarea pre code kbd samp var")

SPAN_ELEMENTS = _names(
    "a abbr acronym b big bdo br button cite code del dfn em i img input ins kbd label mark option q rb"
    " rbc rp rt rtc ruby samp select small span strong sub sup tt u var"
)
BLOCK_ELEMENTS = _names(
    "address article aside applet body blockquote caption col colgroup dd div dl dt fieldset figcaption"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr html head iframe legend menu li main map nav ol"
    " optgroup p pre section summary table tbody td th thead tfoot tr ul"
)
VOID_ELEMENTS = _names("area base br col command embed hr img input keygen link meta param source track wbr")
KNOWN_ELEMENTS = SPAN_ELEMENTS | BLOCK_ELEMENTS | VOID_ELEMENTS | BLOCK_CONTENT | SPAN_CONTENT | RAW_CONTENT

WITHOUT_TEXT = frozenset(("ol", "ul", "dl", "table", "colgroup", "thead", "tbody", "tfoot", "tr", "select", "optgroup"))
"""Elements that hold other elements only."""

MARKDOWN_ATTRIBUTE = {"0": "raw", "1": "default", "span": "span", "block": "block"}
"""Meaning of the values of the attribute ``markdown``; any other value says nothing."""


def content_model(name: str) -> str:
    """Return how the content of element ``name`` is read by default: ``block``, ``span`` or ``raw``."""
    if name in BLOCK_CONTENT:
        return "block"
    return "span" if name in SPAN_CONTENT else "raw"


def canonical_name(name: str) -> str:
    """Return a tag's name in lower case where HTML knows it; other names keep their case, as in XML."""
    lower = name.lower()
    return lower if lower in KNOWN_ELEMENTS else name
