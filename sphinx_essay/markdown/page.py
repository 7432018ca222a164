"""A page as one section: its title from the front matter, its body below, wherever the headings in it begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinx_essay.html import nodes as essay

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNTYPED: Final = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "…": "...", "–": "--", "—": "---", "«": "<<", "»": ">>", "\u00a0": " "}
)
"""What kramdown's typographic symbols were typed as."""

_UNSEEN: Final = (nodes.Invisible, nodes.comment, nodes.field_list, nodes.docinfo, essay.html_comment, essay.page_style)

_BEFORE_PAGE: Final = (nodes.field_list, nodes.docinfo, nodes.meta, nodes.decoration, nodes.substitution_definition)
"""What must stay above the page's section."""


def same_title(one: str, other: str) -> bool:
    """Say whether two titles are the same words, whatever blanks and typographic symbols they are set with."""
    return " ".join(one.translate(_UNTYPED).split()) == " ".join(other.translate(_UNTYPED).split())


def make_page(document: nodes.document, title: str | None) -> None:
    """Put the body of ``document`` into one section with a title.

    The title is ``title``; the page's first heading is it where it says the same and nothing stands above it.
    Without ``title`` it is the first heading's text; a body without any heading stays as it is.
    """
    first = next(_headings(document), None)
    if title is None and first is None:
        return
    text = title if title is not None else first.astext() if first is not None else ""
    repeated = first is not None and same_title(first.astext(), text)
    page = essay.essay_section()
    page.source, page.line = document["source"], 1
    body = [child for child in document.children if not isinstance(child, _BEFORE_PAGE)]
    for child in body:
        document.remove(child)
    if repeated and first is not None and (top := _topmost(body, first)) is not None:
        _merge(page, body, top)
    else:
        hidden = essay.heading(text, text, level=1, hidden=True)
        hidden.source, hidden.line = page.source, page.line
        if repeated:
            hidden["repeated"] = True
        page.append(hidden)
        page.extend(body)
    document.append(page)


def _headings(document: nodes.Element) -> Iterator[nodes.title]:
    for node in document.findall(nodes.title):
        if isinstance(node.parent, nodes.section):
            yield node


def _topmost(body: list[nodes.Node], first: nodes.title) -> nodes.section | None:
    """Return the section of the heading ``first`` where nothing that is seen stands above it."""
    for child in body:
        if child is first.parent:
            return child  # type: ignore[return-value]
        if not isinstance(child, _UNSEEN):
            return None
    return None


def _merge(page: essay.essay_section, body: list[nodes.Node], top: nodes.section) -> None:
    """Make ``top`` the page, with what stood above and below it."""
    above, below = body[: body.index(top)], body[body.index(top) + 1 :]
    inner = top.children[1:]
    for name in ("ids", "names", "classes", "dupnames"):
        page[name].extend(top[name])
    if "slug" in top:
        page["slug"] = top["slug"]
    page.source, page.line = top.source, top.line
    page.append(top.children[0])
    page.extend(above)
    page.extend(inner)
    page.extend(below)
