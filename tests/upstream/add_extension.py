"""A pytest plugin that adds the extension to every application that another project's tests make (``-p add_extension``)."""

from __future__ import annotations

from sphinx import application

application.builtin_extensions = (*application.builtin_extensions, "sphinx_essay")
