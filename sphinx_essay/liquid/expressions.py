"""Liquid's expressions as values in waiting: literals, ranges, paths, filters, conditions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from sphinx_essay.core.warnings import Subtype
from sphinx_essay.liquid import values
from sphinx_essay.liquid.errors import EvaluationError, MarkupError, UnknownNameError
from sphinx_essay.liquid.values import MethodLiteral

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_essay.liquid.context import Context
    from sphinx_essay.liquid.nodes import Tag

_INTEGER = re.compile(r"-?\d+", re.ASCII)
_FLOAT = re.compile(r"-?\d[\d.]+", re.ASCII)
_RANGE = re.compile(r"\(\s*(\S+)\s*\.\.\s*(\S+)\s*\)")
_WORD = re.compile(r"[\w-]+\??")
_LITERALS: dict[str, object] = {
    "": None,
    "nil": None,
    "null": None,
    "true": True,
    "false": False,
}
_COMMANDS = ("size", "first", "last")
DEEPEST = 20


class Expression(Protocol):
    """Something that has a value in a context."""

    def evaluate(self, context: Context) -> object:
        """Return the value; raises ``EvaluationError`` if it has none."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A value written in the template."""

    value: object

    def evaluate(self, context: Context) -> object:  # noqa: ARG002
        """Return the value."""
        return self.value


@dataclass(frozen=True, slots=True)
class Range:
    """``(first..last)``."""

    first: Expression
    last: Expression

    def evaluate(self, context: Context) -> range:
        """Return the numbers from ``first`` to ``last``, both included."""
        return range(
            values.to_i(self.first.evaluate(context)),
            values.checked_integer(values.to_i(self.last.evaluate(context))) + 1,
        )


@dataclass(frozen=True, slots=True)
class Lookup:
    """``name.key[expression]``: each step is its expression and whether it was written with a dot."""

    name: Expression
    steps: tuple[tuple[Expression, bool], ...]

    def evaluate(self, context: Context) -> object:
        """Return what the path leads to, ``None`` if it leads nowhere."""
        found = context.find(values.to_s(self.name.evaluate(context)))
        for step, dotted in self.steps:
            key = step.evaluate(context)
            if isinstance(found, Mapping) and key in found:
                found = found[key]
            elif values.is_array(found) and isinstance(key, int) and not isinstance(key, bool):
                found = values.index(found, key)
            # `x.size` asks Ruby's method if there is no such key; `x['size']` does not.
            elif dotted and key in _COMMANDS:
                found = command(found, str(key))
            else:
                return None
        return found


