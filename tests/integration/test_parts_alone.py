"""Each part alone, in a plain Sphinx project, with every builder that Sphinx has."""

from __future__ import annotations

import pytest
from essay_builds import build

FILMS = """
```{youtube} aqz-KE-bpKQ
:title: A film
```

```{video} https://media.example.org/film.mp4
:title: Another film
```
"""

PAGES = {
    "index.md": "# Home\n\n```{toctree}\ntwo\n```\n\n```{math}\n:label: one\na = b\n```\n",
    "two.md": "---\nparent: Home\n---\n# Two\n\n[](index.md) {eq}`one`\n",
    "three.rst": ":orphan:\n\nThree\n=====\n\n.. versionadded:: 1.0\n   Words.\n",
}
BUILDERS = (
    *("html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "xml", "pseudoxml", "json"),
    *("changes", "coverage", "gettext", "dummy", "doctest"),
)
PARTS = ("", ".video", ".navigation", ".books")


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part or "all")
@pytest.mark.parametrize("builder", BUILDERS)
def test_a_part_alone_with_a_builder(tmp_path, builder, part):
    pages = {**PAGES, "films.md": f"---\norphan: true\n---\n# Films\n{FILMS}"} if part in {"", ".video"} else PAGES
    conf = {
        "essay_dialect": None,
        "version": "1.0",
        "source_suffix": {".md": "markdown", ".rst": "restructuredtext"},
        "extensions": ["myst_parser", "sphinx.ext.coverage", "sphinx.ext.doctest", f"sphinx_essay{part}"],
        "epub_copyright": "2026",
        "html_theme": None if builder == "epub" else "basic",
    }
    assert build(tmp_path, pages, builder, **conf).warnings == ""


@pytest.mark.parametrize(
    ("conf", "renderer"),
    [
        ({"extensions": ["sphinx_essay", "sphinx.ext.imgmath"]}, "imgmath"),
        ({"extensions": ["sphinx_essay", "sphinxcontrib.jsmath"], "jsmath_path": "jsmath.js"}, "jsmath"),
        ({"extensions": ["sphinx_essay"]}, "mathjax"),
    ],
)
def test_another_renderer_of_formulas_is_taken_as_sphinx_takes_it(tmp_path, conf, renderer):
    built = build(tmp_path, "# Home\n", essay_dialect=None, **conf)
    assert built.app.builder.math_renderer_name == renderer
