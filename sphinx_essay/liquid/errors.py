"""What can go wrong in a template."""

from __future__ import annotations

from sphinx_essay.core.warnings import Subtype


class Interrupt(Exception):  # noqa: N818
    """``break`` or ``continue``: ends the loop around it, or one round of it."""

    def __init__(self, *, ends_loop: bool) -> None:
        super().__init__()
        self.ends_loop = ends_loop


class EvaluationError(Exception):
    """A tag or filter that Liquid refuses to carry out; its source stays visible in the page."""

    subtype = Subtype.LIQUID

    @property
    def reason(self) -> str:
        """What is wrong, in a phrase."""
        return str(self.args[0])


class MarkupError(EvaluationError):
    """Markup that even Liquid's lenient grammar cannot read."""


class UnknownNameError(EvaluationError):
    """A tag or filter that nobody defines here."""

    subtype = Subtype.LIQUID_UNKNOWN


class IncludeError(EvaluationError):
    """A file that a page asks for and that is not there, or that it may not have."""

    subtype = Subtype.LIQUID_INCLUDE


class LinkError(EvaluationError):
    """``{% link %}`` or ``{% post_url %}`` to something that the site does not hold."""

    subtype = Subtype.LINK


class LimitError(EvaluationError):
    """A template that asks for more than any page needs; the page stays as it was written."""

    subtype = Subtype.LIQUID_LIMIT
