"""YAML as Jekyll reads it: version 1.1, with the value rules of Ruby's Psych, hardened against hostile input.

The text is parsed by libyaml through PyYAML's ``CSafeLoader``; values are built here, from the parser's
events, because Psych and PyYAML differ in what a plain scalar means (``1,000`` is a number to Psych, ``y`` is
a string to both, ``01:30`` is sexagesimal), and because building them here bounds what a document may cost:
an alias is never copied, counts with all that it stands for, and cannot hold itself.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML without libyaml: slower, the same events
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

MAX_VALUES = 100_000
"""How many values a front matter or configuration may hold, aliases counted with all that they stand for."""

MAX_DEPTH = 100
"""How deep lists and mappings may nest."""

_TAG = "tag:yaml.org,2002:"


class YamlError(ValueError):
    """The text is no YAML, or asks for what is not allowed; ``line`` is 1-based, 0 when unknown."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


@dataclass(slots=True)
class _Collection:
    """A list or mapping that is still being read."""

    value: Any
    tag: str | None
    anchor: str | None
    size: int = 1
    key: Any = None
    has_key: bool = False
    merged: dict[Any, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document's value and, where it is a mapping, the 1-based line of each of its keys and their text."""

    value: Any
    lines: dict[str, int]


def load(text: str, *, max_values: int = MAX_VALUES) -> Any:
    """Return the value of the first document in ``text`` (None where it is empty).

    :raises YamlError: where it is not YAML, asks for an object of a programming language, or exceeds the
        limits.
    """
    return load_with_lines(text, max_values=max_values).value


def load_with_lines(text: str, *, max_values: int = MAX_VALUES) -> Loaded:
    """Return the value of the first document in ``text`` with the lines of its top-level keys.

    Keys of the outermost mapping are always strings, as they stand in the text.

    :raises YamlError: as :func:`load`.
    """
    try:
        return _build(yaml.parse(text, Loader=_Loader), max_values)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or error.context or "not YAML"
        raise YamlError(problem, mark.line + 1 if mark else 0) from error
    except (yaml.YAMLError, UnicodeError) as error:
        raise YamlError(" ".join(str(error).split())) from error


def _build(events: Iterator[yaml.Event], max_values: int) -> Loaded:
    stack: list[_Collection] = []
    anchors: dict[str, tuple[Any, int]] = {}
    opened: set[str] = set()
    lines: dict[str, int] = {}
    total = 0
    for event in events:
        line = event.start_mark.line + 1 if event.start_mark else 0
        text: str | None = None
        if isinstance(event, yaml.ScalarEvent):
            value, size, text = _scalar(event, line), 1, event.value
            if event.anchor:
                anchors[event.anchor] = (value, 1)
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor in opened:
                msg = f"the alias *{event.anchor} stands inside what it names"
                raise YamlError(msg, line)
            if event.anchor not in anchors:
                msg = f"the alias *{event.anchor} names nothing"
                raise YamlError(msg, line)
            value, size = anchors[event.anchor]
        elif isinstance(event, yaml.CollectionStartEvent):
            if len(stack) >= MAX_DEPTH:
                msg = f"nested deeper than {MAX_DEPTH} levels"
                raise YamlError(msg, line)
            _check_tag(event.tag, line)
            empty: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
            stack.append(_Collection(empty, event.tag, event.anchor))
            if event.anchor:
                opened.add(event.anchor)
            continue
        elif isinstance(event, yaml.CollectionEndEvent):
            done = stack.pop()
            value, size = _finished(done), done.size
            if done.anchor:
                opened.discard(done.anchor)
                anchors[done.anchor] = (value, size)
        elif isinstance(event, yaml.DocumentEndEvent):
            break
        else:
            continue
        total = size if not stack else total + (size if isinstance(event, yaml.AliasEvent) else 1)
        if total > max_values:
            msg = f"holds more than {max_values} values, aliases counted with what they stand for"
            raise YamlError(msg, line)
        if not stack:
            return Loaded(value, lines)
        _put(stack, value, size, text, line, lines)
    return Loaded(None, {})


def _put(stack: list[_Collection], value: Any, size: int, text: str | None, line: int, lines: dict[str, int]) -> None:
    """Put a finished value into the innermost open collection, as an item, a key or a key's value."""
    parent = stack[-1]
    parent.size += size
    if isinstance(parent.value, list):
        parent.value.append(value)
    elif not parent.has_key:
        parent.has_key = True
        if len(stack) == 1:
            parent.key = text if text is not None else str(value)
            lines[parent.key] = line
        else:
            parent.key = value if _hashable(value) else str(value)
    else:
        parent.has_key = False
        if parent.key == "<<" and _merge(parent, value):
            return
        parent.value[parent.key] = value


def _merge(parent: _Collection, value: Any) -> bool:
    """Take over the entries of a merge key's value (``<<``); False where it is not made of mappings."""
    sources = value if isinstance(value, list) else [value]
    if not all(isinstance(source, dict) for source in sources):
        return False
    for source in sources:
        for key, item in source.items():
            parent.merged.setdefault(key, item)
    return True


def _finished(collection: _Collection) -> Any:
    if collection.merged:
        return {**collection.merged, **collection.value}
    if collection.tag == _TAG + "set":
        return list(collection.value)
    return collection.value


def _hashable(value: Any) -> bool:
    return not isinstance(value, dict | list)


def _check_tag(tag: str | None, line: int) -> None:
    """Refuse a tag that asks for a language's object; any other unknown tag says nothing (Psych)."""
    if tag and "/" in tag.removeprefix(_TAG):
        msg = f"the tag {tag.replace(_TAG, '!!')} is not allowed"
        raise YamlError(msg, line)


def _scalar(event: yaml.ScalarEvent, line: int) -> Any:
    if event.tag is None:
        return plain_scalar(event.value) if event.implicit[0] else event.value
    _check_tag(event.tag, line)
    kind = event.tag.removeprefix(_TAG)
    if kind in ("str", "!", "binary"):
        return event.value
    return plain_scalar(event.value)


# The forms of Psych's scalar scanner. A word is what begins with at most one other character and then letters
# or signs.
_WORD = re.compile(r"[^\d.:-]?(?:[^\W\d]|[\s!@#$%^&*(){}<>|/\\~;=])")
_TIME = re.compile(
    r"(-?\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt]|\s+)(\d{1,2}):(\d\d):(\d\d)(?:\.(\d*))?(?:\s*(Z|[-+]\d{1,2}:?(?:\d\d)?))?"
)
_DATE = re.compile(r"(\d{4})-(1[012]|0\d|\d)-([12]\d|3[01]|0\d|\d)")
_SEXAGESIMAL = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9]){1,2}(\.[0-9_]*)?")
_FLOAT = re.compile(r"[-+]?(?:[0-9][0-9_,]*)?\.[0-9]*(?:[eE][-+][0-9]+)?")
_INTEGER: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"[-+]?0b[0-1_,]+"), 2),
    (re.compile(r"[-+]?0[0-7_,]+"), 8),
    (re.compile(r"[-+]?(?:0|[1-9](?:[0-9]|,[0-9]|_[0-9])*)"), 10),
    (re.compile(r"[-+]?0x[0-9a-fA-F_,]+"), 16),
)
_WORDS: dict[str, bool | None] = {
    "null": None, "yes": True, "true": True, "on": True, "no": False, "false": False, "off": False,
}  # fmt: skip
_INFINITE = {".inf": math.inf, "+.inf": math.inf, "-.inf": -math.inf, ".nan": math.nan}
_MAX_DIGITS = 400


