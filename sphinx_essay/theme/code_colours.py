"""The colours of highlighted code, light and dark: each reads at 4.5 : 1 or better (WCAG 2.2 AA)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pygments.style import Style
from pygments.token import (
    Comment,
    Error,
    Generic,
    Keyword,
    Literal,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Token,
)

if TYPE_CHECKING:
    from pygments.token import _TokenType


def _styles(**colour: str) -> dict[_TokenType, str]:
    """Give each kind of token the colour of its role, so that both styles speak of the same roles."""
    return {
        Token: colour["text"],
        Comment: f"italic {colour['comment']}",
        Comment.Preproc: f"noitalic {colour['keyword']}",
        Keyword: colour["keyword"],
        Keyword.Constant: colour["constant"],
        Keyword.Type: colour["type"],
        Operator: colour["text"],
        Operator.Word: colour["keyword"],
        Punctuation: colour["text"],
        Name.Attribute: colour["constant"],
        Name.Builtin: colour["type"],
        Name.Class: f"bold {colour['type']}",
        Name.Constant: colour["constant"],
        Name.Decorator: colour["function"],
        Name.Exception: colour["type"],
        Name.Function: colour["function"],
        Name.Label: colour["constant"],
        Name.Namespace: colour["type"],
        Name.Property: colour["constant"],
        Name.Tag: colour["keyword"],
        Name.Variable: colour["constant"],
        String: colour["string"],
        String.Escape: colour["constant"],
        String.Regex: colour["constant"],
        Number: colour["constant"],
        Literal: colour["constant"],
        Generic.Deleted: colour["deleted"],
        Generic.Inserted: colour["inserted"],
        Generic.Heading: f"bold {colour['function']}",
        Generic.Subheading: f"bold {colour['function']}",
        Generic.Emph: "italic",
        Generic.Strong: "bold",
        Generic.Prompt: colour["comment"],
        Generic.Output: colour["comment"],
        Generic.Traceback: colour["deleted"],
        Error: colour["deleted"],
    }


class Light(Style):
    """Code on a light ground."""

    name = "essay-light"
    background_color = "#f5f6fa"
    highlight_color = "#fff3c4"
    line_number_color = "#5c5962"
    styles: ClassVar[dict[_TokenType, str]] = _styles(
        text="#3d3a45",
        comment="#636069",
        keyword="#8a1f78",
        constant="#8b4500",
        type="#0b6168",
        function="#0f53b0",
        string="#1d6b34",
        deleted="#b3202e",
        inserted="#1d6b34",
    )


class Dark(Style):
    """Code on a dark ground."""

    name = "essay-dark"
    background_color = "#31343f"
    highlight_color = "#454230"
    line_number_color = "#b6b3bd"
    styles: ClassVar[dict[_TokenType, str]] = _styles(
        text="#dee2f7",
        comment="#a9adbd",
        keyword="#dc9bf2",
        constant="#edb07d",
        type="#76cfd8",
        function="#8dbcff",
        string="#a5d68c",
        deleted="#ff9b9b",
        inserted="#a5d68c",
    )
