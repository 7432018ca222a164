"""The grammar of Liquid's markup, read as Ruby's Liquid reads it.

Jekyll runs Liquid in its ``warn`` mode: markup is read by the strict grammar and, if that fails, again by
a lenient one that takes what it recognises and drops the rest, with a warning.  Both are here: ``Strict`` and
the functions whose names begin with ``_lax_``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_essay.liquid import values
from sphinx_essay.liquid.errors import MarkupError
from sphinx_essay.liquid.expressions import DEEPEST, Condition, Constant, FilterCall, Filtered, parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_essay.liquid.expressions import Expression

QUOTED = r"""(?:"[^"]*"|'[^']*')"""
FRAGMENT = rf"""(?:{QUOTED}|(?:[^\s,|'"]|{QUOTED})+)"""
ATTRIBUTE = re.compile(rf"(?<![\w-])(\w[\w-]*)\s*:\s*({FRAGMENT})", re.ASCII)


class Strict:
    """The strict grammar: a cursor over an expression's tokens.

    Operands come back as text in a plain form, which ``parse`` reads.  Raises ``MarkupError`` if the
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
        number = self._at + ahead
        return number < len(self._tokens) and self._tokens[number][0] == kind

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
        if self._depth > DEEPEST:
            msg = f"more than {DEEPEST} expressions inside each other"
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


FIRST_FRAGMENT = re.compile(FRAGMENT)
_FILTER = re.compile(rf"(?:\s+|{FRAGMENT}|,)+")
_FILTER_NAME = re.compile(r"\w+", re.ASCII)
_FILTER_ARGUMENT = re.compile(rf"[:,]\s*((?:\w+\s*:\s*)?{FRAGMENT})")
_COMPARISON = re.compile(rf"({FRAGMENT})\s*([=!<>a-z_]+)?\s*({FRAGMENT})?")
_AND_OR = re.compile(rf"{QUOTED}|\b(and|or)\b")


def filtered(markup: str, complain: Callable[[str], None]) -> Filtered:
    """Read what stands between ``{{`` and ``}}``; ``complain`` hears if only the lenient grammar could."""
    try:
        return Strict(markup).filtered()
    except MarkupError as problem:
        complain(problem.reason)
        return _lax_filtered(markup)


def _lax_filtered(markup: str) -> Filtered:
    head = FIRST_FRAGMENT.search(markup)
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
    """Read the condition of ``if``; ``complain`` hears if only the lenient grammar could.

    Raises ``MarkupError`` if neither can.
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
