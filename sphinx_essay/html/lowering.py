"""An essay's nodes → docutils' own nodes that say the same, for every builder whose format is not HTML.

So no other builder needs visitors of ours, and none can stumble over them.  What docutils has no word for gives way to its
content; nothing of the text is left out but what a browser does not show either (scripts, styles, comments).

Lowering a node gives a list, in which running text and blocks may mix, as they do in HTML; what holds that list sorts it
out (see ``mixed``).  What needs no look at its content stands in ``leaves``, tables in ``tables``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_essay.html import leaves
from sphinx_essay.html import nodes as essay
from sphinx_essay.html.address import PLAYED, is_local, played_address
from sphinx_essay.html.alignment import CLASSES, alignment
from sphinx_essay.html.mixed import flat, is_inline, line_break, paragraph, paragraphs_of, wrapped
from sphinx_essay.html.tables import lower_table
from sphinx_essay.html.video_node import video

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sphinx_essay.html.mixed import Mixed


class LowerEssay(SphinxPostTransform):
    """Turn an essay into plain docutils."""

    default_priority = 200

    def run(self, **_kwargs: object) -> None:
        """Lower the document."""
        lower_document(self.document)
        for image in list(self.document.findall(nodes.image)):
            if "essay_src" in image and image["uri"] not in self.env.images:
                # Sphinx has warned; LaTeX would stop at it
                image.parent.replace(image, nodes.Text(image.get("alt") or image["essay_src"]))


def lower_document(document: nodes.document) -> None:
    """Lower everything in ``document`` that is an essay's; all else stays as it is."""
    if not holds_essay(document):
        return
    document.children = paragraphs_of(_children(document, sections=True))
    for child in document.children:
        document.setup_child(child)


def holds_essay(node: nodes.Element) -> bool:
    """Say whether there is anything below ``node`` that only an essay has."""
    return next(iter(node.findall(_is_of_essay)), None) is not None


def _is_of_essay(node: nodes.Node) -> bool:
    return isinstance(node, essay.EssayNode)


def lower_inline(children: Iterable[nodes.Node]) -> Mixed:
    """Return running text in docutils' words, for a title: without blocks and line breaks."""
    return flat(_each(children, sections=False))


def lower_blocks(children: Iterable[nodes.Node]) -> Mixed:
    """Return blocks in docutils' words, without sections: a heading among them is a rubric."""
    return paragraphs_of(_each(children, sections=False))


# -- the walk --------------------------------------------------------------------------------------------------------


def _children(node: nodes.Element, *, sections: bool) -> Mixed:
    return _each(node.children, sections=sections)


def _each(children: Iterable[nodes.Node], *, sections: bool) -> Mixed:
    out: Mixed = []
    for child in children:
        out.extend(_lower(child, sections=sections))
    return out


def _blocks(node: nodes.Element, *, sections: bool = False) -> Mixed:
    return paragraphs_of(_children(node, sections=sections))


def _lower(node: nodes.Node, *, sections: bool) -> Mixed:
    if isinstance(node, nodes.Text):
        return [node]
    assert isinstance(node, nodes.Element)
    if isinstance(node, essay.essay_section):
        return _section(node, sections=sections)
    special = _SPECIAL.get(type(node))
    if special is not None:
        return special(node)
    if not isinstance(node, essay.Tagged):
        return _plain(node, sections=sections)
    lowered = _aligned(node, _element(node, sections=sections))
    ids = node["ids"]
    if ids and not any(isinstance(part, nodes.Element) and part["ids"] == ids for part in lowered[:1]):
        lowered.insert(0, nodes.target("", "", ids=ids))
    return lowered


def _aligned(node: essay.Tagged, lowered: Mixed) -> Mixed:
    """Return the blocks of an element that aligns its text in a container that says how."""
    wanted = alignment(node.tag, essay.attributes_of(node), node["classes"])
    if not wanted or node.tag in _ALIGNED_THEMSELVES or any(isinstance(part, nodes.section) for part in lowered):
        return lowered
    blocks = paragraphs_of(lowered)
    return [nodes.container("", *blocks, classes=[CLASSES[wanted]])] if blocks else []


_ALIGNED_THEMSELVES: Final = frozenset({"td", "th", "tr", "tbody", "thead", "tfoot", "table", "img", "li", "hr", "a"})
"""Elements whose alignment their container says, or that have none."""

_TAKES_SECTIONS: Final = (nodes.section, nodes.compound, addnodes.start_of_file, addnodes.only)
"""What sections may stand in: also in what builders that join all pages put around each of them."""


