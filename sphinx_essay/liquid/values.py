"""How Ruby prints, compares and indexes the values that templates handle.

Liquid's results are Ruby's: ``{{ 1.0 }}`` prints ``1.0``, an array prints its items without anything between
them, a hash prints ``{"a"=>1}``.  Python stands in for Ruby so: ``None`` is nil, ``str``, ``bool``, ``int``
and ``float`` are themselves, lists and tuples are arrays, mappings are hashes, ``range`` is a range of
integers, ``datetime`` is Time and ``date`` is Date.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cmp_to_key
from typing import Any

from sphinx_essay.jekyll.strftime import offset_text
from sphinx_essay.liquid.errors import EvaluationError, LimitError

RUBY_SPACE = " \t\n\v\f\r\0"
"""The characters that Ruby's ``strip`` removes."""

MAX_ITEMS = 1_000_000
"""The most items an array may hold, or be printed with; a template that asks for more is refused."""

MAX_TEXT = 8_000_000
"""The most characters that one value of a template may hold."""

MAX_BITS = 4096
"""The most bits of an integer."""

_INTEGER = re.compile(r"\s*([+-]?\d+(?:_\d+)*)", re.ASCII)
_FLOAT = re.compile(r"\s*([+-]?\d+(?:_\d+)*(?:\.\d+(?:_\d+)*)?(?:[eE][+-]?\d+)?)", re.ASCII)
_ESCAPES = {
    "\n": "\\n",
    "\t": "\\t",
    "\r": "\\r",
    "\f": "\\f",
    "\v": "\\v",
    "\b": "\\b",
    "\a": "\\a",
    "\x1b": "\\e",
    '"': '\\"',
    "\\": "\\\\",
}


class Drop(Mapping[str, object]):
    """An object of the site that templates read like a hash, without being a Ruby Hash.

    Subclasses compute their values when asked.  ``text`` is what the object prints as.
    """

    __slots__ = ()

    def text(self) -> str:
        """Return what ``{{ object }}`` prints."""
        return inspect(dict(self))

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


@dataclass(frozen=True, slots=True)
class MethodLiteral:
    """``empty`` or ``blank``: prints as nothing, and in a comparison is a question to the other side."""

    name: str

    def evaluate(self, context: object) -> object:  # noqa: ARG002
        """Return the literal itself: it is its own value."""
        return self

    def __str__(self) -> str:
        return ""


def is_array(value: object) -> bool:
    """Tell whether ``value`` is what Ruby calls an Array."""
    return isinstance(value, list | tuple)


def is_number(value: object) -> bool:
    """Tell whether ``value`` is an Integer or a Float (true and false are neither)."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def truthy(value: object) -> bool:
    """Return Ruby's idea of truth: everything but nil and false."""
    return value is not None and value is not False


def output(value: object) -> str:
    """Return what ``{{ value }}`` prints: arrays joined, everything else by ``to_s``."""
    if isinstance(value, str):
        return value
    if is_array(value):
        return join(value, "")
    return to_s(value)


def to_s(value: object) -> str:
    """Return Ruby's ``to_s`` of ``value``."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, Drop):
        return value.text()
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S} {offset_text(value.utcoffset() or timedelta(), '')}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, range):
        return f"{value.start}..{value.stop - 1}"
    return inspect(value)


def inspect(value: object) -> str:
    """Return Ruby's ``inspect`` of ``value``."""
    parts: list[str] = []
    _inspect(value, parts, _Budget())
    return "".join(parts)


