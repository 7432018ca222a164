"""Dates as templates see them, and the filters on dates."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from typing import TYPE_CHECKING

from sphinx_essay.jekyll.strftime import strftime
from sphinx_essay.jekyll.time_text import read_time
from sphinx_essay.liquid.errors import EvaluationError
from sphinx_essay.liquid.values import inspect, to_i, to_s

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_essay.liquid.context import Context


def moment(value: object, now: datetime) -> date | None:
    """Return the date or time that ``value`` means; ``None`` if it means none.

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


def _date(context: Context, value: object, pattern: object) -> object:
    when = moment(value, context.now)
    if when is None or not to_s(pattern):
        return value
    return strftime(when, to_s(pattern))


def _time(context: Context, value: object) -> datetime:
    when = moment(value, context.now)
    if when is None:
        msg = f"{inspect(value)} is not a valid date"
        raise EvaluationError(msg)
    return local(when, context.now)


def _ordinal(number: int) -> str:
    if number in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def _written(month: str) -> Callable[..., object]:
    def write(context: Context, value: object, kind: object = None, style: object = None) -> object:
        if not to_s(value):
            return value
        when = _time(context, value)
        if kind != "ordinal":
            return strftime(when, f"%d {month} %Y")
        day = _ordinal(when.day)
        return strftime(when, f"{month} {day}, %Y" if style == "US" else f"{day} {month} %Y")

    return write


def _in_form(form: Callable[[datetime], str]) -> Callable[[Context, object], object]:
    return lambda context, value: form(_time(context, value)) if to_s(value) else value


FILTERS: dict[str, Callable[..., object]] = {
    "date": _date,
    "date_to_long_string": _written("%B"),
    "date_to_rfc822": _in_form(rfc822),
    "date_to_string": _written("%b"),
    "date_to_xmlschema": _in_form(xmlschema),
}
