"""Liquid's expressions, read as Ruby's Liquid reads them.

Jekyll runs Liquid in its ``warn`` mode: markup is read by the strict grammar and, where that fails, again by
a lenient one that takes what it recognises and drops the rest, with a warning.  Both are here: ``Strict`` and
the functions whose names begin with ``lax_``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from sphinx_essay.jekyll.liquid import values
from sphinx_essay.jekyll.liquid.errors import EvaluationError, MarkupError
from sphinx_essay.jekyll.liquid.values import MethodLiteral

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_essay.jekyll.liquid.context import JekyllContext

QUOTED = r"""(?:"[^"]*"|'[^']*')"""
FRAGMENT = rf"""(?:{QUOTED}|(?:[^\s,|'"]|{QUOTED})+)"""
ATTRIBUTE = re.compile(rf"(?<![\w-])(\w[\w-]*)\s*:\s*({FRAGMENT})", re.ASCII)

_INTEGER = re.compile(r"-?\d+", re.ASCII)
_FLOAT = re.compile(r"-?\d[\d.]+", re.ASCII)
_RANGE = re.compile(r"\(\s*(\S+?)\s*\.\.\s*(\S+)\s*\)")
_WORD = re.compile(r"[\w-]+\??")
_LITERALS: dict[str, object] = {
    "": None,
    "nil": None,
    "null": None,
    "true": True,
    "false": False,
}
_COMMANDS = ("size", "first", "last")
_DEEPEST = 20


class Expression(Protocol):
    """Something that has a value in a context."""

    def evaluate(self, context: JekyllContext) -> object:
        """Return the value; raises ``EvaluationError`` where it has none."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A value written in the template."""

    value: object

    def evaluate(self, context: JekyllContext) -> object:  # noqa: ARG002
        """Return the value."""
        return self.value


@dataclass(frozen=True, slots=True)
class Range:
    """``(first..last)``."""

    first: Expression
    last: Expression

    def evaluate(self, context: JekyllContext) -> range:
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

    def evaluate(self, context: JekyllContext) -> object:
        """Return what the path leads to, ``None`` where it leads nowhere."""
        found = context.find(values.to_s(self.name.evaluate(context)))
        for step, dotted in self.steps:
            key = step.evaluate(context)
            if isinstance(found, Mapping) and key in found:
                found = found[key]
            elif values.is_array(found) and isinstance(key, int) and not isinstance(key, bool):
                found = values.index(found, key)
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

    Raises ``MarkupError`` where operands stand too deep in each other.
    """
    if depth > _DEEPEST:
        msg = f"more than {_DEEPEST} expressions inside each other"
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

    def apply(self, value: object, context: JekyllContext) -> object:
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

    def evaluate(self, context: JekyllContext) -> object:
        """Return the last filter's result."""
        value = self.operand.evaluate(context)
        for call in self.filters:
            value = call.apply(value, context)
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

    def evaluate(self, context: JekyllContext) -> object:
        """Return the value that decides; raises ``EvaluationError`` where the sides cannot be compared."""
        condition = self
        while True:
            result = condition._compared(context)
            decided = values.truthy(result) == (condition.relation == "or")
            if condition.child is None or decided:
                return result
            condition = condition.child

    def _compared(self, context: JekyllContext) -> object:
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


