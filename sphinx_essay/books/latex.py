"""Settings of PDFs: XeLaTeX, fonts for all scripts, pages of A4."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sphinx.config import Config

FONTS: Final = Path(__file__).with_name("essay-fonts.sty")

PACKAGES: Final = (
    "latexmk texlive-xetex texlive-latex-extra texlive-fonts-recommended fonts-noto-core fonts-noto-mono fonts-noto-cjk"
)
"""What a PDF needs of Debian."""

_ELEMENTS: Final = {
    "papersize": "a4paper",
    # a PDF is read on screens as well: no blank pages before chapters
    "extraclassoptions": "openany,oneside",
    "fncychap": "",
    # language, before fonts: Sphinx loads them in this order, too
    "fontpkg": r"\usepackage{essay-fonts}",
    "fvset": r"\fvset{fontsize=\small}",
}


def set_engine(config: Config) -> None:
    """Choose XeLaTeX, where neither conf.py nor the command line says otherwise."""
    option = config.values["latex_engine"]
    default = option.default(config) if callable(option.default) else option.default
    if config.latex_engine == default:
        config.latex_engine = "xelatex"


def set_defaults(config: Config, *, numbered: bool) -> None:
    """Give XeLaTeX its fonts, and headings their numbers or none; what conf.py says in ``latex_elements`` wins."""
    if config.latex_engine != "xelatex":
        return
    elements = dict(_ELEMENTS)
    if not numbered:
        elements["fontpkg"] = r"\usepackage[nonumbers]{essay-fonts}"
    config.latex_elements = {**elements, **config.latex_elements}
    config.latex_additional_files = [*config.latex_additional_files, str(FONTS)]
    # makeindex comes with every TeX, and the index of an essay is empty anyway
    config.latex_use_xindy = False
