r"""Regular expressions that several parts of the block parser share.

They are written for ``Pattern.match`` at a position, so none begins with ``^``.  kramdown's ``\s``, ``\w``
and ``\d`` are those of ASCII; ``WS`` is its white space inside a line.
"""

from __future__ import annotations

import re

from sphinx_essay.kramdown.html_model import SPAN_ELEMENTS

SPACE = " \t\r\n\f\v\0"
"""What kramdown strips from the ends of a text: ASCII white space only, so that no-break spaces stay."""

WS = r"[ \t\r\f\v]"
INK = r"[^ \t\n\r\f\v]"
"""No white space; kramdown does not count no-break spaces as such."""
OPT = r" {0,3}+"
INDENT = r"(?:\t| {4})"
BLANK = rf"(?:{WS}*+\n)++"
EOB = rf"\^{WS}*+\n"

NAME = r"(?:[^\W\d][\w.\-]*+:)?[^\W\d][\w.\-]*+"
"""A tag's or an attribute's name."""

_LAZY_NAMES = "|".join(sorted(SPAN_ELEMENTS | {"script"}))
HTML_START = rf"<(?!(?:{_LAZY_NAMES})\b){NAME}"
HTML_STOP = rf"</(?!(?:{_LAZY_NAMES})\b){NAME}\s*+>"

ID_NAME = r"[A-Za-z0-9_][A-Za-z0-9_\-]*+"
LIST_CONTENT = r"(?:\\\}|[^\}]){1,2000}"
"""What an attribute list holds; the limit keeps a brace that is never closed from costing a page's length."""

IAL = rf"\{{:(?![:/])({LIST_CONTENT})\}}{WS}*+\n"
IAL_UNGROUPED = IAL.replace(f"({LIST_CONTENT})", LIST_CONTENT)

LAZY_END = rf"{BLANK}|{OPT}{IAL_UNGROUPED}|{EOB}|{OPT}{HTML_STOP}|{OPT}{HTML_START}|\Z"
"""Where a line no longer continues the paragraph or quote above it."""

LIST_START = rf"{OPT}(?:[+*\-]|[0-9]++\.)[\t |][^\n]*\n"
DEFINITION_START = rf"{OPT}:[\t |][^\n]*\n"
QUOTE_START = rf"{OPT}>"
GFM_HEADER_START = r"\#{1,6}+[\t ]+[^\n]*\n"
GFM_FENCE_START = rf"{OPT}[~`]{{3}}"

BLANK_RE = re.compile(BLANK)
EOB_RE = re.compile(EOB)
IAL_RE = re.compile(OPT + IAL)
LAZY_END_RE = re.compile(LAZY_END)
LIST_START_RE = re.compile(LIST_START)
HR_RE = re.compile(rf"{OPT}(\*|-|_)[ \t]*+\1[ \t]*+\1(?:\1|[ \t])*+\n")
REST_OF_LINE_RE = re.compile(r"[ \t]*+\n")

ATTRIBUTE_RE = re.compile(rf"\s*({NAME})(?:\s*=\s*(?:(\w+)|(\"|')(.*?)\3))?", re.DOTALL)
TAG = rf"<({NAME})\s*((?>\s+{NAME}(?:\s*=\s*(?:\w+|(\"|').*?\3))?)*)\s*(/)?>"
TAG_RE = re.compile(TAG, re.DOTALL)
BLOCK_TAG_RE = re.compile(OPT + TAG, re.DOTALL)
CLOSE_RE = re.compile(rf"</({NAME})\s*>")
BLOCK_CLOSE_RE = re.compile(rf"{OPT}</({NAME})\s*>")
COMMENT_RE = re.compile(r"<!--(.*?)-->", re.DOTALL)
INSTRUCTION_RE = re.compile(r"<\?(.*?)\?>", re.DOTALL)
CDATA_RE = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
