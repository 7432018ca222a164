"""Which HTML of strangers may stand in a page: the policy of ``essay_html = "safe"``.

Lists of what is allowed, never of what is forbidden: what the lists do not know does not pass.  Sources: HTML Living
Standard, *Index of elements* and *Index of attributes*; URL Standard, *URL parsing* (what browsers strip from an address
before they read it).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from sphinx_essay.safe.styles import clean_style, is_safe_style

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Attributes = tuple[tuple[str, str | None], ...]


def names_in(text: str) -> frozenset[str]:
    """Return the names that stand in a text, blanks between them."""
    return frozenset(text.split())


KEPT: Final = names_in(
    """
    a abbr acronym address area article aside audio b bdi bdo big blockquote br caption center cite code col colgroup
    data dd del details dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins
    kbd li main map mark menu meter nav nobr ol p picture pre progress q rb rp rt rtc ruby s samp search section small
    source span strike strong sub summary sup table tbody td tfoot th thead time tr track tt u ul var video wbr
    """
)
"""Elements that show text, pictures and sound, and do nothing."""

DROPPED: Final = names_in("script style template noembed noframes title head meta link base")
"""Elements whose content is not for readers.  All that is in neither list goes, and its content stays."""

FRAMES: Final = names_in("iframe frame object embed")
"""Elements that show another document; readers get a link to it."""

ICON: Final = names_in("svg g path circle ellipse line polygon polyline rect")
"""Elements of which the drawing of an icon is made."""

ICON_ATTRIBUTES: Final = names_in(
    "version width height viewbox viewBox class role aria-hidden aria-label d cx cy r rx ry x y x1 x2 y1 y2 points fill "
    "fill-rule clip-rule fill-opacity opacity stroke stroke-width stroke-linecap stroke-linejoin"
)
"""Attributes of an icon's elements."""

_META: Final = re.compile(r"(?:description|keywords|author|(?:og|article|twitter):[\w:]+)", re.IGNORECASE)
"""What a ``meta`` element may be about."""

EVERYWHERE: Final = names_in("class id title lang dir translate hidden role tabindex style align valign")
"""Attributes of any element, beside those for assistive technology (``aria-…``)."""

OWN: Final = {
    "a": names_in("href hreflang name rel target type download"),
    "area": names_in("alt coords href shape"),
    "audio": names_in("src controls loop muted preload"),
    "blockquote": names_in("cite"),
    "col": names_in("span width"),
    "colgroup": names_in("span width"),
    "data": names_in("value"),
    "del": names_in("cite datetime"),
    "details": names_in("open"),
    "font": names_in("color face size"),
    "hr": names_in("width size noshade color"),
    "img": names_in("alt src srcset sizes width height usemap loading decoding border hspace vspace"),
    "input": names_in("type checked disabled"),
    "ins": names_in("cite datetime"),
    "li": names_in("value type"),
    "map": names_in("name"),
    "meter": names_in("high low max min optimum value"),
    "ol": names_in("reversed start type"),
    "progress": names_in("max value"),
    "q": names_in("cite"),
    "source": names_in("src srcset sizes media type width height"),
    "table": names_in("border cellpadding cellspacing summary width bgcolor"),
    "td": names_in("colspan headers rowspan width height bgcolor nowrap"),
    "th": names_in("abbr colspan headers rowspan scope width height bgcolor nowrap"),
    "time": names_in("datetime"),
    "tr": names_in("bgcolor"),
    "track": names_in("src kind srclang label default"),
    "ul": names_in("type"),
    "video": names_in("src poster controls loop muted preload width height playsinline"),
}
"""Element → the attributes that it may have beside those of any element."""

_ADDRESSES: Final = names_in("href src cite poster")
_TARGETS: Final = names_in("_blank _self")
_ARIA: Final = re.compile(r"aria-[a-z]+")

