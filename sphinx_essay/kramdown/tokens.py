"""The tree → markdown-it tokens, in document order.

On this walk the texts are parsed into spans (all definitions are known by now), attribute lists are resolved,
headings get their ids and footnotes their numbers; contents and footnotes are put in their places at the end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markdown_it.token import Token

from sphinx_essay.kramdown.abbreviations import Abbreviations
from sphinx_essay.kramdown.attributes import resolve
from sphinx_essay.kramdown.element import Element, Node, coalesce
from sphinx_essay.kramdown.html_model import SPAN_ELEMENTS, VOID_ELEMENTS, WITHOUT_TEXT
from sphinx_essay.kramdown.ids import basic_id, gfm_id, plain_id, plain_text, transliterated
from sphinx_essay.kramdown.patterns import SPACE
from sphinx_essay.kramdown.span_rules import SpanRules
from sphinx_essay.kramdown.span_tokens import SpanTokens, decoded
from sphinx_essay.kramdown.spans import SpanParser
from sphinx_essay.kramdown.toc import Heading, contents_tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_essay.kramdown.state import State

_LANGUAGE_RE = re.compile(r"\blanguage-(\S+)")
_NO_TOC_RE = re.compile(r"\bno_toc\b")
_AUTO_IDS_RE = re.compile(r"auto_ids(?:-([\w-]+))?\Z", re.ASCII)


class TokenWriter:
    """Writes the tokens of one tree."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._rules = SpanRules(state.options)
        self._span_tokens = SpanTokens(state)
        self._gfm = state.options.gfm
        self._abbreviations = Abbreviations(state) if state.abbreviations else None
        self.tokens: list[Token] = []
        self._level = 0
        self._in_html = 0
        self._in_footnote = False
        self._headings: list[Heading] = []
        self._contents: tuple[int, Element] | None = None
        self._footnotes_at: int | None = None

    def write(self, root: Element) -> list[Token]:
        """Return the tokens of the whole tree."""
        for definition in self._state.abbreviations.values():
            resolve(definition.holder, self._state.attribute_lists)
        self._blocks(root)
        footnotes = self._footnotes()
        contents = self._contents_tokens()
        # The later place first, so that the earlier one stays where it is.
        insertions = [(len(self.tokens) if self._footnotes_at is None else self._footnotes_at, 0, footnotes)]
        if self._contents is not None:
            insertions.append((self._contents[0], 1, contents))
        for place, _, tokens in sorted(insertions, key=lambda item: item[:2], reverse=True):
            self.tokens[place:place] = tokens
        return self.tokens

    def write_inline(self, text: str) -> list[Token]:
        """Return the one token of a text that holds spans only."""
        element = Element("p", text)
        element.end = text.count("\n") + 1
        self._inline(element, self._spans(text, 0), text)
        return self.tokens

    # -- tokens --------------------------------------------------------------------------------------------

    def _open(self, type_: str, tag: str, element: Element, attrs: dict[str, str] | None = None) -> Token:
        token = Token(
            type_, tag, 1, map=[element.line, element.end], level=self._level, block=True,
            attrs=decoded(element.attrs if attrs is None else attrs),
        )  # fmt: skip
        self.tokens.append(token)
        self._level += 1
        return token

    def _close(self, type_: str, tag: str, **meta: Any) -> None:
        self._level -= 1
        self.tokens.append(Token(type_, tag, -1, level=self._level, block=True, meta=meta))

    def _leaf(self, type_: str, tag: str, element: Element, content: str = "", **more: Any) -> Token:
        token = Token(
            type_, tag, 0, map=[element.line, element.end], level=self._level, block=True, content=content,
            attrs=decoded(more.pop("attrs", element.attrs)), **more,
        )  # fmt: skip
        self.tokens.append(token)
        return token

    def _container(self, type_: str, tag: str, element: Element, attrs: dict[str, str] | None = None) -> None:
        self._open(f"{type_}_open", tag, element, attrs)
        self._blocks(element)
        self._close(f"{type_}_close", tag)

    def _inline(self, element: Element, nodes: list[Node], source: str, *, whole: bool = True) -> None:
        children = self._span_tokens.tokens(nodes)
        if not children:
            return
        first, last = children[0], children[-1]
        if whole and first.type == "text":
            first.content = first.content.lstrip("\n")
        if whole and last.type == "text":
            last.content = last.content.rstrip("\n")
        self.tokens.append(
            Token("inline", "", 0, map=[element.line, element.end], level=self._level, block=True,
                  content=source, children=children)
        )  # fmt: skip

    # -- spans ---------------------------------------------------------------------------------------------

    def _spans(self, text: str, line: int, before: list[Node] | None = None) -> list[Node]:
        in_html = self._in_html > 0 or self._in_footnote
        plain, _ = self._rules.patterns(text, in_html=in_html)
        if plain.search(text) is None and self._abbreviations is None and before is None:
            return [text] if text else []
        parser = SpanParser(self._state, self._rules, text, line, in_html=in_html)
        return self._finished(parser.parse(before))

    def _finished(self, nodes: list[Node]) -> list[Node]:
        """Join texts and mark abbreviations, on every level."""
        nodes = self._joined(nodes)
        return self._abbreviations.replace(nodes) if self._abbreviations is not None else nodes

    def _joined(self, nodes: list[Node]) -> list[Node]:
        if not nodes or (len(nodes) == 1 and isinstance(nodes[0], str)):
            return nodes
        for node in nodes:
            if not isinstance(node, str) and node.children:
                node.children = self._joined(node.children)
        return coalesce(nodes)

    # -- blocks --------------------------------------------------------------------------------------------

    def _blocks(self, element: Element) -> None:
        self._blocks_of(element.children)

    def _blocks_of(self, nodes: list[Node]) -> None:
        definitions = self._state.attribute_lists
        for child in nodes:
            if isinstance(child, str):
                continue
            if child.ial is not None:
                resolve(child, definitions)
            _BLOCK[child.type](self, child)

    def _nothing(self, element: Element) -> None:
        """Write nothing: blank lines, definitions."""

    def _paragraph(self, element: Element) -> None:
        before = [_checkbox(done=element.data["task"] == "done")] if "task" in element.data else None
        nodes = self._spans(element.value, element.line, before)
        self._open("paragraph_open", "p", element).hidden = bool(element.data.get("transparent"))
        self._inline(element, nodes, element.value)
        self._close("paragraph_close", "p")
        self.tokens[-1].hidden = bool(element.data.get("transparent"))

    def _header(self, element: Element) -> None:
        options = self._state.options
        native = element.data.get("native")
        nodes = self._finished(element.children) if native else self._spans(element.value, element.line)
        attrs = dict(element.attrs)
        in_gfm = self._gfm and not self._in_html and not self._in_footnote
        if options.auto_ids and "id" not in attrs and in_gfm:
            attrs["id"] = options.auto_id_prefix + gfm_id(
                plain_text(nodes, self._rules.typography, gfm=True), self._state.gfm_ids
            )
        elif options.auto_ids and "id" not in attrs:
            text = element.value
            if options.gfm or options.auto_id_stripping:
                text = plain_text(nodes, self._rules.typography, gfm=options.gfm)
            if options.transliterated_header_ids:
                text = transliterated(text)
            attrs["id"] = options.auto_id_prefix + plain_id(text, self._state.plain_ids)
        level = element.data["level"]
        shown = min(max(level + options.header_offset, 1), 6)
        id_ = attrs.get("id")
        if not id_:
            attrs.pop("id", None)
        token = self._open("heading_open", f"h{shown}", element, attrs)
        token.markup = "#" * level
        self._inline(element, nodes, element.value)
        if id_ is not None and level in options.toc_levels and not _NO_TOC_RE.search(attrs.get("class", "")):
            self._headings.append(Heading(level, id_, nodes, element.line))
        self._close("heading_close", f"h{shown}")

    def _block_quote(self, element: Element) -> None:
        self._container("blockquote", "blockquote", element)

    def _code_block(self, element: Element) -> None:
        attrs = dict(element.attrs)
        language = ""
        match = _LANGUAGE_RE.search(attrs.get("class", ""))
        if match is not None:
            classes = attrs["class"]
            language = match[1]
            attrs["class"] = (classes[: match.start()] + classes[match.end() :]).strip()
            if not attrs["class"]:
                del attrs["class"]
        content = element.value if element.value.endswith("\n") or not element.value else element.value + "\n"
        fence = element.data.get("fence")
        # A "fence" with braces is a directive to MyST.
        type_ = "code_block" if fence is None or language.startswith("{") else "fence"
        meta = {"language": element.data["language"]} if "language" in element.data else {}
        self._leaf(type_, "code", element, content, attrs=attrs, info=language, markup=fence or "", meta=meta)

    def _directive(self, element: Element) -> None:
        fence = element.data["fence"]
        type_ = "colon_fence" if fence[0] == ":" else "fence"
        self._leaf(type_, "code", element, element.value, info=element.data["info"], markup=fence)

    def _rule(self, element: Element) -> None:
        self._leaf("hr", "hr", element)

    def _list(self, element: Element) -> None:
        if self._contents is None and element.refers_to("toc"):
            self._contents = (len(self.tokens), element)
        elif self._footnotes_at is None and element.refers_to("footnotes"):
            self._footnotes_at = len(self.tokens)
        else:
            self._container("bullet_list" if element.type == "ul" else "ordered_list", element.type, element)

    def _item(self, element: Element) -> None:
        self._container("list_item", "li", element)

    def _definition_list(self, element: Element) -> None:
        names = element.ial.refs if element.ial is not None else []
        prefix = next((match[1] or "" for match in map(_AUTO_IDS_RE.match, names) if match), None)
        self._open("dl_open", "dl", element)
        for child in element.elements():
            resolve(child, self._state.attribute_lists)
            if child.type == "dd":
                self._container("dd", "dd", child)
                continue
            nodes = self._spans(child.value, child.line)
            attrs = dict(child.attrs)
            if prefix is not None and not attrs.get("id"):
                attrs["id"] = prefix + basic_id(plain_text(nodes, self._rules.typography, gfm=self._state.options.gfm))
            self._open("dt_open", "dt", child, attrs)
            self._inline(child, nodes, child.value)
            self._close("dt_close", "dt")
        self._close("dl_close", "dl")

    def _table(self, element: Element) -> None:
        alignment: list[str] = element.data["alignment"]
        self._open("table_open", "table", element)
        for part in element.elements():
            self._open(f"{part.type}_open", part.type, part)
            cell_tag = "th" if part.type == "thead" else "td"
            for row in part.elements():
                self._open("tr_open", "tr", row)
                for cell, align in zip(row.elements(), alignment, strict=True):
                    nodes = self._spans(cell.value, cell.line)
                    resolve(cell, self._state.attribute_lists)
                    attrs = {**cell.attrs, "style": f"text-align: {align}"} if align else cell.attrs
                    self._open(f"{cell_tag}_open", cell_tag, cell, attrs)
                    self._inline(cell, nodes, cell.value)
                    self._close(f"{cell_tag}_close", cell_tag)
                self._close("tr_close", "tr")
            self._close(f"{part.type}_close", part.type)
        self._close("table_close", "table")

    def _math_block(self, element: Element) -> None:
        self._leaf("math_block", "math", element, element.value)

    def _comment(self, element: Element) -> None:
        self._leaf("html_comment", "", element, element.value)

    def _raw(self, element: Element) -> None:
        self._leaf("html_raw", "", element, element.value, meta={"kind": element.data["category"]})

    # -- HTML ----------------------------------------------------------------------------------------------

    def _html(self, element: Element) -> None:
        if element.value in VOID_ELEMENTS and not element.children:
            self._leaf("html_void", element.value, element, meta={"kind": "block"})
            return
        self._open("html_open", element.value, element).meta = {"kind": "block"}
        self._in_html += 1
        if element.data["model"] == "block":
            self._blocks(element)
        elif element.data["model"] == "span":
            for child in element.elements():
                self._inline(element, self._spans(child.value, child.line), child.value)
        else:
            self._raw_content(element)
        self._in_html -= 1
        self._close("html_close", element.value, kind="block")

    def _raw_content(self, element: Element) -> None:
        """Write raw content: stretches of text and phrases as inline tokens, others as blocks."""
        keep_space = element.value in ("pre", "textarea")
        space = None if element.value in WITHOUT_TEXT else SPACE  # no-break spaces are content where any text may be
        run: list[Node] = []

        def end_run() -> None:
            shown = [node for node in run if not isinstance(node, str) or keep_space or node.strip(space)]
            if shown and all(isinstance(node, Element) and node.type in ("comment", "raw") for node in shown):
                self._blocks_of(shown)
            elif shown:
                self._inline(element, coalesce(run), "", whole=False)
            run.clear()

        for child in element.children:
            if isinstance(child, str) or self._is_phrase(child):
                run.append(child)
                continue
            end_run()
            self._blocks_of([child])
        end_run()

    def _is_phrase(self, element: Element) -> bool:
        """Say whether an element in raw content, and all that is in it, can stand inside a line of text."""
        if element.type in ("comment", "raw", "codespan"):
            return True
        if element.type != "html" or element.value not in SPAN_ELEMENTS:
            return False
        if element.data.get("phrase") is None:
            element.data["phrase"] = element.data["model"] == "raw" and all(
                isinstance(child, str) or self._is_phrase(child) for child in element.children
            )
        return bool(element.data["phrase"])

    # -- contents and footnotes ----------------------------------------------------------------------------

    def _contents_tokens(self) -> list[Token]:
        if self._contents is None:
            return []
        _, element = self._contents
        tree = contents_tree(self._headings, element)
        if not tree.children:
            return []
        return self._apart(lambda: self._contents_list(tree))

    def _contents_list(self, element: Element) -> None:
        type_ = "bullet_list" if element.type == "ul" else "ordered_list"
        self._open(f"{type_}_open", element.type, element)
        for item in element.elements():
            self._open("list_item_open", "li", item)
            self._open("paragraph_open", "p", item, {}).hidden = True
            self._inline(item, [item.data["link"]], "")
            self._close("paragraph_close", "p")
            self.tokens[-1].hidden = True
            if item.children:
                self._contents_list(item.data["list"])
            self._close("list_item_close", "li")
        self._close(f"{type_}_close", element.type)

    def _footnotes(self) -> list[Token]:
        """Return the block of those footnotes that were referred to and not yet written."""
        order = self._state.footnote_order
        if self._state.footnotes_written == len(order):
            return []
        return self._apart(self._footnote_block)

    def _footnote_block(self) -> None:
        state = self._state
        self._in_footnote = True
        first = state.footnote_order[state.footnotes_written].content
        self._open("footnote_block_open", "", first)
        opened: list[tuple[Token, int]] = []
        # Footnotes may refer to others, which then join the end of the list.
        while state.footnotes_written < len(state.footnote_order):
            definition = state.footnote_order[state.footnotes_written]
            state.footnotes_written += 1
            resolve(definition.holder, state.attribute_lists)
            token = self._open("footnote_open", "", definition.content, definition.holder.attrs)
            opened.append((token, state.footnotes_written - 1))
            self._blocks(definition.content)
            self._close("footnote_close", "")
        self._close("footnote_block_close", "")
        for token, index in opened:
            definition = state.footnote_order[index]
            token.meta = {"label": definition.name, "id": definition.number, "refs": definition.references}
        self._in_footnote = False

    def _apart(self, write: Callable[[], None]) -> list[Token]:
        """Run ``write`` on a token list of its own, and return that."""
        tokens, level = self.tokens, self._level
        self.tokens, self._level = [], 0
        write()
        result, self.tokens, self._level = self.tokens, tokens, level
        return result


def _checkbox(*, done: bool) -> Node:
    attrs = {"type": "checkbox", "class": "task-list-item-checkbox", "disabled": "disabled"}
    if done:
        attrs["checked"] = "checked"
    return Element("html", "input", attrs, category="span", model="raw", closed=True)


_BLOCK: dict[str, Callable[[TokenWriter, Element], None]] = {
    "blank": TokenWriter._nothing,
    "eob": TokenWriter._nothing,
    "p": TokenWriter._paragraph,
    "header": TokenWriter._header,
    "blockquote": TokenWriter._block_quote,
    "codeblock": TokenWriter._code_block,
    "directive": TokenWriter._directive,
    "hr": TokenWriter._rule,
    "ul": TokenWriter._list,
    "ol": TokenWriter._list,
    "li": TokenWriter._item,
    "dl": TokenWriter._definition_list,
    "table": TokenWriter._table,
    "math": TokenWriter._math_block,
    "html": TokenWriter._html,
    "comment": TokenWriter._comment,
    "raw": TokenWriter._raw,
}
