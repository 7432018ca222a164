"""Dates in front matter and file names, in the site's time zone. Pure functions."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sphinx_essay.jekyll.time_text import read_time

if TYPE_CHECKING:
    from collections.abc import Mapping


def site_zone(name: str | None, environ: Mapping[str, str] | None = None) -> tzinfo:
    """Return the zone that ``timezone`` names, else that of the environment's ``TZ``, else UTC.

    Jekyll takes the machine's zone where nothing names one; UTC makes a build the same everywhere.  So does
    ``SOURCE_DATE_EPOCH``, which asks for just that, with any ``TZ``.
    """
    said = os.environ if environ is None else environ
    wishes = (name, "" if said.get("SOURCE_DATE_EPOCH") else said.get("TZ"))
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
        moment = read_time(str(value), build_time(zone))
        return moment and moment.astimezone(zone)
    except (ValueError, OverflowError):
        return None
