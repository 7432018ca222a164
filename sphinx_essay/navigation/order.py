"""The order of siblings.

Just the Docs 0.4 to 0.12 sorts the pages of one parent in four runs, each in its own way:

1. numbers in ``nav_order``,
2. strings in ``nav_order``,
3. no ``nav_order``, the title is a number,
4. no ``nav_order``, the title is a string.

Pages that compare equal keep the order in which they were given, which is Jekyll's: by file name.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from functools import cmp_to_key
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from sphinx_essay.core.value_text import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

NavSort = Literal["case_sensitive", "case_insensitive"]

Item = TypeVar("Item")

# Jekyll's filter ``sort`` takes strings of this look for numbers.
_INTEGER = re.compile(r"\s*-?[0-9]+\s*")
_FLOAT = re.compile(r"\s*-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)\s*")

# More digits than any order needs; a longer run of digits is text, as converting it would cost the square of
# its length.
_MOST_DIGITS = 300

_ASCII_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


def is_number_like(text: str) -> bool:
    """Tell whether Jekyll's ``sort`` takes ``text`` for a number."""
    return len(text) <= _MOST_DIGITS and _FLOAT.fullmatch(text) is not None


def in_order(items: Iterable[Item], front_matter: Callable[[Item], Mapping[str, Any]], nav_sort: NavSort) -> list[Item]:
    """Return siblings in the order that the menu shows.

    ``front_matter`` gives an item's ``nav_order`` and ``title``.  ``nav_sort`` is the site's:
    ``case_insensitive`` folds the case of ASCII letters and compares strings as text alone; anything else
    compares by code point, capitals first, and number-looking strings as numbers.
    """
    runs: tuple[list[tuple[Any, Item]], ...] = ([], [], [], [])
    for item in items:
        data = front_matter(item)
        order, title = data.get("nav_order"), data.get("title")
        has_order = order is not None
        value = order if has_order else title
        runs[(0 if has_order else 2) + _is_string(value)].append((value, item))
    string_key = _folded_key if nav_sort == "case_insensitive" else _string_key
    keys = (_number_key, string_key, _number_key, string_key)
    return [item for run, key in zip(runs, keys, strict=True) for _, item in sorted(run, key=lambda pair: key(pair[0]))]


def is_reversed(front_matter: Mapping[str, Any]) -> bool:
    """Tell whether a page wants its children in reverse (``desc`` is the older name of ``reversed``)."""
    order = front_matter.get("child_nav_order")
    return isinstance(order, str) and order in {"desc", "reversed"}


def _is_string(value: object) -> bool:
    """Tell which kind of run a value is in: the test is whether its JSON begins with a quotation mark."""
    return isinstance(value, str | dt.date)


def _number_key(value: object) -> tuple[int, float, str]:
    """Order numbers by value; what is neither number nor string stands after them, by its text."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = _as_float(value)
        if not math.isnan(number):
            return (0, number, "")
    return (1, 0.0, text_of(value))


def _folded_key(value: object) -> str:
    return text_of(value).translate(_ASCII_LOWER)


def _compare_strings(one: str, other: str) -> int:
    """Compare as Jekyll's ``sort`` does: two numbers by value, anything else as text."""
    a, b = _as_number(one), _as_number(other)
    if a is not None and b is not None:
        return (a > b) - (a < b)
    left, right = (one if a is None else text_of(a)), (other if b is None else text_of(b))
    return (left > right) - (left < right)


_comparison_key = cmp_to_key(_compare_strings)


def _string_key(value: object) -> Any:
    return _comparison_key(text_of(value))


def _as_number(text: str) -> int | float | None:
    if not is_number_like(text):
        return None
    return int(text) if _INTEGER.fullmatch(text) else float(text)


def _as_float(value: float) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf
