"""What essays carry, in MyST's dialect: kramdown's attribute lists, ``{:toc}``, heading ids, ``markdown="1"``.

A markdown-it plugin.  Attribute lists on lines of their own are taken off before running text is parsed, those behind a
span after it; both are kramdown's (*kramdown syntax*, Attribute List Definitions, Block and Span Attributes).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from markdown_it.rules_block.html_block import html_block
from markdown_it.token import Token

from sphinx_essay.html.nodes import VOID
from sphinx_essay.kramdown.attributes import apply_ial, parse_attribute_list
from sphinx_essay.kramdown.ids import gfm_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore

    from sphinx_essay.kramdown.element import AttributeList

_LIST_LINE: Final = re.compile(r"[ \t]*\{:(?![:/])([^}\n]*)\}[ \t]*")
_DEFINITION: Final = re.compile(r"[ \t]*\{:([\w-]+):([^}\n]*)\}[ \t]*", re.ASCII)
_ITEM_LIST: Final = re.compile(r"\{:(?![:/])([^}\n]*)\}[ \t]*")
_HEADING_ID: Final = re.compile(r"[ \t]+\{#([A-Za-z][\w:-]*)\}[ \t]*\Z", re.ASCII)
_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)((?:\s[^<>]*)?)>")
_MARKDOWN: Final = re.compile(r"""\smarkdown\s*=\s*["']?(?:1|block|span)["']?(?=[\s>/]|\Z)""")

CONTENTS_LINK: Final = "essay_link"
"""The type of the tokens of a link in the contents, which is none of MyST's cross-references."""


def myst_essay_plugin(md: MarkdownIt, slugify: Callable[[str], str] | None = None) -> None:
    """Read essays' marks.  ``slugify`` makes a heading's id of its text; default: kramdown's own rule (GFM)."""
    md.block.ruler.at("html_block", _html_block, {"alt": ["paragraph", "reference", "blockquote"]})
    md.core.ruler.before("inline", "essay_lines", _attribute_lines)
    md.core.ruler.push("essay_spans", _attribute_spans)
    md.core.ruler.push("essay_headings", _headings(slugify))
    md.core.ruler.push("essay_contents", _contents)


# -- HTML blocks -----------------------------------------------------------------------------------------------------


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a block of HTML as CommonMark does, but end it where kramdown would.

    That is after the line that closes its last element, and around a start tag with ``markdown="1"``.
    """
    if not html_block(state, start, end, silent):
        return False
    if not silent and (keep := _lines_to_keep(state.tokens[-1].content)):
        token = state.tokens[-1]
        token.content = "\n".join(token.content.split("\n")[:keep])
        token.map = [start, start + keep]
        state.line = start + keep
    return True


def _lines_to_keep(html: str) -> int:
    """Return after how many lines a block of HTML ends, 0 where CommonMark is right."""
    lines = html.rstrip("\n").split("\n")
    if not _TAG.match(lines[0].lstrip()) or re.match(r"\s*<(?:script|style|pre|textarea)\b", lines[0], re.IGNORECASE):
        return 0
    open_elements = 0
    for index, line in enumerate(lines):
        opened = sum(
            -1 if slash else 1
            for slash, name, rest in _TAG.findall(line)
            if name.lower() not in VOID and not rest.endswith("/")
        )
        if opened > 0 and _MARKDOWN.search(line):
            return index or 1
        open_elements += opened
        if open_elements <= 0 and index + 1 < len(lines) and not lines[index + 1].lstrip().startswith("<"):
            return index + 1
    return 0


# -- a tree over tokens ----------------------------------------------------------------------------------------------


class _Block:
    """A block token with what it holds."""

    __slots__ = ("children", "close", "open", "parent")

    def __init__(self, token: Token, parent: _Block | None) -> None:
        self.open = token
        self.close: Token | None = None
        self.children: list[_Block] = []
        self.parent = parent

    @property
    def inline(self) -> Token | None:
        """The running text of a paragraph or heading."""
        first = self.children[0].open if self.children else None
        return first if first is not None and first.type == "inline" else None

    def tokens(self) -> Iterator[Token]:
        """Yield the block's tokens."""
        yield self.open
        for child in self.children:
            yield from child.tokens()
        if self.close is not None:
            yield self.close


def _tree(tokens: list[Token]) -> _Block:
    root = _Block(Token("root", "", 0), None)
    here = root
    for token in tokens:
        if token.nesting < 0:
            here.close = token
            here = here.parent or root
            continue
        block = _Block(token, here)
        here.children.append(block)
        if token.nesting > 0:
            here = block
    return root


# -- attribute lists on lines of their own ---------------------------------------------------------------------------


class _Lines:
    """The work on one text: its source lines, and the definitions found in it."""

    def __init__(self, source: str) -> None:
        self.source = source.split("\n")
        self.definitions: dict[str, AttributeList] = {}
        self.given: list[tuple[Token, AttributeList]] = []

    def read(self, parent: _Block) -> None:
        """Take the attribute lists off the blocks below ``parent``."""
        waiting: list[AttributeList] = []
        kept: list[_Block] = []
        for block in parent.children:
            if block.open.type == "paragraph_open" and self._paragraph(block, kept, waiting):
                continue
            for given in waiting:
                self.given.append((block.open, given))
            waiting.clear()
            if block.open.type == "table_open":
                self._table(block)
            elif block.open.type == "heading_open":
                self._heading(block)
            self.read(block)
            kept.append(block)
        parent.children = kept

    def _paragraph(self, block: _Block, before: list[_Block], waiting: list[AttributeList]) -> bool:
        """Take the lists off a paragraph; say whether it held nothing else."""
        inline = block.inline
        if inline is None or "{:" not in inline.content:
            return False
        lines = inline.content.split("\n")
        first = block.open.map[0] if block.open.map else 0
        head: list[AttributeList] = []
        while lines and (found := self._list_in(lines[0])) is not None:
            head.extend(found)
            lines.pop(0)
        if not lines:
            touching = first > 0 and self.source[first - 1].strip()
            if touching and before:
                self.given.extend((before[-1].open, given) for given in head)
            else:
                waiting.extend(head)
            return True
        self.given.extend((block.open, given) for given in head)
        while len(lines) > 1 and (found := self._list_in(lines[-1])) is not None:
            holder = self._holder(block, first + len(head) + len(lines) - 1)
            self.given.extend((holder, given) for given in found)
            lines.pop()
        item = block.parent
        if item is not None and item.open.type == "list_item_open" and (match := _ITEM_LIST.match(lines[0])):
            self.given.append((item.open, parse_attribute_list(match[1])))
            lines[0] = lines[0][match.end() :]
        inline.content = "\n".join(lines)
        return False

    def _list_in(self, line: str) -> list[AttributeList] | None:
        """Return the attribute list that is all there is on a line; a definition is noted and gives none."""
        if match := _DEFINITION.fullmatch(line):
            self.definitions[match[1]] = parse_attribute_list(match[2])
            return []
        match = _LIST_LINE.fullmatch(line)
        return None if match is None else [parse_attribute_list(match[1])]

    def _holder(self, block: _Block, number: int) -> Token:
        """Return what a list at a paragraph's end belongs to: a list or quote that the line does not continue by mark."""
        raw = self.source[number] if number < len(self.source) else ""
        indent = len(raw) - len(raw.lstrip())
        holder = block.open
        above = block.parent
        while above is not None:
            token = above.open
            if token.type in ("bullet_list_open", "ordered_list_open") and token.map:
                start = self.source[token.map[0]]
                if len(start) - len(start.lstrip(" \t>")) >= indent and not raw.lstrip().startswith(">"):
                    holder = token
            elif token.type == "blockquote_open" and not raw.lstrip().startswith(">"):
                holder = token
            above = above.parent
        return holder

    def _table(self, table: _Block) -> None:
        """Take off a list that CommonMark's rule for tables read as the last row."""
        body = table.children[-1]
        row = body.children[-1] if body.children and body.open.type == "tbody_open" else None
        if row is None or row.open.map is None:
            return
        found = self._list_in(self.source[row.open.map[0]])
        if found is not None:
            body.children.pop()
            if not body.children:
                table.children.pop()
            self.given.extend((table.open, given) for given in found)

    def _heading(self, heading: _Block) -> None:
        inline = heading.inline
        match = _HEADING_ID.search(inline.content) if inline is not None else None
        if inline is not None and match is not None:
            inline.content = inline.content[: match.start()]
            heading.open.attrs["id"] = match[1]


def _attribute_lines(state: StateCore) -> None:
    if "{:" not in state.src and "{#" not in state.src:
        return
    lines = _Lines(state.src)
    root = _tree(state.tokens)
    lines.read(root)
    state.tokens = [token for block in root.children for token in block.tokens()]
    for token, given in lines.given:
        _give(token, given, lines.definitions)
    state.env["essay_attribute_lists"] = lines.definitions


def _give(token: Token, given: AttributeList, definitions: dict[str, AttributeList]) -> None:
    attrs: dict[str, str] = {name: str(value) for name, value in token.attrs.items()}
    apply_ial(attrs, given, definitions)
    token.attrs = dict(attrs)
    if given.refs:
        token.meta = {**token.meta, "essay_refs": [*token.meta.get("essay_refs", ()), *given.refs]}


# -- attribute lists behind spans ------------------------------------------------------------------------------------


def _attribute_spans(state: StateCore) -> None:
    definitions = state.env.get("essay_attribute_lists", {})
    for token in state.tokens:
        if token.type != "inline" or not token.children or "{:" not in token.content:
            continue
        children = token.children
        for index in range(1, len(children)):
            text, before = children[index], children[index - 1]
            if text.type != "text" or not (match := _ITEM_LIST.match(text.content.rstrip(" \t"))):
                continue
            opening = _opening(children, index - 1)
            if opening is not None and before.type in _TAKES_LIST:
                _give(opening, parse_attribute_list(match[1]), definitions)
                text.content = text.content[text.content.index("}") + 1 :]


_TAKES_LIST: Final = frozenset(
    {"em_close", "strong_close", "s_close", "link_close", "code_inline", "image", "html_inline"}
)


def _opening(children: list[Token], end: int) -> Token | None:
    """Return the token that opens what the token at ``end`` closes."""
    if children[end].nesting == 0:
        return children[end] if children[end].type != "html_inline" else None
    depth = 0
    for token in reversed(children[: end + 1]):
        depth -= token.nesting
        if depth == 0:
            return token
    return None


# -- headings and contents -------------------------------------------------------------------------------------------


def _headings(slugify: Callable[[str], str] | None) -> Callable[[StateCore], None]:
    def rule(state: StateCore) -> None:
        used: dict[str, int] = state.env.setdefault("essay_ids", {})
        for index, token in enumerate(state.tokens):
            if token.type == "heading_open" and "id" not in token.attrs:
                text = _words(state.tokens[index + 1].children or [])
                name = _unique(slugify(text), used) if slugify is not None else gfm_id(text.strip(), used)
                if name:
                    token.attrs["id"] = name

    return rule


def _unique(name: str, used: dict[str, int]) -> str:
    count = used.get(name, -1) + 1
    used[name] = count
    return f"{name}-{count}" if count else name


def _words(children: list[Token]) -> str:
    return "".join(
        _words(child.children) if child.children and child.type != "image" else child.content
        for child in children
        if child.type in ("text", "code_inline", "text_special", "math_inline")
    )


def _contents(state: StateCore) -> None:
    """Put the contents in the place of the list that asks for them."""
    for index, token in enumerate(state.tokens):
        if token.type in ("bullet_list_open", "ordered_list_open") and "toc" in token.meta.get("essay_refs", ()):
            depth, end = 0, index
            for end in range(index, len(state.tokens)):
                depth += state.tokens[end].nesting
                if depth == 0:
                    break
            state.tokens[index : end + 1] = _contents_tokens(state.tokens, token)
            return


def _contents_tokens(tokens: list[Token], asked: Token) -> list[Token]:
    kind, tag = asked.type.removesuffix("_open"), asked.tag
    map_ = asked.map
    out: list[Token] = []
    levels: list[int] = []

    def add(name: str, tag: str, nesting: int, **more: Any) -> None:
        out.append(Token(name, tag, nesting, map=map_, block=True, **more))  # type: ignore[arg-type]

    for index, token in enumerate(tokens):
        if token.type != "heading_open" or "no_toc" in str(token.attrs.get("class", "")).split():
            continue
        name = token.attrs.get("id")
        if not name:
            continue
        level = int(token.tag[1])
        while levels and levels[-1] >= level:
            levels.pop()
            add("list_item_close", "li", -1)
            if not levels or levels[-1] < level:
                break
            add(f"{kind}_close", tag, -1)
        else:
            attrs = {"id": "markdown-toc", **asked.attrs} if not out else {}
            add(f"{kind}_open", tag, 1, attrs=attrs)
        levels.append(level)
        add("list_item_open", "li", 1)
        add("paragraph_open", "p", 1, hidden=True)
        link = Token(CONTENTS_LINK + "_open", "a", 1, attrs={"href": f"#{name}", "id": f"markdown-toc-{name}"})
        text = [child for child in tokens[index + 1].children or () if child.type not in _NOT_IN_CONTENTS]
        add("inline", "", 0, children=[link, *text, Token(CONTENTS_LINK + "_close", "a", -1)])
        add("paragraph_close", "p", -1, hidden=True)
    while levels:
        levels.pop()
        add("list_item_close", "li", -1)
        add(f"{kind}_close", tag, -1)
    return out


_NOT_IN_CONTENTS: Final = frozenset({"link_open", "link_close", "footnote_ref", "image"})
