"""Running text: kramdown's inline tokens → MyST."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from sphinx_essay.convert import escape
from sphinx_essay.convert.attributes import attribute_list, start_tag
from sphinx_essay.convert.kept_html import as_html, is_tag_name
from sphinx_essay.convert.tree import tree

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.token import Token

    from sphinx_essay.convert.links import Links
    from sphinx_essay.convert.tree import Node

_MARKS: Final = {"em": 1, "strong": 2}
"""How many characters mark emphasis."""

_CHARS: Final = "*_"
"""What marks emphasis, and emphasis within emphasis."""

_OF_IMAGES: Final = frozenset({"src", "alt", "title", "width", "height", "class"})
"""What an image's element may say for MyST to say it in its own words."""

_BREAKS: Final = ("\\\n", "<br>\n")


class SpanWriter:
    """Writes running text; ``one_line`` where it may not break, ``in_table`` where ``|`` parts cells."""

    def __init__(self, links: Links, *, one_line: bool = False, in_table: bool = False) -> None:
        self._links = links
        self._one_line = one_line or in_table
        self._in_table = in_table
        self._in_link = 0
        self._in_emphasis = 0

    def write(self, tokens: Sequence[Token]) -> str:
        """Return the tokens as MyST; lines that would begin a block are not yet seen to."""
        text = self._nodes(tree(tokens), "")
        if self._one_line:
            text = " ".join(line.strip() for line in text.split("\n"))
        return text

    def _nodes(self, nodes: Sequence[Node], before: str) -> str:
        out = before
        for index, node in enumerate(nodes):
            after = nodes[index + 1] if index + 1 < len(nodes) else None
            out = self._node(node, out, after)
        return out[len(before) :]

    def _node(self, node: Node, out: str, after: Node | None) -> str:
        """Return ``out`` with ``node`` behind it."""
        kind = node.kind
        if kind == "text":
            text = node.token.content
            before_link = after is not None and after.kind in ("link", "footnote_ref")
            return out + self._text(text.lstrip(" \t\n") if out.endswith(_BREAKS) else text, before_link=before_link)
        if kind in _MARKS:
            return out + self._emphasis(node, out, after)
        if kind == "hardbreak":
            last = after is None or (after.kind == "text" and not after.token.content.strip())
            return out.rstrip(" \t") + ("<br>" if self._one_line or last else "\\") + "\n"
        written = _WRITERS.get(kind, SpanWriter._html)(self, node)
        if written.startswith("<") and out.endswith("\n"):  # a tag that begins a line may begin a block
            out = out[:-1] + " "
        return out + written

    def _text(self, text: str, *, before_link: bool) -> str:
        text = escape.escape_text(text, brackets=not self._in_link, before_link=before_link)
        return text.replace("|", "\\|") if self._in_table else text

    # -- emphasis ----------------------------------------------------------------------------------------

    def _emphasis(self, node: Node, out: str, after: Node | None) -> str:
        self._in_emphasis += 1
        inner = self._nodes(node.children, "")
        self._in_emphasis -= 1
        around, ends = (out[-1:], _first_char(after)), (inner[:1], inner[-1:])
        if not node.attrs and self._in_emphasis < len(_CHARS) and all(map(_flanks, around, ends)):
            char = _CHARS[self._in_emphasis]
            in_word = char == "_" and any(each.isalnum() for each in around)  # where _ is a letter
            if not in_word and char not in ends and not set(_CHARS) & set(around):
                mark = char * _MARKS[node.kind]
                return f"{mark}{inner}{mark}"
        return f"{start_tag(node.kind, node.attrs)}{inner}</{node.kind}>"

    # -- code, links, images -----------------------------------------------------------------------------

    def _code(self, node: Node) -> str:
        given = attribute_list(node.attrs)
        if given is None or not node.token.content.strip():
            return as_html(node.tokens())
        code = escape.code_span(node.token.content)
        return (code.replace("|", "\\|") if self._in_table else code) + given

    def _link(self, node: Node) -> str:
        attrs = node.attrs
        href = attrs.get("href", "")
        address = self._links.address(href)
        rest = {name: value for name, value in attrs.items() if name not in ("href", "title")}
        given = attribute_list(rest) if rest.keys() <= {"class"} else None
        self._in_link += 1
        inner = self._nodes(node.children, "")
        self._in_link -= 1
        if address is None or given is None or not inner.strip() or self._in_link:
            return f"{start_tag('a', attrs)}{inner}</a>"
        if _is_autolink(node, address) and not attrs.get("title") and not given:
            return f"<{address}>"
        return self._celled(f"[{inner}]({escape.destination(address)}{escape.title(attrs.get('title', ''))}){given}")

    def _image(self, node: Node, *, in_markdown: bool = True) -> str:
        attrs = node.attrs
        src = self._links.source(attrs.get("src", ""), in_markdown=in_markdown)
        rest = {name: value for name, value in attrs.items() if name not in ("src", "alt", "title")}
        given = attribute_list(rest)
        if given is None or not src:
            return as_html(node.tokens())
        alt = escape.escape_text(" ".join((node.token.content or attrs.get("alt", "")).split()), brackets=False)
        return self._celled(f"![{alt}]({escape.destination(src)}{escape.title(attrs.get('title', ''))}){given}")

    def _celled(self, text: str) -> str:
        return text.replace("\\|", "|").replace("|", "\\|") if self._in_table else text

    # -- the rest ----------------------------------------------------------------------------------------

    def _role(self, node: Node) -> str:
        return self._celled(f"{{{node.token.meta['name']}}}{_literal(node.token.content)}")

    def _math(self, node: Node) -> str:
        content = " ".join(node.token.content.split())
        plain = content and not re.search(r"(?<!\\)\$|\\\Z", content)
        return self._celled(f"${content}$" if plain else f"{{math}}{_literal(content)}")

    @staticmethod
    def _footnote(node: Node) -> str:
        return f"[^{node.token.meta['label']}]"

    def _html(self, node: Node) -> str:
        """Keep a tag where it stands, what it holds as MyST."""
        token = node.token
        if token.tag == "img" and "alt" in token.attrs and token.attrs.keys() <= _OF_IMAGES:
            return self._image(node, in_markdown=False)
        if not is_tag_name(token.tag or "p"):
            # Browsers show a tag whose name begins with no letter (HTML: Tag open state); others they take for elements.
            shown = "" if token.tag[:1].isalpha() else escape.escape_text(start_tag(token.tag, node.attrs))
            return shown + self._nodes(node.children, "")
        if token.nesting == 0:
            return " ".join(as_html([token]).split("\n"))  # a comment's lines must not begin blocks
        return f"{start_tag(token.tag, node.attrs)}{self._nodes(node.children, '')}</{token.tag}>"


