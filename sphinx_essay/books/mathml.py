"""Formulas in EPUBs, as MathML; one that cannot be translated stands there as it was written."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from docutils import nodes
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml

from sphinx_essay.events import connect

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.writers.html5 import HTML5Translator

NAME: Final = "essay-mathml"
"""The name of the renderer (``html_math_renderer``)."""


def to_mathml(tex: str, *, block: bool) -> str:
    """Return a formula as MathML.

    Raises ValueError where it holds what the translation does not know.
    """
    try:
        try:
            return str(tex2mathml(tex, as_block=block))
        except TypeError:  # docutils before 0.22
            return str(tex2mathml(tex, inline=not block))  # type: ignore[call-arg]
    except MathError as error:
        raise ValueError(str(error)) from error
    except (AttributeError, IndexError, KeyError, TypeError) as error:  # markup that its author did not think of
        raise ValueError(tex) from error


def visit_inline(self: HTML5Translator, node: nodes.math) -> None:
    """Write a formula in running text."""
    self.body.append(_formula(node.astext(), block=False))
    raise nodes.SkipNode


def visit_block(self: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula on lines of its own, with its number where it has one."""
    ids = f' id="{escape(node["ids"][0])}"' if node["ids"] else ""
    number = f'<span class="eqno">({escape(str(node["number"]))})</span> ' if node.get("number") else ""
    self.body.append(f'<div class="math"{ids}>{number}{_formula(node.astext(), block=True)}</div>\n')
    raise nodes.SkipNode


def _formula(tex: str, *, block: bool) -> str:
    try:
        formula = to_mathml(tex, block=block)
    except ValueError:
        return f'<code class="math">{escape(tex, quote=False)}</code>'
    return formula if block else f'<span class="math">{formula}</span>'


def _choose_for_pages(app: Sphinx, config: Config) -> None:
    """Choose the renderer of web pages as Sphinx would if ours were not there (``config-inited``).

    That is the one renderer that an extension brings, else MathJax; of several the project must choose.
    """
    others = set(app.registry.html_inline_math_renderers) - {NAME, "mathjax"}
    if config.html_math_renderer is None and len(others) <= 1:
        config.html_math_renderer = next(iter(others), "mathjax")


def setup(app: Sphinx) -> None:
    """Add the renderer."""
    connect(app, "config-inited", _choose_for_pages)
    app.add_html_math_renderer(NAME, inline_renderers=(visit_inline, None), block_renderers=(visit_block, None))
