"""Blocks: kramdown's tokens → MyST."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from sphinx_essay.convert import escape
from sphinx_essay.convert.attributes import attribute_list, start_tag
from sphinx_essay.convert.kept_html import (
    as_html,
    begins_block,
    holds_more_than_html,
    is_tag_name,
    needs_html_around,
    on_one_line,
)
from sphinx_essay.convert.spans import SpanWriter
from sphinx_essay.kramdown.ids import gfm_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from markdown_it.token import Token

    from sphinx_essay.convert.links import Links
    from sphinx_essay.convert.tree import Node

_LISTS: Final = frozenset({"bullet_list", "ordered_list"})
_WRITABLE_ID: Final = re.compile(r"[A-Za-z][\w:-]*", re.ASCII)
_LOST_IN_HTML: Final = "a formula, a role or a footnote's mark stands inside HTML, and is kept as HTML"
_NEEDS_NO_BLANK_LINE: Final = frozenset({"bullet_list", "fence", "code_block", "blockquote", "heading"})


class BlockWriter:
    """Writes the blocks of one page; ``kept`` collects what had to stay HTML, with 0-based lines."""

    def __init__(self, links: Links, listed: frozenset[str] | None) -> None:
        self._links = links
        self._listed = listed
        """The ids that the page's contents list, None where it has no contents."""
        self._used_ids: dict[str, int] = {}
        self.kept: list[tuple[int, str]] = []

    def write(self, nodes: Sequence[Node]) -> str:
        """Return blocks with blank lines between them."""
        return "\n\n".join(text for _, text in self._written(nodes))

    def _written(self, nodes: Sequence[Node]) -> list[tuple[Node, str]]:
        """Return the blocks that say something, each with its text."""
        out: list[tuple[Node, str]] = []
        other = False
        for node in nodes:
            # Two lists in a row are one, unless their marks differ.
            touching = bool(out) and out[-1][0].kind == node.kind and node.kind in _LISTS
            other = not other if touching else False
            text = self._list(node, other=other) if node.kind in _LISTS else self._block(node)
            if text:
                out.append((node, text))
        return out

    def _block(self, node: Node) -> str:
        writer = _WRITERS.get(node.kind)
        if writer is not None:
            return writer(self, node)
        if node.token.nesting:
            return self._element(node, node.token.tag)
        text = as_html([node.token])
        if node.kind == "html_raw" and not begins_block(text):
            self._keep(node, "MyST has no raw text: what is to stay as it is becomes a paragraph")
            return escape.escape_line_starts(escape.escape_text(text)) if "<" not in text else f"<p>{text}</p>"
        return text

    def _keep(self, node: Node, what: str) -> None:
        self.kept.append((node.line, what))

    # -- text --------------------------------------------------------------------------------------------

    def _with_attributes(self, node: Node, text: str) -> str | None:
        """Return a block below the line with its attributes, None where MyST cannot say them."""
        given = attribute_list(node.attrs)
        if given is None:
            return None
        return f"{given}\n{text}" if given else text

    def _inline(self, node: Node, **how: bool) -> str:
        tokens = _inline_tokens(node)
        for token in tokens:
            if token.nesting > 0 and token.tag[:1].isalpha() and not is_tag_name(token.tag):
                self._keep(node, f"MyST knows no element <{token.tag}>: what it holds stays, its tags go")
        return SpanWriter(self._links, **how).write(tokens)

    def _paragraph(self, node: Node) -> str:
        if not node.token.hidden and needs_html_around(_inline_tokens(node)):
            return self._as_html(node)
        text = self._inline(node).strip()
        if not text:
            return as_html(node.tokens()) if node.attrs else ""
        if begins_block(text):
            return self._as_html(node)
        written = self._with_attributes(node, escape.escape_line_starts(text))
        return self._as_html(node) if written is None else written

    def _as_html(self, node: Node) -> str:
        """Keep a block, with all that it holds, as HTML."""
        tokens = list(node.tokens())
        if holds_more_than_html(tokens):
            self._keep(node, _LOST_IN_HTML)
        return on_one_line(as_html(tokens))

    def _heading(self, node: Node) -> str:
        attrs = node.attrs
        id_ = attrs.pop("id", "")
        if self._listed is not None and id_ not in self._listed and "no_toc" not in attrs.get("class", "").split():
            attrs["class"] = f"{attrs.get('class', '')} no_toc".strip()
        own = self._needs_id(node, id_)
        given = attribute_list(attrs)
        if given is None or (own and not _WRITABLE_ID.fullmatch(id_)):
            self._keep(node, f"MyST cannot give a heading the id {id_!r}")
            return self._as_html(node)
        text = self._inline(node, one_line=True).strip()
        text = re.sub(r"(#+)\Z", r"\\\1", text)
        line = f"{'#' * int(node.token.tag[1])} {text}{f' {{#{id_}}}' if own else ''}".rstrip()
        return f"{given}\n{line}" if given else line

    def _needs_id(self, node: Node, id_: str) -> bool:
        """Say whether MyST would give a heading another id than ``id_``; ids are counted as it counts them."""
        text = "".join(
            child.content
            for child in _inline_tokens(node)
            if child.type in ("text", "code_inline", "math_inline", "myst_role")
        )
        before = dict(self._used_ids)
        if gfm_id(text.strip(), self._used_ids) == id_:
            return False
        if id_:
            self._used_ids = before  # a heading that names its id is not counted
        return bool(id_)

    # -- containers --------------------------------------------------------------------------------------

    def _block_quote(self, node: Node) -> str:
        inner = self.write(node.children) or ""
        quoted = "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
        written = self._with_attributes(node, quoted)
        return self._element(node, "blockquote") if written is None else written

    def _list(self, node: Node, *, other: bool) -> str:
        ordered = node.kind == "ordered_list"
        attrs = node.attrs
        tasks = _is_task_list(node)
        if tasks:
            attrs["class"] = " ".join(name for name in attrs["class"].split() if name != "task-list")
        if _is_contents(node):
            attrs.pop("id")
            marks = attribute_list(attrs) or ""
            asked = "{:toc" + (" " + marks[1:-1] if marks else "") + "}"
            return f"{'1.' if ordered else '-'} Contents\n{asked}"
        start = attrs.pop("start", "1") if ordered else "1"
        given = attribute_list(attrs)
        items = [attribute_list({} if tasks else item.attrs) for item in node.children]
        if given is None or None in items or not start.isdecimal() or len(start) > 9:
            self._keep(node, "MyST cannot say these attributes of a list")
            return self._element(node, node.token.tag)
        tight = all(self._is_tight(item) for item in node.children)
        texts = []
        for index, item in enumerate(node.children):
            mark = f"{int(start) + index}{')' if other else '.'}" if ordered else "*" if other else "-"
            said = items[index] or ""
            body = f"{{:{said[1:]}" if said else ""
            texts.append(self._item(item, mark, body, tight=tight))
        text = ("\n" if tight else "\n\n").join(texts)
        return f"{given}\n{text}" if given else text

    def _item(self, item: Node, mark: str, attributes: str, *, tight: bool) -> str:
        if box := _checkbox(item):
            attributes = f"[{'x' if 'checked' in box.attrs else ' '}]"
        parts = self._written(item.children)
        body = ("\n" if tight else "\n\n").join(text for _, text in parts)
        body = f"{attributes} {body}" if attributes else body
        return f"{mark} {_indented(body, len(mark) + 1)}".rstrip()

    @staticmethod
    def _is_tight(item: Node) -> bool:
        """Say whether an item's blocks may follow each other without blank lines."""
        for index, child in enumerate(item.children):
            if child.kind == "paragraph" and not child.token.hidden:
                return False
            if (
                index
                and (child.kind not in _NEEDS_NO_BLANK_LINE or _has_line_of_attributes(child))
                and not (child.kind == "ordered_list" and str(child.token.attrs.get("start", "1")) == "1")
            ):
                return False
        return True

    def _definitions(self, node: Node) -> str:
        kinds = [child.kind for child in node.children]
        plain = not node.attrs and not any(child.attrs for child in node.children)
        one_each = kinds[:1] == ["dt"] and kinds[-1] == "dd" and ("dt", "dt") not in pairwise(kinds)
        if not plain or not one_each or any(not child.children for child in node.children):
            self._keep(node, "MyST has no definition list with attributes, or with two terms for one definition")
            if any(map(_holds_more_than_a_line, node.children)):
                return self._element(node, "dl")
            return "\n".join([start_tag("dl", node.attrs), *map(self._as_html, node.children), "</dl>"])
        out: list[str] = []
        for child in node.children:
            if child.kind == "dt":
                out.append(
                    ("\n" if out else "") + escape.escape_line_starts(self._inline(child, one_line=True).strip())
                )
            else:
                first = child.children[0]
                loose = first.kind == "paragraph" and not first.token.hidden  # a blank line makes its text a paragraph
                out.append(("\n" if loose else "") + f": {_indented(self.write(child.children), 2)}")
        return "\n".join(out)

    def _footnotes(self, node: Node) -> str:
        notes = []
        for note in node.children:
            body = self.write(note.children)
            notes.append(f"[^{note.token.meta['label']}]: {_indented(body, 4)}")
        return "\n\n".join(notes)

    # -- tables ------------------------------------------------------------------------------------------

    def _table(self, node: Node) -> str:
        kinds = [part.kind for part in node.children]
        rows = [row for part in node.children for row in part.children]
        plain = all(cell.attrs.keys() <= {"style"} for row in rows for cell in row.children) and not any(
            child.attrs for child in (*node.children, *rows)
        )
        if kinds not in (["thead"], ["thead", "tbody"]) or len(node.children[0].children) != 1 or not plain:
            self._keep(
                node, "MyST has no table without a head, with several heads or bodies, or with attributes inside"
            )
            return self._html_table(node)
        lines = [self._row(row) for row in rows]
        lines.insert(1, "|" + "|".join(_DELIMITERS.get(_alignment(cell), "---") for cell in rows[0].children) + "|")
        written = self._with_attributes(node, "\n".join(lines))
        return self._html_table(node) if written is None else written

    def _html_table(self, node: Node) -> str:
        """Keep a table as HTML, a line for each row."""
        if holds_more_than_html(node.tokens()):
            self._keep(node, _LOST_IN_HTML)
        lines = [start_tag("table", node.attrs)]
        for part in node.children:
            lines.append(start_tag(part.token.tag, part.attrs))
            lines += [on_one_line(as_html(row.tokens())) for row in part.children]
            lines.append(f"</{part.token.tag}>")
        return "\n".join([*lines, "</table>"])

    def _row(self, row: Node) -> str:
        cells = [self._inline(cell, in_table=True).strip() for cell in row.children]
        return "| " + " | ".join(cells) + " |"

    # -- code and formulas -------------------------------------------------------------------------------

    def _code(self, node: Node) -> str:
        token = node.token
        if token.type != "code_block" and token.info.startswith("{"):
            return f"{token.markup}{token.info}\n{token.content.rstrip()}\n{token.markup}"
        fence = _fence(token.content)
        info = token.info.strip("{.}") if not re.search(r"[`\s]", token.info) else ""
        content = token.content if token.content.endswith("\n") or not token.content else token.content + "\n"
        written = self._with_attributes(node, f"{fence}{info}\n{content}{fence}")
        return self._as_html(node) if written is None else written

    def _math(self, node: Node) -> str:
        content = "\n".join(line.strip() for line in node.token.content.split("\n") if line.strip())
        if "$$" in content:
            fence = _fence(content)
            return f"{fence}{{math}}\n{content}\n{fence}"
        written = self._with_attributes(node, f"$$\n{content}\n$$")
        return self._as_html(node) if written is None else written

    # -- HTML --------------------------------------------------------------------------------------------

    def _html(self, node: Node) -> str:
        tokens = list(node.tokens())
        if not _holds_blocks(node):
            if holds_more_than_html(tokens):
                self._keep(node, _LOST_IN_HTML)
            return self._block_of_html(node)
        return self._element(node, node.token.tag)

    @staticmethod
    def _block_of_html(node: Node) -> str:
        text = as_html(node.tokens())
        if begins_block(text):
            return text
        start = start_tag(node.token.tag, node.attrs)  # such a tag begins a block only where it has a line of its own
        return f"{start}\n{as_html(token for child in node.children for token in child.tokens())}\n</{node.token.tag}>"

    def _element(self, node: Node, tag: str) -> str:
        """Return an element as HTML with what it holds as MyST, each on lines of its own."""
        parts = [start_tag(tag, node.attrs)]
        run: list[Node] = []

        def end_run() -> None:
            if run:
                parts.append(on_one_line(as_html(token for child in run for token in child.tokens())))
                run.clear()

        for child in node.children:
            if child.kind == "inline":
                run.append(child)
                continue
            end_run()
            simple = child.kind in ("dt", "dd", "li") and not _holds_more_than_a_line(child)
            text = self._as_html(child) if simple else self.write([child])
            if text:
                parts.append(text)
        end_run()
        return "\n\n".join([*parts, f"</{tag}>"])

    @staticmethod
    def _rule(node: Node) -> str:
        given = attribute_list(node.attrs)
        return as_html([node.token]) if given is None else f"{given}\n***" if given else "***"

    @staticmethod
    def _bare_inline(node: Node) -> str:
        return on_one_line(as_html([node.token]))


