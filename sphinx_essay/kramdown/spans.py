"""The span parser: the text of a paragraph, heading or cell → emphasis, links, code and the rest.

One compiled expression finds the next character that may begin something; the construct that it may begin is
tried there, and where that is none, the character is text.  A construct that fails (an emphasis never closed)
leaves the position where it was.  Since each failed try reads on, a budget in proportion to the text's length
limits them: past it, no page of sense comes there, the marks are text.
"""

from __future__ import annotations

import html
import re
from functools import cache
from html.entities import name2codepoint
from typing import TYPE_CHECKING

from sphinx_essay.kramdown import patterns as p
from sphinx_essay.kramdown.attributes import apply_ial, parse_attribute_list
from sphinx_essay.kramdown.element import Element, Node
from sphinx_essay.kramdown.extensions import START_RE, extension_element
from sphinx_essay.kramdown.html_blocks import decode_references, parse_attributes
from sphinx_essay.kramdown.html_model import (
    BLOCK_ELEMENTS,
    KNOWN_ELEMENTS,
    MARKDOWN_ATTRIBUTE,
    VOID_ELEMENTS,
    canonical_name,
    content_model,
)
from sphinx_essay.kramdown.html_native import to_native
from sphinx_essay.kramdown.myst import ROLE_RE
from sphinx_essay.kramdown.span_rules import ESCAPED_RE, SpanRules
from sphinx_essay.kramdown.state import NESTING_LIMIT, State, link_id

if TYPE_CHECKING:
    from collections.abc import Callable

    Stop = tuple[re.Pattern[str], Callable[[int], bool]]

_STEPS_PER_CHARACTER = 12
_STEPS_AT_LEAST = 4000

_BACKTICKS_RE = re.compile("`+")
_MATH_RE = re.compile(r"\$\$(.*?)\$\$", re.DOTALL)
_FOOTNOTE_RE = re.compile(rf"\[\^({p.ID_NAME})\]")
_BRACKET_RE = re.compile(r"(\])|!?\[")
_REFERENCE_RE = re.compile(r"[ \t\r\n\f\v]*?\[([^\]]+)?\]")
_ANGLE_URL_RE = re.compile(r"\(<([^\n]*?)>")
_PAREN_RE = re.compile(r"(\()|(\))|[ \t\r\n\f\v](?=['\"])")
_TITLE_RE = re.compile(r"[ \t\r\n\f\v]*?([\"'])(.+?)\1[ \t\r\n\f\v]*?\)", re.DOTALL)
_AUTOLINK_RE = re.compile(r"<((mailto|https?|ftps?):[^\n]+?|[\w\-.]+?@[\w\-.]+?)>")
_ENTITY_RE = re.compile(r"&(?:([A-Za-z0-9_:][\-\w.:]*)|\#([0-9]+)|\#x([0-9a-fA-F]+));", re.ASCII)
_SPAN_IAL_RE = re.compile(rf"\{{:({p.LIST_CONTENT})\}}")
_STRIKE_RE = re.compile(r"~~(?![ \t\r\n\f\v~]).*?[^ \t\r\n\f\v~]~~", re.DOTALL)
_SYMBOL_RE = re.compile(r"---|--|\.\.\.|<< | >>|<<|>>")
_HTML_RE = re.compile(rf"<(?:{p.NAME}|!--|/|!\[CDATA\[)")
_LESS_THAN_RE = re.compile("<")
_CODE_OR_HTML_RE = re.compile("[<`]")

_ENTITIES = {**name2codepoint, "apos": 39, "lceil": 8968, "rceil": 8969, "lang": 9001, "rang": 9002}
_WHITE = frozenset(" \t\r\n\f\v")
_IN_LINK = frozenset(("a", "img"))


class _Mark(str):
    """What stands for an entity, a symbol or a quote: an attribute list may follow it, without effect."""

    __slots__ = ()


