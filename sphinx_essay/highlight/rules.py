"""What the rules of our lexers are written with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from pygments.lexer import ExtendedRegexLexer, LexerContext

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from pygments.lexer import Lexer, RegexLexer
    from pygments.token import _TokenType

    Tokens = Iterator[tuple[int, _TokenType, str]]
    """Positions, kinds and texts."""


class Action(Protocol):
    """What a lexer does with text that a rule matched; a context is given by lexers that have one."""

    def __call__(self, lexer: RegexLexer, match: re.Match[str], context: LexerContext | None = None) -> Tokens:
        """Yield the tokens."""


def names(text: str) -> tuple[str, ...]:
    """Return the words of ``text``."""
    return tuple(text.split())


def groups(*kinds: _TokenType | Inside) -> Action:
    """Give each group of the expression its kind, or to another lexer."""

    def action(lexer: RegexLexer, match: re.Match[str], context: LexerContext | None = None) -> Tokens:
        for number, kind in enumerate(kinds, 1):
            text = match[number]
            if not text:
                continue
            if isinstance(kind, Inside):
                yield from kind.tokens(lexer, text, match.start(number))
            else:
                yield match.start(number), kind, text
        if context is not None:
            context.pos = match.end()

    return action


class Inside:
    """Leave text to a lexer: that of another language, or (``None``) the own one, beginning in another state."""

    __slots__ = ("language", "state")

    def __init__(self, language: type[Lexer] | None = None, state: str = "root") -> None:
        self.language = language
        self.state = state

    def tokens(self, lexer: RegexLexer, text: str, start: int) -> Tokens:
        """Yield the tokens of ``text``, which stands at ``start``."""
        options: Any = {} if self.state == "root" else {"stack": ("root", self.state)}
        other = lexer if self.language is None else self.language()
        for position, kind, value in other.get_tokens_unprocessed(text, **options):
            yield start + position, kind, value

    def __call__(self, lexer: RegexLexer, match: re.Match[str], context: LexerContext | None = None) -> Tokens:
        """Leave all that a rule matched to the lexer."""
        yield from self.tokens(lexer, match[0], match.start())
        if context is not None:
            context.pos = match.end()


class ContextLexer(ExtendedRegexLexer):
    """A lexer whose actions share a context of its own kind."""

    def begin(self, text: str) -> LexerContext:
        """Return the context to begin a text with."""
        return LexerContext(text, 0)

    def get_tokens_unprocessed(self, text: str | None = None, *_args: Any, **_options: Any) -> Tokens:
        """Yield the position, the kind and the text of each token."""
        yield from super().get_tokens_unprocessed(context=self.begin(text or ""))
