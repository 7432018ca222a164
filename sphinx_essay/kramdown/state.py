"""What belongs to the whole document: definitions, options as they stand, counters, warnings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_essay.kramdown.element import AttributeList, Element
    from sphinx_essay.kramdown.options import Options

NESTING_LIMIT = 64
"""How deep blocks, or HTML elements, or spans may nest; what nests deeper is text.

No page of sense comes near it, and every later stage (docutils' visitors, pickling) walks trees recursively.
"""

_SPACES_RE = re.compile(r"[ \t\r\n\f\v]+")


def link_id(text: str) -> str:
    """Return the form in which names of link definitions are compared."""
    return _SPACES_RE.sub(" ", text).lower()


@dataclass(slots=True)
class LinkDefinition:
    """A link reference definition; ``holder`` is what attribute lists after the definition attach to."""

    url: str
    title: str | None
    holder: Element | None = None


@dataclass(slots=True)
class FootnoteDefinition:
    """A footnote, defined on the 0-based ``line`` of its page.

    ``number`` and ``references`` are filled when references to it are met.
    """

    name: str
    content: Element
    holder: Element
    line: int
    number: int = 0
    references: int = 0


@dataclass(slots=True)
class AbbreviationDefinition:
    """What an abbreviation stands for."""

    title: str
    holder: Element


@dataclass(slots=True)
class State:
    """The document-wide part of a parse.

    A text that is parsed inside another (the content of a MyST directive) shares its page's state, so that
    definitions, ids and footnote numbers are those of the page.
    """

    options: Options
    attribute_lists: dict[str, AttributeList] = field(default_factory=dict)
    links: dict[str, LinkDefinition] = field(default_factory=dict)
    footnotes: dict[str, FootnoteDefinition] = field(default_factory=dict)
    abbreviations: dict[str, AbbreviationDefinition] = field(default_factory=dict)
    gfm_ids: dict[str, int] = field(default_factory=dict)
    plain_ids: dict[str, int] = field(default_factory=dict)
    footnote_order: list[FootnoteDefinition] = field(default_factory=list)
    footnotes_written: int = 0
    warnings: dict[tuple[int, str], None] = field(default_factory=dict)
    first_line: int = 0
    """Where in the page the text begins that is being parsed (0-based)."""

    def __post_init__(self) -> None:
        for name, target in self.options.link_defs.items():
            url, title = (target, None) if isinstance(target, str) else (*target, None)[:2]
            self.links[link_id(str(name))] = LinkDefinition(url, title)

    def for_translation(self) -> State:
        """Return the state for the translation of a text of the page: it may name what the page defines.

        Footnotes keep the numbers that the page gives them.  Those that the page leaves out are no part of it.
        """
        numbered = {name: replace(note, references=0) for name, note in self.footnotes.items() if note.number}
        return State(
            self.options,
            attribute_lists=dict(self.attribute_lists),
            links=dict(self.links),
            footnotes=numbered,
            abbreviations=dict(self.abbreviations),
        )

    def warn(self, line: int, message: str) -> None:
        """Note a warning about the 0-based ``line`` of the text that is being parsed; the same one is noted once."""
        self.warnings[(self.first_line + line, message)] = None

    def unused_footnotes(self) -> list[tuple[int, str]]:
        """Return a warning for each footnote that nothing refers to: like kramdown, we leave it out."""
        return [
            (definition.line, f"nothing refers to the footnote {definition.name!r}, it is left out")
            for definition in self.footnotes.values()
            if definition.number == 0
        ]

    def set_options(self, values: Mapping[str, Any], line: int) -> None:
        """Set options from within the page, as ``{::options … /}`` does."""
        forbidden = self.options.forbidden_inline_options | {"forbidden_inline_options", "input"}
        for name in forbidden & values.keys():
            self.warn(line, f"the option {name!r} may not be set in a page")
        allowed = {name: value for name, value in values.items() if name not in forbidden}
        self.options, unknown = self.options.updated(allowed)
        for name in unknown:
            self.warn(line, f"unknown kramdown option {name!r}")
