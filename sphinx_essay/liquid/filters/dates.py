"""Filters on dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_essay.jekyll.strftime import strftime
from sphinx_essay.liquid import dates
from sphinx_essay.liquid.errors import EvaluationError
from sphinx_essay.liquid.values import inspect, to_s

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sphinx_essay.liquid.context import Context


def _date(context: Context, value: object, pattern: object) -> object:
    moment = dates.moment(value, context.now)
    if moment is None or not to_s(pattern):
        return value
    return strftime(moment, to_s(pattern))


def _time(context: Context, value: object) -> datetime:
    moment = dates.moment(value, context.now)
    if moment is None:
        msg = f"{inspect(value)} is not a valid date"
        raise EvaluationError(msg)
    return dates.local(moment, context.now)


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
    "date_to_rfc822": _in_form(dates.rfc822),
    "date_to_string": _written("%b"),
    "date_to_xmlschema": _in_form(dates.xmlschema),
}
