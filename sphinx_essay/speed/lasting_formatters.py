"""Formatters of code that are made once a build; Sphinx would have one made for each block.

Relies on Sphinx: ``PygmentsBridge.get_formatter`` makes them, from ``formatter`` and ``formatter_args``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.highlighting import PygmentsBridge

if TYPE_CHECKING:
    from pygments.formatter import Formatter


class LastingFormatters(PygmentsBridge):
    """Sphinx's highlighter, with formatters that last: each makes its whole style sheet when it is made."""

    def __init__(self, bridge: PygmentsBridge) -> None:
        """Do what ``bridge`` would do."""
        super().__init__(bridge.dest, latex_engine=bridge.latex_engine)
        self.formatter = bridge.formatter
        self.formatter_args = bridge.formatter_args
        self._formatters: dict[str, Formatter[str]] = {}

    def get_formatter(self, **kwargs: Any) -> Formatter[str]:
        """Return the formatter with these options."""
        key = repr(sorted(kwargs.items()))
        if key not in self._formatters:
            self._formatters[key] = super().get_formatter(**kwargs)
        return self._formatters[key]
