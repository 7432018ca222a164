"""Dates as templates see them: read leniently, written with Ruby's ``strftime``."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from email.utils import format_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sphinx_essay.jekyll.liquid.values import offset_text, to_i

_DAYS = calendar.day_name
_MONTHS = calendar.month_name
_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(_MONTHS) if name}

_CLOCK = re.compile(
    r"(?<![\d.])(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*([ap])?\.?(?:m\b)?\.?"
    r"(?:\s*(z\b|utc\b|gmt\b|[+-]\d{2}:?\d{2}|[+-]\d{1,2}\b|[ecmp][sd]t\b))?",
    re.ASCII,
)
_ZONES = {"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}
_ISO = re.compile(r"([+-]?\d{2,4})-(\d{1,2})(?:-(\d{1,2}))?(?!\d)", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:t?(\d{2})(\d{2})(\d{2})?)?(?!\d)", re.ASCII)
_SLASHES = re.compile(r"(\d{1,4})/(\d{1,2})(?:/(\d{1,4}))?", re.ASCII)
_DOTS = re.compile(r"(\d{1,4})\.(\d{1,2})\.(\d{1,4})", re.ASCII)
_NAMED_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3})[a-z]*\.?(?:[\s,-]+(-?\d{2,4})(?!\d|:))?", re.ASCII
)
_NAMED_MONTH_FIRST = re.compile(
    r"\b([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b(?!:)(?:[\s,]+(-?\d{2,4})(?!\d|:))?", re.ASCII
)
_MONTH_YEAR = re.compile(r"\b([a-z]{3})[a-z]*\.?\s+(\d{4})\b", re.ASCII)
_LONGEST = 128  # as in Ruby
_DIRECTIVE = re.compile(r"%([-0^#_:]*)(\d*)([EO]?)([A-Za-z%+])")


def zone_of(name: str | None) -> tzinfo:
    """Return the time zone that ``_config.yml`` names, UTC where it names none or one that nobody knows."""
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def moment(value: object, now: datetime) -> date | None:
    """Return the date or time that ``value`` means; ``None`` where it means none.

    Texts are read as Ruby's ``Time.parse`` reads them, ``"now"`` and ``"today"`` are the moment of the build,
    numbers are seconds since 1970.  ``now`` gives the time zone and what a text leaves out.
    """
    if isinstance(value, datetime):
        return shown(value, now)
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or not isinstance(value, int | str) or value == "":
        return None
    try:
        if isinstance(value, int) or value.isdecimal():
            return datetime.fromtimestamp(to_i(value), now.tzinfo)
        text = value.lower()
        if len(text) > _LONGEST:
            return None
        return now if text in ("now", "today") else parse(text, now)
    except (ValueError, OverflowError, OSError):
        return None


def shown(value: datetime, now: datetime) -> datetime:
    """Return a time as it is shown: one without a zone (in YAML, UTC) stands in that of the site."""
    return local(value, now) if value.tzinfo in (None, UTC) else value


def local(value: date, now: datetime) -> datetime:
    """Return ``value`` as a time in the zone of the build."""
    if isinstance(value, datetime):
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        return aware.astimezone(now.tzinfo)
    return datetime.combine(value, time(), now.tzinfo)


def parse(text: str, now: datetime) -> datetime | None:
    """Read a date or a time of day out of lower-case ``text``, as Ruby's ``Time.parse`` does.

    Raises ``ValueError`` for a day that does not exist.
    """
    clock, zone, rest = _clock(text, now)
    day = _day(rest, now)
    if day is None:
        compact = _COMPACT.search(text)
        if compact:
            year, month, number, hour, minute, second = (int(part or 0) for part in compact.groups())
            return datetime(year, month, number, hour, minute, second, tzinfo=zone)
        if clock is None:
            return None
        day = now.date()
    return datetime.combine(day, clock or time(), zone)


def _clock(text: str, now: datetime) -> tuple[time | None, tzinfo | None, str]:
    match = _CLOCK.search(text)
    if match is None:
        return None, now.tzinfo, text
    hour, minute, second = (int(match[number] or 0) for number in (1, 2, 3))
    if match[5]:
        hour = hour % 12 + (12 if match[5] == "p" else 0)
    micro = int((match[4] or "0").ljust(6, "0")[:6])
    rest = f"{text[: match.start()]} {text[match.end() :]}"
    return time(hour, minute, second, micro), _zone(match[6]) or now.tzinfo, rest


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text in ("z", "utc", "gmt"):
        return UTC
    if text in _ZONES:
        return timezone(timedelta(hours=_ZONES[text]))
    digits = text[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:2]), int(digits[2:]))
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if text[0] == "-" else offset)


def _day(text: str, now: datetime) -> date | None:
    if match := _ISO.search(text):
        # Ruby lets the 31st of a shorter month run on into the next.
        day = int(match[3] or 1)
        return date(_year(match[1]), int(match[2]), 1) + timedelta(days=day - 1) if 0 < day < 32 else None
    if match := _NAMED_DAY_FIRST.search(text):
        month = _MONTH_NUMBERS.get(match[2])
        if month:
            return date(_year(match[3], now), month, int(match[1]))
    for match in _NAMED_MONTH_FIRST.finditer(text):
        month = _MONTH_NUMBERS.get(match[1])
        if month:
            return date(_year(match[3], now), month, int(match[2]))
    if (match := _MONTH_YEAR.search(text)) and match[1] in _MONTH_NUMBERS:
        return date(int(match[2]), _MONTH_NUMBERS[match[1]], 1)
    if match := _SLASHES.search(text) or _DOTS.search(text):
        first, second, third = match.groups()
        if third is None:
            return date(now.year, int(first), int(second))
        return date(_year(first), int(second), int(third))
    return None


def _year(text: str | None, now: datetime | None = None) -> int:
    if not text:
        return now.year if now else 1
    year = int(text)
    if len(text) <= 2:
        year += 2000 if year < 69 else 1900
    return year


def strftime(value: date, pattern: str) -> str:
    """Write ``value`` by Ruby's ``strftime``, with its flags and widths, and in English in any locale."""
    when = value if isinstance(value, datetime) else datetime.combine(value, time(), UTC)
    return _DIRECTIVE.sub(lambda match: _directive(when, match), pattern)


