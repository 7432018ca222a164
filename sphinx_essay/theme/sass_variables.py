"""Variables of Just the Docs' Sass as custom properties of the theme.

A site's own ``_sass/custom/setup.scss`` and its colour scheme set variables, and mostly nothing else.  What the theme has a
custom property for is carried over, if its value needs no compiler: colours, lengths, fonts, other variables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sphinx_essay.jekyll.sass import without_comments

if TYPE_CHECKING:
    from collections.abc import Iterable

_PROPERTIES: Final = {
    "base-button-color": "button",
    "body-background-color": "background",
    "body-font-family": "font",
    "body-heading-color": "heading",
    "body-text-color": "text",
    "border-color": "rule",
    "code-background-color": "code-background",
    "content-width": "content-width",
    "feedback-color": "hover",
    "header-height": "header-height",
    "link-color": "link",
    "mono-font-family": "font-mono",
    "nav-child-link-color": "nav-child",
    "nav-width": "side-width",
    "purple-000": "link",  # of which Just the Docs makes the colour of links
    "search-background-color": "panel",
    "sidebar-color": "side-background",
}
"""What a variable is called here, behind ``--essay-``."""

_COLOUR: Final = re.compile(r"(purple|blue|green|yellow|red|grey-lt|grey-dk)-[0-3][05]0")
_PLAIN: Final = re.compile(
    r"""(?:[\w%.,/\#\s+-] | "[^"\\]*" | '[^'\\]*' | \b(?:rgba?|hsla?|var)\([\w%.,/\#\s+-]*\))+""", re.VERBOSE
)
"""A value that means the same in CSS: words, numbers, strings, colours."""
_REFERENCE: Final = re.compile(r"\$([\w-]+)")
_STATEMENT: Final = re.compile(
    r"\s*(?:@(?:import|use)\s[^;{}\n]*;?|\$(?P<name>[\w-]+)\s*:(?P<value>[^;{}]*?)(?:!default\s*)?(?:;|\Z))"
)


@dataclass(frozen=True, slots=True)
class Carried:
    """The style sheet that Sass becomes, and what of it has no counterpart: names of variables, or other rules."""

    css: str
    left_out: tuple[str, ...] = ()


def carried_over(texts: Iterable[str]) -> Carried:
    """Return what the variables that ``texts`` set, the later ones over the earlier, are to the theme.

    >>> carried_over(["$nav-width: 20rem; $own: red; $link-color: $own;"]).css
    ':root { --essay-side-width: 20rem; --essay-link: red; }'
    """
    values: dict[str, str] = {}
    left_out: dict[str, None] = {}
    properties: dict[str, str] = {}
    for text in texts:
        sass = without_comments(text).rstrip()
        pos = 0
        while pos < len(sass):
            statement = _STATEMENT.match(sass, pos)
            if statement is None:
                left_out["rules"] = None
                break
            pos = statement.end()
            if name := statement["name"]:
                value = _value(statement["value"], values)
                if value:
                    values[name] = value
                    if name in _PROPERTIES:
                        properties[f"--essay-{_PROPERTIES[name]}"] = value
                if not value or not (name in _PROPERTIES or _is_used(name, sass)):
                    left_out[f"${name}"] = None
    declarations = "".join(f" {name}: {value};" for name, value in properties.items())
    return Carried(f":root {{{declarations} }}" if declarations else "", tuple(left_out))


def _is_used(name: str, sass: str) -> bool:
    return re.search(rf"\${re.escape(name)}(?![\w-])(?!\s*:)", sass) is not None


def _value(sass: str, known: dict[str, str]) -> str:
    """Return a value as CSS; "" if it needs a compiler."""

    def referred(match: re.Match[str]) -> str:
        name = match[1]
        colour = _COLOUR.fullmatch(name)
        return known.get(name) or ("#fff" if name == "white" else f"var(--essay-{colour[1]})" if colour else match[0])

    css = " ".join(_REFERENCE.sub(referred, sass).split())
    return css if _PLAIN.fullmatch(css) else ""
