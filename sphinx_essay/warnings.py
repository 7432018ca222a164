"""Every warning that sphinx-essay gives, documented once.

A warning is of type ``essay`` with one of these subtypes, so that ``suppress_warnings = ["essay.parent"]`` silences one
kind and ``-W`` makes any of them fatal.  The reference page of the documentation is generated from this enumeration.
"""

from __future__ import annotations

from enum import Enum


class Subtype(Enum):
    """A warning's subtype; the value is its name after ``essay.``, the comment beneath it cause and cure."""

    FRONT_MATTER = "front-matter"
    """The YAML block at the head of a page cannot be read.  The page is built without it; mend the YAML."""

    PARENT = "parent"
    """``parent``, ``grand_parent`` or ``ancestor`` names no page.  The page stands at the top of the navigation; correct
    the name, which must equal the parent's ``title``."""

    def __str__(self) -> str:
        return self.value
