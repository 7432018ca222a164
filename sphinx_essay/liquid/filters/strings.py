"""Filters on texts."""

from __future__ import annotations

import base64
import html
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus, unquote_plus

from sphinx_essay.liquid.errors import EvaluationError
from sphinx_essay.liquid.values import (
    MAX_ITEMS,
    RUBY_SPACE,
    check_length,
    is_array,
    to_integer,
    to_list,
    to_s,
    truthy,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_essay.liquid.context import Context

_SPACE = re.compile(r"[ \t\n\v\f\r]+")
_UNESCAPED = re.compile(r"[\"><']|&(?!(?:[a-zA-Z]+|#\d+);)", re.ASCII)
_BREAK = re.compile(r"\r?\n")
_REFERENCE = re.compile(r"\\([\\&`'0-9]|k<\w*>)")


def escape(_: Context, value: object) -> str | None:
    """Write ``& < > " '`` as HTML writes them."""
    return None if value is None else _escaped(to_s(value))


def _escaped(text: str) -> str:
    return html.escape(text).replace("&#x27;", "&#39;")


def escape_once(value: object) -> str:
    """Write ``& < > " '`` as HTML writes them, but for character references."""
    return _UNESCAPED.sub(lambda match: _escaped(match[0]), to_s(value))


def url_encode(_: Context, value: object) -> str | None:
    """Write a text for a URL's query, with ``+`` for spaces."""
    return None if value is None else quote_plus(to_s(value))


def _url_decode(_: Context, value: object) -> str | None:
    return None if value is None else unquote_plus(to_s(value), errors="strict")


def _base64_encode(_: Context, value: object) -> str:
    return base64.b64encode(to_s(value).encode()).decode()


def _base64_decode(_: Context, value: object) -> str:
    return base64.b64decode(to_s(value), validate=True).decode("utf-8", "replace")


def _base64_url_safe_encode(_: Context, value: object) -> str:
    return base64.urlsafe_b64encode(to_s(value).encode()).decode()


def _base64_url_safe_decode(_: Context, value: object) -> str:
    text = to_s(value)
    return base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True).decode("utf-8", "replace")


def _slice(_: Context, value: object, offset: object, length: object = None) -> object:
    start = to_integer(offset)
    count = to_integer(length) if truthy(length) else 1
    sequence: Any = value if is_array(value) else to_s(value)
    empty: object = [] if is_array(value) else ""
    if start < 0:
        start += len(sequence)
    if start < 0 or start > len(sequence) or count < 0:
        return empty
    return sequence[start : start + count]


def _truncate(_: Context, value: object, length: object = 50, ellipsis: object = "...") -> str | None:
    if value is None:
        return None
    text, most, end = to_s(value), to_integer(length), to_s(ellipsis)
    return text[: max(0, most - len(end))] + end if len(text) > most else text


def _truncatewords(_: Context, value: object, words: object = 15, ellipsis: object = "...") -> str | None:
    if value is None:
        return None
    text, most = to_s(value), max(1, to_integer(words))
    parts = split_space(text, most + 1)
    return text if len(parts) <= most else " ".join(parts[:most]) + to_s(ellipsis)


def split_space(text: str, limit: int = 0) -> list[str]:
    """Split as Ruby's ``split(" ", limit)``: at ASCII white space, the last part holding the rest."""
    text = text.lstrip(RUBY_SPACE)
    parts = _SPACE.split(text, maxsplit=limit - 1 if limit else 0)
    if not limit:
        while parts and not parts[-1]:
            parts.pop()
    return parts if text else []


def split(_: Context, value: object, pattern: object) -> list[str]:
    """Split a text at a separator; empty parts at the end are dropped, as Ruby does."""
    text, separator = to_s(value), to_s(pattern)
    if separator == " ":
        return split_space(text)
    # Counted beforehand: the list would be built before anybody could refuse it.
    if (text.count(separator) if separator else len(text)) > MAX_ITEMS:
        check_length(len(text) + MAX_ITEMS * 8)
    parts = text.split(separator) if separator else list(text)
    while parts and not parts[-1]:
        parts.pop()
    return parts


def strip_html(value: object) -> str:
    """Remove scripts, styles, comments and tags."""
    text = to_s(value)
    for start, end in (("<script", "</script>"), ("<!--", "-->"), ("<style", "</style>")):
        text = _without(text, start, end)
    return _without(text, "<", ">")


