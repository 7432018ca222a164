"""Jekyll's site as data: configuration, pages, addresses, collections, files, redirects. Needs no Sphinx."""

from __future__ import annotations

from sphinx_essay.jekyll.config import SiteConfig
from sphinx_essay.jekyll.redirects import Redirect
from sphinx_essay.jekyll.resolve import Kind, Target
from sphinx_essay.jekyll.site import Site, SiteCollection
from sphinx_essay.jekyll.static_files import StaticFile

__all__ = ["Kind", "Redirect", "Site", "SiteCollection", "SiteConfig", "StaticFile", "Target"]
