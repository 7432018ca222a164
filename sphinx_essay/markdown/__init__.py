"""Markdown in Sphinx: the choice of the dialect, and tokens → doctree."""

from __future__ import annotations
