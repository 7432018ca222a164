"""The kinds of token that Rouge has and Pygments has not.

Rouge took its kinds, and the short class names that style sheets know them by, from Pygments, and added to them.  Pygments
looks short names up in ``STANDARD_TYPES``; a kind that is not there gets a long one (``p-Indicator``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from pygments.token import STANDARD_TYPES, Comment, Number, Punctuation

if TYPE_CHECKING:
    from pygments.token import _TokenType

DocComment: Final = Comment.Doc
"""A comment that documentation is made from."""

Indicator: Final = Punctuation.Indicator
"""A sign that says what follows it, such as YAML's ``-``."""

OtherNumber: Final = Number.Other
"""A number of a kind of its own, such as C++'s ``30min``."""

_SHORT_NAMES = cast("dict[_TokenType, str]", STANDARD_TYPES)
_SHORT_NAMES.setdefault(DocComment, "cd")
_SHORT_NAMES.setdefault(Indicator, "pi")
_SHORT_NAMES.setdefault(OtherNumber, "mx")
