"""Build Just the Docs sites with Sphinx, unchanged; and the parts of that for any Sphinx project."""

from __future__ import annotations

__version__ = "0.1.0"
