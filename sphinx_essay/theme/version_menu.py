"""The menu of versions and languages on Read the Docs, in the site's side bar.

Read the Docs gives each page the list by an event (its documentation: Addons, Integrate your theme); the script that
turns it into a menu is part of the site only there.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_essay.project.read_the_docs import is_building
from sphinx_essay.project.theme_in_use import html_builder
from sphinx_essay.project.written_files import write_if_changed
from sphinx_essay.theme.assets import built

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SCRIPT = "essay-rtd.js"


def write(app: Sphinx) -> None:
    """Write the script, and have each page load it (``builder-inited``)."""
    if html_builder(app) is None or not is_building(os.environ):
        return
    write_if_changed(Path(app.outdir, "_static", SCRIPT), built(SCRIPT))
    app.add_js_file(SCRIPT, priority=900, loading_method="defer")


def extend(app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Tell the templates whether this is Read the Docs (``html-page-context``)."""
    context["essay_readthedocs"] = html_builder(app) is not None and is_building(os.environ)
