"""A Jekyll site rewritten as plain MyST: pages without kramdown and Liquid, the rest of the site as it is.

Pure but for reading the site: text → tokens → MyST, nothing of Sphinx.
"""

from __future__ import annotations

from sphinx_essay.convert.document import Converted, convert_body
from sphinx_essay.convert.site import NewFile, SiteConverter

__all__ = ["Converted", "NewFile", "SiteConverter", "convert_body"]
