"""Regular expressions that count the steps of their matching, so that growth can be tested without a clock.

Each finds what Python's own finds, which is compared; the count is that of a matcher which goes back over the same
choices in the same order.  Python has no public parser of its expressions; the one used here is that of ``re`` itself.
"""

from __future__ import annotations

import re
import sys
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Rest = Callable[[int], bool]
    Node = Callable[["Run", int, Rest], bool]
    Test = Callable[[str], bool]

compile_expression = re.compile


class Counter:
    """The steps so far."""

    steps = 0


class Run:
    """One attempt at a place of a text."""

    __slots__ = ("groups", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.groups: dict[int, tuple[int, int] | None] = {}


def _single(code: Any, value: Any, flags: int) -> Test | None:
    """Return a test of one letter, None where the node is more: Python itself is asked about each letter once."""
    if code not in (codes.LITERAL, codes.NOT_LITERAL, codes.ANY, codes.IN):
        return None
    pattern = parser.SubPattern(parser.State(), [(code, value)])
    pattern.state.flags = flags
    pattern.state.str = ""
    known: dict[str, bool] = {}
    asks = _compile_parsed(pattern, flags)

    def test(letter: str) -> bool:
        if letter not in known:
            known[letter] = asks.match(letter) is not None
        return known[letter]

    return test


def _compile_parsed(pattern: Any, flags: int) -> Any:
    from re import _compiler as compiler  # type: ignore[attr-defined]

    return compiler.compile(pattern, flags)


def _sequence(parts: Any, flags: int) -> Node:
    nodes = [_node(code, value, flags) for code, value in parts]

    def run(state: Run, place: int, rest: Rest, number: int = 0) -> bool:
        if number == len(nodes):
            return rest(place)
        return nodes[number](state, place, lambda end: run(state, end, rest, number + 1))

    return run


def _node(code: Any, value: Any, flags: int) -> Node:
    test = _single(code, value, flags)
    if test is not None:
        return _letter(test)
    match code:
        case codes.BRANCH:
            return _branch([_sequence(branch, flags) for branch in value[1]])
        case codes.SUBPATTERN:
            number, added, removed, inner = value
            return _group(number, _sequence(inner, (flags | added) & ~removed))
        case codes.MAX_REPEAT | codes.MIN_REPEAT | codes.POSSESSIVE_REPEAT:
            least, most, inner = value
            return _repeat(code, int(least), int(most), _sequence(inner, flags))
        case codes.ATOMIC_GROUP:
            return _atomic(_sequence(value, flags))
        case codes.ASSERT | codes.ASSERT_NOT:
            direction, inner = value
            width = inner.getwidth()[1] if direction < 0 else 0
            return _look(_sequence(inner, flags), width, wanted=code is codes.ASSERT)
        case codes.AT:
            return _at(_compile_parsed(_alone(code, value, flags), flags))
        case codes.GROUPREF:
            return _same(value)
    raise NotImplementedError(code)


def _alone(code: Any, value: Any, flags: int) -> Any:
    pattern = parser.SubPattern(parser.State(), [(code, value)])
    pattern.state.flags = flags
    pattern.state.str = ""
    return pattern


def _letter(test: Test) -> Node:
    def run(state: Run, place: int, rest: Rest) -> bool:
        Counter.steps += 1
        return place < len(state.text) and test(state.text[place]) and rest(place + 1)

    return run


def _branch(branches: list[Node]) -> Node:
    def run(state: Run, place: int, rest: Rest) -> bool:
        return any(branch(state, place, rest) for branch in branches)

    return run


def _group(number: int | None, inner: Node) -> Node:
    if number is None:
        return inner

    def run(state: Run, place: int, rest: Rest) -> bool:
        before = state.groups.get(number)

        def closed(end: int) -> bool:
            mine = state.groups.get(number)
            state.groups[number] = (place, end)
            if rest(end):
                return True
            state.groups[number] = mine
            return False

        if inner(state, place, closed):
            return True
        state.groups[number] = before
        return False

    return run


def _repeat(code: Any, least: int, most: int, inner: Node) -> Node:
    def run(state: Run, place: int, rest: Rest, count: int = 0, last: int = -1) -> bool:
        def again() -> bool:
            if count >= most or (count >= least and place == last):
                return False
            return inner(state, place, lambda end: run(state, end, rest, count + 1, place))

        if count < least:
            return again()
        return (again() or rest(place)) if code is codes.MAX_REPEAT else (rest(place) or again())

    def possessive(state: Run, place: int, rest: Rest) -> bool:
        count = 0
        while count < most:
            ends: list[int] = []
            if not inner(state, place, lambda end, ends=ends: ends.append(end) or True):  # type: ignore[misc]
                break
            count += 1
            if ends[0] == place:
                break
            place = ends[0]
        return count >= least and rest(place)

    return possessive if code is codes.POSSESSIVE_REPEAT else run


def _atomic(inner: Node) -> Node:
    def run(state: Run, place: int, rest: Rest) -> bool:
        ends: list[int] = []
        return inner(state, place, lambda end: ends.append(end) or True) and rest(ends[0])

    return run


def _look(inner: Node, width: int, *, wanted: bool) -> Node:
    def run(state: Run, place: int, rest: Rest) -> bool:
        found = place >= width and inner(state, place - width, lambda _end: True)
        return found == wanted and rest(place)

    return run


def _at(real: Any) -> Node:
    def run(state: Run, place: int, rest: Rest) -> bool:
        Counter.steps += 1
        return real.match(state.text, place) is not None and rest(place)

    return run


def _same(number: int) -> Node:
    def run(state: Run, place: int, rest: Rest) -> bool:
        span = state.groups.get(number)
        if span is None:
            return False
        text = state.text[slice(*span)]
        Counter.steps += 1 + len(text)
        return state.text.startswith(text, place) and rest(place + len(text))

    return run


class CountedPattern:
    """An expression that counts; it has those methods of a compiled one that lexers use."""

    def __init__(self, expression: str, flags: int = 0) -> None:
        self.real = compile_expression(expression, flags)
        self.pattern = self.real.pattern
        parsed = parser.parse(expression, flags)
        self._node = _sequence(parsed, parsed.state.flags)

    def _count(self, text: str, start: int) -> int | None:
        ends: list[int] = []
        self._node(Run(text), start, lambda end: ends.append(end) or True)
        return ends[0] if ends else None

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the match at a place."""
        found = self.real.match(text, start)
        assert self._count(text, start) == (found.end() if found else None), (self.pattern, text, start)
        return found

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the first match from a place on."""
        found = self.real.search(text, start)
        for place in range(start, (found.start() if found else len(text)) + 1):
            self._count(text, place)
        return found

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """Yield the matches."""
        while start <= len(text) and (found := self.search(text, start)):
            yield found
            start = found.end() + (found.end() == found.start())


def deep_enough() -> int:
    """Let Python go as deep as matching of long texts does; return the limit before."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(100_000)
    return before
