"""An essay's nodes → docutils' own nodes that say the same, for every builder whose format is not HTML.

So no other builder needs visitors of ours, and none can stumble over them.  What docutils has no word for gives way to its
content; nothing of the text is left out but what a browser does not show either (scripts, styles, comments).

Lowering a node gives a list, in which running text and blocks may mix, as they do in HTML: a link may hold a list, a list
item bare words.  What holds that list sorts it out: :func:`paragraphs_of` for what takes blocks, :func:`wrapped` for what
takes running text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes
from selectolax.lexbor import LexborHTMLParser
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_essay.html import nodes as essay
from sphinx_essay.html.address import is_local
from sphinx_essay.html.alignment import CLASSES, alignment
from sphinx_essay.html.tables import lower_table
from sphinx_essay.video.node import video

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Mixed = list[nodes.Node]


class _line_break(nodes.Inline, nodes.Element):  # noqa: N801 - docutils names nodes so
    """A line break, until what holds it turns its lines into a line block."""


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
    """Lower everything in ``document``."""
    document.children = paragraphs_of(_children(document, sections=True))
    for child in document.children:
        document.setup_child(child)


def lower_inline(children: Iterable[nodes.Node]) -> Mixed:
    """Return running text in docutils' words, for a title: without blocks and line breaks."""
    return _flat(_each(children, sections=False))


# -- sorting out -----------------------------------------------------------------------------------------------------


def _is_inline(node: nodes.Node) -> bool:
    return isinstance(node, (nodes.Text, nodes.Inline))


def _is_blank(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Text) and not node.strip()


def paragraphs_of(mixed: Sequence[nodes.Node]) -> Mixed:
    """Return blocks: running text between them in paragraphs of its own."""
    blocks: Mixed = []
    run: Mixed = []

    def end_run() -> None:
        if not all(map(_is_blank, run)):
            blocks.append(_lines(run) if any(isinstance(part, _line_break) for part in run) else _paragraph(run))
        run.clear()

    for node in mixed:
        if _is_inline(node):
            run.append(node)
        else:
            end_run()
            blocks.append(node)
    end_run()
    return blocks


def _paragraph(run: Sequence[nodes.Node]) -> nodes.paragraph:
    return nodes.paragraph("", "", *_trimmed(list(run)))


def _trimmed(run: Mixed) -> Mixed:
    """Return running text without the blanks at its ends, which HTML does not show."""
    for place, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while run:
            children, node = run, run[place]
            while isinstance(node, nodes.Element) and node.children and not isinstance(node, nodes.FixedTextElement):
                children, node = node.children, node.children[place]
            if not isinstance(node, nodes.Text):
                break
            parent = node.parent
            children[place] = nodes.Text(strip(str(node)))
            children[place].parent = parent
            if children is not run or children[place].astext():
                break
            del run[place]
    return run


def _lines(run: Sequence[nodes.Node]) -> nodes.Node:
    """Return running text with line breaks as a line block."""
    block = nodes.line_block()
    line = nodes.line("", "")
    for node in run:
        if isinstance(node, _line_break):
            block.append(line)
            line = nodes.line("", "")
        elif line.children or not _is_blank(node):
            # what follows a break begins its line
            first = nodes.Text(node.lstrip()) if isinstance(node, nodes.Text) and not line.children else node
            line.append(first)
    if line.children:
        block.append(line)
    for each in block.children:
        assert isinstance(each, nodes.Element)
        _trimmed(each.children)
    return block if len(block.children) > 1 else _paragraph(block.children[0].children if block.children else [])


def wrapped(make: Callable[[], nodes.Element], mixed: Sequence[nodes.Node]) -> Mixed:
    """Return ``mixed`` with its running text inside nodes that ``make`` makes; blocks part them."""
    out: Mixed = []
    run: nodes.Element | None = None
    for node in mixed:
        if _is_inline(node) and not isinstance(node, _line_break):
            if run is None:
                run = make()
                out.append(run)
            run.append(node)
        else:
            run = None
            out.append(node)
    return out