class _Budget:
    """Counts what is printed, so that an array that holds itself many times over ends in an error."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = MAX_ITEMS

    def spend(self) -> None:
        self.left -= 1
        if self.left < 0:
            msg = f"an array of more than {MAX_ITEMS} items"
            raise LimitError(msg)


def _inspect(value: object, parts: list[str], budget: _Budget) -> None:
    budget.spend()
    if value is None:
        parts.append("nil")
    elif isinstance(value, bool):
        parts.append("true" if value else "false")
    elif isinstance(value, str):
        parts.append(_quoted(value))
    elif isinstance(value, float):
        parts.append(_float(value))
    elif isinstance(value, list | tuple):
        parts.append("[")
        for number, item in enumerate(value):
            parts.append(", " if number else "")
            _inspect(item, parts, budget)
        parts.append("]")
    elif isinstance(value, Mapping):
        parts.append("{")
        for number, (key, item) in enumerate(value.items()):
            parts.append(", " if number else "")
            _inspect(key, parts, budget)
            parts.append("=>")
            _inspect(item, parts, budget)
        parts.append("}")
    elif isinstance(value, datetime | range):
        parts.append(to_s(value))
    elif isinstance(value, date):
        parts.append(f"#<Date: {value.isoformat()} (({value.toordinal() + 1721425}j,0s,0n),+0s,2299161j)>")
    else:
        parts.append(str(value))


def _quoted(text: str) -> str:
    pieces = ['"']
    for position, char in enumerate(text):
        if char in _ESCAPES:
            pieces.append(_ESCAPES[char])
        elif char == "#" and text[position + 1 : position + 2] in ("{", "$", "@"):
            pieces.append("\\#")
        elif char.isprintable():
            pieces.append(char)
        elif ord(char) < 0x80:
            pieces.append(f"\\x{ord(char):02X}")
        elif ord(char) < 0x10000:
            pieces.append(f"\\u{ord(char):04X}")
        else:
            pieces.append(f"\\u{{{ord(char):X}}}")
    pieces.append('"')
    return "".join(pieces)


def _float(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    mantissa, exponent, power = repr(value).partition("e")
    if "." not in mantissa:
        mantissa += ".0"
    return mantissa + exponent + power


def flatten(value: object) -> Iterator[object]:
    """Yield the items of an array and of the arrays in it, at most ``MAX_ITEMS``.

    Raises ``LimitError`` if there are more.
    """
    budget = _Budget()

    def walk(items: object) -> Iterator[object]:
        assert isinstance(items, list | tuple)
        for item in items:
            budget.spend()
            if isinstance(item, list | tuple):
                yield from walk(item)
            else:
                yield item

    return walk(value)


def join(value: object, glue: str) -> str:
    """Return Ruby's ``Array#join``: nested arrays are joined with the same ``glue``."""
    texts = [to_s(item) for item in flatten(value)]
    check_length(sum(map(len, texts)) + len(glue) * len(texts))
    return glue.join(texts)


def check_length(characters: int) -> None:
    """Raise ``LimitError`` if a text of so many characters is more than a template may build."""
    if characters > MAX_TEXT:
        msg = f"a text of more than {MAX_TEXT} characters"
        raise LimitError(msg)


def checked_integer(value: int) -> int:
    """Return ``value``; raise ``LimitError`` if it is absurdly large."""
    if value.bit_length() > MAX_BITS:
        msg = f"a number of more than {MAX_BITS} bits"
        raise LimitError(msg)
    return value


def to_list(value: object) -> list[object]:
    """Return the items of Ruby's ``Array(value)``: none for nil, any single value as the only one."""
    if value is None:
        return []
    if isinstance(value, list | tuple):
        return list(value)
    if isinstance(value, range):
        if len(value) > MAX_ITEMS:
            msg = f"a range of more than {MAX_ITEMS} numbers"
            raise LimitError(msg)
        return list(value)
    if isinstance(value, Mapping):
        return [[key, item] for key, item in value.items()]
    return [value]


def to_i(value: object) -> int:
    """Return Ruby's ``to_i``: the number that a text begins with, else 0."""
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise EvaluationError(_float(value))
        return int(value)
    if isinstance(value, datetime):
        return int(value.timestamp())
    match = _INTEGER.match(to_s(value))
    # So many digits would take Python very long to read.
    if not match or len(match[1]) > MAX_BITS // 4:
        return 0
    return int(match[1])


