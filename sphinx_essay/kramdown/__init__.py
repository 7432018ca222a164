r"""kramdown, the whole dialect, in pure Python: text → markdown-it tokens → HTML.

    >>> from sphinx_essay.kramdown import to_html
    >>> to_html("## A *heading*")
    '<h2 id="a-heading">A <em>heading</em></h2>\\n'

Usable by itself; nothing here knows Sphinx or docutils.
"""

from __future__ import annotations

from sphinx_essay.kramdown.document import Document, parse
from sphinx_essay.kramdown.options import Options
from sphinx_essay.kramdown.render import render, to_html

__all__ = ["Document", "Options", "parse", "render", "to_html"]
