"""The options of the dialect: kramdown's own that change the output, with Jekyll's defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from sphinx_essay.kramdown.myst import MystNames


@dataclass(frozen=True, slots=True)
class Options:
    """What may be set under ``kramdown:`` in ``_config.yml``, with the values that Jekyll gives by default.

    ``input`` is ``"GFM"`` or ``"kramdown"``.  ``toc_levels`` are the heading levels that ``{:toc}`` lists.
    ``link_defs`` maps a link's name to its address, or to a pair of address and title.  ``smart_quotes`` are
    the entity names (or code points) of the four quotation marks; ``typographic_symbols`` maps names such as
    ``hellip`` to text. ``myst`` (no option of kramdown) says which of MyST's directives and roles there are.
    """

    input: str = "GFM"
    auto_ids: bool = True
    auto_id_stripping: bool = False
    auto_id_prefix: str = ""
    transliterated_header_ids: bool = False
    parse_block_html: bool = False
    parse_span_html: bool = True
    html_to_native: bool = False
    link_defs: Mapping[str, Any] = field(default_factory=dict)
    footnote_nr: int = 1
    footnote_prefix: str = ""
    footnote_backlink: str = "↩"
    footnote_backlink_inline: bool = False
    footnote_link_text: str = "%s"
    toc_levels: frozenset[int] = frozenset(range(1, 7))
    smart_quotes: tuple[str, str, str, str] = ("lsquo", "rsquo", "ldquo", "rdquo")
    typographic_symbols: Mapping[str, str] = field(default_factory=dict)
    header_offset: int = 0
    header_links: bool = False
    hard_wrap: bool = False
    gfm_quirks: frozenset[str] = frozenset({"paragraph_end"})
    remove_line_breaks_for_cjk: bool = False
    syntax_highlighter: str = "rouge"
    syntax_highlighter_opts: Mapping[str, Any] = field(default_factory=dict)
    math_engine: str = "mathjax"
    forbidden_inline_options: frozenset[str] = frozenset({"template"})
    myst: MystNames | None = None

    @property
    def gfm(self) -> bool:
        """Whether the GFM parser's rules hold."""
        return self.input.lower() == "gfm"

    @classmethod
    def from_config(cls, config: Mapping[str, Any]) -> Options:
        """Read the ``kramdown:`` table of a ``_config.yml``; keys that say nothing to us are ignored."""
        return cls().updated(config)[0]

    def updated(self, values: Mapping[str, Any]) -> tuple[Options, list[str]]:
        """Return the options with ``values`` put in, and the names among them that kramdown does not know.

        A value of the wrong kind leaves the option as it is.
        """
        changes: dict[str, Any] = {}
        unknown = []
        for key, value in values.items():
            name = str(key).removeprefix(":")
            if name not in _DEFAULTS or name == "myst":
                if name not in _WITHOUT_EFFECT:
                    unknown.append(name)
                continue
            try:
                changes[name] = _converted(name, value)
            except (ValueError, TypeError, yaml.YAMLError):
                continue
        return (replace(self, **changes) if changes else self), unknown


_DEFAULTS = {item.name: getattr(Options(), item.name) for item in fields(Options)}

_WITHOUT_EFFECT = frozenset(
    (
        "template",
        "entity_output",
        "line_width",
        "latex_headers",
        "remove_block_html_tags",
        "remove_span_html_tags",
        "list_indent",
        "math_engine_opts",
        "show_warnings",
    )
)
"""Options of kramdown that change nothing in the tree that a page becomes."""


def _converted(name: str, value: Any) -> Any:
    """Return ``value`` as option ``name`` wants it, reading texts as kramdown does.

    Raises ``ValueError`` or ``TypeError`` where that is impossible.
    """
    default = _DEFAULTS[name]
    if isinstance(default, bool):
        return value if isinstance(value, bool) else str(value).strip().lower() not in ("false", "")
    if isinstance(default, int):
        return int(value)
    if name == "toc_levels":
        return _levels(value)
    if name == "smart_quotes":
        marks = tuple(str(mark) for mark in _listed(value))
        if len(marks) != 4:
            msg = "four quotation marks are wanted"
            raise ValueError(msg)
        return marks
    if isinstance(default, frozenset):
        return frozenset(str(item).strip().removeprefix(":") for item in _listed(value))
    if isinstance(default, Mapping):
        if isinstance(value, str):
            value = yaml.safe_load(value)
        return {str(key).removeprefix(":"): item for key, item in dict(value or {}).items()}
    text = "" if value is None else str(value)
    if name in ("syntax_highlighter", "math_engine", "input"):
        text = text.strip().removeprefix(":")
        return "" if text == "nil" else text
    return text


def _listed(value: Any) -> list[Any]:
    return value.split(",") if isinstance(value, str) else list(value)


def _levels(value: Any) -> frozenset[int]:
    """Read ``1..3``, ``2,3`` or a list of levels."""
    if isinstance(value, str) and ".." in value:
        first, last = value.split("..", 1)
        levels = range(int(first), int(last.lstrip(".")) + 1)
    else:
        levels = [int(item) for item in _listed(value)]  # type: ignore[assignment]
    if not all(1 <= level <= 6 for level in levels):
        msg = "heading levels are 1 to 6"
        raise ValueError(msg)
    return frozenset(levels)
