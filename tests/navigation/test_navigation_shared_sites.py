"""The tree against what Just the Docs showed of real sites: menus, breadcrumbs and child lists, link by link.

The sites are not part of the project; see the fixture ``shared``.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from sphinx_essay.jekyll import Site
from sphinx_essay.navigation.options import NavOptions
from sphinx_essay.navigation.tree import MenuItem, NavNode, NavTree

if TYPE_CHECKING:
    from pathlib import Path

_DASHES = {0x2013: "--", 0x2014: "---"}

# (mptcp is not among them: its menus are of its own making, with the headings of each page.)
NAMES = [
    "bsafes-u",
    "canbus",
    "gglossary",
    "jtd-docs",
    "jtd-tests",
    "karej",
    "ocw",
    "rust-guide",
    "universalismo",
]


def load(folder: Path) -> tuple[NavTree, dict[str, Any]]:
    plugins = (folder / "plugins").read_text().strip().split(",")
    site = Site.load(folder / "source", plugins=[name for name in plugins if name])
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return NavTree.build(site.pages, NavOptions.from_config(site.config.raw)), expected


def plain(text: str) -> str:
    text = unicodedata.normalize("NFC", text).translate({**_DASHES, 0x2018: "'", 0x2019: "'", 0x2026: "..."})
    return " ".join(re.sub("-{2,}", "-", text).split())


def address(node: NavNode) -> str:
    return unquote(node.page.url)


def link(node: NavNode) -> str:
    """Return the address in a link of Just the Docs, whose filter folds letters such as ``º``."""
    return unicodedata.normalize("NFKC", address(node))


def shown(tree: NavTree) -> list[Any]:
    """Return the menu in the shape of the expected facts: a folded section is an entry without a name."""

    def entry(item: MenuItem) -> Any:
        url = item.link.url if item.link else link(tree.nodes[item.docname])
        return [plain(item.title), url, [entry(child) for child in item.children]]

    sections = [(section.fold, [entry(item) for item in section.items]) for section in tree.cut("", whole=True)]
    return [[["", "", items]] if fold else items for fold, items in sections if items]


@pytest.mark.parametrize("name", NAMES)
def test_menus_breadcrumbs_and_child_lists_are_those_of_just_the_docs(name: str, shared: Path) -> None:
    tree, expected = load(shared / "sites" / name)
    assert shown(tree) == expected["nav"]
    for node in tree.nodes.values():
        facts = expected["pages"].get(address(node))
        if facts is None or facts.get("redirect"):
            continue
        crumbs = [plain(one.title) for one in tree.breadcrumbs(node.docname)]
        children = [[plain(one.title), link(one)] for one in tree.children(node.docname)]
        assert crumbs == facts["breadcrumbs"], address(node)
        assert children == facts["children"], address(node)
