"""Plain text as MyST that says just this text (CommonMark 0.31: Backslash escapes; MyST: Roles, Targets, Comments)."""

from __future__ import annotations

import re
from typing import Final

_SPECIAL: Final = re.compile(
    r"""
      (?P<bracketed>\[(?![\^\s]|[xX]\])[^\[\]\\`*<{}&_$\n]*\](?=[^(\[{:]))   # a note such as [1], which leads nowhere
    | [\\`*\[\]{$]
    | (?<![^\W_])_ | _(?![^\W_])                                     # an underscore inside a word is one
    | <(?=[A-Za-z/!?])
    | &(?=\#?\w+;)
    """,
    re.VERBOSE,
)

_LINE_START: Final = re.compile(
    r"""
      (?P<number>\d{1,9})(?=[.)](?:[ \t]|$))
    | (?=\#{1,6}(?:[ \t]|$))
    | (?=[-+](?:[ \t|:-]|$))
    | (?=\+{3})
    | (?=[>:%|=])
    | (?=~~~)
    | (?=\([^)\n]*\)=)
    """,
    re.VERBOSE,
)


def escape_text(text: str, *, brackets: bool = True, before_link: bool = False) -> str:
    """Return running text with a backslash before each character that would be markup where it stands.

    With ``brackets``, those that are certain to be none stay as they are; inside a link's text none may.  A ``!``
    ``before_link`` would make an image of it.
    """

    def escaped(match: re.Match[str]) -> str:
        if match["bracketed"] and brackets:
            return match[0]
        if match["bracketed"]:
            return f"\\[{match[0][1:-1]}\\]"
        return "\\" + match[0]

    text = _SPECIAL.sub(escaped, text)
    return f"{text[:-1]}\\!" if before_link and text.endswith("!") else text


def escape_line_starts(text: str) -> str:
    """Return a paragraph whose lines begin no other block; blanks around lines, which mean nothing, go."""
    return "\n".join(_safe_line(line.strip(" \t")) for line in text.split("\n"))


def _safe_line(line: str) -> str:
    match = _LINE_START.match(line)
    return line if match is None else f"{match['number'] or ''}\\{line[match.end() :]}"


def longest_run(text: str, char: str) -> int:
    """Return the length of the longest run of ``char`` in ``text``."""
    return max(map(len, re.findall(re.escape(char) + "+", text)), default=0)


def code_span(content: str) -> str:
    """Return ``content`` between backticks."""
    content = content.replace("\n", " ")
    mark = "`" * (longest_run(content, "`") + 1)
    if content.startswith("`") or content.endswith("`") or (content.strip() and content[0] == content[-1] == " "):
        content = f" {content} "
    return f"{mark}{content}{mark}"


def destination(address: str) -> str:
    """Return a link's address as a link destination."""
    address = re.sub(r"&(?=#?\w+;)", "&amp;", address.replace("\n", "%0A"))
    if re.search(r"[\s()<>\\]", address) or not address:
        return "<" + re.sub(r"([<>\\])", r"\\\1", address) + ">"
    return address


def title(text: str) -> str:
    """Return a link's title with the blank before it, "" for none."""
    if not text:
        return ""
    return ' "' + re.sub(r'(["\\])', r"\\\1", re.sub(r"&(?=#?\w+;)", "&amp;", " ".join(text.split()))) + '"'
