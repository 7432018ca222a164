"""Filters on arrays, Liquid's own and those by which Jekyll puts items in and takes them out."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import TYPE_CHECKING

from sphinx_essay.liquid import values
from sphinx_essay.liquid.errors import EvaluationError
from sphinx_essay.liquid.values import flatten, is_array, to_integer, to_list, to_s, truthy

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_essay.liquid.context import Context


def items(value: object) -> list[object]:
    """Return what an array filter works on: an array flattened, any other value as the only item."""
    if is_array(value):
        return list(flatten(value))
    if isinstance(value, Mapping):
        return [value]
    return to_list(value)


def _join(_: Context, value: object, glue: object = " ") -> str:
    return values.join(items(value), to_s(glue))


def _size(_: Context, value: object) -> int:
    if isinstance(value, str | list | tuple | range | Mapping):
        return len(value)
    return 8 if isinstance(value, int) and not isinstance(value, bool) else 0


def _end(position: int) -> Callable[[Context, object], object]:
    def take(_: Context, value: object) -> object:
        if isinstance(value, Mapping):
            return list(next(iter(value.items()), ())) or None if position == 0 else None
        return value[position] if isinstance(value, list | tuple | range) and value else None

    return take


def _map(_: Context, value: object, key: object) -> list[object]:
    return [item if key == "to_liquid" else values.index(item, key) for item in items(value)]


def _uniq(_: Context, value: object, key: object = None) -> list[object]:
    seen: dict[str, list[object]] = {}
    distinct = []
    for item in items(value):
        probe = item if key is None else values.index(item, key)
        # Equal values look alike, so only those that look alike need comparing.
        alike = seen.setdefault(f"{type(probe).__name__} {_look(probe)}", [])
        if not any(probe is other or values.equal(probe, other) for other in alike):
            alike.append(probe)
            distinct.append(item)
    return distinct


def _look(value: object) -> str:
    return str(id(value)) if isinstance(value, values.Drop) else values.inspect(value)


def _compact(_: Context, value: object, key: object = None) -> list[object]:
    return [item for item in items(value) if (item if key is None else values.index(item, key)) is not None]


def _concat(_: Context, value: object, more: object) -> list[object]:
    if not is_array(more):
        msg = "an array is needed"
        raise EvaluationError(msg)
    return _bounded([*items(value), *to_list(more)])


def _bounded(array: list[object]) -> list[object]:
    if len(array) > values.MAX_ITEMS:
        values.check_length(values.MAX_TEXT + 1)
    return array


def _sort_natural(_: Context, value: object, key: object = None) -> list[object]:
    keyed = [(item if key is None else values.index(item, key), item) for item in items(value)]
    present = [(_folded(to_s(probe)), item) for probe, item in keyed if probe is not None]
    ordered = [item for _, item in sorted(present, key=lambda pair: pair[0])]
    # Ruby's Liquid calls nil greater than nil, and the sort then turns them round.
    return ordered + [item for probe, item in reversed(keyed) if probe is None]


def _folded(text: str) -> bytes:
    """Return ``text`` as Ruby's ``casecmp`` sees it: only A–Z are folded."""
    return text.encode("utf-8", "surrogatepass").lower()


def _pop(_: Context, array: object, count: object = 1) -> object:
    if not is_array(array):
        return array
    members = to_list(array)
    return members[: max(0, len(members) - to_integer(count))]


def _shift(_: Context, array: object, count: object = 1) -> object:
    return to_list(array)[to_integer(count) :] if is_array(array) else array


def _push(_: Context, array: object, value: object) -> object:
    return _bounded([*to_list(array), value]) if is_array(array) else array


def _unshift(_: Context, array: object, value: object) -> object:
    return _bounded([value, *to_list(array)]) if is_array(array) else array


def _sample(context: Context, array: object, count: object = 1) -> object:
    """Return items by chance: the same ones each time that a page is built at the same moment."""
    if not is_array(array):
        return array
    chance: random.Random = context.register("sample", random.Random(f"{context.now} {context.page.path}"))  # noqa: S311
    choice, number = to_list(array), to_integer(count)
    if number == 1:
        return chance.choice(choice) if choice else None
    return chance.sample(choice, max(0, min(number, len(choice))))


def _default(_: Context, value: object, otherwise: object = "", options: object = None) -> object:
    allow_false = isinstance(options, Mapping) and truthy(options.get("allow_false"))
    missing = value is None if allow_false else not truthy(value)
    empty = isinstance(value, str | list | tuple | Mapping) and not isinstance(value, values.Drop) and not value
    return otherwise if missing or empty else value


FILTERS: dict[str, Callable[..., object]] = {
    "compact": _compact,
    "concat": _concat,
    "default": _default,
    "first": _end(0),
    "join": _join,
    "last": _end(-1),
    "map": _map,
    "pop": _pop,
    "push": _push,
    "reverse": lambda _, value: items(value)[::-1],
    "sample": _sample,
    "shift": _shift,
    "size": _size,
    "sort_natural": _sort_natural,
    "uniq": _uniq,
    "unshift": _unshift,
}
