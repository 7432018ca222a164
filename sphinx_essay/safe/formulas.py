r"""Which formulas of strangers reach MathJax and TeX: those of known commands, with braces and environments in pairs.

TeX is a language in which a formula can read files (``\input``), define commands, and end the environment that it stands in.
The commands allowed are docutils' own tables of symbols, and those of LaTeX and AMS that set formulas.
"""

from __future__ import annotations

import re
from typing import Final

from docutils.utils.math import tex2unichar

from sphinx_essay.safe.policy import names_in

_TABLES: Final = (
    tex2unichar.mathaccent, tex2unichar.mathalpha, tex2unichar.mathbin, tex2unichar.mathclose, tex2unichar.mathfence,
    tex2unichar.mathop, tex2unichar.mathopen, tex2unichar.mathord, tex2unichar.mathover, tex2unichar.mathpunct,
    tex2unichar.mathradical, tex2unichar.mathrel, tex2unichar.mathunder, tex2unichar.space,
)  # fmt: skip
_SYMBOLS: Final = frozenset(name for table in _TABLES for name in table if name.isalpha())

LAYOUT: Final = names_in(
    """
    Big Bigg Biggl Biggm Biggr Bigl Bigm Bigr Pr arccos arcsin arctan arg atop atopwithdelims big bigg biggl biggm biggr
    bigl bigm bigr binom bm bmod boldsymbol boxed brace brack cdots cfrac choose cos cosh cot coth csc dbinom ddots deg
    det dfrac dim displaystyle dots dotsb dotsc dotsi dotsm dotso exp frac gcd genfrac hline hom hphantom idotsint iff
    iiiint iiint iint impliedby implies inf injlim ker ldots left lg lim liminf limits limsup ln log mathbb mathbf
    mathbin mathcal mathclose mathfrak mathit mathop mathopen mathord mathpunct mathrel mathring mathrm mathscr mathsf
    mathstrut mathtt max mbox medspace middle min mod negmedspace negthickspace negthinspace nolimits nonumber not notag
    operatorname over overbrace overleftarrow overleftrightarrow overline overrightarrow overset phantom pmod pod
    projlim qquad quad right root scriptscriptstyle scriptstyle sec sideset sin sinh smash space sqrt stackrel strut
    substack sup tag tan tanh tbinom text textbf textit textnormal textrm textsf textstyle texttt tfrac thickspace
    thinspace underbrace underleftarrow underleftrightarrow underline underrightarrow underset varinjlim varliminf
    varlimsup varprojlim vdots vphantom widehat widetilde xleftarrow xrightarrow
    """
)

ENVIRONMENTS: Final = names_in(
    """
    Bmatrix Vmatrix align align* alignat alignat* aligned alignedat array bmatrix cases eqnarray eqnarray* equation equation*
    flalign flalign* gather gather* gathered matrix multline multline* pmatrix smallmatrix split subarray vmatrix
    """
)
"""Environments that a formula may hold."""

COMMANDS: Final = _SYMBOLS | LAYOUT
"""Commands that a formula may hold, beside those of one character that is no letter."""

_MARKS: Final = frozenset(",;:!> {}|\\%$#&_-\n")
_TOKEN: Final = re.compile(
    r"\\(?P<turn>begin|end)\s*\{\s*(?P<name>[A-Za-z]+\*?)\s*\}"
    r"|\\(?P<word>[A-Za-z@]+)|\\(?P<mark>.)(?P<up>\s*\[\s*-)?|(?P<other>[{}%$#]|\^\^|\\\Z)",
    re.DOTALL,
)


def refused(formula: str) -> str:
    """Return what of a formula may not stand in a page, "" if all of it may."""
    open_groups = [""]  # the name of an environment for each, "{" for braces
    for found in _TOKEN.finditer(formula):
        turn, name, word, mark, other = found["turn"], found["name"], found["word"], found["mark"], found["other"]
        if turn == "begin" and name in ENVIRONMENTS:
            open_groups.append(name)
        elif other == "{":
            open_groups.append(other)
        elif (turn == "end" and open_groups[-1] == name) or (other == "}" and open_groups[-1] == "{"):
            open_groups.pop()
        elif word not in COMMANDS and (mark not in _MARKS or found["up"]):
            return found[0]
    return "what is not closed" if len(open_groups) > 1 else ""


_COLUMNS: Final = re.compile(
    r"(?:[lcrLCRJTX|\s]|[pmb]\{\d*\.?\d+(?:cm|mm|in|pt|em|ex)\}|\\[XY]\{\d*\.?\d+\}(?:\{\d+\})?)+"
)


def are_safe_columns(specification: str) -> bool:
    """Say whether a specification of columns for LaTeX (``tabularcolumns``) names columns and nothing else."""
    return _COLUMNS.fullmatch(specification) is not None


def safe_label(label: str) -> str:
    """Return a label, or a part of one, that TeX reads as a name."""
    return re.sub(r"[^\w./:-]", "-", label)