class Strict:
    """The strict grammar: a cursor over an expression's tokens.

    Operands come back as text in a plain form, which ``parse`` reads.  Raises ``MarkupError`` where the
    markup does not fit.
    """

    _TOKENS = re.compile(
        r"""\s*(?:
            (?P<comparison>==|!=|<>|<=?|>=?|contains(?=\s))
          | (?P<string>'[^']*'|"[^"]*")
          | (?P<number>-?\d+(?:\.\d+)?)
          | (?P<id>[a-zA-Z_][\w-]*\??)
          | (?P<dotdot>\.\.)
          | (?P<special>[|.:,\[\]()?-])
        )""",
        re.VERBOSE | re.ASCII,
    )

    def __init__(self, markup: str) -> None:
        self._tokens: list[tuple[str, str]] = []
        self._at = 0
        self._depth = 0
        position, markup = 0, markup.rstrip(values.RUBY_SPACE)
        while position < len(markup):
            match = self._TOKENS.match(markup, position)
            if match is None or match.lastgroup is None:
                msg = f"unexpected character {markup[position:].lstrip()[:1]!r}"
                raise MarkupError(msg)
            text = match[match.lastgroup]
            self._tokens.append((text if match.lastgroup == "special" else match.lastgroup, text))
            position = match.end()
        self._tokens.append(("end", ""))

    def look(self, kind: str, ahead: int = 0) -> bool:
        """Tell whether the token ``ahead`` of the cursor is of this kind."""
        place = self._at + ahead
        return place < len(self._tokens) and self._tokens[place][0] == kind

    def consume(self, kind: str = "") -> str:
        """Return the text of the next token and step over it."""
        found, text = self._tokens[self._at]
        if kind and found != kind:
            msg = f"expected {kind} but found {text or found}"
            raise MarkupError(msg)
        self._at += 1
        return text

    def accept(self, kind: str) -> str:
        """Step over the next token if it is of this kind; return its text, else nothing."""
        return self.consume() if self.look(kind) else ""

    def word(self, *words: str) -> str:
        """Step over the next token if it is one of these words; return it, else nothing."""
        if self.look("id") and self._tokens[self._at][1] in words:
            return self.consume()
        return ""

    def operand(self) -> str:
        """Read one operand and return its text."""
        self._depth += 1
        if self._depth > _DEEPEST:
            msg = f"more than {_DEEPEST} expressions inside each other"
            raise MarkupError(msg)
        text = self._operand()
        self._depth -= 1
        return text

    def _operand(self) -> str:
        kind, text = self._tokens[self._at]
        if kind == "id":
            return self.consume() + self._path()
        if kind == "[":
            return self.consume() + self.operand() + self.consume("]") + self._path()
        if kind in ("string", "number"):
            return self.consume()
        if kind == "(":
            self.consume()
            first = self.operand()
            self.consume("dotdot")
            last = self.operand()
            self.consume(")")
            return f"({first}..{last})"
        msg = f"{text or kind} is not a valid expression"
        raise MarkupError(msg)

    def _path(self) -> str:
        text = ""
        while True:
            if self.look("["):
                text += self.consume() + self.operand() + self.consume("]")
            elif self.look("."):
                text += self.consume() + self.consume("id")
            else:
                return text

    def filtered(self) -> Filtered:
        """Read an operand and its filters, to the end."""
        if self.look("end"):
            return Filtered(Constant(None))
        head = parse(self.operand())
        calls = []
        while self.accept("|"):
            name = self.consume("id")
            arguments: list[Expression] = []
            options: list[tuple[str, Expression]] = []
            if self.accept(":"):
                self._argument(arguments, options)
                while self.accept(","):
                    self._argument(arguments, options)
            calls.append(FilterCall(name, tuple(arguments), tuple(options)))
        self.consume("end")
        return Filtered(head, tuple(calls))

    def _argument(self, arguments: list[Expression], options: list[tuple[str, Expression]]) -> None:
        if self.look("id") and self.look(":", 1):
            name = self.consume()
            self.consume()
            options.append((name, parse(self.operand())))
        else:
            arguments.append(parse(self.operand()))

    def condition(self) -> Condition:
        """Read a chain of comparisons, to the end."""
        parts: list[tuple[Expression, str, Expression | None]] = []
        relations: list[str] = []
        while True:
            left = parse(self.operand())
            operator = self.accept("comparison")
            parts.append((left, operator, parse(self.operand()) if operator else None))
            relation = self.word("and", "or")
            if not relation:
                break
            relations.append(relation)
        self.consume("end")
        return _chain(parts, relations)


def _chain(parts: list[tuple[Expression, str, Expression | None]], relations: list[str]) -> Condition:
    condition = Condition(*parts[-1])
    for part, relation in zip(reversed(parts[:-1]), reversed(relations), strict=True):
        condition = Condition(*part, relation, condition)
    return condition


_FRAGMENT = re.compile(FRAGMENT)
_FILTER = re.compile(rf"(?:\s+|{FRAGMENT}|,)+")
_FILTER_NAME = re.compile(r"\w+", re.ASCII)
_FILTER_ARGUMENT = re.compile(rf"[:,]\s*((?:\w+\s*:\s*)?{FRAGMENT})")
_COMPARISON = re.compile(rf"({FRAGMENT})\s*([=!<>a-z_]+)?\s*({FRAGMENT})?")
_AND_OR = re.compile(rf"{QUOTED}|\b(and|or)\b")


def filtered(markup: str, complain: Callable[[str], None]) -> Filtered:
    """Read what stands between ``{{`` and ``}}``; ``complain`` hears where only the lenient grammar could."""
    try:
        return Strict(markup).filtered()
    except MarkupError as problem:
        complain(problem.reason)
        return _lax_filtered(markup)


def _lax_filtered(markup: str) -> Filtered:
    head = _FRAGMENT.search(markup)
    if head is None:
        return Filtered(Constant(None))
    calls = []
    rest = markup[head.end() :]
    if "|" in rest:
        for piece in _FILTER.findall(rest.partition("|")[2].lstrip()):
            name = _FILTER_NAME.search(piece)
            if name is None:
                continue
            arguments: list[Expression] = []
            options: list[tuple[str, Expression]] = []
            for argument in _FILTER_ARGUMENT.findall(piece):
                if match := ATTRIBUTE.fullmatch(argument):
                    options.append((match[1], parse(match[2])))
                else:
                    arguments.append(parse(argument))
            calls.append(FilterCall(name[0], tuple(arguments), tuple(options)))
    return Filtered(parse(head[0]), tuple(calls))


def condition(markup: str, complain: Callable[[str], None]) -> Condition:
    """Read the condition of ``if``; ``complain`` hears where only the lenient grammar could.

    Raises ``MarkupError`` where neither can.
    """
    try:
        return Strict(markup).condition()
    except MarkupError as problem:
        complain(problem.reason)
        return _lax_condition(markup)


def _lax_condition(markup: str) -> Condition:
    pieces, relations, start = [], [], 0
    for match in _AND_OR.finditer(markup):
        if match[1]:
            pieces.append(markup[start : match.start()])
            relations.append(match[1])
            start = match.end()
    pieces.append(markup[start:])
    parts: list[tuple[Expression, str, Expression | None]] = []
    for piece in pieces:
        comparison = _COMPARISON.search(piece)
        if comparison is None:
            msg = f"{markup.strip()!r} is not a condition"
            raise MarkupError(msg)
        left, operator, right = comparison.groups()
        parts.append((parse(left), operator or "", parse(right or "") if operator else None))
    return _chain(parts, relations)
