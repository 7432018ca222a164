"""The interface's strings in the site's language, and the direction in which that language is written."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx.locale import get_translation, init

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.config import Config

CATALOGUE: Final = "sphinx_essay"
"""Name of the catalogues in ``locale/``."""

LOCALE: Final = Path(__file__).parent / "locale"

_WRITTEN_AS: Final = {
    "no": "nb",
    "zh": "zh_CN",
    "zh_Hans": "zh_CN",
    "zh_SG": "zh_CN",
    "zh_Hant": "zh_TW",
    "zh_HK": "zh_TW",
    "zh_MO": "zh_TW",
}
"""Languages whose catalogue has another name; that of a region (``de_AT``) gettext finds by itself."""

_RIGHT_TO_LEFT = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "ha-arab", "he", "ks", "ku-arab", "ps", "sd", "syr", "ug", "ur", "yi"]
)


def load(_app: Sphinx, config: Config) -> None:
    """Load the catalogue of the site's language, once that is known (``config-inited``)."""
    init([LOCALE], _WRITTEN_AS.get(config.language, config.language), CATALOGUE)


def translator() -> Callable[..., str]:
    """Return what templates know as ``_``: the theme's catalogue, then Sphinx's own, then English."""
    own, sphinx = get_translation(CATALOGUE), get_translation("sphinx")

    @cache  # a page asks for some forty, and each for the same
    def look_up(message: str) -> str:
        text = str(own(message))
        return text if text != message else str(sphinx(message))

    def translate(message: str, **values: object) -> str:
        text = look_up(message)
        return text % values if values else text

    return translate


def direction(language: str | None, wanted: str = "auto") -> str:
    """Return ``rtl`` or ``ltr``: what is wanted, and with ``auto`` what the language is written in."""
    if wanted != "auto":
        return wanted
    tag = (language or "").lower().replace("_", "-")
    return "rtl" if tag in _RIGHT_TO_LEFT or tag.partition("-")[0] in _RIGHT_TO_LEFT else "ltr"
