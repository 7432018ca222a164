"""Task lists of MyST pages (its extension ``tasklist``), in a Jekyll site, with boxes that are elements as in kramdown.

A markdown-it plugin.  Newer releases of markdown-it-py say of an item only whether it is done; older ones write the box
as HTML, which becomes an element by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

_MYST: Final = "contains-task-list"
_KRAMDOWN: Final = "task-list"


def myst_tasks_plugin(md: MarkdownIt) -> None:
    """Write boxes, and give lists the class of kramdown, which sites' own style sheets name."""

    def tasks(state: StateCore) -> None:
        editable = bool(md.options.get("tasklists_editable"))
        done: bool | None = None
        for token in state.tokens:
            if token.type == "list_item_open":
                done = token.meta.get("checked")
            elif token.type == "inline" and done is not None:
                token.children = [_box(done=done, editable=editable), *(token.children or ())]
                done = None
            classes = str(token.attrs.get("class", "")).split()
            if _MYST in classes:
                token.attrs["class"] = " ".join(_KRAMDOWN if name == _MYST else name for name in classes)

    md.core.ruler.push("essay_tasks", tasks)


def _box(*, done: bool, editable: bool) -> Token:
    attrs: dict[str, str | int | float] = {"class": "task-list-item-checkbox", "type": "checkbox"}
    if not editable:
        attrs["disabled"] = "disabled"
    if done:
        attrs["checked"] = "checked"
    return Token("html_void", "input", 0, attrs=attrs, meta={"kind": "span"})
