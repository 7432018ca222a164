"""Jekyll's filters that choose, group and order the site's pages by what their front matter says."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_essay.liquid import grammar, values
from sphinx_essay.liquid.errors import EvaluationError
from sphinx_essay.liquid.values import is_array, to_f, to_i, to_list, to_s, truthy

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_essay.liquid.context import Context

_FLOAT_LIKE = re.compile(r"\s*-?(?:\d+\.?\d*|\.\d+)\s*", re.ASCII)
_INTEGER_LIKE = re.compile(r"\s*-?\d+\s*", re.ASCII)


def _property(item: object, name: object) -> object:
    """Return an item's property, numbers in texts as numbers: what Jekyll compares and sorts by."""
    key = to_s(name)
    value: object = item
    for part in key.split(".") if "." in key else [key]:
        value = values.index(value, part) if isinstance(value, Mapping | str | list | tuple) else None
    return _number_or_text(value) if isinstance(value, str) else value


@lru_cache(maxsize=65_536)
def _number_or_text(text: str) -> int | float | str:
    if _INTEGER_LIKE.fullmatch(text):
        return to_i(text)
    return to_f(text) if _FLOAT_LIKE.fullmatch(text) else text


def _matches(found: object, wanted: object) -> bool:
    if wanted is None:
        return found is None
    text = to_s(wanted)
    if isinstance(wanted, values.MethodLiteral) and not is_array(found):
        return not to_s(found)
    if isinstance(wanted, values.MethodLiteral):
        return not values.join(found, "")
    if isinstance(found, str):
        return found == text
    return any(to_s(part) == text for part in to_list(found))


def _candidates(value: object) -> list[object] | None:
    """Return what can be chosen from, ``None`` if there is no choice."""
    if isinstance(value, Mapping):
        return list(value.values())
    return to_list(value) if is_array(value) or isinstance(value, range) else None


def _chosen(context: Context, value: object, name: object, wanted: object) -> Iterator[object]:
    for item in _candidates(value) or ():
        context.recorder.charge(1)
        if _matches(_property(item, name), wanted):
            yield item


def _cannot_choose(value: object, name: object, wanted: object) -> bool:
    return not truthy(name) or is_array(wanted) or isinstance(wanted, Mapping) or _candidates(value) is None


def _where(context: Context, value: object, name: object, wanted: object) -> object:
    return value if _cannot_choose(value, name, wanted) else list(_chosen(context, value, name, wanted))


def _find(context: Context, value: object, name: object, wanted: object) -> object:
    return value if _cannot_choose(value, name, wanted) else next(_chosen(context, value, name, wanted), None)


def _fitting(context: Context, value: object, name: object, expression: object) -> Generator[object]:
    condition = grammar.Strict(to_s(expression)).condition()
    with context.stack() as frame:
        for item in _candidates(value) or ():
            context.recorder.charge(1)
            frame[to_s(name)] = item
            if truthy(condition.evaluate(context)):
                yield item


def _where_exp(context: Context, value: object, name: object, expression: object) -> object:
    return value if _candidates(value) is None else list(_fitting(context, value, name, expression))


def _find_exp(context: Context, value: object, name: object, expression: object) -> object:
    if _candidates(value) is None:
        return value
    fitting = _fitting(context, value, name, expression)
    # The scope that the generator opened must be gone before the template goes on.
    try:
        return next(fitting, None)
    finally:
        fitting.close()


def _groups(pairs: Iterator[tuple[object, object]]) -> list[object]:
    groups: dict[str, tuple[object, list[object]]] = {}
    for key, item in pairs:
        groups.setdefault(f"{type(key).__name__} {values.inspect(key)}", (key, []))[1].append(item)
    return [{"name": key, "items": members, "size": len(members)} for key, members in groups.values()]


def _members(value: object) -> list[object] | None:
    return to_list(value) if is_array(value) or isinstance(value, Mapping | range) else None


def _group_by(context: Context, value: object, name: object) -> object:
    members = _members(value)
    if members is None:
        return value
    context.recorder.charge(len(members))
    return _groups((to_s(_property(item, name)), item) for item in members)


def _group_by_exp(context: Context, value: object, name: object, expression: object) -> object:
    members = _members(value)
    if members is None:
        return value
    key = grammar.filtered(to_s(expression), lambda _: None)

    def keyed() -> Iterator[tuple[object, object]]:
        for item in members:
            context.recorder.charge(1)
            frame[to_s(name)] = item
            yield key.evaluate(context), item

    with context.stack() as frame:
        return _groups(keyed())


def _sort(context: Context, value: object, name: object = None, nils: object = "first") -> list[object]:
    if value is None:
        msg = "nothing cannot be sorted"
        raise EvaluationError(msg)
    items = to_list(value)
    context.recorder.charge(len(items))
    if name is None:
        return values.sort(items)
    if nils not in ("first", "last"):
        msg = f"{nils!r} says neither 'first' nor 'last'"
        raise EvaluationError(msg)
    missing = -1 if nils == "first" else 1

    def compare(left: object, right: object) -> int | None:
        assert isinstance(left, tuple)
        assert isinstance(right, tuple)
        one, other = left[0], right[0]
        if (one is None) != (other is None):
            return missing if one is None else -missing
        order = values.spaceship(one, other)
        return values.spaceship(to_s(one), to_s(other)) if order is None else order

    pairs: list[object] = [(_property(item, name), item) for item in items]
    return [pair[1] for pair in values.sort(pairs, compare) if isinstance(pair, tuple)]


FILTERS: dict[str, Callable[..., object]] = {
    "find": _find,
    "find_exp": _find_exp,
    "group_by": _group_by,
    "group_by_exp": _group_by_exp,
    "sort": _sort,
    "where": _where,
    "where_exp": _where_exp,
}