def _flat(mixed: Iterable[nodes.Node]) -> Mixed:
    """Return running text only: blocks by their text, line breaks as blanks."""
    out: Mixed = []
    for node in mixed:
        if isinstance(node, _line_break):
            out.append(nodes.Text(" "))
        elif _is_inline(node):
            out.append(node)
        elif text := node.astext():
            out.append(nodes.Text(f" {text} "))
    return out


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
    keeps_sections = sections and isinstance(node, _TAKES_SECTIONS)
    mixed = _children(node, sections=keeps_sections)
    if isinstance(node, (nodes.TextElement, nodes.Inline)) and not isinstance(node, nodes.Part):
        if all(map(_is_inline, mixed)) and not any(isinstance(part, _line_break) for part in mixed):
            _replace_children(node, mixed)
            return [node]
        if isinstance(node, (nodes.title, nodes.term, nodes.caption)):
            _replace_children(node, _flat(mixed))
            return [node]
        shell = node.copy()
        return wrapped(shell.copy, mixed)
    if not node.children:
        return [node]
    takes_text = isinstance(node, (nodes.title, nodes.term, nodes.caption, nodes.attribution, nodes.field_name))
    _replace_children(node, _flat(mixed) if takes_text else mixed)
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
            term = nodes.term("", "", *_flat(_children(part, sections=False)), ids=part["ids"])
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
    return lower_table(node, _blocks, lambda part: _flat(_children(part, sections=False)), nested=nested)


def _inside_table(node: nodes.Node) -> bool:
    parent = node.parent
    while parent is not None:
        if isinstance(parent, nodes.table) or (isinstance(parent, essay.Tagged) and parent.tag == "table"):
            return True
        parent = parent.parent
    return False


def _preformatted(node: essay.Tagged) -> Mixed:
    text = _text_of(node).strip("\n")
    return [nodes.literal_block(text, text, language="none", classes=node["classes"], ids=node["ids"])]


def _text_of(node: nodes.Element) -> str:
    """Return the text of preformatted content, its line breaks kept."""
    parts = []
    for child in node.findall():
        if isinstance(child, nodes.Text):
            parts.append(str(child))
        elif isinstance(child, essay.Tagged) and child.tag == "br":
            parts.append("\n")
    return "".join(parts)


def _rule(_node: essay.Tagged) -> Mixed:
    return [nodes.transition()]


def _rubric(node: essay.Tagged) -> Mixed:
    return [nodes.rubric("", "", *_flat(_children(node, sections=False)), ids=node["ids"], classes=node["classes"])]


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


def _input(node: essay.Tagged) -> Mixed:
    attrs = essay.attributes_of(node)
    kind = (attrs.get("type") or "text").lower()
    if kind in ("checkbox", "radio"):
        return [nodes.Text("☑ " if "checked" in attrs else "☐ ")]
    value = attrs.get("value") or attrs.get("placeholder") or ""
    return [nodes.Text(f"{value} ")] if value and kind not in ("hidden", "password") else []


def _media(node: essay.Tagged) -> Mixed:
    """Lower something that only a screen or a loudspeaker plays: title, address, and what stands in for it."""
    attrs = essay.attributes_of(node)
    address = attrs.get("src") or attrs.get("data") or ""
    for child in node.children:
        if not address and isinstance(child, essay.Tagged) and child.tag == "source":
            address = essay.attributes_of(child).get("src") or ""
    out: Mixed = []
    if address:
        title = attrs.get("title") or attrs.get("aria-label") or address
        link = _reference(title, address)
        if is_local(address):
            for part in link:
                if isinstance(part, nodes.reference):
                    part["essay_href"] = address
        out.extend(link)
        out.append(nodes.Text(" "))
    return [*out, *_children(node, sections=False)]


def _reference(title: str, address: str) -> Mixed:
    """Return a link that shows its address, also where links cannot be followed."""
    link = nodes.reference("", title, refuri=address)
    if title == address:
        return [link]
    return [link, nodes.Text(" ("), nodes.reference("", address, refuri=address), nodes.Text(")")]


def _area(node: essay.Tagged) -> Mixed:
    attrs = essay.attributes_of(node)
    alt, href = attrs.get("alt") or "", attrs.get("href") or ""
    return [*_reference(alt or href, href), nodes.Text(" ")] if href else []


def _missing_image(node: essay.Tagged) -> Mixed:
    alt = essay.attributes_of(node).get("alt")
    return [nodes.Text(alt)] if alt else []


def _break(_node: essay.Tagged) -> Mixed:
    return [_line_break()]


def _text_area(node: essay.Tagged) -> Mixed:
    text = node.astext()
    return [nodes.literal(text, text)] if text else []


def _literal(node: essay.Tagged) -> Mixed:
    return wrapped(nodes.literal, _children(node, sections=False))


