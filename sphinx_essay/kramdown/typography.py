r"""Typographic symbols and quotation marks (kramdown syntax: Typographic Symbols).

Which mark a straight quote becomes follows SmartyPants' rules, as kramdown words them; the first that fits
counts.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_essay.kramdown.options import Options

SYMBOLS = {
    "---": ("mdash", "—"),
    "--": ("ndash", "–"),
    "...": ("hellip", "…"),
    "<< ": ("laquo_space", "«\N{NO-BREAK SPACE}"),
    " >>": ("raquo_space", "\N{NO-BREAK SPACE}»"),
    "<<": ("laquo", "«"),
    ">>": ("raquo", "»"),
}
"""Source → kramdown's name for the symbol, and the symbol."""

_PUNCTUATION = r"[!\"#$%'()*+,\-./:;<=>?@\[\\\]^_`{|}~]"
_WORD = "[A-Za-z0-9_]"
_SPACE = r"[ \t\r\n\f\v]"

_QUOTE_RE = re.compile(
    rf"""(?ms)
      (?P<open_before_emphasis>["'])(?=[_*]{{1,2}}[^ \t\r\n\f\v])
    | (?P<close_before_punctuation>["'])(?={_PUNCTUATION}(?!\.\.)\B)
    | (?P<double_single>{_SPACE}?)"'(?={_WORD})
    | (?P<single_double>{_SPACE}?)'"(?={_WORD})
    | (?P<decade>{_SPACE}?)'(?=[0-9][0-9]s)
    | (?P<open_space>{_SPACE})(?P<open>["'])(?={_WORD})
    | (?P<close_text>[^\ \\\t\r\n\[{{(\-])(?P<close>["'])
    | (?P<close_alone>["'])(?={_SPACE}|s\b|$)
    | (?P<single>.?)'
    | (?P<double>.?)"
    """,
    re.VERBOSE,
)


class Typography:
    """The characters that the options ask for."""

    __slots__ = ("_as_typed", "_marks", "symbols")

    def __init__(self, options: Options) -> None:
        self.symbols = {
            source: options.typographic_symbols.get(name, default) for source, (name, default) in SYMBOLS.items()
        }
        as_typed = {source: default for source, (_, default) in SYMBOLS.items() if self.symbols[source] == source}
        self._as_typed = {mark: as_typed[mark] for mark in sorted(as_typed, key=len, reverse=True)}
        left_single, right_single, left_double, right_double = map(_mark, options.smart_quotes)
        self._marks = {
            ("open", "'"): left_single,
            ("close", "'"): right_single,
            ("open", '"'): left_double,
            ("close", '"'): right_double,
        }

    def for_id(self, text: str) -> str:
        """Return a text as ids know it: with the symbols of marks that the options leave as they are typed."""
        for mark, symbol in self._as_typed.items():
            text = text.replace(mark, symbol)
        return text

    def quote(self, text: str, pos: int) -> tuple[str, int]:
        """Return what stands for the quote at ``pos`` or one character later, and where that ends."""
        match = _QUOTE_RE.match(text, pos)
        assert match is not None
        marks = self._marks
        rule = match.lastgroup
        if rule == "close":
            result = match["close_text"] + marks["close", match["close"]]
        elif rule == "open":
            result = match["open_space"] + marks["open", match["open"]]
        elif rule in ("close_before_punctuation", "close_alone"):
            result = marks["close", match[rule]]
        elif rule == "open_before_emphasis":
            result = marks["open", match[rule]]
        elif rule == "double_single":
            result = match[rule] + marks["open", '"'] + marks["open", "'"]
        elif rule == "single_double":
            result = match[rule] + marks["open", "'"] + marks["open", '"']
        elif rule == "decade":
            result = match[rule] + marks["close", "'"]
        else:
            result = match[rule] + marks["open", "'" if rule == "single" else '"']  # type: ignore[index]
        return result, match.end()


def _mark(name: str) -> str:
    """Return the character of an entity's name or code point."""
    name = name.strip()
    return html.unescape(f"&#{name};" if name.isdecimal() else f"&{name};")
