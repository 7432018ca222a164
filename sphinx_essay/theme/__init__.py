"""The HTML theme ``sphinx_essay``: the layout of Just the Docs, in its own styles and scripts.

It works for any Sphinx project (``html_theme = "sphinx_essay"``).  With :mod:`sphinx_essay.navigation` its
side bar holds the tree of the whole site; without, Sphinx's own.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_essay import __version__
from sphinx_essay.config import register
from sphinx_essay.events import connect
from sphinx_essay.freshness.fingerprints import write_again
from sphinx_essay.project import i18n
from sphinx_essay.search import pagefind, site_index
from sphinx_essay.theme import assets, context, last_modified, page_files, version_menu

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

THEME = Path(__file__).parent


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the theme, its strings, and what gives its templates their data."""
    register(app, "theme")
    app.add_html_theme("sphinx_essay", str(THEME))
    connect(app, "config-inited", i18n.load)
    connect(app, "builder-inited", pagefind.check)
    connect(app, "builder-inited", assets.write)
    connect(app, "builder-inited", version_menu.write)
    write_again(app, last_modified.committed_dates)
    # After the handlers of other parts, so that what they say of a page is there.
    connect(app, "html-page-context", context.extend)
    connect(app, "html-page-context", version_menu.extend)
    connect(app, "html-page-context", page_files.choose)
    connect(app, "build-finished", site_index.write)
    connect(app, "build-finished", pagefind.write_index)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
