"""The rules of the theme's stylesheet that depend on a project: the colours of its code, and its callouts."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from pygments.token import STANDARD_TYPES, Token

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pygments.style import Style

    from sphinx_essay.core.theme_options import Callout

#: Colours that a callout may name; another name takes the grey of ordinary text.
CALLOUT_COLOURS = frozenset({"grey-lt", "grey-dk", "purple", "blue", "green", "yellow", "red"})


#: Per cent of a callout's colour in its ground: above the first, links in it, and above the second, even the darkest ink
#: would have less than the contrast of 4.5 that WCAG 2.2 asks for (1.4.3).
_STRONG, _STRONGEST = 12, 35


def stylesheet(light: type[Style], dark: type[Style], callouts: Iterable[Callout] = ()) -> str:
    """Return the rules.

    :param light: the Pygments style of code where the page is light, and ``dark`` where it is dark.
    :param callouts: the site's own callouts.
    """
    return f"{code_colours(light, dark)}\n{callout_rules(callouts)}"


def code_colours(light: type[Style], dark: type[Style]) -> str:
    """Return the rules of highlighted code: tokens that look the same share one, as do the two schemes."""
    looks: dict[str, list[str]] = {}
    for token, short in STANDARD_TYPES.items():
        if short and (look := _look(light.style_for_token(token), dark.style_for_token(token))):
            looks.setdefault(look, []).append(f".{short}")
    ground = f"light-dark({light.background_color},{dark.background_color})"
    text = _look(light.style_for_token(Token), dark.style_for_token(Token))
    rules = [f".highlight pre,.highlight{{{text}}}", f":root{{--essay-code-background:{ground}}}"]
    rules += [f".highlight :is({','.join(names)}){{{look}}}" for look, names in looks.items() if look != text]
    return "".join(rules)


def _look(light: Any, dark: Any) -> str:
    """Return the declarations of one kind of token from what Pygments says of it in both styles."""
    parts: list[str] = []
    if light["color"] or dark["color"]:
        first, second = (f"#{style['color']}" if style["color"] else "inherit" for style in (light, dark))
        both = "inherit" not in (first, second)
        parts.append(f"color:light-dark({first},{second})" if both else f"color:{first}")
    if light["bold"]:
        parts.append("font-weight:700")
    if light["italic"]:
        parts.append("font-style:italic")
    if light["underline"]:
        parts.append("text-decoration:underline")
    return ";".join(parts)


def callout_rules(callouts: Iterable[Callout]) -> str:
    """Return the rules for the site's callouts.

    Just the Docs: the class stands on a paragraph or a quotation, and the callout's title comes before it;
    with ``-title`` after the class's name, the first paragraph of the quotation is the title.
    """
    known = [callout for callout in callouts if re.fullmatch(r"[A-Za-z_][\w-]*", callout.name)]
    if not known:
        return ""
    boxes = f":is({','.join(f'.{callout.name},.{callout.name}-title' for callout in known)})"
    plain = f":is({','.join(f'.{callout.name}' for callout in known)})"
    titled = f":is({','.join(f'.{callout.name}-title' for callout in known)})"
    ground = "var(--essay-callout) var(--essay-callout-strength,10%),var(--essay-background)"
    box = (
        f"margin:1rem 0;padding:.8rem;background:color-mix(in srgb,{ground});border:0;"
        "border-inline-start:4px solid var(--essay-callout);border-radius:4px;box-shadow:var(--essay-shadow)"
    )
    ink = "color:var(--essay-callout-ink,var(--essay-callout));font-size:.75rem;font-weight:600"
    title = f"{ink};letter-spacing:.05em;text-transform:uppercase"
    rules = [
        f":is(p,blockquote){boxes}{{{box}}}",
        f":is(p,blockquote){plain}::before{{display:block;content:var(--essay-callout-title);{title}}}",
        f"blockquote{titled}>p:first-child,p{titled}::first-line{{{title}}}",
        f"{boxes}>:first-child{{margin-block-start:0}}",
        f"{boxes}>:last-child,blockquote{titled}>p:first-child{{margin-block-end:0}}",
        f"{boxes}>.opaque{{background:var(--essay-background);padding:.5rem}}",
    ]
    for callout in known:
        colour = callout.colour.rsplit("-", 1)[0] if callout.colour[-3:].isdigit() else callout.colour
        colour = colour if colour in CALLOUT_COLOURS else "grey-dk"
        shown = json.dumps(callout.title, ensure_ascii=False)
        strength = "" if callout.opacity is None else f";{_strength(callout.opacity)}"
        rules.append(
            f":is(p,blockquote):is(.{callout.name},.{callout.name}-title)"
            f"{{--essay-callout:var(--essay-{colour});--essay-callout-title:{shown}{strength}}}"
        )
    return "".join(rules)


def _strength(opacity: float) -> str:
    """Return the declarations for how strong a callout's ground is.  On a strong one only the darkest ink can be read.

    :param opacity: 0 to 1; Just the Docs has 0.2 where nothing is said.
    """
    strength = max(0.0, min(opacity * 50, _STRONGEST))
    declarations = f"--essay-callout-strength:{strength:g}%"
    if strength <= _STRONG:
        return declarations
    dark = "var(--essay-heading)"
    return f"{declarations};--essay-callout-ink:{dark};--essay-link:{dark};color:{dark}"
