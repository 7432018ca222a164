"""Dates and times in text, read as leniently as Ruby's ``Time.parse`` reads them. Pure functions."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

LONGEST = 128
"""The most characters that a date may have, as in Ruby."""

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NUMBERS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}

_HALF = r"([ap])(?:m\b|\.m\.)"
_CLOCK = re.compile(
    rf"(?<![\d.])(?:(\d{{1,2}}):(\d{{2}})(?::(\d{{2}})(?:[.,](\d+))?)?(?:\s*{_HALF})?"
    rf"|(\d{{1,2}})h(?:(\d{{1,2}})m?(?:(\d{{1,2}})s?)?)?\b|(\d{{1,2}})\s*{_HALF})"
    r"(?:\s*(z\b|utc\b|gmt\b|[+-]\d{2}:?\d{2}|[+-]\d{2}\b|[ecmp][sd]t\b))?",
    re.ASCII,
)
_ZONES = {"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}
_ISO = re.compile(r"(?<!w)([+-]?\d{2,4})-(\d{1,2})(?:-(\d{1,2}))?(?![\d-])", re.ASCII)
_DASHES = re.compile(r"(?<![\d-])(\d{1,2})-(\d{1,2})-(\d{3,4})(?!\d)", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:t?(\d{2})(\d{2})(\d{2})?)?(?!\d)", re.ASCII)
_SLASHES = re.compile(r"(\d{1,4})/(\d{1,2})(?:/(\d{1,4}))?", re.ASCII)
_DOTS = re.compile(r"(\d{1,4})\.(\d{1,2})\.(\d{1,4})", re.ASCII)
_NAMED_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3})[a-z]*\.?(?:[\s,-]+(-?\d{2,4})(?!\d|:))?", re.ASCII
)
_NAMED_YEAR_FIRST = re.compile(r"(\d{3,4})[\s-]+([a-z]{3})[a-z]*\.?[\s-]+(\d{1,2})(?!\d|:)", re.ASCII)
_NAMED_MONTH_FIRST = re.compile(
    r"\b([a-z]{3})[a-z]*\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?\b(?!:)(?:[\s,-]+(-?\d{2,4})(?!\d|:))?", re.ASCII
)
_MONTH_YEAR = re.compile(r"\b([a-z]{3})[a-z]*\.?\s+(\d{4})\b", re.ASCII)


def read_time(text: str, now: datetime) -> datetime | None:
    """Return the moment that ``text`` means, None where it names neither a day nor a time of day.

    ``now`` gives the time zone and whatever else the text leaves out.  Raises ``ValueError`` for a day that does
    not exist.
    """
    if len(text) > LONGEST:
        return None
    text = text.lower()
    clock, later, zone, rest = _clock(text, now)
    day = _day(rest, now)
    if day is None:
        compact = _COMPACT.search(text)
        if compact:
            year, month, number, hour, minute, second = (int(part or 0) for part in compact.groups())
            return datetime(year, month, number, hour, minute, second, tzinfo=zone)
        if clock is None:
            return None
        day = now.date()
    return datetime.combine(day, clock or time(), zone) + timedelta(days=later)


def _clock(text: str, now: datetime) -> tuple[time | None, int, tzinfo | None, str]:
    """Return the time of day, how many days later that is (24:00), its zone, and the text without it."""
    match = _CLOCK.search(text)
    if match is None:
        return None, 0, now.tzinfo, text
    parts = (match[1] or match[6] or match[9], match[2] or match[7], match[3] or match[8])
    hour, minute, second = (int(part or 0) for part in parts)
    if half := match[5] or match[10]:
        hour = hour % 12 + (12 if half == "p" else 0)
    later = (hour, minute, second) == (24, 0, 0)
    micro = int((match[4] or "0").ljust(6, "0")[:6])
    rest = f"{text[: match.start()]} {text[match.end() :]}"
    return time(0 if later else hour, minute, second, micro), int(later), _zone(match[11]) or now.tzinfo, rest


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
        if match[3] is None and len(match[1]) == 4:
            msg = "a year and a month are no day"  # to Ruby the year is a month and a day, seldom ones that exist
            raise ValueError(msg)
        # Ruby lets the 31st of a shorter month run on into the next.
        day = int(match[3] or 1)
        return date(_year(match[1]), int(match[2]), 1) + timedelta(days=day - 1) if 0 < day < 32 else None
    if match := _NAMED_YEAR_FIRST.search(text):
        month = _MONTH_NUMBERS.get(match[2])
        if month:
            return date(int(match[1]), month, int(match[3]))
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
    if match := _SLASHES.search(text) or _DOTS.search(text) or _DASHES.search(text):
        first, second, third = match.groups()
        if third is None:
            return date(now.year, int(first), int(second))
        if len(third) > 2:
            first, third = third, first
        return date(_year(first), int(second), int(third))
    return None


def _year(text: str | None, now: datetime | None = None) -> int:
    if not text:
        return now.year if now else 1
    year = int(text)
    if len(text) <= 2:
        year += 2000 if year < 69 else 1900
    return year
