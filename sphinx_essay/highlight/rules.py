"""What our lexers are written with: two kinds of lexer, each with a loop that ends on any text.

A :class:`RuleLexer` has tables of rules, written as those of Pygments' ``RegexLexer`` are.  Its loops are not ours: a rule
that matches nothing and leads back to itself keeps them busy for ever, and where it also opens states, until memory is
full.  And a rule that looks far ahead in vain, at each place again, takes a time that grows with the square of the text.
A page must not be able to do that, whatever its code: ours counts the rules that it applies at one place, and remembers
where a rule is in vain (:class:`Trying`).

A :class:`ReadingLexer` suits languages in which what a sign is depends on what was read before: it takes one piece after
another and remembers what it must.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple, Protocol

from pygments.lexer import Lexer, default, include, words
from pygments.token import Error, Whitespace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pygments.token import _TokenType

    Tokens = Iterator[tuple[int, _TokenType, str]]
    """Positions, kinds and texts."""

    Parts = Iterable[tuple[_TokenType, str]]
    """Kinds and texts."""

    Matching = Callable[[str, int], re.Match[str] | None]
    """What matches at a place of a text."""

_MOST_STEPS: Final = 100
"""How many rules may apply at one place, beyond one for each state that is open there, which each may end."""


class Action(Protocol):
    """What a lexer does with text that a rule matched."""

    def __call__(self, lexer: RuleLexer, match: re.Match[str], /) -> Tokens:
        """Yield the tokens."""


def names(text: str) -> tuple[str, ...]:
    """Return the words of ``text``."""
    return tuple(text.split())


def groups(*kinds: _TokenType | Inside) -> Action:
    """Give each group of the expression its kind, or to another lexer."""

    def action(lexer: RuleLexer, match: re.Match[str]) -> Tokens:
        for number, kind in enumerate(kinds, 1):
            text = match[number]
            if not text:
                continue
            if isinstance(kind, Inside):
                yield from kind.tokens(lexer, text, match.start(number))
            else:
                yield match.start(number), kind, text

    return action


class Inside:
    """Leave text to a lexer: that of another language, or (``None``) the own one, beginning in another state."""

    __slots__ = ("language", "state")

    def __init__(self, language: type[Lexer] | None = None, state: str = "root") -> None:
        self.language = language
        self.state = state

    def tokens(self, lexer: RuleLexer, text: str, start: int) -> Tokens:
        """Yield the tokens of ``text``, which stands at ``start``."""
        options: Any = {} if self.state == "root" else {"stack": ("root", self.state)}
        other = lexer if self.language is None else self.language()
        for position, kind, value in other.get_tokens_unprocessed(text, **options):
            yield start + position, kind, value

    def __call__(self, lexer: RuleLexer, match: re.Match[str]) -> Tokens:
        """Leave all that a rule matched to the lexer."""
        yield from self.tokens(lexer, match[0], match.start())


@dataclass(frozen=True, slots=True)
class Trying:
    r"""An expression that looks far ahead, and is not tried again where it is known to be in vain.

    ``vain`` are pairs of a beginning and an end: where the beginning matches and the whole does not, the whole matches
    nowhere before the next end.  The first pair whose beginning matches counts; no end means none before the text's.

    A comment, for one: ``Trying(r"/\*(?:.|\n)*?\*/", (r"/\*", ""))``.  Where one is not closed, none is that begins later.
    """

    expression: str
    vain: tuple[tuple[str, str], ...]

    def __init__(self, expression: str, *vain: tuple[str, str]) -> None:
        object.__setattr__(self, "expression", expression)
        object.__setattr__(self, "vain", vain)


class _Rule(NamedTuple):
    """What a rule matches, what is done with that, the states that it closes and opens, and where it is in vain."""

    matches: Matching
    action: _TokenType | Action | None
    change: tuple[str, ...]
    vain: tuple[tuple[Matching, re.Pattern[str] | None], ...]


@dataclass(slots=True)
class _Place:
    """Where a lexer is in a text, what states are open, and up to where rules are in vain."""

    text: str
    states: list[str]
    position: int = 0
    vain: dict[int, int] = field(default_factory=dict)

    def rule(self, rules: Iterable[_Rule]) -> tuple[re.Match[str], _Rule] | None:
        """Return the first rule that matches here, with its match."""
        for rule in rules:
            if rule.vain and self.position < self.vain.get(id(rule.matches), 0):
                continue
            match = rule.matches(self.text, self.position)
            if match:
                return match, rule
            for begins, end in rule.vain:
                if begins(self.text, self.position):
                    found = end.search(self.text, self.position + 1) if end else None
                    self.vain[id(rule.matches)] = found.start() if found else len(self.text)
                    break
        return None


class RuleLexer(Lexer):
    """A lexer of rules that ends on any text and loses none of it."""

    flags: ClassVar[int] = re.MULTILINE
    """The flags of the rules' expressions."""

    tokens: ClassVar[dict[str, Any]] = {}
    """The rules of each state; a lexer has those of the lexers that it is made from, where it has none of its own."""

    start: ClassVar[tuple[str, ...]] = ("root",)
    """The states that are open where a text begins."""

    def get_tokens_unprocessed(self, text: str, stack: Iterable[str] = ()) -> Tokens:
        """Yield the position, the kind and the text of each token; ``stack``: the states to begin with, if others."""
        tables = _tables(type(self))
        place = _Place(text, list(stack) or list(self.start))
        here, left = -1, 0
        while True:
            if place.position != here:
                here, left = place.position, len(place.states) + _MOST_STEPS
            left -= 1
            if left and (found := place.rule(tables[place.states[-1]])):
                match, rule = found
                place.position = match.end()
                if callable(rule.action):
                    yield from rule.action(self, match)
                elif rule.action is not None and match[0]:
                    yield here, rule.action, match[0]
                _change(place.states, rule.change)
            elif here < len(text):
                # no rule knows this letter, or the rules lead nowhere
                place.position += 1
                if not left or text[here] == "\n":
                    place.states[:] = ["root"]
                yield here, Whitespace if text[here] == "\n" else Error, text[here]
            else:
                return


