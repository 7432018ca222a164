"""The block parser: text → tree, in kramdown's terms.

Each construct is tried at the beginning of a line, in kramdown's order, by the line's first character.  A
construct that turns out not to be one leaves the position where it was, and the next is tried; the last is
the paragraph.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_essay.kramdown import extensions, html_blocks, lists, myst, tables
from sphinx_essay.kramdown import patterns as p
from sphinx_essay.kramdown.element import Element
from sphinx_essay.kramdown.scanner import Scanner
from sphinx_essay.kramdown.state import (
    NESTING_LIMIT,
    AbbreviationDefinition,
    FootnoteDefinition,
    LinkDefinition,
    State,
    link_id,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_essay.kramdown.element import AttributeList

    Rule = Callable[["BlockParser"], bool]

_PARAGRAPH_END_RE = re.compile(rf"{p.LAZY_END}|{p.DEFINITION_START}")
_PARAGRAPH_END_GFM_RE = re.compile(
    rf"{p.LAZY_END}|{p.LIST_START}|{p.GFM_HEADER_START}|{p.DEFINITION_START}|{p.QUOTE_START}|{p.GFM_FENCE_START}"
)
_STRAY_RE = re.compile(r"(?: {1,3}\t[^\n]*\n)+")
_QUOTE_MARK_RE = re.compile(r"^ {0,3}> ?", re.MULTILINE)

_HEADER_ID_RE = re.compile(r"[\t ]\{#([^\W\d][\w:.\-·]*|:[\w:.\-·]*)\}\Z")
_SETEXT_RE = re.compile(rf"{p.OPT}([^ \t\n][^\n]*)\n([-=])[-=]*+{p.WS}*+\n")
_ATX_RE = re.compile(r"(\#{1,6})[\t ]*([^ \t\n][^\n]*)\n")
_ATX_GFM_RE = re.compile(r"(\#{1,6}+)[\t ]+([^\n]*)\n")
_ATX_CLOSE_RE = re.compile(r"(?<!\\)#+\Z")
_ATX_CLOSE_GFM_RE = re.compile(r"[\t ]#+\Z")

_LAZY_CODE = rf"(?!{p.OPT}{p.IAL_UNGROUPED}|{p.EOB}|{p.OPT}{p.HTML_STOP}|{p.OPT}{p.HTML_START})[ \t]*+{p.INK}[^\n]*\n"
_CODE = rf"(?:(?:{p.BLANK})?(?:{p.INDENT}[ \t]*+{p.INK}[^\n]*\n)++(?:{_LAZY_CODE})*+)*"
_CODE_RE = re.compile(_CODE, re.ASCII)
_LAZY_CODE_JOIN_RE = re.compile(r"\n( {0,3}\S)", re.ASCII)
_CODE_INDENT_RE = re.compile(rf"^{p.INDENT}", re.MULTILINE)
_INDENT_RE = re.compile(p.INDENT)

_FENCE_RE = re.compile(r"(~{3,})[ \t\r\f\v]*?(\S+)?[ \t\r\f\v]*?\n")
_FENCE_GFM_RE = re.compile(r" {0,3}(~{3,}|`{3,})[ \t\r\f\v]*?(\S+)?[ \t\r\f\v]*?\n")
_LANGUAGE_RE = re.compile(r"(\S+?)(?:\?\S*)?$")

# A fence that nothing as long closes is tried from so many marks on; nobody writes more.
_LONGEST_SHORTENED = 20

_MATH_RE = re.compile(r" {0,3}(\\)?\$\$(.*?)\$\$([ \t\r\f\v]*\n)?", re.DOTALL)
_BOUNDARY_RE = re.compile(rf"{p.BLANK}|{p.EOB}|{p.OPT}{p.IAL_UNGROUPED}|\Z")

_FOOTNOTE_RE = re.compile(rf"{p.OPT}\[\^({p.ID_NAME})\]:[ \t\r\f\v]*?([^\n]*?\n{_CODE})", re.ASCII)
_LINK_RE = re.compile(
    rf"{p.OPT}\[([^\n\]]+)\]:[ \t]*(?:<([^\n]*?)>|([^\n]*?{p.INK}[^\n]*?))"
    r"(?:(?:[ \t]*?\n|[ \t]+?)[ \t]*?([\"'])([^\n]+?)\4)?[ \t]*?\n"
)
_TITLE_IN_URL_RE = re.compile(r"[ \t]+[\"']")
_ABBREVIATION_RE = re.compile(rf"{p.OPT}\*\[([^\n]+?)\]:([^\n]*)\n")


class BlockParser:
    """Parses the blocks of one container.

    A container inside it is parsed by a parser of its own, on a text of its own, or, for HTML elements, on
    the same scanner.  ``pending`` is a block attribute list that waits for the next block.
    """

    __slots__ = ("depth", "parent", "pending", "scanner", "state")

    def __init__(self, state: State, scanner: Scanner, parent: Element, depth: int) -> None:
        self.state = state
        self.scanner = scanner
        self.parent = parent
        self.depth = depth
        self.pending: AttributeList | None = None

    # -- helpers for the constructs ------------------------------------------------------------------------

    def last(self) -> Element | None:
        """Return the block before the position."""
        children = self.parent.children
        last = children[-1] if children else None
        return last if isinstance(last, Element) else None

    def add(self, element: Element, start: int, end: int) -> Element:
        """Add a block that reaches from ``start`` to ``end``, and go on after it."""
        scanner = self.scanner
        element.line = scanner.line_at(start)
        self.take_pending(element)
        self.parent.children.append(element)
        element.end = scanner.line_at(end)
        scanner.pos = end
        return element

    def take_pending(self, element: Element) -> None:
        """Give ``element`` the attribute list that waits for the next block."""
        if self.pending is not None:
            element.add_ial(self.pending)
            self.pending = None

    def after_boundary(self) -> bool:
        """Say whether a block that needs a boundary before it may begin here."""
        if self.pending is not None:
            return True
        last = self.last()
        return last is None or last.type == "blank" or (last.type == "eob" and not last.value)

    def before_boundary(self) -> bool:
        """Say whether a block that needs a boundary after it may end here."""
        return _BOUNDARY_RE.match(self.scanner.text, self.scanner.pos) is not None

    def nested(self, parent: Element, text: str, line: int) -> None:
        """Parse ``text``, the content of ``parent``."""
        BlockParser(self.state, Scanner(text, line), parent, self.depth + 1).run()

    # -- the loop ------------------------------------------------------------------------------------------

    def run(self) -> bool:
        """Parse to the end of the text or of the HTML element being parsed; say whether its end tag came."""
        scanner = self.scanner
        text = scanner.text
        length = len(text)
        if self.depth > NESTING_LIMIT:
            self._give_up()
            return False
        rules = _GFM_RULES if self.state.options.gfm else _KRAMDOWN_RULES
        while (pos := scanner.pos) < length:
            char = text[pos]
            if char in " \t\n\r\f\v":
                if (blank := p.BLANK_RE.match(text, pos)) is not None:
                    self._blank(blank.group(), blank.end())
                    continue
                if _INDENT_RE.match(text, pos):
                    self._code_block()
                    continue
                char = text[pos : pos + 4].lstrip(" ")[:1]
            for rule in rules.get(char, _NO_RULES):
                if rule(self):
                    break
            else:
                if html_blocks.ends_parent(self):
                    return True
                if self._setext_or_table():
                    continue
                for rule in _LATE_RULES.get(char, _NO_RULES):
                    if rule(self):
                        break
                else:
                    self._paragraph()
        return False

    def _setext_or_table(self) -> bool:
        """Try the two constructs that may begin with any character."""
        scanner = self.scanner
        text = scanner.text
        line_end = text.find("\n", scanner.pos)
        if text[line_end + 1 : line_end + 2] in ("-", "=") and self._setext_header():
            return True
        if text.find("$$", scanner.pos, line_end) >= 0 and self._math_block():
            return True
        return text.find("|", scanner.pos, line_end) >= 0 and tables.parse_table(self)

    def _give_up(self) -> None:
        """Take the rest as one paragraph: it is nested too deep."""
        scanner = self.scanner
        self.state.warn(scanner.line(), f"nested more than {NESTING_LIMIT} levels deep, taken as text")
        text = scanner.text[scanner.pos :].strip(p.SPACE)
        if text:
            self.add(Element("p", text), scanner.pos, len(scanner.text))
        scanner.pos = len(scanner.text)

    # -- the constructs ------------------------------------------------------------------------------------

    def _blank(self, value: str, end: int) -> None:
        last = self.last()
        if last is not None and last.type == "blank":
            last.value += value
            self.scanner.pos = end
        else:
            self.add(Element("blank", value), self.scanner.pos, end)

    def _paragraph(self) -> None:
        scanner = self.scanner
        text = scanner.text
        length = len(text)
        start = scanner.pos
        options = self.state.options
        quirk = options.gfm and "paragraph_end" in options.gfm_quirks
        ends = (_PARAGRAPH_END_GFM_RE if quirk else _PARAGRAPH_END_RE).match
        names = options.myst if quirk else None
        pos = text.find("\n", start) + 1
        # Lines that begin with blanks and a tab are no paragraph to kramdown, and no line that follows goes on with them.
        stray = _STRAY_RE.match(text, start)
        if stray is not None:
            pos = stray.end()
        while (
            stray is None
            and pos < length
            and (
                text[pos].isalpha()
                or not (ends(text, pos) or (names is not None and myst.opens_colon_fence(names, text, pos)))
            )
        ):
            pos = text.find("\n", pos) + 1
        content = text[start:pos].rstrip(p.SPACE)
        last = self.last()
        if last is not None and last.type == "p" and stray is None and not last.data.get("stray"):
            joint = "  \n" if text[max(start - 3, 0) : start] == "  \n" else "\n"
            last.value += joint + content
            last.end = scanner.line_at(pos)
            scanner.pos = pos
        else:
            element = self.add(Element("p", content.lstrip(p.SPACE)), start, pos)
            if stray is not None:
                element.data["stray"] = True

    def _setext_header(self) -> bool:
        match = _SETEXT_RE.match(self.scanner.text, self.scanner.pos)
        if match is None or not self.after_boundary():
            return False
        content, id_ = _header_content(match[1])
        return self._header(2 if match[2] == "-" else 1, content, id_, match.end())

    def _atx_header(self) -> bool:
        match = _ATX_RE.match(self.scanner.text, self.scanner.pos)
        if match is None or not self.after_boundary():
            return False
        content, id_ = _header_content(match[2])
        return self._header(len(match[1]), _without(_ATX_CLOSE_RE, content), id_, match.end())

    def _atx_header_gfm(self) -> bool:
        match = _ATX_GFM_RE.match(self.scanner.text, self.scanner.pos)
        if match is None:
            return False
        if "paragraph_end" in self.state.options.gfm_quirks:
            closing = _ATX_CLOSE_GFM_RE
        elif self.after_boundary():
            closing = _ATX_CLOSE_RE
        else:
            return False
        content, id_ = _header_content(match[2])
        return self._header(len(match[1]), _without(closing, content), id_, match.end())

    def _header(self, level: int, content: str, id_: str | None, end: int) -> bool:
        if not content:
            return False
        header = Element("header", content, None if id_ is None else {"id": id_}, level=level)
        self.add(header, self.scanner.pos, end)
        return True

    def _block_quote(self) -> bool:
        scanner = self.scanner
        text = scanner.text
        length = len(text)
        start = scanner.pos
        pos = text.find("\n", start) + 1
        while pos < length and (text[pos].isalpha() or not p.LAZY_END_RE.match(text, pos)):
            pos = text.find("\n", pos) + 1
        content = _QUOTE_MARK_RE.sub("", text[start:pos])
        quote = self.add(Element("blockquote"), start, pos)
        self.nested(quote, content, quote.line)
        return True

    def _code_block(self) -> bool:
        scanner = self.scanner
        match = _CODE_RE.match(scanner.text, scanner.pos)
        assert match is not None
        content = _LAZY_CODE_JOIN_RE.sub(r" \1", match.group())
        self.add(Element("codeblock", _CODE_INDENT_RE.sub("", content)), scanner.pos, match.end())
        return True

    def _fenced_code(self) -> bool:
        scanner = self.scanner
        options = self.state.options
        if options.myst and myst.parse_directive(self):
            return True
        match = (_FENCE_GFM_RE if options.gfm else _FENCE_RE).match(scanner.text, scanner.pos)
        if match is None:
            return False
        mark, language = match[1], match[2] or ""
        closing = scanner.find(myst.closing_fence(mark, indented=options.gfm), match.end())
        if closing is None:
            shorter = self._shorter_fence(match)
            if shorter is None:
                return False
            closing, language = shorter
        block = Element("codeblock", scanner.text[match.end() : closing.start()], fence=mark)
        if language:
            block.data["language"] = language
            name = _LANGUAGE_RE.match(language)
            assert name is not None
            block.attrs["class"] = f"language-{html_blocks.decode_references(name[1])}"
        self.add(block, scanner.pos, closing.end())
        return True

    def _shorter_fence(self, opening: re.Match[str]) -> tuple[re.Match[str], str] | None:
        """Return what closes a fence that nothing as long closes, and its language: the marks too many are part of it."""
        mark = opening[1]
        indented = self.state.options.gfm
        if opening[2] and opening.end(1) != opening.start(2):  # two words are no language
            return None
        for length in range(min(len(mark) - 1, _LONGEST_SHORTENED), 2, -1):
            closing = self.scanner.find(myst.closing_fence(mark[:length], indented=indented), opening.end())
            if closing is not None:
                return closing, mark[length:] + (opening[2] or "")
        return None

    def _horizontal_rule(self) -> bool:
        match = p.HR_RE.match(self.scanner.text, self.scanner.pos)
        if match is None:
            return False
        self.add(Element("hr"), self.scanner.pos, match.end())
        return True

    def _math_block(self) -> bool:
        scanner = self.scanner
        if not self.after_boundary():
            return False
        match = _MATH_RE.match(scanner.text, scanner.pos)
        if match is None:
            return False
        start = scanner.pos
        if match[1]:
            if match[3]:
                scanner.pos = match.end(1)
                self._paragraph()
                return True
            return False
        scanner.pos = match.end()
        if not self.before_boundary():
            scanner.pos = start
            return False
        self.add(Element("math", match[2].strip(p.SPACE), category="block"), start, match.end())
        return True

    def _footnote_definition(self) -> bool:
        scanner = self.scanner
        match = _FOOTNOTE_RE.match(scanner.text, scanner.pos)
        if match is None:
            return False
        name = match[1]
        start = scanner.pos
        line = scanner.line_at(start)
        if name in self.state.footnotes:
            self.state.warn(line, f"the footnote {name!r} is defined twice, the last definition counts")
        content = Element("footnote_definition")
        content.line = line
        self.nested(content, _CODE_INDENT_RE.sub("", match[2]), line)
        holder = self.add(Element("eob", "definition"), start, match.end())
        content.end = holder.end
        self.state.footnotes[name] = FootnoteDefinition(name, content, holder, self.state.first_line + content.line)
        return True

    def _link_definition(self) -> bool:
        scanner = self.scanner
        match = _LINK_RE.match(scanner.text, scanner.pos)
        if match is None or (match[3] and _TITLE_IN_URL_RE.search(match[3])):
            return False
        name = link_id(match[1])
        if name in self.state.links and self.state.links[name].holder is not None:
            self.state.warn(scanner.line(), f"the link {name!r} is defined twice, the last definition counts")
        holder = self.add(Element("eob", "definition"), scanner.pos, match.end())
        self.state.links[name] = LinkDefinition(match[2] if match[2] is not None else match[3], match[5], holder)
        return True

    def _abbreviation_definition(self) -> bool:
        scanner = self.scanner
        match = _ABBREVIATION_RE.match(scanner.text, scanner.pos)
        if match is None:
            return False
        name = match[1]
        if name in self.state.abbreviations:
            self.state.warn(scanner.line(), f"the abbreviation {name!r} is defined twice, the last definition counts")
        holder = self.add(Element("eob", "definition"), scanner.pos, match.end())
        self.state.abbreviations[name] = AbbreviationDefinition(match[2].strip(p.SPACE), holder)
        return True

    def _end_of_block(self) -> bool:
        match = p.EOB_RE.match(self.scanner.text, self.scanner.pos)
        if match is None:
            return False
        self.add(Element("eob"), self.scanner.pos, match.end())
        return True


def parse_blocks(state: State, text: str, line: int = 0) -> Element:
    """Parse ``text``, which begins on the 0-based ``line``, and return the root of the tree."""
    root = Element("root")
    BlockParser(state, Scanner(text, line), root, 0).run()
    return root


def _header_content(text: str) -> tuple[str, str | None]:
    """Split a heading's text from the id that may stand at its end, ``{#id}``."""
    text = text.rstrip(p.SPACE)
    match = _HEADER_ID_RE.search(text)
    if match is None:
        return text, None
    return text[: match.start()].rstrip(p.SPACE), match[1]