_WRITERS: Final[Mapping[str, Callable[[BlockWriter, Node], str]]] = {
    "paragraph": BlockWriter._paragraph,
    "heading": BlockWriter._heading,
    "blockquote": BlockWriter._block_quote,
    "dl": BlockWriter._definitions,
    "table": BlockWriter._table,
    "fence": BlockWriter._code,
    "colon_fence": BlockWriter._code,
    "code_block": BlockWriter._code,
    "math_block": BlockWriter._math,
    "html": BlockWriter._html,
    "hr": lambda writer, node: writer._rule(node),
    "footnote_block": BlockWriter._footnotes,
    "inline": lambda writer, node: writer._bare_inline(node),
}

_DELIMITERS: Final = {"left": ":--", "center": ":-:", "right": "--:"}


def contents_of(nodes: Iterable[Node]) -> frozenset[str] | None:
    """Return the ids that a page's contents list, None where it has none."""
    for node in nodes:
        if node.kind in _LISTS and _is_contents(node):
            links = (child for token in node.tokens() for child in token.children or () if child.type == "link_open")
            return frozenset(str(link.attrs.get("href", ""))[1:] for link in links)
        if (found := contents_of(node.children)) is not None:
            return found
    return None


def _is_contents(node: Node) -> bool:
    """Say whether a list is the contents that ``{:toc}`` asked for: each of its links has an id made of the list's."""
    own = node.attrs.get("id")
    first = next((child for token in node.tokens() for child in token.children or ()), None)
    if own is None or first is None or first.type != "link_open":
        return False
    return first.attrs.get("id") == f"{own}-{str(first.attrs.get('href', ''))[1:]}"