def to_f(text: str) -> float:
    """Return Ruby's ``String#to_f``: the number that a text begins with, else 0."""
    match = _FLOAT.match(text)
    return float(match[1]) if match else 0.0


def to_integer(value: object) -> int:
    """Return Ruby's ``Integer(value.to_s)``; raise ``EvaluationError`` if it is no whole number."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = to_s(value).strip(RUBY_SPACE)
    match = _INTEGER.fullmatch(text)
    if not match or len(text) > MAX_BITS // 4:
        msg = f"invalid integer {text[:40]!r}"
        raise EvaluationError(msg)
    return int(text)


def equal(left: object, right: object) -> bool:
    """Return Ruby's ``left == right``."""
    # In Ruby true is not 1.
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        return len(left) == len(right) and all(map(equal, left, right))
    if isinstance(left, date) and isinstance(right, date):
        same_kind = isinstance(left, datetime) == isinstance(right, datetime)
        return same_kind and spaceship(left, right) == 0
    return bool(left == right)


def spaceship(left: object, right: object) -> int | None:
    """Return Ruby's ``left <=> right``: -1, 0, 1, or ``None`` if the two cannot be compared."""
    if is_number(left) and is_number(right):
        return _order(left, right)
    if isinstance(left, str) and isinstance(right, str):
        return _order(left.encode("utf-8", "surrogatepass"), right.encode("utf-8", "surrogatepass"))
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        for one, other in zip(left, right, strict=False):
            order = spaceship(one, other)
            if order != 0:
                return order
        return _order(len(left), len(right))
    if isinstance(left, datetime) and isinstance(right, datetime):
        return _order(left.timestamp(), right.timestamp())
    if isinstance(left, date) and isinstance(right, date):
        if isinstance(left, datetime) or isinstance(right, datetime):
            return None
        return _order(left, right)
    compare = getattr(left, "spaceship", None)
    if compare is not None:
        result: int | None = compare(right)
        return result
    return 0 if equal(left, right) else None


def _order(left: Any, right: Any) -> int:
    return int(left > right) - int(left < right)


def kind(value: object) -> str:
    """Return the name of a value's Ruby class, for messages."""
    names: tuple[tuple[type, str], ...] = (
        (bool, "true" if value else "false"),
        (int, "Integer"),
        (float, "Float"),
        (str, "String"),
        (list, "Array"),
        (tuple, "Array"),
        (datetime, "Time"),
        (date, "Date"),
        (range, "Range"),
        (Mapping, "Hash"),
    )
    return "nil" if value is None else next((name for type_, name in names if isinstance(value, type_)), "object")


def sort(items: list[object], compare: Callable[[object, object], int | None] = spaceship) -> list[object]:
    """Return ``items`` sorted, equal ones in their old order.

    Raises ``EvaluationError`` if two of them cannot be compared, as Ruby does.
    """

    def strict(left: object, right: object) -> int:
        order = compare(left, right)
        if order is None:
            msg = f"comparison of {kind(left)} with {kind(right)} failed"
            raise EvaluationError(msg)
        return order

    return sorted(items, key=cmp_to_key(strict))


def index(value: object, key: object) -> object:
    """Return Ruby's ``value[key]``, or ``None`` if there is none.

    Raises ``EvaluationError`` if Ruby raises a TypeError.
    """
    if isinstance(value, Mapping):
        return value.get(key)
    if isinstance(value, str):
        if isinstance(key, str):
            return key if key in value else None
        if isinstance(key, int):
            return value[key] if -len(value) <= key < len(value) else None
    elif isinstance(value, list | tuple) and isinstance(key, int):
        return value[key] if -len(value) <= key < len(value) else None
    elif value is None or isinstance(value, bool | date | range | float):
        return None
    msg = f"cannot select the property {key!r} of {kind(value)}"
    raise EvaluationError(msg)
