"""How much a template may do before it is refused, whoever wrote it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on the rendering of one page.

    ``work`` counts what is done: one for each tag, output, filter and round of a loop, and one for every 256
    characters or 16 items that a filter handles.  ``output`` is in bytes, ``variables`` in characters given
    to variables, ``include_depth`` counts files that include each other, ``nesting`` block tags inside each
    other, ``include_size`` is in bytes, ``coloured`` is the size of the code that gets colours, in characters.
    """

    work: int = 10_000_000
    output: int = 32_000_000
    variables: int = 500_000_000
    include_depth: int = 30
    nesting: int = 60
    include_size: int = 4_000_000
    coloured: int = 1_000_000
