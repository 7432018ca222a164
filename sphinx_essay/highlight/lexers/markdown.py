"""Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from pygments.lexer import default, include
from pygments.token import Error, Generic, Name, Punctuation, String, Text

from sphinx_essay.highlight.lexers.markup import HtmlLexer
from sphinx_essay.highlight.lexers.yaml import YamlLexer
from sphinx_essay.highlight.rules import Inside, RuleLexer, Trying, groups

if TYPE_CHECKING:
    import re

    from sphinx_essay.highlight.rules import Tokens

_CHARACTER: Final = r"(?:\\.|[^\\\n])"


def _enclosed(opening: str, closing: str) -> Trying:
    """Return the expression for text of one line between two signs."""
    return Trying(rf"{opening}{_CHARACTER}*?{closing}", (opening, r"\n"))


def _fence(_lexer: RuleLexer, match: re.Match[str]) -> Tokens:
    """Yield a block of code, which its own language's lexer divides."""
    from sphinx_essay.highlight.languages import find_lexer  # (it knows of this lexer, too)

    indent, fence, info, code, end = match.group(1, 2, 3, 4, 5)
    if indent:
        yield match.start(1), Text, indent
    yield match.start(2), Punctuation, fence
    yield match.start(3), Name.Label, info
    lexer = find_lexer(info.strip().split("?")[0])
    if lexer is not None:
        for position, kind, text in lexer().get_tokens_unprocessed(code):
            yield match.start(4) + position, kind, text
    elif code:
        yield match.start(4), Text if info.strip() in {"", "text", "plaintext"} else String.Backtick, code
    if end:
        blank = len(end) - len(end.lstrip("\n \t"))
        yield match.start(5), Text, end[:blank]
        yield match.start(5) + blank, Punctuation, end[blank:]


class MarkdownLexer(RuleLexer):
    """Markdown: signs are punctuation, texts of links variables, headings generic."""

    name = "Markdown"
    tokens: ClassVar[dict[str, Any]] = {
        "root": [
            (r"\A---[^\S\n]*\n(?:.|\n)*?^---[^\S\n]*$\n?", Inside(YamlLexer)),
            (r"\\.", String.Escape),
            (r"^[\S ]+\n--+\n", Generic.Heading),
            (r"^[\S ]+\n==+\n", Generic.Subheading),
            (r"^#(?=[^#]).*", Generic.Heading),
            (r"^##+.*", Generic.Subheading),
            (r"^([ \t]*)(`{3,}|~{3,})([^\n]*\n)((?:.|\n)*?)(\n\1\2|\Z)", _fence),
            (r"\n\n(?:(?:    |\t).*\n|\n)+", String.Backtick),
            (rf"(`++)(?:{_CHARACTER}|\n)+?\1", String.Backtick),
            (r"`+", Error),
            (r"^(?:[^\S\n]*[*]){3,}[^\S\n]*$|^(?:[^\S\n]*-){3,}[^\S\n]*$", Punctuation),
            (r"^[^\S\n]*[*+-](?=\s)", Punctuation),
            (r"^[^\S\n]*[0-9]+\.", Punctuation),
            (r"^[^\S\n]*>.*", Generic.Traceback),
            (
                rf"^(\n?[^\S\n]*)(\[)({_CHARACTER}+?)(\])(\s*)(:)",
                groups(Text, Punctuation, String.Symbol, Punctuation, Text, Punctuation),
                ("title", "address"),
            ),
            (
                Trying(rf"(!?\[)({_CHARACTER}*?)(\])(?=[\[(])", (r"!?\[", r"\n")),
                groups(Punctuation, Name.Variable, Punctuation),
                "link",
            ),
            (
                Trying(r"(!?\[)([^\]]*+)(\])(?=[\[(])", (r"!?\[", r"\]")),
                groups(Punctuation, Name.Variable, Punctuation),
                "link",
            ),
            (rf"[*][*]{_CHARACTER}*?[*][*]|__{_CHARACTER}*?__", Generic.Strong),
            (rf"[*]{_CHARACTER}*?[*]|_{_CHARACTER}*?_", Generic.Emph),
            (
                # an address of mail: up to the last sign on its line that may end one
                Trying(r"<[^@\n]*@(?=.+?[.].).+>", ("<", r"\n")),
                Name.Variable,
            ),
            (Trying(rf"<(?:https?|mailto|ftp)://{_CHARACTER}*?>", ("<[hmf]", r"\n")), Name.Variable),
            (r"[^\\`\[*\n&<]+", Text),
            (Trying(r"&\S*;", ("&", r"\s")), Inside(HtmlLexer)),
            (Trying(rf"<{_CHARACTER}*?>", ("<", r"\n")), Inside(HtmlLexer)),
            (r"[&<\[\n]", Text),
        ],
        "link": [
            (rf"(\[)({_CHARACTER}*?)(\])", groups(Punctuation, String.Symbol, Punctuation), "#pop"),
            (r"\(", Punctuation, ("title-in-line", "address-in-line")),
            (r"[ \t]+", Text),
            default("#pop"),
        ],
        "address": [
            (r"[ \t]+", Text),
            (Trying(rf"(<)({_CHARACTER}*?)(>)", ("<", r"\n")), groups(Name.Tag, String.Other, Name.Tag), "#pop"),
            (r"\S+", String.Other, "#pop"),
        ],
        "address-in-line": [
            (r"[^<\s)]+", String.Other, "#pop"),
            (r"\s+", Text),
            include("address"),
        ],
        "title": [
            *(
                (Trying(rf"{a}{_CHARACTER}*?{b}", (a, r"\n")), Name.Namespace)
                for a, b in (('"', '"'), ("'", "'"), (r"\(", r"\)"))
            ),
            (r"\s+(?=[\"'()])", Text),
            (r"[\"'()]", Error),
            default("#pop"),
        ],
        "title-in-line": [
            (r"\)", Punctuation, "#pop"),
            include("title"),
        ],
    }
