"""A template cut into text, outputs and tags, as Ruby's Liquid cuts it.

Everything that cannot be carried out (a tag that nobody defines, a block that is never closed, an end without a
beginning) is already plain text in the result: it stays visible in the page, and a ``Problem`` says why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_essay.core.warnings import Subtype
from sphinx_essay.liquid.values import RUBY_SPACE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_OPENING = re.compile(r"\{[{%]")
_TAG = re.compile(r"\{%-?\s*(#|\w+)\s*(.*?)-?%\}", re.DOTALL)
_OUTPUT = re.compile(r"\{\{-?(.*?)-?\}\}", re.DOTALL)
_ENDRAW = re.compile(r"\{%-?\s*endraw\s*[^%]*?%\}")
_COMMENT = re.compile(r"\{%-?\s*(comment|endcomment|raw|endraw)\b[^%]*?%\}")

_LONGEST = 50_000
"""The most characters that one tag or output may have."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about a template's source, at an offset in it."""

    subtype: Subtype
    message: str
    offset: int


@dataclass(frozen=True, slots=True)
class Blocks:
    """The tags that hold others: each block's name with the tags that may divide it."""

    dividers: Mapping[str, Collection[str]]

    def role(self, name: str) -> str:
        """Return ``open``, ``divide`` or ``close`` for a tag of a block, else nothing."""
        if name in self.dividers:
            return "open"
        if name.startswith("end") and name[3:] in self.dividers:
            return "close"
        return "divide" if any(name in names for names in self.dividers.values()) else ""


@dataclass(slots=True)
class Token:
    """A piece of a template.

    ``kind`` is ``text``, ``raw``, ``comment``, ``output`` or ``tag``; ``name`` is the tag's; ``text`` is the text, or
    the markup inside the braces.
    """

    kind: str
    start: int
    end: int
    name: str = ""
    text: str = ""


def tokenize(source: str, known: Collection[str], blocks: Blocks, nesting: int) -> tuple[list[Token], list[Problem]]:
    """Return the tokens of ``source`` and what is wrong with it.

    ``known`` names the tags that are defined; ``nesting`` is how deep blocks may stand inside each other.
    """
    problems: list[Problem] = []
    tokens = list(_cut(source, problems))
    _trim(source, tokens)
    _settle(source, tokens, known, blocks, nesting, problems)
    return [token for token in tokens if token.kind != "comment"], problems


def _end_of_output(source: str, start: int) -> int:
    end = source.find("}", start + 2)
    if end < 0:
        return len(source)
    return end + 2 if source.startswith("}", end + 1) else end + 1


def _cut(source: str, problems: list[Problem]) -> Iterator[Token]:
    comments: dict[int, int] | None = None  # looked for once, and only if there is one
    last_endraw = source.rfind("endraw")
    position = 0
    while position < len(source):
        match = _OPENING.search(source, position)
        if match is None:
            break
        start = match.start()
        if start > position:
            yield Token("text", position, start, text=source[position:start])
        token = _output(source, start) if match[0] == "{{" else _tag(source, start)
        if token is None:
            kind = "output" if match[0] == "{{" else "tag"
            problems.append(
                Problem(Subtype.LIQUID, f"the {kind} {source[start : start + 30]!r} is not closed, or too long", start)
            )
            end = _end_of_output(source, start) if match[0] == "{{" else start + 2
            token = Token("text", start, end, text=source[start:end])
            if source.find("}", start) < 0:
                # Nothing after this can be closed either: one message is enough, and one step.
                token = Token("text", start, len(source), text=source[start:])
        if token.kind == "tag" and token.name == "raw":
            yield from _raw(source, token, last_endraw, problems)
            position = token.end
            continue
        if token.kind == "tag" and token.name == "comment":
            comments = _comments(source) if comments is None else comments
            if start in comments:
                token = Token("comment", start, comments[start])
        yield token
        position = token.end
    if position < len(source):
        yield Token("text", position, len(source), text=source[position:])


