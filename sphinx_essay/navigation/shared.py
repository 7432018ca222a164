"""The whole tree as one script that all pages share.

Two files lie in ``_static``: `POINTER`, whose name pages know, loads the other, whose name holds a hash of
its content so that browsers may keep it for ever. (If pages knew that name, each would change with any title
of the site.)  Both are scripts, as ``fetch`` does not work in pages opened from a disk.

The data arrive as ``window.essayNavTree``, and the event ``essay-nav-tree`` is sent to ``document``. They
are a list with one list of items for each section of the menu, in the order in which pages have them. An
item is ``[title, url]``, or ``[title, url, children]`` where there are entries below it; ``url`` is relative to
the site's root, percent-encoded. A title with HTML
is ``[title, html]``.  An external link is ``[title, url, null, how]``, where ``how`` names in one text
what applies of ``tab`` (it opens a new one) and ``mark`` (the mark of external links follows it).
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from sphinx_essay.core.addresses import relative_uri
from sphinx_essay.project.relative_addresses import with_relative_addresses
from sphinx_essay.project.written_files import write_if_changed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from sphinx_essay.navigation.options import ExternalLink
    from sphinx_essay.navigation.tree import MenuItem, NavTree

POINTER = "essay-nav.js"
_DATA = "essay-nav-{}.js"


def tree_data(tree: NavTree, uri: Callable[[str], str], baseurl: str = "") -> list[list[Any]]:
    """Return the tree in this module's form; ``uri`` gives a page's address from the site's root."""
    return [_items(section.items, uri, baseurl) for section in tree.cut("", whole=True)]


def _items(items: Iterable[MenuItem], uri: Callable[[str], str], baseurl: str) -> list[Any]:
    data: list[Any] = []
    stack: list[tuple[Iterable[MenuItem], list[Any]]] = [(items, data)]
    while stack:
        members, target = stack.pop()
        for item in members:
            if item.link is not None:
                target.append(_link(item.link, baseurl))
                continue
            entry: list[Any] = [_title(item, baseurl), relative_uri("", uri(item.docname))]
            target.append(entry)
            if item.children:
                below: list[Any] = []
                entry.append(below)
                stack.append((item.children, below))
    return data


def _title(named: MenuItem | ExternalLink, baseurl: str) -> str | list[str]:
    return [named.title, with_relative_addresses(named.html, "", baseurl)] if named.html else named.title


def _link(link: ExternalLink, baseurl: str) -> list[Any]:
    how = " ".join(["tab"] * link.new_tab + ["mark"] * (not link.hide_icon))
    return [_title(link, baseurl), link.url if link.place is None else relative_uri("", link.place), None, how]


def write(tree: NavTree | None, uri: Callable[[str], str], folder: Path, baseurl: str = "") -> None:
    """Write the two files into ``folder`` where they are not there already; with no tree, remove them."""
    files: dict[str, str] = {}
    if tree is not None:
        data = json.dumps(tree_data(tree, uri, baseurl), ensure_ascii=False, separators=(",", ":"))
        text = f'window.essayNavTree={data};document.dispatchEvent(new Event("essay-nav-tree"));\n'
        name = _DATA.format(hashlib.sha256(text.encode()).hexdigest()[:16])
        files = {name: text, POINTER: _pointer(name)}
    for file in folder.glob(_DATA.format("*")):
        if file.name not in files:
            file.unlink()
    if not files:
        (folder / POINTER).unlink(missing_ok=True)
    for name, text in files.items():
        write_if_changed(folder / name, text)


def _pointer(name: str) -> str:
    return (
        "(function(){"
        'var script=document.createElement("script");'
        f'script.src=new URL("{name}",document.currentScript.src).href;'
        "document.head.append(script);"
        "})();\n"
    )
