"""HTML in pages: nodes that hold it, how HTML is read into them, and how each builder writes them."""

from __future__ import annotations