def _without(closing: re.Pattern[str], text: str) -> str:
    """Return a heading's text without the number signs that close it."""
    stripped = closing.sub("", text)
    return stripped.rstrip(p.SPACE) if len(stripped) < len(text) else text


_NO_RULES: tuple[Rule, ...] = ()

_KRAMDOWN_RULES: dict[str, tuple[Rule, ...]] = {
    ">": (BlockParser._block_quote,),
    "#": (BlockParser._atx_header,),
    "~": (BlockParser._fenced_code,),
    "`": (BlockParser._fenced_code,),
    "*": (BlockParser._horizontal_rule, lists.parse_list),
    "-": (BlockParser._horizontal_rule, lists.parse_list),
    "_": (BlockParser._horizontal_rule,),
    "+": (lists.parse_list,),
    ":": (myst.parse_directive, lists.parse_definition_list),
    "<": (html_blocks.parse_html,),
    **dict.fromkeys("0123456789", (lists.parse_list,)),
}
_GFM_RULES = {**_KRAMDOWN_RULES, "#": (BlockParser._atx_header_gfm,)}
# Definitions and extensions, which kramdown tries after headings and tables.
_LATE_RULES: dict[str, tuple[Rule, ...]] = {
    "[": (BlockParser._footnote_definition, BlockParser._link_definition),
    "*": (BlockParser._abbreviation_definition,),
    "{": (extensions.parse_block_extension,),
    "^": (BlockParser._end_of_block,),
}