def _directive(when: datetime, match: re.Match[str]) -> str:
    flags, width, _, letter = match.groups()
    if letter in _COMPOUND:
        text, pad = strftime(when, _COMPOUND[letter]), " "
    elif letter in _NUMBERS:
        number, digits, pad = _NUMBERS[letter](when)
        if "-" in flags:
            return str(number)
        pad = {"0": "0", "_": " "}.get(next((flag for flag in flags[::-1] if flag in "0_"), ""), pad)
        size = int(width) if width else digits
        return (
            str(number).rjust(min(size, 100), pad)
            if number >= 0 or pad == " "
            else "-" + str(-number).rjust(min(size, 100) - 1, pad)
        )
    else:
        found = _text(when, letter, flags, width)
        if found is None:
            return match[0]
        text, pad = found, "0" if "0" in flags else " "
    if "^" in flags:
        text = text.upper()
    elif "#" in flags:
        text = text.lower() if letter in "pZ" else text.upper()
    return text.rjust(min(int(width), 100), pad) if width and "-" not in flags else text


def _text(when: datetime, letter: str, flags: str, width: str) -> str | None:
    match letter:
        case "A":
            return _DAYS[when.weekday()]
        case "a":
            return _DAYS[when.weekday()][:3]
        case "B":
            return _MONTHS[when.month]
        case "b" | "h":
            return _MONTHS[when.month][:3]
        case "p":
            return "AM" if when.hour < 12 else "PM"
        case "P":
            return "am" if when.hour < 12 else "pm"
        case "z":
            return _offset(when, flags.count(":"))
        case "Z":
            return when.tzname() or ""
        case "N" | "L":
            digits = int(width) if width else 9 if letter == "N" else 3
            return f"{when.microsecond:06d}".ljust(min(digits, 24), "0")[:digits]
        case "n":
            return "\n"
        case "t":
            return "\t"
        case "%":
            return "%"
    return None


def _offset(when: datetime, colons: int) -> str:
    offset = when.utcoffset() or timedelta()
    return offset_text(offset, ":" if colons else "") + (":00" if colons > 1 else "")


_COMPOUND = {
    "c": "%a %b %e %H:%M:%S %Y",
    "D": "%m/%d/%y",
    "x": "%m/%d/%y",
    "F": "%Y-%m-%d",
    "r": "%I:%M:%S %p",
    "R": "%H:%M",
    "T": "%H:%M:%S",
    "X": "%H:%M:%S",
    "v": "%e-%^b-%4Y",
    "+": "%a %b %e %H:%M:%S %Z %Y",
}

_Numbers = dict[str, Callable[[datetime], tuple[int, int, str]]]
# Each directive's number, how many digits it is written with, and what fills them up.
_NUMBERS: _Numbers = {
    "Y": lambda when: (when.year, 4, "0"),
    "C": lambda when: (when.year // 100, 2, "0"),
    "y": lambda when: (when.year % 100, 2, "0"),
    "m": lambda when: (when.month, 2, "0"),
    "d": lambda when: (when.day, 2, "0"),
    "e": lambda when: (when.day, 2, " "),
    "j": lambda when: (when.timetuple().tm_yday, 3, "0"),
    "H": lambda when: (when.hour, 2, "0"),
    "k": lambda when: (when.hour, 2, " "),
    "I": lambda when: (when.hour % 12 or 12, 2, "0"),
    "l": lambda when: (when.hour % 12 or 12, 2, " "),
    "M": lambda when: (when.minute, 2, "0"),
    "S": lambda when: (when.second, 2, "0"),
    "u": lambda when: (when.isoweekday(), 1, "0"),
    "w": lambda when: (when.isoweekday() % 7, 1, "0"),
    "G": lambda when: (when.isocalendar().year, 4, "0"),
    "g": lambda when: (when.isocalendar().year % 100, 2, "0"),
    "V": lambda when: (when.isocalendar().week, 2, "0"),
    "U": lambda when: (int(when.strftime("%U")), 2, "0"),
    "W": lambda when: (int(when.strftime("%W")), 2, "0"),
    "s": lambda when: (int(when.timestamp()), 1, "0"),
}


def xmlschema(when: datetime) -> str:
    """Write a time as Ruby's ``xmlschema``: ``2024-05-06T07:08:09+00:00``."""
    text = strftime(when, "%Y-%m-%dT%H:%M:%S")
    return text + ("Z" if when.tzname() == "UTC" and when.tzinfo is UTC else _offset(when, 1))


def rfc822(when: datetime) -> str:
    """Write a time as Ruby's ``rfc822``: ``Mon, 06 May 2024 07:08:09 +0000``."""
    return format_datetime(when)
