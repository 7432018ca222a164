"""HTML as trees that can be compared: white space that shows nothing, and a highlighter's spans, set aside."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID = _names("area base br col embed hr img input link meta param source track wbr")
INLINE = _names(
    "a abbr b big bdo button cite code del dfn em i img input ins kbd label mark q rb rp rt ruby s samp select"
    " small span strong sub sup tt u var"
)
_LANGUAGE = re.compile(r"\blanguage-(\S+)")
_HIGHLIGHTER = re.compile(r"\bhighlighter-\S+|\blanguage-\S+")


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root: list[Any] = ["root", {}, []]
        self.stack = [self.root]

    def _add(self, item: Any) -> None:
        children = self.stack[-1][2]
        if isinstance(item, str) and children and isinstance(children[-1], str):
            children[-1] += item
        else:
            children.append(item)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = [tag, {key: value or "" for key, value in attrs}, []]
        self._add(node)
        if tag not in VOID:
            self.stack.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add([tag, {key: value or "" for key, value in attrs}, []])

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self.stack) - 1, 0, -1):
            if self.stack[depth][0] == tag:
                del self.stack[depth:]
                return

    def handle_data(self, data: str) -> None:
        self._add(data)

    def handle_comment(self, data: str) -> None:
        self._add(["#comment", {}, [data]])

    def handle_pi(self, data: str) -> None:
        self._add(["#pi", {}, [data]])

    def unknown_decl(self, data: str) -> None:
        self._add(["#declaration", {}, [data]])


def tree(html: str) -> Any:
    """Return the comparable tree of a piece of HTML."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return _normalised(builder.root)


def _text(node: Any) -> str:
    return node if isinstance(node, str) else "".join(map(_text, node[2]))


def _find(node: Any, tag: str) -> Any | None:
    if isinstance(node, str):
        return None
    if node[0] == tag:
        return node
    return next((found for child in node[2] if (found := _find(child, tag))), None)


def _classes(value: str, language: bool) -> str:
    found = _LANGUAGE.search(value)
    rest = " ".join(sorted(_HIGHLIGHTER.sub("", value).split()))
    return f"{rest} language-{found[1]}".strip() if found and language else rest


def _code_block(node: Any) -> Any | None:
    """Return a code block in one form, whether it went through a highlighter or not."""
    tag, attrs, children = node
    if tag == "div" and "highlighter-" in attrs.get("class", ""):
        language = _LANGUAGE.search(attrs["class"])
        name = language[1] if language else "plaintext"
        rest = dict(attrs)
    elif tag == "pre" and len(children) == 1 and children[0][0] == "code":
        language = _LANGUAGE.search(children[0][1].get("class", "") + " " + attrs.get("class", ""))
        name = language[1] if language else "plaintext"
        rest = dict(attrs)
    else:
        return None
    rest["class"] = _classes(rest.get("class", ""), language=False)
    if not rest["class"]:
        del rest["class"]
    return ["codeblock", {**rest, "language": name}, [_text(_find(node, "pre") or node).strip("\n")]]


def _normalised(node: Any, *, keep: bool = False) -> Any:
    if not isinstance(node, list):
        return node
    code = _code_block(node)
    if code is not None:
        return code
    tag, attrs, children = node
    attrs = {key: value for key, value in attrs.items() if not (key == "role" and value.startswith("doc-"))}
    if tag == "code" and "class" in attrs:
        attrs["class"] = _classes(attrs["class"], language=True)
        if not attrs["class"]:
            del attrs["class"]
        children = [_text(node)]
    if tag.startswith("#"):
        return [tag, attrs, [children[0].strip()]]
    keep = keep or tag in ("pre", "textarea", "script", "style")
    result: list[Any] = []
    for child in children:
        if isinstance(child, str):
            result.append(child if keep else re.sub(r"[ \t\r\n\f\v]+", " ", child))
        else:
            result.append(_normalised(child, keep=keep))
    if not keep:
        result = _without_edges(tag, result)
    return [tag, dict(sorted(attrs.items())), result]


def _without_edges(tag: str, children: list[Any]) -> list[Any]:
    """Drop blanks beside block elements, where they show nothing."""

    def is_block(index: int) -> bool:
        if not 0 <= index < len(children):
            return tag not in INLINE
        neighbour = children[index]
        return isinstance(neighbour, list) and neighbour[0] not in INLINE

    result = []
    for index, child in enumerate(children):
        if isinstance(child, str):
            if is_block(index - 1):
                child = child.lstrip(" ")
            if is_block(index + 1):
                child = child.rstrip(" ")
            if not child:
                continue
        result.append(child)
    return result


def lines(node: Any, depth: int = 0) -> list[str]:
    """Return a tree as lines, for a readable difference."""
    indent = "  " * depth
    if isinstance(node, str):
        return [f"{indent}{node!r}"]
    tag, attrs, children = node
    return [f"{indent}<{tag} {attrs}>"] + [line for child in children for line in lines(child, depth + 1)]
