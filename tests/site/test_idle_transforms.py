"""Transforms that are left out of the reading of a page would have changed nothing in it."""

from __future__ import annotations

import io
import pickle
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from docutils.transforms import Transform
from docutils.transforms.references import PropagateTargets, Substitutions
from docutils.utils import new_document
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_essay.html.nodes import essay_paragraph
from sphinx_essay.speed.idle_transforms import SOUGHT, without_idle

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_essay.speed.idle_transforms import Entry

REST = """\
:author: Nobody

.. _top:

Everything
==========

.. |name| replace:: a *substituted* text

See top_, |name|, |release|, `a site <https://example.org>`_, `elsewhere`__, [1]_, [Cited]_ and :ref:`top`.

__ https://example.net

.. _elsewhere: https://example.com
.. index:: single: entry
.. _after the index:

.. glossary::
   :sorted:

   zebra
      The last.
   aardvark
      The first.

----

   >>> 1 + 1
   2

>>> 2 + 2
4

.. [1] A footnote.
.. [Cited] A citation.
"""

MYST = """\
# In MyST

(target)=
A [link](#target), a footnote[^a], {ref}`top`.

> > nested

```{index} other
```

```{epigraph}
Quoted.

-- Nobody
```

***

[^a]: The note.
"""

KRAMDOWN = """\
---
title: An essay
dialect: kramdown
---
Text with a footnote[^a] and `code`.
{: .class }

> quoted

1. one
2. two

***

[^a]: The note.
"""


def read(folder: Path, *extensions: str) -> dict[str, str]:
    """Build the pages and return each doctree as text."""
    source = folder / "source"
    source.mkdir(parents=True)
    for name, text in {"index.rst": REST, "myst.md": MYST, "essay.md": KRAMDOWN}.items():
        (source / name).write_text(text, encoding="utf-8")
    settings = {
        "extensions": ["sphinx_design", "sphinx_essay.markdown", "sphinx_essay.html", *extensions],
        "html_theme": "basic",
        "release": "7",
    }
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            source, None, folder / "out", folder / "doctrees", "html", settings, status=None, warning=io.StringIO()
        )
        app.build()
    trees = {name: pickle.loads((folder / "doctrees" / f"{name}.doctree").read_bytes()) for name in app.env.found_docs}
    return {name: tree.pformat().replace(str(folder), "") for name, tree in trees.items()}


def test_pages_are_read_to_the_same_doctrees(tmp_path: Path) -> None:
    thrifty = read(tmp_path / "thrifty", "sphinx_essay.speed")
    assert thrifty.keys() == {"index", "myst", "essay"}
    assert thrifty == read(tmp_path / "usual")


@pytest.mark.parametrize("name", SOUGHT)
def test_each_transform_and_each_node_is_one_that_there_is(name: str) -> None:
    def named(dotted: str) -> object:
        module, _, attribute = dotted.rpartition(".")
        return getattr(import_module(module), attribute)

    transform = named(name)
    assert isinstance(transform, type)
    assert issubclass(transform, Transform)
    for sought in SOUGHT[name]:
        node = named(sought)
        assert isinstance(node, type)
        assert issubclass(node, nodes.Node)


def waiting(*kinds: type[Transform], asked_by: nodes.pending | None = None) -> list[Entry]:
    return [("500-000", kind, asked_by, {}) for kind in kinds]


def test_what_looks_for_a_node_that_is_not_there_is_left_out() -> None:
    document = new_document("")
    document += essay_paragraph("", "", nodes.target())
    assert without_idle(waiting(PropagateTargets, Substitutions), document) == waiting(PropagateTargets)


def test_a_node_derived_from_what_is_looked_for_counts() -> None:
    class OwnTarget(nodes.target):
        pass

    document = new_document("")
    document += essay_paragraph("", "", OwnTarget())
    assert without_idle(waiting(PropagateTargets, Substitutions), document) == waiting(PropagateTargets)


def test_nothing_is_left_out_of_a_page_that_holds_nothing_of_ours() -> None:
    document = new_document("")
    document += nodes.paragraph("", "words")
    assert without_idle(waiting(PropagateTargets), document) == waiting(PropagateTargets)


def test_nothing_is_left_out_beside_a_transform_of_unknown_effect() -> None:
    class Unknown(Transform):
        pass

    entries = waiting(Substitutions, Unknown)
    assert without_idle(entries, new_document("")) == entries


def test_nothing_is_left_out_where_a_node_asks_for_a_transform() -> None:
    pending = nodes.pending(Substitutions)
    entries = [*waiting(PropagateTargets), *waiting(Substitutions, asked_by=pending)]
    assert without_idle(entries, new_document("")) == entries
