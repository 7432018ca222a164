"""What can go wrong in a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liquid.exceptions import LiquidError

from sphinx_essay.core.warnings import Subtype

if TYPE_CHECKING:
    from liquid.token import Token


class EvaluationError(LiquidError):
    """A tag or filter that Liquid refuses to carry out; its source stays visible in the page."""

    subtype = Subtype.LIQUID

    def __init__(self, message: str, token: Token | None = None) -> None:
        super().__init__(message, token=token)

    @property
    def reason(self) -> str:
        """The message without python-liquid's decoration."""
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
