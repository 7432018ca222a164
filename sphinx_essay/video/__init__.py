"""Videos: which address is whose, the directive, the node, and what each builder makes of it."""

from __future__ import annotations