_WRITERS: Final[dict[str, Callable[[SpanWriter, Node], str]]] = {
    "code_inline": SpanWriter._code,
    "link": SpanWriter._link,
    "image": SpanWriter._image,
    "math_inline": SpanWriter._math,
    "myst_role": SpanWriter._role,
    "footnote_ref": lambda writer, node: writer._footnote(node),
    "softbreak": lambda _writer, _node: "\n",
}


def _literal(content: str) -> str:
    """Return a role's content between backticks."""
    mark = "`" * (escape.longest_run(content, "`") + 1)
    return mark + content.replace("\n", " ") + mark


def _is_autolink(node: Node, address: str) -> bool:
    only = node.children[0].token if len(node.children) == 1 else None
    plain = re.fullmatch(r"https?:[^\s<>%\\]+", address, re.ASCII)
    return only is not None and only.content == address and plain is not None


def _first_char(node: Node | None) -> str:
    """Return the character that stands behind emphasis, " " at the end."""
    if node is None or node.kind == "hardbreak":
        return " "
    if node.kind == "text":
        return node.token.content[:1] or " "
    return {"em": "*", "strong": "*", "code_inline": "`", "link": "[", "image": "!"}.get(node.kind, "<")


def _flanks(outside: str, inside: str) -> bool:
    """Say whether a run of ``*`` between these characters can open or close (CommonMark 0.31: Emphasis)."""
    if not inside or inside.isspace():
        return False
    return not _is_punctuation(inside) or not outside or outside.isspace() or _is_punctuation(outside)


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"
