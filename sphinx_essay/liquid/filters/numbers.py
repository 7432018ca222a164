"""Filters on numbers: exact decimals inside, as Ruby's Liquid reckons."""

from __future__ import annotations

import decimal
import re
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from sphinx_essay.liquid.errors import EvaluationError
from sphinx_essay.liquid.values import RUBY_SPACE, checked_integer, to_i

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_essay.liquid.context import Context

_DECIMAL = re.compile(r"-?\d+\.\d+", re.ASCII)
_EXACT = decimal.Context(prec=40)


def number(value: object) -> int | Decimal:
    """Return the number that ``value`` is or begins with, 0 if it is none."""
    if isinstance(value, bool):
        return 0
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, str):
        text = value.strip(RUBY_SPACE)
        return Decimal(text) if _DECIMAL.fullmatch(text) else to_i(value)
    return 0


def _plain(value: int | Decimal) -> int | float:
    return float(value) if isinstance(value, Decimal) else checked_integer(value)


def _pair(left: object, right: object) -> tuple[int | Decimal, int | Decimal]:
    one, other = number(left), number(right)
    if isinstance(one, Decimal) or isinstance(other, Decimal):
        return Decimal(one), Decimal(other)
    return one, other


def _operation(
    whole: Callable[[int, int], int], exact: Callable[[Decimal, Decimal], Decimal]
) -> Callable[[Context, object, object], int | float]:
    def apply(_: Context, value: object, operand: object) -> int | float:
        left, right = _pair(value, operand)
        if isinstance(left, Decimal) and isinstance(right, Decimal):
            return float(exact(left, right))
        assert isinstance(left, int)
        assert isinstance(right, int)
        return checked_integer(whole(left, right))

    return apply


def _divide(left: Decimal, right: Decimal) -> Decimal:
    if not right:
        msg = "divided by 0"
        raise EvaluationError(msg)
    return _EXACT.divide(left, right)


def _modulo(left: Decimal, right: Decimal) -> Decimal:
    quotient = _divide(left, right).to_integral_value(ROUND_FLOOR)
    return _EXACT.subtract(left, _EXACT.multiply(quotient, right))


def _round(_: Context, value: object, digits: object = 0) -> int | float:
    one, decimals = number(value), int(number(digits))
    # `quantize` would write out so many digits.
    if abs(decimals) > 100:
        return _plain(one)
    if isinstance(one, int) and decimals >= 0:
        return one
    rounded = Decimal(one).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return int(rounded) if decimals == 0 or isinstance(one, int) else float(rounded)


def _rounded(rounding: str) -> Callable[[Context, object], int]:
    return lambda _, value: int(Decimal(number(value)).to_integral_value(rounding))


def _abs(_: Context, value: object) -> int | float:
    one = number(value)
    return _plain(-one if one < 0 else one)


def _at_least(_: Context, value: object, bound: object) -> int | float:
    return _plain(max(number(bound), number(value)))


def _at_most(_: Context, value: object, bound: object) -> int | float:
    return _plain(min(number(bound), number(value)))


def _to_integer(_: Context, value: object) -> int:
    return to_i(value)


FILTERS: dict[str, Callable[..., object]] = {
    "abs": _abs,
    "at_least": _at_least,
    "at_most": _at_most,
    "ceil": _rounded(ROUND_CEILING),
    "divided_by": _operation(lambda left, right: left // right, _divide),
    "floor": _rounded(ROUND_FLOOR),
    "minus": _operation(lambda left, right: left - right, _EXACT.subtract),
    "modulo": _operation(lambda left, right: left % right, _modulo),
    "plus": _operation(lambda left, right: left + right, _EXACT.add),
    "round": _round,
    "times": _operation(lambda left, right: left * right, _EXACT.multiply),
    "to_integer": _to_integer,
}
