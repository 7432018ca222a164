"""What our lexers are written with: two kinds of lexer, each with a loop that ends on any text.

A :class:`RuleLexer` has tables of rules, which are those of Pygments' ``RegexLexer``.  Its loops are not ours: a rule that
matches nothing and leads back to itself keeps them busy for ever, and where it also opens states, until memory is full.  A
page must not be able to do that, whatever its code, so ours counts the rules that it applies at one place.

A :class:`ReadingLexer` suits languages in which what a sign is depends on what was read before: it takes one piece after
another and remembers what it must.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol

from pygments.lexer import Lexer, LexerContext, RegexLexer
from pygments.token import Error, Whitespace

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from pygments.token import _TokenType

    Tokens = Iterator[tuple[int, _TokenType, str]]
    """Positions, kinds and texts."""

    Parts = Iterable[tuple[_TokenType, str]]
    """Kinds and texts."""

_MOST_STEPS: Final = 100
"""How many rules may apply at one place, beyond one for each state that is open there, which each may end."""


class Action(Protocol):
    """What a lexer does with text that a rule matched.

    The context's position is behind that text already; an action that takes less of it sets the position back.
    """

    def __call__(self, lexer: RuleLexer, match: re.Match[str], context: Any, /) -> Tokens:
        """Yield the tokens."""


def names(text: str) -> tuple[str, ...]:
    """Return the words of ``text``."""
    return tuple(text.split())


def groups(*kinds: _TokenType | Inside) -> Action:
    """Give each group of the expression its kind, or to another lexer."""

    def action(lexer: RuleLexer, match: re.Match[str], _context: LexerContext) -> Tokens:
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

    def __call__(self, lexer: RuleLexer, match: re.Match[str], _context: LexerContext) -> Tokens:
        """Leave all that a rule matched to the lexer."""
        yield from self.tokens(lexer, match[0], match.start())


class RuleLexer(RegexLexer):
    """A lexer of rules that ends on any text and loses none of it; its actions may share a context of its own kind."""

    start: ClassVar[tuple[str, ...]] = ("root",)
    """The states that are open where a text begins."""

    def begin(self, text: str, stack: list[str]) -> LexerContext:
        """Return the context to begin a text with."""
        return LexerContext(text, 0, stack)

    def get_tokens_unprocessed(self, text: str, stack: Iterable[str] = ()) -> Tokens:
        """Yield the position, the kind and the text of each token; ``stack``: the states to begin with, if others."""
        context = self.begin(text, list(stack) or list(self.start))
        here, left = -1, 0
        while True:
            if context.pos != here:
                here, left = context.pos, len(context.stack) + _MOST_STEPS
            left -= 1
            if left and (rule := self._rule(context)):
                match, action, change = rule
                context.pos = match.end()
                if callable(action):
                    yield from action(self, match, context)
                elif action is not None and match[0]:
                    yield here, action, match[0]
                _change(context.stack, change)
            elif here < len(text):
                # no rule knows this letter, or the rules lead nowhere
                context.pos += 1
                if not left or text[here] == "\n":
                    context.stack[:] = ["root"]
                yield here, Whitespace if text[here] == "\n" else Error, text[here]
            else:
                return

    def _rule(self, context: LexerContext) -> tuple[re.Match[str], Any, Any] | None:
        """Return the first rule of the state that matches here: its match, its kind or action, and its change of state."""
        for matches, action, change in self._tokens[context.stack[-1]]:  # type: ignore[attr-defined]
            match = matches(context.text, context.pos)
            if match:
                return match, action, change
        return None


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
                    yield position, kind, part
                    position += len(part)
            if position == here:
                yield here, Error, text[here]
                position += 1


def _change(stack: list[str], change: int | str | tuple[str, ...] | None) -> None:
    """Open and close states as a rule says (in the form that Pygments gives it); the lowest is never closed."""
    if change is None:
        return
    if isinstance(change, int):
        del stack[max(1, len(stack) + change) :]
        return
    for state in (change,) if isinstance(change, str) else change:
        if state == "#push":
            stack.append(stack[-1])
        elif state != "#pop":
            stack.append(state)
        elif len(stack) > 1:
            stack.pop()