def _inline_tokens(node: Node) -> list[Token]:
    tokens = [token for child in node.children if child.kind == "inline" for token in child.token.children or ()]
    return tokens[1:] if tokens and _is_checkbox(tokens[0]) else tokens


def _is_checkbox(token: Token) -> bool:
    return token.tag == "input" and token.attrs.get("class") == "task-list-item-checkbox"


def _checkbox(item: Node) -> Token | None:
    """Return the box that an item of a task list begins with."""
    first = item.children[0] if item.children else None
    if first is None or first.kind != "paragraph" or not first.children:
        return None
    tokens = first.children[0].token.children
    return tokens[0] if tokens and _is_checkbox(tokens[0]) else None


def _is_task_list(node: Node) -> bool:
    """Say whether a list says no more of itself and its items than that each of them is a task."""
    return "task-list" in node.attrs.get("class", "").split() and all(
        _checkbox(item) is not None and item.attrs == {"class": "task-list-item"} for item in node.children
    )


def _has_line_of_attributes(node: Node) -> bool:
    """Say whether a line of attributes may stand above a block, which would be text behind a paragraph."""
    return bool(node.attrs) and not (node.kind == "heading" and node.attrs.keys() == {"id"}) and not _is_task_list(node)


def _indented(text: str, width: int) -> str:
    """Return ``text`` with all lines but the first indented."""
    first, *rest = text.split("\n")
    return "\n".join([first, *(" " * width + line if line else line for line in rest)])


def _holds_more_than_a_line(node: Node) -> bool:
    """Say whether an item holds more than running text, or a paragraph that shows as no more."""
    return any(
        child.kind != "inline" and not (child.kind == "paragraph" and child.token.hidden) for child in node.children
    )


def _holds_blocks(node: Node) -> bool:
    """Say whether an element of HTML holds blocks that were Markdown."""
    return any(
        (child.kind == "html" and _holds_blocks(child))
        or child.kind not in ("html", "html_void", "html_raw", "html_comment", "inline")
        for child in node.children
    )


def _fence(content: str) -> str:
    return "`" * max(3, escape.longest_run(content, "`") + 1)


def _alignment(cell: Node) -> str:
    return cell.attrs.get("style", "").removeprefix("text-align:").strip()