# -- nodes of their own kind -----------------------------------------------------------------------------------------


def _link(node: nodes.Element) -> Mixed:
    attributes = {k: v for k, v in node.attributes.items() if k != "attrs"}
    mixed = _children(node, sections=False)

    def make() -> nodes.Element:
        reference = nodes.reference()
        reference.attributes.update(attributes)
        return reference

    return wrapped(make, mixed)


def _image(node: nodes.Element) -> Mixed:
    image = nodes.image()
    attributes = dict(node.attributes)
    given = essay.attributes_of(node)
    attributes.pop("attrs", None)
    attributes.pop("no_alt", None)
    image.attributes.update(attributes)
    for name in ("width", "height"):
        value = (given.get(name) or "").strip().removesuffix("px")
        if value.isdecimal() and int(value) > 0:
            image[name] = f"{value}px"
        elif name == "width" and value.endswith("%") and value[:-1].isdecimal():
            image[name] = value
    image.source, image.line = node.source, node.line
    return [image]


def _video(node: nodes.Element) -> Mixed:
    link = _reference(node["title"] or node["watch"], node["watch"])
    images = [child for child in _children(node, sections=False) if isinstance(child, nodes.image)]  # poster, QR code
    return [*link, *images] if isinstance(node.parent, nodes.TextElement) else [_paragraph(link), *images]


def _code_span(node: nodes.Element) -> Mixed:
    text = node.astext()
    return [nodes.literal(text, text)]


def _code_block(node: nodes.Element) -> Mixed:
    text = node.astext()
    block = nodes.literal_block(text, text, language=node["language"], force=True, ids=node["ids"])
    block.source, block.line = node.source, node.line
    return [block]


def _math_block(node: nodes.Element) -> Mixed:
    block = nodes.math_block(node.rawsource, node.astext())
    block.attributes.update(node.attributes)
    block.source, block.line = node.source, node.line
    return [block]


def _raw(node: nodes.Element) -> Mixed:
    """Lower HTML that is kept verbatim: its words."""
    tree = LexborHTMLParser(node.astext())
    tree.strip_tags(["script", "style", "template"])
    text = tree.body.text(separator=" ").strip() if tree.body is not None else ""
    return [nodes.Text(text)] if text else []


def _nothing(_node: nodes.Element) -> Mixed:
    return []


def _footnote_mark(node: nodes.Element) -> Mixed:
    number = str(node["number"])
    again = f":{node['again']}" if node["again"] else ""
    return [
        nodes.footnote_reference(
            "", number, refid=f"fn:{node['name']}", ids=[f"fnref:{node['name']}{again}"], docname=node["docname"]
        )
    ]


def _footnote(node: nodes.Element) -> Mixed:
    label = nodes.label("", str(node["number"]))
    note = nodes.footnote("", label, *_blocks(node), ids=[f"fn:{node['name']}"], docname=node["docname"])
    note.source, note.line = node.source, node.line
    return [note]


def _footnotes(node: nodes.Element) -> Mixed:
    return _blocks(node)


_SPECIAL: Final[dict[type[nodes.Node], Callable[[nodes.Element], Mixed]]] = {
    essay.link: _link,
    essay.essay_image: _image,
    essay.code_span: _code_span,
    essay.code_block: _code_block,
    essay.code_listing: _code_block,
    essay.formula: _math_block,
    essay.html_raw: _raw,
    essay.html_comment: _nothing,
    essay.page_style: _nothing,
    essay.page_script: _nothing,
    essay.footnote_mark: _footnote_mark,
    essay.footnote_text: _footnote,
    essay.footnote_list: _footnotes,
    essay.footnote_return: _nothing,
    video: _video,
}

_DROPPED: Final = frozenset(
    {"script", "style", "template", "link", "meta", "base", "param", "source", "track", "col", "colgroup", "rp", "wbr"}
    | {"head", "title", "noframes", "noembed"}
)
"""Elements that a browser shows nothing of."""

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
    "pre": _preformatted,
    "listing": _preformatted,
    "xmp": _preformatted,
    "plaintext": _preformatted,
    "textarea": _text_area,
    "hr": _rule,
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
    "input": _input,
    "br": _break,
    "img": _missing_image,
    "iframe": _media,
    "frame": _media,
    "video": _media,
    "audio": _media,
    "object": _media,
    "embed": _media,
    "area": _area,
}