SCHEMES: Final = names_in("http https mailto tel sms ftp ftps sftp geo irc ircs xmpp matrix magnet doi urn news")
_STRIPPED: Final = re.compile(r"[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
"""What browsers pass over in an address, and what no reader sees."""

_SCHEME: Final = re.compile(r"([^/?#]*?):")
_PICTURE: Final = re.compile(
    r"data:image/(?:png|gif|jpe?g|webp|avif|bmp|x-icon);base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE
)

THEME_CLASSES: Final = names_in(
    """
    anchor-heading announcement breadcrumb-nav copy-button essay-video essay-video-inline external-marks
    footnote-preview headerlink main main-content main-content-wrap main-header nav-list nav-list-expander
    nav-list-item nav-open no-side-bar page-toc search-input-wrap search-page-results search-panel search-results
    search-status side-bar site-footer site-header site-nav site-title skip-to-main video-link video-poster
    """
)
"""Classes of the page's furniture, by which a page could pass for the site, or lay things over it."""

_OUT_OF_PLACE: Final = re.compile(r"mxn-.*")
"""Classes of Just the Docs for margins that are negative."""

THEME_IDS: Final = names_in(
    """
    back-to-top children-nav-heading color-switch edit-this-page essay-words jtd main-content main-content-wrap
    main-header menu-button page-toc-heading rtd-menu search-button search-input search-none search-page
    search-page-input search-page-results search-page-status search-results site-nav stopwords svg-auto svg-close
    svg-copied svg-copy svg-dark svg-expander svg-light svg-link svg-menu svg-search top EssaySearch EssaySearchText
    EssaySearchView EssaySearchWords MathJax Search Stemmer essayNavTree splitQuery
    """
)
"""Ids of the theme, and the names of its scripts' globals, which an element of that id would stand in for."""

MARKS_IN_IDS: Final = frozenset("-_.:~/")


def is_safe_address(address: str, *, picture: bool = False) -> bool:
    """Say whether following ``address`` runs nothing; a ``picture`` may be in the address itself."""
    bare = _STRIPPED.sub("", address)
    found = _SCHEME.match(bare)
    if found is None or found[1].lower() in SCHEMES:
        return True
    return picture and _PICTURE.fullmatch(bare) is not None


def is_safe_meta(attributes: Mapping[str, object]) -> bool:
    """Say whether a ``meta`` element only describes its page; others instruct browsers, search engines and hosts."""
    about = str(attributes.get("name") or attributes.get("property") or "")
    return "http-equiv" not in attributes and _META.fullmatch(about) is not None


def safe_id(name: str) -> str:
    """Return an id in the alphabet of safe mode: letters, marks and digits of any script, and ``-_.:~/``.

    Any other character becomes ``-``; what the theme calls its own gets a ``-`` at its end.
    """
    written = "".join(mark if mark in MARKS_IN_IDS or unicodedata.category(mark)[0] in "LMN" else "-" for mark in name)
    return f"{written}-" if written in THEME_IDS else written


def safe_fragment(address: str) -> str:
    """Return ``address`` with its fragment as :func:`safe_id` writes the id that it names."""
    place, mark, fragment = address.partition("#")
    name = unquote(fragment)
    return address if safe_id(name) == name else place + mark + safe_id(name)


def _is_safe_set(candidates: str) -> bool:
    """Say whether each picture of a ``srcset`` may be fetched."""
    return all(is_safe_address(candidate) for candidate in candidates.split(","))


def _clean_value(tag: str, name: str, value: str) -> str | None:
    """Return what an allowed attribute may say, None where it may not say anything."""
    if name in _ADDRESSES:
        value = safe_fragment(value) if value.startswith("#") else value
        return value if is_safe_address(value, picture=tag == "img" and name == "src") else None
    if name == "srcset":
        return value if _is_safe_set(value) else None
    if name == "usemap":
        return safe_fragment(value) if value.startswith("#") else None
    if name == "target":
        return value if value in _TARGETS else None
    if name == "style":
        return clean_style(value) or None
    if name == "class":
        return " ".join(clean_classes(value.split())) or None
    if name in ("id", "name"):
        return safe_id(value)
    return value


def clean_attributes(tag: str, attributes: Iterable[tuple[str, str | None]]) -> Attributes:
    """Return the attributes that an element may have, some of them with less in them."""
    own = OWN.get(tag, frozenset())
    kept: list[tuple[str, str | None]] = []
    for name, value in attributes:
        low = name.lower()
        if low not in own and low not in EVERYWHERE and not _ARIA.fullmatch(low):
            continue
        cleaned = _clean_value(tag, low, value or "")
        if cleaned is not None:
            kept.append((low, None if value is None else cleaned))
    return tuple(kept)


def is_kept(attribute: tuple[str, str | None], kept: Attributes) -> bool:
    """Say whether an attribute is among those kept, and says all that it said; a style may be written in another way."""
    name, value = attribute[0].lower(), attribute[1]
    return is_safe_style(value or "") if name == "style" else (name, value) in kept


def clean_classes(classes: Iterable[str]) -> list[str]:
    """Return the classes that a page may use."""
    return [name for name in classes if name.lower() not in THEME_CLASSES and not _OUT_OF_PLACE.fullmatch(name)]


def is_tick_box(tag: str, attributes: Iterable[tuple[str, str | None]]) -> bool:
    """Say whether an element is the box of a list of tasks: the one field that asks for nothing."""
    return tag == "input" and dict(attributes).get("type") == "checkbox"
