"""Nodes of a page in safe mode: what visitors write as it is cannot come from a page, whoever made the node."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from selectolax.lexbor import LexborHTMLParser
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from trust_builds import build, page, write

from sphinx_essay.html import nodes as essay
from sphinx_essay.safe.fragment import clean_icon
from sphinx_essay.safe.known_nodes import is_known, may_say

if TYPE_CHECKING:
    from pathlib import Path

    from selectolax.lexbor import LexborNode
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class odd(nodes.General, nodes.Element):  # noqa: N801
    """A node of another extension, whose visitor does what it likes."""

    def astext(self) -> str:
        return "odd words"


class Late(SphinxPostTransform):
    """Another extension that makes HTML of a page when all has been read."""

    default_priority = 800

    def run(self, **_kwargs: object) -> None:
        self.document += nodes.raw("", "late <img src=x onerror=alert(1)>", format="html")


def visit_odd(self: HTML5Translator, _node: nodes.Element) -> None:
    self.body.append("<img src=x onerror=alert(1)>")
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, bool]:
    """Set up this module as the other extension."""
    app.add_node(odd, html=(visit_odd, None))
    app.add_role("odd", lambda *_args, **_kwargs: ([odd()], []))
    app.add_post_transform(Late)
    return {"parallel_read_safe": True}


PIECES = {
    "icon": '{octicon}`report;1em;x" onclick="alert(1)` {material-regular}`home;1em;"><img src=x onerror=alert(1)>`',
    "icon in a title": '## Under {octicon}`report;1em;x" onclick="alert(1)`',
    "toctree": "```{toctree}\nclick <javascript://x/%0aalert(1)>\nfine <https://example.org/x>\n```",
    "toctree with blanks": "```{toctree}\nclick < \tjava\u200bscript://x/%0aalert(1)>\n```",
    "film": "```{eval-rst}\n.. image:: https://example.org/x.mp4\n   :alt: film <img src=x onerror=alert(1)>\n```",
    "address of a film": '```{eval-rst}\n.. image:: https://example.org/x"onmouseover=alert(1)//.mp4\n```',
    "drawing in the page": "```{image} a.svg\n:loading: embed\n```",
    "header": "```{eval-rst}\n.. meta::\n   :http-equiv=refresh: 0; url=javascript:alert(1)\n   :referrer: unsafe-url\n```",
    "kind of another extension": "Words {odd}`x`.\n\n## Under {odd}`x`",
}


def main_of(path: Path) -> LexborNode:
    root = LexborHTMLParser(path.read_text("utf-8")).root
    assert root is not None
    return root


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    folder = tmp_path_factory.mktemp("nodes")
    pages = {
        f"p{number}.md": page(f"# {kind}\n\n{piece}\n", dialect="myst")
        for number, (kind, piece) in enumerate(PIECES.items())
    }
    names = "\n".join(name.removesuffix(".md") for name in pages)
    source = write(
        folder / "source",
        {
            "a.svg": '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
            "index.md": page(f"# Home\n\n```{{toctree}}\n{names}\n```", dialect="myst"),
            **pages,
        },
    )
    return folder / "out", build(
        source, folder / "out", essay_html="safe", extensions=["sphinx_essay", "sphinx_design", __name__]
    )


def test_nothing_of_a_page_runs(built: tuple[Path, list[str]]) -> None:
    for path in built[0].glob("*.html"):
        root = main_of(path)
        handlers = [name for element in root.css("*") for name in element.attributes if name.startswith("on")]
        addresses = [link.attributes["href"] or "" for link in root.css("[href]")]
        assert handlers == [], path.name
        assert [address for address in addresses if "script:" in address.lower() or "javascript" in address] == [], (
            path.name
        )
        assert root.css("main script, meta[http-equiv]:not([content*='charset']), meta[name=referrer]") == [], path.name


def test_words_stay(built: tuple[Path, list[str]]) -> None:
    texts = {path.stem: main_of(path).text() for path in built[0].glob("p*.html")}
    number = {kind: f"p{index}" for index, kind in enumerate(PIECES)}

    assert "click" in texts[number["toctree"]]
    assert "odd words" in texts[number["kind of another extension"]]
    assert all("late" in text for text in texts.values())


def test_each_thing_left_out_is_named(built: tuple[Path, list[str]]) -> None:
    told = "\n".join(built[1])

    for what in (
        "what an icon may not hold",
        "the address 'javascript://x/%0aalert(1)'",
        "loading='embed'",
        "a meta element content='unsafe-url' name='referrer'",
        "a node of the kind odd, which safe mode does not know",
        "what raw HTML may not hold",
    ):
        assert what in told


def test_a_link_that_covers_its_card_covers_nothing_else(tmp_path: Path) -> None:
    text = "# H\n\n```{button-link} https://x.example\n:click-parent:\nall\n```\n\n````{card} C\n:link: https://x.example\nx\n````\n"
    source = write(tmp_path / "s", {"index.md": page(text, dialect="myst")})
    build(source, tmp_path / "out", essay_html="safe", extensions=["sphinx_essay", "sphinx_design"])

    covering = main_of(tmp_path / "out" / "index.html").css(".sd-stretched-link")

    assert len(covering) == 1
    assert "sd-card" in (covering[0].parent.attributes["class"] or "")


def test_raw_and_unresolved_nodes_are_not_known() -> None:
    kinds = {
        kind.__name__
        for module in (nodes, addnodes, essay)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, nodes.Element) and not is_known(kind)
    }

    bases = {
        "Element",
        "TextElement",
        "FixedTextElement",
        "PureTextElement",
        "translatable",
        "EssayNode",
        "Tagged",
        "_AnyTag",
    }
    unresolved = {"pending", "substitution_reference", "pending_xref_condition", "_desc_classes_injector"}
    assert kinds - bases - unresolved == {"raw", "page_script", "page_style", "html_comment"}


@pytest.mark.parametrize(
    ("name", "value", "passes"),
    [
        ("width", "50%", True),
        ("width", "12.5em", True),
        ("width", "1px;position:fixed", False),
        ("height", "calc(1px)", False),
        ("align", "left", True),
        ("align", 'left" onclick="x', False),
        ("unheard-of", "plain words", True),
        ("unheard-of", 'a"b', False),
        ("unheard-of", {"a": ["<"]}, False),
        ("alt", '"<b>"', True),
    ],
)
def test_attributes(name: str, value: object, passes: bool) -> None:
    assert may_say(name, value) is passes


def test_an_icon_stays_what_it_is() -> None:
    icons = pytest.importorskip("sphinx_design.icons")
    for name in icons.list_octicons()[::20]:
        assert clean_icon(icons.get_octicon(name)) == icons.get_octicon(name).replace("/>", "></path>")
