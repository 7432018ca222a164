"""How Sphinx builds this documentation: with the extension and the theme that it documents."""

from __future__ import annotations

import sys
from pathlib import Path

import sphinx_essay

sys.path[:0] = [str(Path(__file__).parent / "_ext"), str(Path(__file__).parents[1] / "assets")]

project = "sphinx-essay"
author = "The sphinx-essay developers"
copyright = "the sphinx-essay developers"
version = release = sphinx_essay.__version__

extensions = ["sphinx_essay", "sphinx_essay.books", "sphinx_design", "project_reference"]
exclude_patterns = ["_build", "_tools"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "sphinx_essay"
html_title = "sphinx-essay"
html_static_path = ["_static"]
html_theme_options = {"page_toc": True}

latex_engine = "xelatex"

# Sites that refuse robots, or answer them differently from readers.
linkcheck_ignore = [r"https://www\.steps-journal\.com/", r"https://doi\.org/", r"https://www\.youtube\.com/"]
linkcheck_exclude_documents = [r"essays/U/.*-8"]