class SpanParser:
    """Parses the spans of one text."""

    __slots__ = (
        "_bracketed", "_budget", "_depth", "_in_html", "_last", "_line", "_open", "_options", "_plain", "_rules",
        "pos", "state", "text",
    )  # fmt: skip

    def __init__(self, state: State, rules: SpanRules, text: str, line: int, *, in_html: bool, depth: int = 0) -> None:
        """Prepare to parse ``text``, which begins on the 0-based ``line``.

        ``in_html`` says that the text stands in an HTML element or a footnote, where kramdown's GFM parser
        leaves line breaks alone; ``depth`` is how deep it is nested in other spans.
        """
        self.state = state
        self.text = text
        self.pos = 0
        self._line = line
        self._options = state.options
        self._rules = rules
        self._in_html = in_html
        self._open: list[str] = []
        self._last: dict[str, int] = {}
        self._depth = depth
        self._budget = _STEPS_AT_LEAST + _STEPS_PER_CHARACTER * len(text)
        self._plain, self._bracketed = rules.patterns(text, in_html=in_html)

    def parse(self, before: list[Node] | None = None) -> list[Node]:
        """Return ``before``, which stands before the text, and the text's spans."""
        out = before or []
        self._spans(out, None, self._plain)
        return out

    def outside_code(self) -> list[Node]:
        """Return the text with only its code spans and HTML elements as elements."""
        out: list[Node] = []
        self._open.append("table")
        self._spans(out, None, _CODE_OR_HTML_RE)
        self._open.pop()
        return coalesce(out)

    # -- the loop ------------------------------------------------------------------------------------------

    def _spans(self, out: list[Node], stop: Stop | None, special: re.Pattern[str]) -> bool:
        """Parse spans into ``out`` up to the end of the text, or to where ``stop`` is found and accepted.

        Returns whether it was; the position is then before the stop.  If not, what follows the last special
        character is not in ``out``.
        """
        text = self.text
        length = len(text)
        search = special.search
        handlers = _HANDLERS
        while self.pos < length:
            match = search(text, self.pos)
            if match is None:
                if stop is None:
                    out.append(text[self.pos :])
                    self.pos = length
                return False
            self._budget -= 1
            start = match.start()
            char = text[start]
            if (char in "\"'" or (char == ">" and text[start - 1] == " ")) and start > self.pos:
                start -= 1
            if start > self.pos:
                out.append(text[self.pos : start])
                self.pos = start
            if stop is not None and stop[0].match(text, start) and stop[1](start):
                return True
            handler = handlers.get(char)
            if handler is not None and handler(self, out):
                continue
            if text[start + 1 : start + 2] in ("'", '"') and char != "\\" and not self._is_raw():
                # The character that began nothing decides, like any before a quote, which way the quote turns.
                self._quote(out)
            else:
                out.append(text[start])
                self.pos = start + 1
        return False

    def _child(self, element: Element, stop: Stop, special: re.Pattern[str]) -> bool:
        """Parse the content of ``element`` up to ``stop``."""
        if self._too_deep():
            return False
        self._open.append(element.type)
        try:
            return self._spans(element.children, stop, special)
        finally:
            self._open.pop()

    def _is_raw(self) -> bool:
        """Say whether only HTML counts, and, for a table's lines, code spans."""
        return bool(self._open) and self._open[-1] in ("raw html", "table")

    def _too_deep(self) -> bool:
        return len(self._open) + self._depth >= NESTING_LIMIT

    def _has(self, mark: str, pos: int) -> bool:
        """Say whether ``mark`` comes anywhere after ``pos``; asking costs one pass over the text in all."""
        last = self._last.get(mark)
        if last is None:
            last = self._last[mark] = self.text.rfind(mark)
        return last >= pos

    def _charge(self) -> None:
        """Pay for a search that went to the end of the text in vain."""
        self._budget -= 1 + len(self.text) // 256

    def _warn(self, message: str) -> None:
        self.state.warn(self._line + self.text.count("\n", 0, self.pos), message)

    # -- the constructs; each returns whether it was one ---------------------------------------------------

    def _emphasis(self, out: list[Node]) -> bool:
        text, start = self.text, self.pos
        mark = text[start]
        delimiter = mark * 2 if text.startswith(mark, start + 1) else mark
        kind = "strong" if len(delimiter) == 2 else "em"
        after = start + len(delimiter)
        if (
            (mark == "_" and self._follows_letter(start))
            or text[after : after + 1] in _WHITE
            or kind in self._open
            or self._budget < 0
            or text.find(mark, after) < 0
        ):
            out.append(delimiter)
            self.pos = after
            return True
        element = self._emphasised(after, delimiter, kind)
        if element is None and kind == "strong" and (not self._open or self._open[-1] != "em"):
            element = self._emphasised(start + 1, mark, "em")
        if element is None:
            out.append(delimiter)
            self.pos = after
        else:
            out.append(element)
        return True

    def _follows_letter(self, pos: int) -> bool:
        """Say whether an underscore at ``pos`` stands inside a word."""
        text = self.text
        while pos > 0 and text[pos - 1] == "_":
            pos -= 1
        if pos > 0 and text[pos - 1] == "-":
            pos -= 1
        return pos > 0 and text[pos - 1].isalpha()

    def _emphasised(self, start: int, delimiter: str, kind: str) -> Element | None:
        """Parse emphasis whose content begins at ``start``; on success the position is after its end."""
        text = self.text
        element = Element(kind)
        width = len(delimiter)
        children = element.children

        def accept(pos: int) -> bool:
            if text[pos - 1] in _WHITE or not children:
                return False
            if kind == "em" and text.startswith(delimiter * 2, pos) and not text.startswith(delimiter, pos + 2):
                return False
            return delimiter[0] != "_" or not text[pos + width : pos + width + 1].isalnum()

        self.pos = start
        if not self._child(element, (_delimiter(delimiter), accept), self._plain):
            return None
        self.pos += width
        return element

    def _code(self, out: list[Node]) -> bool:
        text, start = self.text, self.pos
        mark = _BACKTICKS_RE.match(text, start).group()  # type: ignore[union-attr]
        after = start + len(mark)
        single = len(mark) == 1
        close = -1
        if not (single and text[after : after + 1] in _WHITE and (start == 0 or text[start - 1] in _WHITE)):
            close = text.find(mark, after) if self._budget > 0 else -1
        if close < 0:
            self._charge()
            out.append(mark)
            self.pos = after
            return True
        content = text[after:close]
        if not single:
            content = content.removeprefix(" ").removesuffix(" ")
        out.append(Element("codespan", content))
        self.pos = close + len(mark)
        return True

    def _less_than(self, out: list[Node]) -> bool:
        if self._is_raw():
            if _HTML_RE.match(self.text, self.pos) is None or not self._has(">", self.pos):
                return False
            self._html(out)
            return True
        if not self._has(">", self.pos):
            return self._symbol(out)
        match = _AUTOLINK_RE.match(self.text, self.pos)
        if match is not None:
            link = Element("a", "", {"href": match[1] if match[2] else f"mailto:{match[1]}"})
            link.children.append(decode_references(match[1].removeprefix("mailto:")))
            out.append(link)
            self.pos = match.end()
            return True
        if _HTML_RE.match(self.text, self.pos):
            self._html(out)
            return True
        return self._symbol(out)

    def _html(self, out: list[Node]) -> None:
        text, start = self.text, self.pos
        if self._has("-->", start) and (match := p.COMMENT_RE.match(text, start)) is not None:
            out.append(Element("comment", match[1], category="span"))
            self.pos = match.end()
        elif self._has("]]>", start) and (match := p.CDATA_RE.match(text, start)) is not None:
            out.append(match[1])
            self.pos = match.end()
        elif (match := p.CLOSE_RE.match(text, start)) is not None:
            self._warn(f"the end tag {match[0]!r} closes nothing here")
            out.append(match[0])
            self.pos = match.end()
        elif self._budget > 0 and (match := p.TAG_RE.match(text, start)) is not None:
            self.pos = match.end()
            self._html_element(match, out)
        else:
            self._charge()
            out.append("<")
            self.pos = start + 1

    def _html_element(self, match: re.Match[str], out: list[Node]) -> None:
        """Parse the element whose start tag was just read."""
        name = canonical_name(match[1])
        if name in BLOCK_ELEMENTS or self._too_deep():
            self._warn(f"the block element {match[0]!r} stands inside a line of text, taken as text")
            out.append(match[0])
            return
        attrs = parse_attributes(match[2], name, self.state, self._line)
        for key, value in attrs.items():
            if "\n" in value:
                attrs[key] = re.sub(r"\n+", " ", value)
        parsed = self._options.parse_span_html and content_model(name) != "raw" and self._open[-1:] != ["raw html"]
        asked = MARKDOWN_ATTRIBUTE.get(attrs.pop("markdown", ""))
        if asked == "block":
            self._warn(f"blocks cannot be parsed in the span element <{name}>")
        elif asked is not None:
            parsed = asked == "span" or (asked == "default" and content_model(name) != "raw")
        closed = match[4] is not None
        element = Element("html", name, attrs, category="span", model="span" if parsed else "raw", closed=closed)
        out.append(element)
        if not closed and name not in VOID_ELEMENTS:
            self._open.append("html" if parsed else "raw html")
            stop: Stop = (_end_tag(name), _always)
            if self._spans(element.children, stop, self._plain if parsed else _LESS_THAN_RE):
                self.pos = stop[0].match(self.text, self.pos).end()  # type: ignore[union-attr]
            else:
                self._warn(f"the element <{name}> has no end tag, closed at the end of its paragraph")
                element.children.append(self.text[self.pos :])
                self.pos = len(self.text)
            self._open.pop()
            if not parsed:
                written = coalesce(element.children)
                element.children = [decode_references(node) if isinstance(node, str) else node for node in written]
                element.data["written"] = written
        if self._options.html_to_native:
            to_native(element)

    def _bracket(self, out: list[Node]) -> bool:
        match = _FOOTNOTE_RE.match(self.text, self.pos)
        if match is None:
            return self._link(out, "a")
        if match[1] in self.state.footnotes:
            out.append(Element("footnote", match[1]))
        else:
            self._warn(f"there is no footnote {match[1]!r}")
            out.append(match[0])
        self.pos = match.end()
        return True

    def _image(self, out: list[Node]) -> bool:
        return self._link(out, "img")

    def _link(self, out: list[Node], kind: str) -> bool:
        text, start = self.text, self.pos
        opening = "[" if kind == "a" else "!["
        after = start + len(opening)
        if text[after : after + 1] in ("^", ""):
            return False
        element = Element(kind)
        if (
            (kind == "a" and not _IN_LINK.isdisjoint(self._open))
            or self._budget < 0
            or text.find("]", after) < 0
            or not self._link_target(element, after)
        ):
            out.append(opening)
            self.pos = after
        else:
            out.append(element)
        return True

    def _link_target(self, element: Element, start: int) -> bool:
        """Parse a link's or image's text from ``start`` on, and its target, into ``element``."""
        text = self.text
        depth = 1
        counted = images = 0
        children = element.children

        def accept(pos: int) -> bool:
            # An image has consumed its own closing bracket.
            nonlocal depth, counted, images
            depth += -1 if text[pos] == "]" else 1
            for child in children[counted:]:
                images += isinstance(child, Element) and child.type == "img"
            counted = len(children)
            return depth == images

        self.pos = start
        if not self._child(element, (_BRACKET_RE, accept), self._bracketed):
            return False
        alt = ESCAPED_RE.sub(r"\1", text[start : self.pos])
        self.pos = _BRACKET_RE.match(text, self.pos).end()  # type: ignore[union-attr]
        reference = _REFERENCE_RE.match(text, self.pos)
        if reference is not None or not text.startswith("(", self.pos):
            return self._link_reference(element, alt, reference)
        if (angle := _ANGLE_URL_RE.match(text, self.pos)) is not None:
            url, pos = angle[1], angle.end()
            if text.startswith(")", pos):
                self.pos = pos + 1
                _set_target(element, url, None, alt)
                return True
        else:
            found = self._parenthesised(self.pos)
            if found is None:
                return False
            url, pos, complete = found
            if complete:
                self.pos = pos
                _set_target(element, url, None, alt)
                return True
        title = _TITLE_RE.match(text, pos)
        if title is None:
            self._charge()
            return False
        self.pos = title.end()
        _set_target(element, url, title[2], alt)
        return True

    def _parenthesised(self, pos: int) -> tuple[str, int, bool] | None:
        """Read an address in parentheses; return it, where it ends, and whether it was closed.

        It was not where white space and a quotation mark come first: a title follows.
        """
        text, start = self.text, pos
        depth = 0
        for match in _PAREN_RE.finditer(text, pos):
            self._budget -= 1
            pos = match.end()
            if match[2]:
                depth -= 1
                if depth == 0:
                    break
            elif match[1]:
                depth += 1
            else:
                break
        return text[start + 1 : pos - 1].strip(p.SPACE), pos, depth == 0

    def _link_reference(self, element: Element, alt: str, match: re.Match[str] | None) -> bool:
        name = match[1] if match is not None and match[1] else None
        definition = self.state.links.get(link_id(name or alt))
        if definition is None:
            if name:
                self._warn(f"there is no link definition {name!r}")
            return False
        if match is not None:
            self.pos = match.end()
        if definition.holder is not None and definition.holder.ial is not None:
            element.add_ial(definition.holder.ial)
            apply_ial(element.attrs, definition.holder.ial, self.state.attribute_lists)
        _set_target(element, definition.url, definition.title, alt)
        return True

    def _quote(self, out: list[Node]) -> bool:
        mark, self.pos = self._rules.typography.quote(self.text, self.pos)
        out.append(_Mark(mark))
        return True

    def _math(self, out: list[Node]) -> bool:
        match = _MATH_RE.match(self.text, self.pos) if self._budget > 0 else None
        if match is None:
            self._charge()
            return False
        out.append(Element("math", match[1].strip(p.SPACE), category="span"))
        self.pos = match.end()
        return True

    def _brace(self, out: list[Node]) -> bool:
        text, start = self.text, self.pos
        if not text.startswith("{:", start):
            return self._role(out)
        if (match := START_RE.match(text, start)) is not None:
            return self._extension(match, out)
        match = _SPAN_IAL_RE.match(text, start)
        if match is None:
            return False
        last = out[-1] if out else None
        if isinstance(last, _Mark):
            self.pos = match.end()
            return True
        if not isinstance(last, Element):
            self._warn(f"the attribute list {match[0]!r} follows no element, taken as text")
            return False
        attributes = parse_attribute_list(match[1])
        last.add_ial(attributes)
        apply_ial(last.attrs, attributes, self.state.attribute_lists)
        self.pos = match.end()
        return True

    def _extension(self, match: re.Match[str], out: list[Node]) -> bool:
        name = match[1]
        end = match.end()
        body: str | None = None
        if not match[3]:
            stop = re.compile(rf"\{{:/(?:{name})?\}}").search(self.text, end) if self._budget > 0 else None
            if stop is None:
                self._charge()
                self._warn(f"the extension {name!r} has no end {{:/{name}}}, taken as text")
                return False
            body = self.text[end : stop.start()]
            end = stop.end()
        element = extension_element(self.state, name, match[2] or "", body, "span", self._line)
        self._options = self.state.options
        if element is None:
            self._warn(f"there is no extension {name!r}, taken as text")
            return False
        if element.type != "eob":
            out.append(element)
        self.pos = end
        return True

    def _role(self, out: list[Node]) -> bool:
        text = self.text
        match = ROLE_RE.match(text, self.pos)
        names = self._options.myst
        if match is None or names is None or self._budget <= 0 or not names.is_role(match[1]):
            return False
        close = text.find(match[2], match.end())
        if close < 0:
            return False
        out.append(Element("role", text[match.end() : close].replace("\n", " "), name=match[1]))
        self.pos = close + len(match[2])
        return True

    def _entity(self, out: list[Node]) -> bool:
        match = _ENTITY_RE.match(self.text, self.pos)
        if match is None:
            return False
        name, decimal, hexadecimal = match.groups()
        if name is None:
            out.append(_Mark(html.unescape(f"&#{decimal};" if decimal else f"&#x{hexadecimal};")))
        elif name in _ENTITIES:
            out.append(_Mark(chr(_ENTITIES[name])))
        else:
            out.append(match[0])
        self.pos = match.end()
        return True

    def _symbol(self, out: list[Node]) -> bool:
        match = _SYMBOL_RE.match(self.text, self.pos)
        if match is None or ("<" in match[0] and "no_auto_typographic" in self._options.gfm_quirks):
            return False
        out.append(_Mark(self._rules.typography.symbols[match[0]]))
        self.pos = match.end()
        return True

    def _backslash(self, out: list[Node]) -> bool:
        text, start = self.text, self.pos
        following = text[start + 1 : start + 3]
        if following in ("<<", ">>"):
            out.append(following)
            self.pos = start + 3
            return True
        if following == "\\\n" and not self._rules.hard_breaks:
            out.append(Element("br"))
            self.pos = start + 2
            return True
        if following[:1] == "\n" and self._rules.gfm and not self._rules.hard_breaks and self._breaks_here():
            if start + 2 < len(text):
                out.append(Element("br"))
            self.pos = start + 1
            return True
        match = self._rules.escaped.match(text, start)
        if match is None:
            return False
        out.append(match[1])
        self.pos = start + 2
        return True

    def _breaks_here(self) -> bool:
        """Say whether a newline may be a hard break for the GFM parser: it looks into no HTML element."""
        return not self._in_html and "html" not in self._open and "raw html" not in self._open

    def _hard_newline(self, out: list[Node]) -> bool:
        if not self._breaks_here():
            return False
        if self.pos + 1 < len(self.text):
            out.append(Element("br"))
        out.append("\n")
        self.pos += 1
        return True

    def _line_break(self, out: list[Node]) -> bool:
        out.append(Element("br"))
        self.pos += 2
        return True

    def _strike(self, out: list[Node]) -> bool:
        match = _STRIKE_RE.match(self.text, self.pos) if self._budget > 0 and not self._too_deep() else None
        if match is None:
            self._charge()
            return False
        depth = self._depth + len(self._open) + 1
        inner = SpanParser(self.state, self._rules, match[0][2:-2], self._line, in_html=True, depth=depth)
        element = Element("del")
        element.children = inner.parse()
        out.append(element)
        self.pos = match.end()
        return True