@cache
def _tables(lexer: type[RuleLexer]) -> dict[str, tuple[_Rule, ...]]:
    """Return the rules of each state of a lexer."""
    states: dict[str, list[Any]] = {}
    for base in reversed(lexer.__mro__):
        states |= vars(base).get("tokens", {})
    return {state: tuple(_rules(states, state, lexer.flags)) for state in states}


def _rules(states: dict[str, list[Any]], state: str, flags: int) -> Iterator[_Rule]:
    """Yield the rules of a state, with those that it includes."""
    for entry in states[state]:
        if isinstance(entry, include):
            yield from _rules(states, str(entry), flags)
        elif isinstance(entry, default):
            yield _Rule(_matching("", flags), None, _steps(entry.state), ())
        else:
            expression, action, change = entry if len(entry) == 3 else (*entry, ())
            vain = expression.vain if isinstance(expression, Trying) else ()
            found = tuple((_matching(begins, flags), _ending(end, flags)) for begins, end in vain)
            yield _Rule(_matching(expression, flags), action, _steps(change), found)


@cache
def _matching(expression: str | words | Trying, flags: int) -> Matching:
    if isinstance(expression, words):
        return re.compile(str(expression.get()), flags).match  # type: ignore[no-untyped-call]
    return re.compile(expression.expression if isinstance(expression, Trying) else expression, flags).match


def _ending(expression: str, flags: int) -> re.Pattern[str] | None:
    return re.compile(expression, flags) if expression else None


def _steps(change: str | tuple[str, ...]) -> tuple[str, ...]:
    """Return the states that a change opens, ``#pop`` where it closes one; ``#pop:3`` closes three."""
    steps = (change,) if isinstance(change, str) else change
    return tuple(
        single
        for step in steps
        for single in (("#pop",) * int(step.removeprefix("#pop:")) if step.startswith("#pop:") else (step,))
    )


def _change(states: list[str], change: tuple[str, ...]) -> None:
    """Close and open states; the lowest is never closed."""
    for state in change:
        if state == "#push":
            states.append(states[-1])
        elif state != "#pop":
            states.append(state)
        elif len(states) > 1:
            states.pop()


class ReadingLexer(Lexer):
    """A lexer that reads a text piece by piece; it ends on any text and loses none of it."""

    def begin(self) -> Any:
        """Return what is remembered from piece to piece, as it is where a text begins."""

    def read(self, text: str, start: int, memory: Any) -> Parts:
        """Return the next piece of ``text``, which begins at ``start``, in parts; nothing, where none can begin there."""
        raise NotImplementedError

    def get_tokens_unprocessed(self, text: str) -> Tokens:
        """Yield the position, the kind and the text of each token."""
        memory = self.begin()
        position = 0
        while position < len(text):
            here = position
            for kind, part in self.read(text, here, memory):
                if part:
                    yield position, kind, text[position : position + len(part)]
                    position += len(part)
            if position == here:
                yield here, Error, text[here]
                position += 1
