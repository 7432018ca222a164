r"""Formulas of strangers in safe mode: they set formulas, read no files, and do not leave their environment."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trust_builds import page, site, write

from sphinx_essay.safe.formulas import COMMANDS, are_safe_columns, refused

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "what no stranger may read"


@pytest.mark.parametrize(
    "formula",
    [
        r"x^2 + y_{n+1}",
        r"\frac{a}{b} \le \sqrt[3]{\alpha} \cdot \overline{z}",
        r"\begin{align} a &= b \\ c &= d \end{align}",
        r"\left\{ \begin{array}{cc} 1 & 2 \\[2pt] 3 & 4 \end{array} \right\}",
        r"\mathbb{R} \to \mathcal{F}, \quad \text{if } n \geq 0\,",
        r"50\% \& \$ \# \_ \{ \}",
        r"\operatorname{rank} A = \sum_{i=1}^{\infty} \binom{n}{i}",
    ],
)
def test_formulas_stay(formula: str) -> None:
    assert refused(formula) == ""


@pytest.mark.parametrize(
    ("formula", "what"),
    [
        (r"\input{/etc/passwd}", r"\input"),
        (r"\csname input\endcsname", r"\csname"),
        (r"^^5cinput{x}", "^^"),
        (r"\end{equation*}\input{x}\begin{equation*}", r"\end{equation*}"),
        (r"\begin{verbatim}x\end{verbatim}", r"\begin{verbatim}"),
        (r"\begin {document}", r"\begin {document}"),
        (r"\begin", r"\begin"),
        (r"a } \x", "}"),
        (r"{ a", "what is not closed"),
        (r"x $ y", "$"),
        (r"x % }", "%"),
        (r"\def\x{y}", r"\def"),
        (r"\href{javascript:hit(1)}{x}", r"\href"),
        (r"\unicode{60}\require{html}", r"\unicode"),
        (r"\makeatletter\@input{x}", r"\makeatletter"),
        (r"a \\[-90em] b", r"\\[-"),
        (r"\hspace{-90em}", r"\hspace"),
        (r"\)\input", r"\)"),
        ("\\", "\\"),
    ],
)
def test_what_does_more_is_refused(formula: str, what: str) -> None:
    assert refused(formula) == what


def test_no_command_reads_writes_or_defines() -> None:
    words = (
        "input include write read csname href url special directlua catcode immediate openin openout def edef gdef xdef "
        "let futurelet expandafter loop verb includegraphics usepackage newcommand renewcommand unicode require class style "
        "cssId bbox data label kern raise lower rule hspace vspace mkern hskip llap rlap par makeatletter ensuremath toggle"
    )
    assert COMMANDS.isdisjoint(words.split())


@given(st.text(alphabet="\\{}$%^beginputal*x[- \n"))
def test_whatever_passes_has_its_braces_in_pairs(formula: str) -> None:
    if refused(formula) == "":
        bare = re.sub(r"\\.", "", formula)
        assert bare.count("{") == bare.count("}")


@pytest.mark.parametrize(
    ("columns", "safe"),
    [
        ("|l|c|r|", True),
        ("p{3cm}LX", True),
        (r"\X{1}{3}\Y{0.5}", True),
        (r"l}\input{x}", False),
        (r">{\input{x}}l", False),
    ],
)
def test_columns(columns: str, safe: bool) -> None:
    assert are_safe_columns(columns) is safe


PIECES = r"""
$$\input{FILE}$$

Words $$\input{FILE}$$ words.

~~~{math}
\end{split}\end{equation*}\input{FILE}
~~~

~~~{math}
:label: l}\input{FILE}
x = y
~~~

{math}`\input{FILE}` {eq}`l}\input{FILE}`

~~~{tabularcolumns} l}\input{FILE}\begin{tabular}{l
~~~

~~~{math}
:nowrap:
\input{FILE}
~~~

~~~{raw} latex
\input{FILE}
~~~

~~~{eval-rst}
:math:`\input{FILE}`

.. math:: \input{FILE}
   :label: r}\input{FILE}

.. tabularcolumns:: >{\input{FILE}}l

.. csv-table::

   a, b

.. raw:: latex

   \input{FILE}

.. role:: t(raw)
   :format: latex

:t:`\input{FILE}`
~~~

![x\input{FILE}](x.png){width="1px\input{FILE}"} [x](https://example.org/\input{FILE}) `\input{FILE}`

```{index} \input{FILE}
```

```{code-block} text
:caption: \input{FILE}
:name: \input{FILE}
\end{sphinxVerbatim}\input{FILE}
```

(x}\input{FILE})=
## Words \input{FILE}

{fas}`home}\input{FILE}`
"""


@pytest.mark.parametrize("dialect", ["kramdown", "myst"])
def test_tex_reads_no_file_of_the_machine(tmp_path: Path, dialect: str) -> None:
    outside = write(tmp_path / "outside", {"secret.tex": SECRET}) / "secret.tex"
    text = PIECES.replace("FILE", outside.as_posix())
    settings = {"myst_enable_extensions": ["dollarmath", "attrs_inline"], "latex_engine": "xelatex"}

    out, _warnings = site(
        tmp_path,
        {
            "index.md": page(f"# Home \\input{{{outside}}}\n\n{text}", title=f"\\input{{{outside}}}", dialect=dialect),
            "a}\\input{x.md": page("# A\n\n$$ x $$ (l)\n\n```{math}\n:label: m\ny\n```\n\n{eq}`m`", dialect="myst"),
        },
        "latex",
        essay_html="safe",
        extensions=["sphinx_essay", "sphinx_design"],
        sd_fontawesome_latex="fontawesome5",
        **settings,
    )

    (book,) = out.glob("*.tex")
    if shutil.which("xelatex") is None:
        pytest.skip("no xelatex: what it reads cannot be seen")
    command = ["xelatex", "-interaction=nonstopmode", "-no-shell-escape", "-recorder", book.name]
    subprocess.run(command, cwd=out, capture_output=True, check=False, timeout=300)
    read = book.with_suffix(".fls").read_text("utf-8", errors="replace")
    assert "sphinx.sty" in read
    assert "secret.tex" not in read
