"""Settings of PDFs: XeLaTeX, fonts for all scripts, pages of A4."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx.builders.latex import LaTeXBuilder
from sphinx.util import texescape

from sphinx_essay.project.i18n import direction, translator
from sphinx_essay.project.project import project_of
from sphinx_essay.project.set_values import is_set

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

FONTS: Final = Path(__file__).with_name("essay-fonts.sty")

JAPANESE_RUN: Final = Path(__file__).with_name("latexmkjarc")
"""How latexmk runs for Japanese where Read the Docs calls it."""
RIGHT_TO_LEFT: Final = Path(__file__).with_name("essay-rtl.sty")

_NEEDS: Final = Path(__file__).with_name("debian-packages.txt")


def debian_packages() -> dict[str, str]:
    """Return the program, file or font that a PDF needs of each package of Debian."""
    lines = _NEEDS.read_text("utf-8").splitlines()
    return dict(line.split() for line in lines if line and not line.startswith("#"))


_ELEMENTS: Final = {
    "papersize": "a4paper",
    # a PDF is read on screens as well: no blank pages before chapters
    "extraclassoptions": "openany,oneside",
    "fncychap": "",
    # language, before fonts: Sphinx loads them in this order, too
    "fontpkg": r"\usepackage{essay-fonts}",
    # the page after the table of contents is no part of it, as its foot would say
    "tableofcontents": r"\sphinxtableofcontents\markboth{}{}",
    "fvset": r"\fvset{fontsize=\small}",
}


_NO_LANGUAGE: Final = {"polyglossia": "", "babel": "", "fontenc": r"\usepackage{fontspec}"}
"""For languages whose packages want fonts or an order of packages of their own; ``essay-fonts.sty`` does their part."""

_SET_BY_FONTS: Final = frozenset({"ar", "fa", "he", "ur", "ja", "zh"})


_PLAIN_TABLES: Final = ["booktabs"]
"""Sphinx colours each second row, and TeX loses the colours of rows that run from right to left."""

_JAPANESE_CLASSES: Final = ({"manual": "ujbook", "howto": "ujreport"}, {"manual": "jsbook", "howto": "jreport"})
"""What Sphinx chooses for Japanese; these classes belong to other engines."""

_PORTUGUESE: Final = r"\makeatletter\ifdefined\l@portuges\else\let\l@portuges\l@nohyphenation\fi\makeatother"
"""polyglossia stops where the hyphenation of Portuguese is not installed; of other languages it only says so."""


def is_of_essays(config: Config) -> bool:
    """Say whether a project is a Jekyll site or the book of an essay, in which books are ours to set."""
    return project_of(config).has_urls or bool(config.essay_book)


def set_engine(config: Config) -> None:
    """Choose XeLaTeX, where neither conf.py nor the command line says otherwise."""
    if not is_set(config, "latex_engine"):
        config.latex_engine = "xelatex"


def set_defaults(config: Config, *, numbered: bool) -> None:
    """Give XeLaTeX its fonts, and headings their numbers or none; what conf.py says in ``latex_elements`` wins."""
    if config.latex_engine != "xelatex":
        return
    elements = dict(_ELEMENTS)
    files = [str(FONTS)]
    if not numbered:
        elements["fontpkg"] = r"\usepackage[nonumbers]{essay-fonts}"
    if direction(config.language) == "rtl":
        elements["fontpkg"] += r"\usepackage{essay-rtl}"
        files.append(str(RIGHT_TO_LEFT))
        if not is_set(config, "latex_table_style"):
            config.latex_table_style = _PLAIN_TABLES
    if config.language.partition("_")[0] in _SET_BY_FONTS:
        elements |= _NO_LANGUAGE
        if config.latex_docclass in _JAPANESE_CLASSES:
            config.latex_docclass = {}
    if config.language.startswith("pt"):
        elements["passoptionstopackages"] = _PORTUGUESE
    config.latex_elements = {**elements, **config.latex_elements}
    if config.language == "ja":
        files.append(str(JAPANESE_RUN))
    config.latex_additional_files = [*config.latex_additional_files, *files]
    # makeindex comes with every TeX, and the index of an essay is empty anyway
    config.latex_use_xindy = False


def name_contents(app: Sphinx) -> None:
    """Say the title of the table of contents in the book's language, where no package of TeX does (``builder-inited``)."""
    if isinstance(app.builder, LaTeXBuilder) and app.config.language.partition("_")[0] in _SET_BY_FONTS:
        texescape.init()
        title = texescape.escape(translator()("Table of contents"), app.config.latex_engine)
        app.builder.context["preamble"] = rf"\renewcommand\contentsname{{{title}}}" + app.builder.context["preamble"]