def _set_target(element: Element, url: str, title: str | None, alt: str) -> None:
    if element.type == "a":
        element.attrs["href"] = url
    else:
        element.attrs["src"] = url
        element.value = alt
        element.children.clear()
    if title is not None:
        element.attrs["title"] = title


def coalesce(nodes: list[Node]) -> list[Node]:
    """Join neighbouring texts."""
    result: list[Node] = []
    texts: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            texts.append(node)
            continue
        if texts:
            result.append("".join(texts))
            texts.clear()
        result.append(node)
    if texts:
        result.append("".join(texts))
    return result


def _always(pos: int) -> bool:  # noqa: ARG001
    return True


@cache
def _delimiter(text: str) -> re.Pattern[str]:
    return re.compile(re.escape(text))


@cache
def _end_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{re.escape(name)}\s*>", re.IGNORECASE if name.lower() in KNOWN_ELEMENTS else 0)


_HANDLERS: dict[str, Callable[[SpanParser, list[Node]], bool]] = {
    "*": SpanParser._emphasis,
    "_": SpanParser._emphasis,
    "`": SpanParser._code,
    "<": SpanParser._less_than,
    "[": SpanParser._bracket,
    "!": SpanParser._image,
    '"': SpanParser._quote,
    "'": SpanParser._quote,
    "$": SpanParser._math,
    "{": SpanParser._brace,
    "&": SpanParser._entity,
    "-": SpanParser._symbol,
    ".": SpanParser._symbol,
    ">": SpanParser._symbol,
    "\\": SpanParser._backslash,
    " ": SpanParser._line_break,
    "\n": SpanParser._hard_newline,
    "~": SpanParser._strike,
}
