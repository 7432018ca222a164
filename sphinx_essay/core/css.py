"""Styles that authors wrote, taken apart by the grammar of CSS Syntax."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import tinycss2

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BLOCKS: Final = frozenset({"{} block", "[] block", "() block"})


@dataclass(frozen=True)
class Declaration:
    """A property and its value, as ``tokens`` of tinycss2; ``whole`` if it says nothing else, such as ``!important``."""

    name: str
    tokens: tuple[Any, ...]
    whole: bool = True

    @property
    def value(self) -> str:
        """The value as text, with single blanks between its parts."""
        return " ".join(tinycss2.serialize(self.tokens).split())


def declarations(style: str) -> list[Declaration]:
    """Return what a ``style`` attribute, or the block of a rule, says; what is no declaration is passed over."""
    return _declarations(tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True))


def is_well_formed(style: str) -> bool:
    """Say whether a ``style`` attribute holds declarations and nothing else."""
    parsed = tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True)
    return all(item.type == "declaration" for item in parsed)


def rules(sheet: str) -> list[tuple[str, list[Declaration]]]:
    """Return the plain rules of a style sheet: each selector with what is said of it."""
    return [
        (
            " ".join(tinycss2.serialize(rule.prelude).split()),
            _declarations(tinycss2.parse_blocks_contents(rule.content)),
        )
        for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
        if rule.type == "qualified-rule" and not any(token.type == "error" for token in parts(rule.prelude))
    ]


def _declarations(parsed: Iterable[Any]) -> list[Declaration]:
    found = []
    for item in parsed:
        if item.type == "declaration":
            tokens = tuple(token for token in item.value if token.type != "comment")
            found.append(Declaration(item.lower_name, tokens, whole=not item.important))
    return found


def parts(tokens: Iterable[Any]) -> Iterator[Any]:
    """Yield tokens with those inside of functions and blocks."""
    for token in tokens:
        yield token
        if token.type == "function":
            yield from parts(token.arguments)
        elif token.type in _BLOCKS:
            yield from parts(token.content)