def command(value: object, name: str) -> object:
    """Return ``value.size``, ``.first`` or ``.last`` as Ruby's methods answer, else ``None``."""
    if name == "size":
        if isinstance(value, str | list | tuple | range | Mapping):
            return len(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return 8 * max(1, -(-value.bit_length() // 64))
        return None
    if isinstance(value, Mapping):
        if name == "last" or not value:
            return None
        return list(next(iter(value.items())))
    if isinstance(value, list | tuple | range) and value:
        return value[0 if name == "first" else -1]
    return None


def parse(markup: str, depth: int = 0) -> Expression:
    """Read one operand: a literal, a range or a path; ``depth`` is how deep in others it stands.

    Raises ``MarkupError`` if operands stand too deep in each other.
    """
    if depth > DEEPEST:
        msg = f"more than {DEEPEST} expressions inside each other"
        raise MarkupError(msg)
    markup = markup.strip(values.RUBY_SPACE)
    if len(markup) > 1 and markup[0] == markup[-1] and markup[0] in "\"'":
        return Constant(markup[1:-1])
    if _INTEGER.fullmatch(markup):
        return Constant(values.to_i(markup))
    if match := _RANGE.fullmatch(markup):
        return Range(parse(match[1], depth + 1), parse(match[2], depth + 1))
    if _FLOAT.fullmatch(markup):
        return Constant(values.to_f(markup))
    if markup in ("empty", "blank"):
        return MethodLiteral(markup)
    if markup in _LITERALS:
        return Constant(_LITERALS[markup])
    return _lookup(markup, depth)


def _lookup(markup: str, depth: int) -> Lookup:
    steps: list[tuple[Expression, bool]] = []
    for part in _path_parts(markup):
        if part.startswith("[") and part.endswith("]"):
            steps.append((parse(part[1:-1], depth + 1), False))
        else:
            steps.append((Constant(part), True))
    if not steps:
        return Lookup(Constant(None), ())
    return Lookup(steps[0][0], tuple(steps[1:]))


def _path_parts(markup: str) -> Iterator[str]:
    """Yield the words and the bracketed parts of a path, skipping whatever stands between them."""
    position = 0
    closed = _brackets(markup)
    while position < len(markup):
        if position in closed:
            yield markup[position : closed[position]]
            position = closed[position]
            continue
        if match := _WORD.match(markup, position):
            yield match[0]
            position = match.end()
            continue
        position += 1


def _brackets(markup: str) -> dict[int, int]:
    """Return where each bracket that is closed begins, and where it ends."""
    ends: dict[int, int] = {}
    open_: list[int] = []
    for position, char in enumerate(markup):
        if char == "[":
            open_.append(position)
        elif char == "]" and open_:
            ends[open_.pop()] = position + 1
    return ends


@dataclass(frozen=True, slots=True)
class FilterCall:
    """``| name: arguments, key: value``."""

    name: str
    arguments: tuple[Expression, ...] = ()
    options: tuple[tuple[str, Expression], ...] = ()

    def apply(self, value: object, context: Context) -> object:
        """Return the filter's result for ``value``."""
        arguments = [argument.evaluate(context) for argument in self.arguments]
        if self.options:
            arguments.append({name: option.evaluate(context) for name, option in self.options})
        return context.call_filter(self.name, value, arguments)


@dataclass(frozen=True, slots=True)
class Filtered:
    """An operand and the filters that it goes through: what stands between ``{{`` and ``}}``."""

    operand: Expression
    filters: tuple[FilterCall, ...] = ()

    def evaluate(self, context: Context) -> object:
        """Return the last filter's result; raises ``UnknownNameError`` for a filter that is not defined."""
        value = self.operand.evaluate(context)
        for call in self.filters:
            value = call.apply(value, context)
        return value

    def evaluate_known(self, context: Context, tag: Tag) -> object:
        """Return the last filter's result, filters that are not defined passed over, as Jekyll does."""
        value = self.operand.evaluate(context)
        for call in self.filters:
            try:
                value = call.apply(value, context)
            except UnknownNameError as error:
                message = f"{error.reason}; passed over, as Jekyll does"
                context.complain(Subtype.LIQUID_LENIENT, message, tag.source, tag.start)
        return value


@dataclass(frozen=True, slots=True)
class Condition:
    """``left operator right``, and what ``and`` or ``or`` joins to it.

    Liquid reads a chain from the right: ``a or b and c`` is ``a or (b and c)``, ``a and b or c`` is ``a and
    (b or c)``.
    """

    left: Expression
    operator: str = ""
    right: Expression | None = None
    relation: str = ""
    child: Condition | None = None

    def evaluate(self, context: Context) -> object:
        """Return the value that decides; raises ``EvaluationError`` if the sides cannot be compared."""
        condition = self
        while True:
            result = condition._compared(context)
            decided = values.truthy(result) == (condition.relation == "or")
            if condition.child is None or decided:
                return result
            condition = condition.child

    def _compared(self, context: Context) -> object:
        left = self.left.evaluate(context)
        if not self.operator or self.right is None:
            return True if isinstance(left, MethodLiteral) else left
        right = self.right.evaluate(context)
        if self.operator not in OPERATORS:
            msg = f"unknown operator {self.operator}"
            raise EvaluationError(msg)
        return OPERATORS[self.operator](left, right)


def _equal(left: object, right: object) -> bool:
    for question, other in ((left, right), (right, left)):
        if isinstance(question, MethodLiteral):
            # Ruby without Rails has `empty?` on texts, arrays and hashes, and `blank?` on nothing.
            emptiable = isinstance(other, str | list | tuple | Mapping) and not isinstance(other, values.Drop)
            return question.name == "empty" and emptiable and not other
    return values.equal(left, right)


def _contains(left: object, right: object) -> bool:
    if not values.truthy(left) or not values.truthy(right):
        return False
    if isinstance(left, str):
        return values.to_s(right) in left
    if isinstance(left, Mapping):
        return right in left
    if isinstance(left, list | tuple):
        return any(values.equal(item, right) for item in left)
    return isinstance(left, range) and isinstance(right, int) and right in left


def _ordering(accepts: Callable[[int], bool], name: str) -> Callable[[object, object], object]:
    def compare(left: object, right: object) -> object:
        # Liquid 4 lets these comparisons be neither true nor an error.
        if not _has_order(left) or not _has_order(right):
            return None
        order = values.spaceship(left, right)
        if order is None:
            msg = f"comparison of {values.kind(left)} with {values.kind(right)} by {name} failed"
            raise EvaluationError(msg)
        return accepts(order)

    return compare


def _has_order(value: object) -> bool:
    return value is not None and not isinstance(value, bool | list | tuple | Mapping | range | MethodLiteral)


OPERATORS: dict[str, Callable[[object, object], object]] = {
    "==": _equal,
    "!=": lambda left, right: not _equal(left, right),
    "<>": lambda left, right: not _equal(left, right),
    "<": _ordering(lambda order: order < 0, "<"),
    ">": _ordering(lambda order: order > 0, ">"),
    "<=": _ordering(lambda order: order <= 0, "<="),
    ">=": _ordering(lambda order: order >= 0, ">="),
    "contains": _contains,
}