def _plain(node: nodes.Element, *, sections: bool) -> Mixed:
    """Keep a node of docutils or of another extension, its content lowered."""
    if not holds_essay(node):
        return [node]
    keeps_sections = sections and isinstance(node, _TAKES_SECTIONS)
    mixed = _children(node, sections=keeps_sections)
    if isinstance(node, (nodes.TextElement, nodes.Inline)) and not isinstance(node, nodes.Part):
        if all(map(is_inline, mixed)) and not any(isinstance(part, line_break) for part in mixed):
            _replace_children(node, mixed)
            return [node]
        if isinstance(node, (nodes.title, nodes.term, nodes.caption)):
            _replace_children(node, flat(mixed))
            return [node]
        shell = node.copy()
        return wrapped(shell.copy, mixed)
    if not node.children:
        return [node]
    takes_text = isinstance(node, (nodes.title, nodes.term, nodes.caption, nodes.attribution, nodes.field_name))
    _replace_children(node, flat(mixed) if takes_text else mixed)
    return [node]


def _replace_children(node: nodes.Element, children: Sequence[nodes.Node]) -> None:
    node.children = []
    node.extend(children)


def _element(node: essay.Tagged, *, sections: bool) -> Mixed:
    tag = node.tag
    if tag in _DROPPED:
        return []
    if (make := _INLINE.get(tag)) is not None:
        return wrapped(make, _children(node, sections=False))
    if (lower := _ELEMENTS.get(tag)) is not None:
        return lower(node)
    if node.tag in essay.INLINE or isinstance(node, essay.html_inline):
        return _children(node, sections=False)
    if isinstance(node, essay.text_run):
        return _text_block(node)
    return _blocks(node, sections=sections)


def _text_block(node: essay.Tagged) -> Mixed:
    """Lower a paragraph."""
    blocks = _blocks(node)
    for block in blocks:
        block.source, block.line = node.source, node.line
        if isinstance(block, nodes.Element):
            block["classes"].extend(node["classes"])
    return blocks


_PAGE_ID: Final = "essay-page"
"""The id of a page's section whose title no heading of the page says."""


# -- headings --------------------------------------------------------------------------------------------------------


def _section(node: essay.essay_section, *, sections: bool) -> Mixed:
    title = node.children[0] if node.children else None
    if not isinstance(title, essay.heading):
        return _blocks(node, sections=sections)
    rest = list(node.children[1:])
    if title.get("repeated"):
        rest = _without_repetition(rest)
    content = lower_inline(title.children)
    if not sections:
        rubric = nodes.rubric("", "", *content, ids=node["ids"])
        return [rubric, *paragraphs_of(_each(rest, sections=False))]
    section = nodes.section()
    section.attributes.update({name: value for name, value in node.attributes.items() if name != "slug"})
    if not section["ids"]:
        section["ids"].append(_PAGE_ID)  # writers number sections by their ids
    section.source, section.line = node.source, node.line
    heading = nodes.title(title.rawsource, "", *content, classes=title["classes"])
    heading.source, heading.line = title.source, title.line
    section.append(heading)
    section.extend(paragraphs_of(_each(rest, sections=True)))
    return [section]


def _without_repetition(children: list[nodes.Node]) -> list[nodes.Node]:
    """Return a page's body with the heading that says the page's title again resolved into its content."""
    for child in children:
        if not isinstance(child, nodes.Element):
            continue
        first = next(iter(child.findall(essay.heading)), None)
        if first is not None:
            section = first.parent
            assert isinstance(section, essay.essay_section)
            inner = section.children[1:]
            if section["ids"]:
                inner.insert(0, nodes.target("", "", ids=section["ids"]))
            if section is child:
                at = children.index(child)
                return [*children[:at], *inner, *children[at + 1 :]]
            parent = section.parent
            assert parent is not None
            at = parent.index(section)
            parent.children[at : at + 1] = inner
            for node in inner:
                parent.setup_child(node)
            break
    return children


# -- elements --------------------------------------------------------------------------------------------------------


def _list(cls: type[nodes.Element]) -> Callable[[essay.Tagged], Mixed]:
    def lower(node: essay.Tagged) -> Mixed:
        result = cls()
        result.attributes.update({k: v for k, v in node.attributes.items() if k not in ("attrs", "tag")})
        for name, value in _LIST_DEFAULTS.items():
            result.attributes.setdefault(name, value)
        loose: Mixed = []
        for child in (*node.children, None):
            if child is None or (isinstance(child, essay.Tagged) and child.tag == "li"):
                if blocks := paragraphs_of(loose):
                    result.append(nodes.list_item("", *blocks))
                loose = []
                if child is not None:
                    result.append(_item(child))
            else:
                loose.extend(_lower(child, sections=False))
        return [result] if result.children else []

    return lower