def _output(source: str, start: int) -> Token | None:
    end = _end_of_output(source, start)
    match = _OUTPUT.fullmatch(source, start, end) if end < start + _LONGEST else None
    return match and Token("output", start, end, text=match[1])


def _tag(source: str, start: int) -> Token | None:
    end = source.find("%}", start + 2)
    match = _TAG.fullmatch(source, start, end + 2) if start < end < start + _LONGEST else None
    return match and Token("tag", start, end + 2, match[1], match[2])


def _raw(source: str, opening: Token, last: int, problems: list[Problem]) -> Iterator[Token]:
    """Yield what ``raw`` keeps; afterwards ``opening.end`` is where the template goes on.

    ``last`` is the offset of the last ``endraw`` in the source, -1 if there is none.
    """
    closing = _ENDRAW.search(source, opening.end) if last >= opening.end else None
    if closing is None:
        problems.append(Problem(Subtype.LIQUID, "the tag 'raw' is never closed", opening.start))
        yield Token("text", opening.start, opening.end, text=source[opening.start : opening.end])
        return
    text = source[opening.end : closing.start()]
    yield Token("raw", opening.start, opening.end, text=text)
    opening.end = closing.end()


def _comments(source: str) -> dict[int, int]:
    """Return where each comment that is closed begins and ends; comments nest."""
    ends: dict[int, int] = {}
    open_: list[int] = []
    raw = False
    for match in _COMMENT.finditer(source):
        name = match[1]
        if raw:
            raw = name != "endraw"
        elif name == "comment":
            open_.append(match.start())
        elif name == "endcomment" and open_:
            ends[open_.pop()] = match.end()
        raw = raw or name == "raw"
    return ends


def _trim(source: str, tokens: list[Token]) -> None:
    """Remove the white space beside ``{{-``, ``-}}``, ``{%-`` and ``-%}``."""
    trimming = False
    for number, token in enumerate(tokens):
        if token.kind == "text":
            if trimming:
                token.text = token.text.lstrip(RUBY_SPACE)
            trimming = False
            continue
        before = tokens[number - 1] if number else None
        if source[token.start + 2] == "-" and before and before.kind == "text":
            before.text = before.text.rstrip(RUBY_SPACE)
        # What `{% raw -%}` asks for falls to the text after `{% endraw %}`: Liquid keeps the raw text whole.
        trimming = source[token.end - 3] == "-"


def _settle(
    source: str, tokens: list[Token], known: Collection[str], blocks: Blocks, nesting: int, problems: list[Problem]
) -> None:
    """Pair the tags of blocks; turn those that have no partner, and unknown tags, into text."""

    def condemn(token: Token, message: str, subtype: Subtype = Subtype.LIQUID) -> None:
        problems.append(Problem(subtype, message, token.start))
        token.kind, token.text = "text", source[token.start : token.end]

    open_: list[Token] = []
    for token in tokens:
        if token.kind != "tag":
            continue
        role = blocks.role(token.name)
        if role == "open" and len(open_) >= nesting:
            condemn(token, f"more than {nesting} tags are nested", Subtype.LIQUID_LIMIT)
        elif role == "open":
            open_.append(token)
        elif role == "close":
            if all(token.name != "end" + opening.name for opening in open_):
                condemn(token, f"the tag {token.name!r} closes nothing")
                continue
            while token.name != "end" + (opening := open_.pop()).name:
                condemn(opening, f"the tag {opening.name!r} is never closed")
        elif role == "divide":
            if not open_ or token.name not in blocks.dividers[open_[-1].name]:
                condemn(token, f"the tag {token.name!r} stands outside any block that knows it")
        elif token.name not in known:
            condemn(token, f"no tag is called {token.name!r}", Subtype.LIQUID_UNKNOWN)
    # What is still open when the template ends stays text; what stands in it is carried out.
    for opening in open_:
        condemn(opening, f"the tag {opening.name!r} is never closed")
