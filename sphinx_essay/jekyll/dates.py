"""Dates in front matter and file names, in the site's time zone. Pure functions."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

if TYPE_CHECKING:
    from collections.abc import Mapping

_MONTHS = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}  # fmt: skip
_YMD = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_SHORT = re.compile(r"(?<!\d)(\d{2})-(\d{1,2})-(\d{1,2})(?!\d)")
_DMY = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3})[a-z]*\.?,?\s+(\d{4})", re.IGNORECASE)
_MDY = re.compile(r"\b([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE)
_CLOCK = re.compile(
    r"(\d{1,2}):(\d\d)(?::(\d\d))?(?:[.,]\d+)?\s*([ap]m)?\s*(Z\b|UTC|GMT|[-+]\d\d:?\d\d)?", re.IGNORECASE
)


def site_zone(name: str | None, environ: Mapping[str, str] | None = None) -> tzinfo:
    """Return the zone that ``timezone`` names, else that of the environment's ``TZ``, else UTC.

    Jekyll takes the machine's zone where nothing names one; UTC makes a build the same everywhere.
    """
    wishes = (name, (os.environ if environ is None else environ).get("TZ"))
    return next((ZoneInfo(wish) for wish in wishes if wish and is_zone(wish)), UTC)


def is_zone(name: str) -> bool:
    """Say whether ``name`` is a time zone of the IANA's database."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def build_time(zone: tzinfo, environ: Mapping[str, str] | None = None) -> datetime:
    """Return the time of the build: ``SOURCE_DATE_EPOCH`` (seconds) where it is set, else now."""
    epoch = (os.environ if environ is None else environ).get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(epoch), zone)
    except (ValueError, OverflowError, OSError):
        return datetime.now(zone)


def parse(value: object, zone: tzinfo) -> datetime | None:
    """Return the moment in ``zone`` that a date, a datetime or text means; None where it is no date."""
    try:
        if isinstance(value, datetime):
            return value.astimezone(zone)
        if isinstance(value, date):
            return datetime(value.year, value.month, value.day, tzinfo=zone)
        return _parse_text(str(value), zone)
    except (ValueError, OverflowError):
        return None


def _parse_text(text: str, zone: tzinfo) -> datetime | None:
    day = _parse_day(text)
    if day is None:
        return None
    clock = _CLOCK.search(text)
    if clock is None:
        return datetime(*day, tzinfo=zone)
    hour = int(clock[1])
    if clock[4]:
        hour = hour % 12 + (12 if clock[4].lower() == "pm" else 0)
    own_zone = _offset(clock[5]) if clock[5] else zone
    return datetime(*day, hour, int(clock[2]), int(clock[3] or 0), tzinfo=own_zone).astimezone(zone)


def _parse_day(text: str) -> tuple[int, int, int] | None:
    if found := _YMD.search(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _SHORT.search(text):
        year = int(found[1])
        return year + (2000 if year < 69 else 1900), int(found[2]), int(found[3])
    if (found := _DMY.search(text)) and found[2].lower() in _MONTHS:
        return int(found[3]), _MONTHS[found[2].lower()], int(found[1])
    if (found := _MDY.search(text)) and found[1].lower() in _MONTHS:
        return int(found[3]), _MONTHS[found[1].lower()], int(found[2])
    return None


def _offset(text: str) -> tzinfo:
    if text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)
