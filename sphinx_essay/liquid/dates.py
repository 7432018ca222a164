"""Dates as templates see them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from email.utils import format_datetime

from sphinx_essay.jekyll.strftime import strftime
from sphinx_essay.jekyll.time_text import read_time
from sphinx_essay.liquid.values import to_i


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
        return now if value.lower() in ("now", "today") else read_time(value, now)
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


def xmlschema(when: datetime) -> str:
    """Write a time as Ruby's ``xmlschema``: ``2024-05-06T07:08:09+00:00``."""
    return strftime(when, "%Y-%m-%dT%H:%M:%S%:z")


def rfc822(when: datetime) -> str:
    """Write a time as Ruby's ``rfc822``: ``Mon, 06 May 2024 07:08:09 +0000``."""
    return format_datetime(when)