def _without(text: str, start: str, end: str) -> str:
    """Remove everything from ``start`` to the next ``end``; takes time in proportion to the text."""
    parts, position = [], 0
    while (opening := text.find(start, position)) >= 0:
        closing = text.find(end, opening + len(start))
        if closing < 0:
            break
        parts.append(text[position:opening])
        position = closing + len(end)
    return "".join([*parts, text[position:]])


def _replacement(pattern: str, replacement: str) -> str:
    """Return a replacement as Ruby's ``gsub`` reads it: backslashes refer to the match."""

    def expand(match: re.Match[str]) -> str:
        return {"\\": "\\", "&": pattern, "0": pattern}.get(match[1], "")

    return _REFERENCE.sub(expand, replacement)


def replace(_: Context, value: object, pattern: object, replacement: object = "") -> str:
    """Replace every occurrence of a text."""
    text, old = to_s(value), to_s(pattern)
    new = _replacement(old, to_s(replacement))
    check_length(len(text) + (text.count(old) if old else len(text) + 1) * max(0, len(new) - len(old)))
    return text.replace(old, new)


def _replace_first(_: Context, value: object, pattern: object, replacement: object = "") -> str:
    old = to_s(pattern)
    return to_s(value).replace(old, _replacement(old, to_s(replacement)), 1)


def _replace_last(_: Context, value: object, pattern: object, replacement: object) -> str:
    text, old = to_s(value), to_s(pattern)
    start = text.rfind(old)
    return text if start < 0 else text[:start] + to_s(replacement) + text[start + len(old) :]


def _newline_to_br(_: Context, value: object) -> str:
    return _BREAK.sub("<br />\n", to_s(value))


def _array_to_sentence_string(_: Context, array: object, connector: object = "and") -> str:
    items, word = [to_s(item) for item in to_list(array)], to_s(connector)
    if len(items) < 3:
        return f" {word} ".join(items)
    return f"{', '.join(items[:-1])}, {word} {items[-1]}"


def _normalize_whitespace(_: Context, value: object) -> str:
    return _SPACE.sub(" ", to_s(value)).strip(RUBY_SPACE)


def _needs_text(function: Callable[[str], str]) -> Callable[[Context, object], str]:
    return lambda _, value: function(to_s(value))


def _is_text(value: object) -> str:
    if not isinstance(value, str):
        msg = "a text is needed"
        raise EvaluationError(msg)
    return value


FILTERS: dict[str, Callable[..., object]] = {
    "append": lambda _, value, text: to_s(value) + to_s(text),
    "array_to_sentence_string": _array_to_sentence_string,
    "base64_decode": _base64_decode,
    "base64_encode": _base64_encode,
    "base64_url_safe_decode": _base64_url_safe_decode,
    "base64_url_safe_encode": _base64_url_safe_encode,
    "capitalize": _needs_text(str.capitalize),
    "cgi_escape": lambda _, value: quote_plus(_is_text(value)),
    "downcase": _needs_text(str.lower),
    "escape": escape,
    "escape_once": lambda _, value: escape_once(value),
    "h": escape,
    "lstrip": _needs_text(lambda text: text.lstrip(RUBY_SPACE)),
    "newline_to_br": _newline_to_br,
    "normalize_whitespace": _normalize_whitespace,
    "prepend": lambda _, value, text: to_s(text) + to_s(value),
    "remove": lambda context, value, text: replace(context, value, text),
    "remove_first": lambda context, value, text: _replace_first(context, value, text),
    "remove_last": lambda context, value, text: _replace_last(context, value, text, ""),
    "replace": replace,
    "replace_first": _replace_first,
    "replace_last": _replace_last,
    "rstrip": _needs_text(lambda text: text.rstrip(RUBY_SPACE)),
    "slice": _slice,
    "split": split,
    "strip": _needs_text(lambda text: text.strip(RUBY_SPACE)),
    "strip_html": lambda _, value: strip_html(value),
    "strip_newlines": _needs_text(lambda text: _BREAK.sub("", text)),
    "truncate": _truncate,
    "truncatewords": _truncatewords,
    "upcase": _needs_text(str.upper),
    "url_decode": _url_decode,
    "url_encode": url_encode,
}