_LIST_DEFAULTS: Final = {"bullet": "*", "enumtype": "arabic", "prefix": "", "suffix": "."}


def _item(node: essay.Tagged) -> nodes.list_item:
    item = nodes.list_item("", ids=node["ids"], classes=node["classes"])
    item.source, item.line = node.source, node.line
    item.extend(_blocks(node))
    return item


def _quote(node: essay.Tagged) -> Mixed:
    return [nodes.block_quote("", *_blocks(node), classes=node["classes"], ids=node["ids"])]


def _definitions(node: essay.Tagged) -> Mixed:
    """Lower ``dl``: its terms with the definitions that follow them."""
    result = nodes.definition_list()
    item: nodes.definition_list_item | None = None
    loose: Mixed = []
    for part in _parts_of_definitions(node):
        tag = part.tag if isinstance(part, essay.Tagged) else ""
        if not isinstance(part, essay.Tagged) or tag not in ("dt", "dd"):
            loose.extend(_lower(part, sections=False))
        elif tag == "dt":
            if item is None or (len(item.children) > 0 and isinstance(item.children[-1], nodes.definition)):
                item = nodes.definition_list_item()
                result.append(item)
            term = nodes.term("", "", *flat(_children(part, sections=False)), ids=part["ids"])
            term.source, term.line = part.source, part.line
            item.append(term)
        else:
            if item is None:
                item = nodes.definition_list_item("", nodes.term())
                result.append(item)
            last = item.children[-1]
            if isinstance(last, nodes.definition):
                last.extend(_blocks(part))
            else:
                item.append(nodes.definition("", *_blocks(part), ids=part["ids"]))
    for each in result.children:
        if isinstance(each, nodes.Element) and not isinstance(each.children[-1], nodes.definition):
            each.append(nodes.definition("", nodes.paragraph()))
    return [*([result] if result.children else []), *paragraphs_of(loose)]


def _parts_of_definitions(node: nodes.Element) -> Iterable[nodes.Node]:
    """Yield the terms and definitions of a ``dl``, also those in its ``div`` groups (HTML Living Standard, 4.4.9)."""
    for child in node.children:
        if isinstance(child, essay.Tagged) and child.tag == "div":
            yield from _parts_of_definitions(child)
        else:
            yield child


def _table(node: essay.Tagged) -> Mixed:
    nested = _inside_table(node)
    return lower_table(node, _blocks, lambda part: flat(_children(part, sections=False)), nested=nested)


def _inside_table(node: nodes.Node) -> bool:
    parent = node.parent
    while parent is not None:
        if isinstance(parent, nodes.table) or (isinstance(parent, essay.Tagged) and parent.tag == "table"):
            return True
        parent = parent.parent
    return False


def _rubric(node: essay.Tagged) -> Mixed:
    return [nodes.rubric("", "", *flat(_children(node, sections=False)), ids=node["ids"], classes=node["classes"])]


def _caption(node: essay.Tagged) -> Mixed:
    """Lower the words that name what follows: ``summary``, ``legend``, a ``caption`` astray."""
    return paragraphs_of(wrapped(nodes.strong, _children(node, sections=False)))


def _quotation(node: essay.Tagged) -> Mixed:
    return [nodes.Text("“"), *_children(node, sections=False), nodes.Text("”")]


def _abbreviation(node: essay.Tagged) -> Mixed:
    title = essay.attributes_of(node).get("title")

    def make() -> nodes.Element:
        return nodes.abbreviation("", "", **({"explanation": title} if title else {}))

    return wrapped(make, _children(node, sections=False))


def _ruby_text(node: essay.Tagged) -> Mixed:
    return [nodes.Text(" ("), *_children(node, sections=False), nodes.Text(")")]


def _apart(node: essay.Tagged) -> Mixed:
    """Lower what a browser shows apart from its neighbours, such as an ``option``."""
    return [*_children(node, sections=False), nodes.Text(" ")]


def _media(node: essay.Tagged) -> Mixed:
    """Lower something that only a screen or a loudspeaker plays: title, address, and what stands in for it."""
    attrs = essay.attributes_of(node)
    address = played_address(node.tag, attrs)
    for child in node.children:
        if not address and isinstance(child, essay.Tagged) and child.tag == "source":
            address = played_address(child.tag, essay.attributes_of(child))
    out: Mixed = []
    if address:
        title = attrs.get("title") or attrs.get("aria-label") or attrs.get("playlabel") or address
        link = leaves.reference(title, address)
        if is_local(address):
            for part in link:
                if isinstance(part, nodes.reference):
                    part["essay_href"] = address
        out.extend(link)
        out.append(nodes.Text(" "))
    return [*out, *_children(node, sections=False)]


