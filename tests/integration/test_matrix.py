"""Each part, and all together, in other people's projects: under their themes, beside their extensions.

Every build is a real one, in a process of its own, with warnings as errors.  A package that is not installed skips what
needs it; ``tox run -e matrix`` has them all.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from sphinx_essay import PARTS as PARTS_OF_OURS

if TYPE_CHECKING:
    from pathlib import Path

THEMES = (
    "alabaster",
    "furo",
    "pydata_sphinx_theme",
    "shibuya",
    "sphinx_book_theme",
    "sphinx_essay",
    "sphinx_rtd_theme",
)

MARKDOWN = """\
---
title: Home
---
# Home

[The letter](letter.md), <sub>raw</sub> HTML and a table:

| a | b |
|---|---|
| 1 | 2 |

<div class="box"><p>In <em>a</em> box.</p></div>
"""
LETTER = "---\ntitle: Letter\nnav_order: 1\n---\n# Letter\n\n## Part\n\n```python\nprint(1)\n```\n"
VIDEO = (
    "---\ntitle: Film\nnav_order: 2\n---\n# Film\n\n"
    "```{video} https://www.youtube.com/watch?v=aqz-KE-bpKQ\n:title: A film\n```\n"
)
TOCTREE = "\n```{toctree}\n:hidden:\n\nletter\nfilm\n```\n"


@dataclass(frozen=True)
class Case:
    """A project: its extensions, files and settings, what must be in its first page, and the packages that it needs."""

    extensions: tuple[str, ...]
    files: dict[str, str] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    shows: str = "main, [role=main]"
    page: str = "index.html"
    needs: tuple[str, ...] = ()


PARTS = {
    "navigation": Case(
        ("myst_parser", "sphinx_essay.navigation"),
        {"index.md": MARKDOWN, "letter.md": LETTER},
        shows='a[href="letter.html"]',
    ),
    "markdown": Case(
        ("sphinx_essay.markdown",),
        {"index.md": MARKDOWN + TOCTREE.replace("film\n", ""), "letter.md": LETTER},
        shows="div.box em",
    ),
    "html": Case(
        ("myst_parser", "sphinx_essay.html"),
        {"index.md": MARKDOWN + TOCTREE.replace("film\n", ""), "letter.md": LETTER},
        shows="sub",
    ),
    "video": Case(
        ("sphinx_essay.video",),
        {"index.rst": "Home\n====\n\n.. video:: https://vimeo.com/76979871\n   :title: A film\n"},
        shows='[data-video-src*="vimeo.com"]',
    ),
    "theme": Case(
        ("sphinx_essay.theme",),
        {"index.rst": "Home\n====\n\nWords.\n\n.. toctree::\n\n   other\n", "other.rst": "Other\n=====\n\nWords.\n"},
        shows='a[href="other.html"]',
    ),
    "all": Case(
        ("sphinx_essay",),
        {"index.md": MARKDOWN, "letter.md": LETTER, "film.md": VIDEO},
        shows='a[href="letter.html"]',
    ),
    "a Jekyll site": Case(
        ("sphinx_essay",),
        {
            "_config.yml": "title: Site\nbaseurl: /site\n",
            "index.md": MARKDOWN.replace("letter.md", "letter.html"),
            "letter.md": LETTER,
        },
        shows="sub",
    ),
}

NOTEBOOK = json.dumps(
    {
        "cells": [
            {"cell_type": "raw", "id": "a", "metadata": {}, "source": "---\ntitle: Notebook\nnav_order: 2\n---\n"},
            {"cell_type": "markdown", "id": "b", "metadata": {}, "source": "# Notebook\n\nWords."},
            {
                "cell_type": "code",
                "id": "c",
                "execution_count": 1,
                "metadata": {},
                "outputs": [{"output_type": "stream", "name": "stdout", "text": "42\n"}],
                "source": "print(42)",
            },
        ],
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
)

NEIGHBOURS = {
    "autodoc": Case(
        ("sphinx.ext.autodoc", "sphinx.ext.napoleon"),
        {
            "letters.py": 'def send(to: str) -> None:\n    """Send a letter.\n\n    Args:\n        to: Whom.\n    """\n',
            "api.md": "---\ntitle: API\n---\n# API\n\n```{eval-rst}\n.. autofunction:: letters.send\n```\n",
        },
        shows="#letters\\.send",
        page="api.html",
    ),
    "bibtex": Case(
        ("sphinxcontrib.bibtex",),
        {
            "refs.bib": "@book{one, title={One}, author={A. Writer}, year={2001}, publisher={P}}\n",
            "works.md": "---\ntitle: Works\n---\n# Works\n\n{cite}`one`\n\n```{bibliography}\n```\n",
        },
        {"bibtex_bibfiles": ["refs.bib"]},
        shows="main, [role=main]",
        page="works.html",
        needs=("sphinxcontrib.bibtex",),
    ),
    "myst-nb": Case(
        ("myst_nb",),
        {"notebook.ipynb": NOTEBOOK},
        {"nb_execution_mode": "off"},
        shows="div.cell_output",
        page="notebook.html",
        needs=("myst_nb",),
    ),
    "sphinx-design": Case(
        ("sphinx_design",),
        {"cards.md": "---\ntitle: Cards\n---\n# Cards\n\n````{grid} 2\n```{grid-item-card} One\nWords.\n```\n````\n"},
        {"myst_enable_extensions": ["colon_fence"]},
        shows="div.sd-card",
        page="cards.html",
        needs=("sphinx_design",),
    ),
    "copybutton": Case(("sphinx_copybutton",), shows="pre", page="letter.html", needs=("sphinx_copybutton",)),
    "tabs": Case(
        ("sphinx_tabs.tabs",),
        {"tabs.md": "---\ntitle: Tabs\n---\n# Tabs\n\n````{tabs}\n```{tab} One\nWords.\n```\n````\n"},
        shows="div.sphinx-tabs",
        page="tabs.html",
        needs=("sphinx_tabs",),
    ),
    "mermaid": Case(
        ("sphinxcontrib.mermaid",),
        {"drawing.md": "---\ntitle: Drawing\n---\n# Drawing\n\n```{mermaid}\ngraph LR\n  A --> B\n```\n"},
        shows="pre.mermaid, div.mermaid",
        page="drawing.html",
        needs=("sphinxcontrib.mermaid",),
    ),
    "mermaid in a Jekyll site": Case(
        ("sphinxcontrib.mermaid",),
        {
            "_config.yml": 'title: Site\nmermaid: {version: "9.1.6"}\n',
            "drawing.md": "---\ntitle: Drawing\n---\n```mermaid\ngraph LR\n  A --> B\n```\n",
        },
        shows="pre.mermaid, div.mermaid",
        page="drawing.html",
        needs=("sphinxcontrib.mermaid",),
    ),
    "opengraph": Case(
        ("sphinxext.opengraph",),
        settings={"ogp_site_url": "https://example.org/", "ogp_social_cards": {"enable": False}},
        shows='meta[property="og:title"]',
        needs=("sphinxext.opengraph",),
    ),
    "sitemap": Case(
        ("sphinx_sitemap",),
        settings={"html_baseurl": "https://example.org/", "sitemap_url_scheme": "{link}"},
        needs=("sphinx_sitemap",),
    ),
    "notfound-page": Case(("notfound.extension",), page="404.html", needs=("notfound",)),
}


def is_installed(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:  # its namespace package is missing
        return False


def build(
    folder: Path, case: Case, theme: str, extensions: tuple[str, ...] = (), **settings: object
) -> LexborHTMLParser:
    """Build a project with warnings as errors; return the page that the case looks at."""
    for name in (*case.needs, theme):
        if not is_installed(name):
            pytest.skip(f"{name} is not installed: tox run -e matrix has it")
    themes = ["sphinx_essay.theme"] if theme == "sphinx_essay" else [theme] if theme == "sphinx_rtd_theme" else []
    wanted = [*extensions, *case.extensions]
    if not any(name == "sphinx_essay" for name in wanted):
        wanted += [name for name in themes if name not in wanted]
    elif theme == "sphinx_rtd_theme":
        wanted += themes
    values = {"extensions": wanted, "html_theme": theme, **case.settings, **settings}
    source = folder / "source"
    source.mkdir()
    lines = [f"{name} = {value!r}" for name, value in values.items()]
    conf = "import sys\nfrom pathlib import Path\nsys.path.insert(0, str(Path(__file__).parent))\n" + "\n".join(lines)
    for name, text in {"conf.py": conf + "\n", **case.files}.items():
        (source / name).write_text(text, "utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", str(source), str(folder / "out")]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, env=environ, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return LexborHTMLParser((folder / "out" / case.page).read_text("utf-8"))


@pytest.mark.parametrize(
    ("part", "theme"),
    [(part, theme) for part in PARTS for theme in THEMES if part != "theme" or theme == "sphinx_essay"],
)
def test_a_part_works_alone_under_any_theme(part, theme, tmp_path):
    case = PARTS[part]
    assert build(tmp_path, case, theme).css_first(case.shows) is not None


@pytest.mark.parametrize("part", PARTS_OF_OURS)
def test_each_part_disturbs_no_other_project(part, tmp_path):
    case = Case(("myst_parser", part), {"index.md": MARKDOWN + TOCTREE.replace("film\n", ""), "letter.md": LETTER})
    assert build(tmp_path, case, "alabaster").css_first("a.reference.internal") is not None


@pytest.mark.parametrize("theme", ["sphinx_essay", "furo"])
@pytest.mark.parametrize("neighbour", NEIGHBOURS)
def test_all_parts_work_beside_other_extensions(neighbour, theme, tmp_path):
    case = NEIGHBOURS[neighbour]
    case.files.setdefault("index.md", "---\ntitle: Home\n---\n# Home\n\nWords.\n")
    case.files.setdefault("letter.md", LETTER)
    assert build(tmp_path, case, theme, ("sphinx_essay",)).css_first(case.shows) is not None


def test_all_parts_work_beside_intersphinx(tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    case = Case((), {"index.rst": "Other\n=====\n\n.. _far:\n\nFar away\n--------\n\nWords.\n"})
    build(other, case, "alabaster", project="Other")
    page = Case(
        ("sphinx_essay", "sphinx.ext.intersphinx"),
        {"index.md": "---\ntitle: Home\n---\n# Home\n\nSee {ref}`far`.\n"},
        {"intersphinx_mapping": {"other": ("https://example.org/", str(other / "out" / "objects.inv"))}},
        shows='a[href^="https://example.org/"]',
    )
    assert build(tmp_path, page, "sphinx_essay").css_first(page.shows) is not None