def plain_scalar(text: str) -> Any:
    """Return what an unquoted scalar means: None, a bool, int, float, date, aware datetime, or the text.

    Times without a zone are UTC, as Psych has it.  A Ruby symbol (``:name``), which Jekyll refuses, stays
    text.
    """
    if not text or text == "~":
        return None
    if "\n" in text:
        return text
    if _WORD.match(text):
        return _WORDS.get(text.lower(), text) if len(text) <= 5 else text
    if len(text) > _MAX_DIGITS:
        return text
    for reader in (_time, _day, _number):
        value = reader(text)
        if value is not None:
            return value
    return text


def _time(text: str) -> datetime | None:
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    *parts, fraction, zone = found.groups()
    try:
        moment = datetime(*map(int, parts), tzinfo=_zone(zone))  # type: ignore[arg-type, misc]
    except (ValueError, OverflowError):
        return None
    return moment.replace(microsecond=int(f"{fraction or '0':0<6.6}"))


def _zone(text: str | None) -> timezone:
    if text is None or text == "Z":
        return UTC
    digits = text[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-offset if text[0] == "-" else offset)


def _day(text: str) -> date | None:
    found = _DATE.fullmatch(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _number(text: str) -> int | float | None:
    if text.lower() in _INFINITE:
        return _INFINITE[text.lower()]
    if found := _SEXAGESIMAL.fullmatch(text):
        read: Callable[[str], int | float] = float if found[1] is not None else int
        parts = text.split(":")
        return sum(read(part.replace("_", "")) * weight for part, weight in zip(parts, (3600, 60, 1), strict=False))
    if _FLOAT.fullmatch(text):
        digits = re.sub(r"[,_]", "", text)
        return float(digits) if re.search(r"\d", digits.split("e")[0].split("E")[0]) else None
    for pattern, base in _INTEGER:
        if pattern.fullmatch(text):
            try:
                return int(re.sub(r"[,_]", "", text), base)
            except ValueError:
                return None
    return None