# -- nodes of their own kind -----------------------------------------------------------------------------------------


def _link(node: nodes.Element) -> Mixed:
    attributes = {k: v for k, v in node.attributes.items() if k != "attrs"}
    mixed = _children(node, sections=False)

    def make() -> nodes.Element:
        reference = nodes.reference()
        reference.attributes.update(attributes)
        return reference

    return wrapped(make, mixed)


def _video(node: nodes.Element) -> Mixed:
    link = leaves.reference(node["title"] or node["watch"], node["watch"])
    images = [child for child in _children(node, sections=False) if isinstance(child, nodes.image)]  # poster, QR code
    return [*link, *images] if isinstance(node.parent, nodes.TextElement) else [paragraph(link), *images]


def _footnote(node: nodes.Element) -> Mixed:
    label = nodes.label("", str(node["number"]))
    note = nodes.footnote("", label, *_blocks(node), ids=[f"fn:{node['name']}"], docname=node["docname"])
    note.source, note.line = node.source, node.line
    return [note]


def _footnotes(node: nodes.Element) -> Mixed:
    return _blocks(node)


_SPECIAL: Final[dict[type[nodes.Node], Callable[[nodes.Element], Mixed]]] = {
    essay.link: _link,
    essay.essay_image: leaves.image,
    essay.code_span: leaves.code_span,
    essay.code_block: leaves.code_block,
    essay.code_listing: leaves.code_block,
    essay.formula: leaves.math_block,
    essay.html_raw: leaves.raw,
    essay.html_comment: leaves.nothing,
    essay.page_style: leaves.nothing,
    essay.page_script: leaves.nothing,
    essay.footnote_mark: leaves.footnote_mark,
    essay.footnote_text: _footnote,
    essay.footnote_list: _footnotes,
    essay.footnote_return: leaves.nothing,
    video: _video,
}

_DROPPED: Final = frozenset(
    {"script", "style", "template", "link", "meta", "base", "param", "source", "track", "col", "colgroup", "rp", "wbr"}
    | {"head", "title", "noframes", "noembed"}
)
"""Elements that a browser shows nothing of."""

STYLED: Final = {
    "u": "underline",
    "ins": "underline",
    "s": "strike",
    "strike": "strike",
    "del": "strike",
    "mark": "mark",
    "small": "small",
    "big": "big",
}
"""Elements that docutils has no node for, and the classes, after ``essay-``, that stand for them in PDFs."""


def _styled(name: str) -> Callable[[], nodes.Element]:
    return lambda: nodes.inline("", "", classes=[f"essay-{name}"])


_INLINE: Final[dict[str, Callable[[], nodes.Element]]] = {
    "em": nodes.emphasis,
    "i": nodes.emphasis,
    "cite": nodes.emphasis,
    "dfn": nodes.emphasis,
    "var": nodes.emphasis,
    "strong": nodes.strong,
    "b": nodes.strong,
    "sub": nodes.subscript,
    "sup": nodes.superscript,
    "code": nodes.literal,
    "tt": nodes.literal,
    "samp": nodes.literal,
    "kbd": nodes.literal,
    **{tag: _styled(name) for tag, name in STYLED.items()},
}

_ELEMENTS: Final[dict[str, Callable[[essay.Tagged], Mixed]]] = {
    "p": _text_block,
    "ul": _list(nodes.bullet_list),
    "menu": _list(nodes.bullet_list),
    "dir": _list(nodes.bullet_list),
    "ol": _list(nodes.enumerated_list),
    "blockquote": _quote,
    "dl": _definitions,
    "table": _table,
    "pre": leaves.preformatted,
    "listing": leaves.preformatted,
    "xmp": leaves.preformatted,
    "plaintext": leaves.preformatted,
    "textarea": leaves.text_area,
    "hr": leaves.rule,
    "h1": _rubric,
    "h2": _rubric,
    "h3": _rubric,
    "h4": _rubric,
    "h5": _rubric,
    "h6": _rubric,
    "summary": _caption,
    "legend": _caption,
    "caption": _caption,
    "q": _quotation,
    "abbr": _abbreviation,
    "acronym": _abbreviation,
    "rt": _ruby_text,
    "option": _apart,
    "optgroup": _apart,
    "button": _apart,
    "label": _apart,
    "input": leaves.form_input,
    "br": leaves.forced_break,
    "img": leaves.missing_image,
    "area": leaves.area,
    **dict.fromkeys(PLAYED, _media),
}
