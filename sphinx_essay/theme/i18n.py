"""The interface's strings in the site's language, and the direction in which that language is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.locale import get_translation

if TYPE_CHECKING:
    from collections.abc import Callable

#: Name of the catalogues in ``locale/``.
CATALOGUE = "sphinx_essay"

_RIGHT_TO_LEFT = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "ha-arab", "he", "ks", "ku-arab", "ps", "sd", "syr", "ug", "ur", "yi"]
)


def translator() -> Callable[..., str]:
    """Return what templates know as ``_``: the theme's catalogue, then Sphinx's own, then English."""
    own, sphinx = get_translation(CATALOGUE), get_translation("sphinx")

    def translate(message: str, **values: object) -> str:
        text = str(own(message))
        if text == message:
            text = str(sphinx(message))
        return text % values if values else text

    return translate


def direction(language: str | None, wanted: str = "auto") -> str:
    """Return ``rtl`` or ``ltr``: what is wanted, and with ``auto`` what the language is written in."""
    if wanted != "auto":
        return wanted
    tag = (language or "").lower().replace("_", "-")
    return "rtl" if tag in _RIGHT_TO_LEFT or tag.partition("-")[0] in _RIGHT_TO_LEFT else "ltr"
