"""The nodes of an essay's doctree.

Every node that HTML has a tag for mixes in :class:`Tagged`: HTML builders write the tag with its attributes, exactly as the
author gave them.  Where docutils has a node that says the same, ours is a subclass of it, so that Sphinx and its
extensions see paragraphs, lists and references; :class:`html_block` and :class:`html_inline` stand for all the others.
``tagname`` stays docutils' own, since Sphinx looks at that, too.  For builders of other formats ``lowering`` turns the tree
into docutils' own nodes.

``id`` and ``class`` live in docutils' ``ids`` and ``classes``; all other attributes in ``attrs``, pairs of name and value in
the author's order (the value is None for an attribute without one).  ``essay_local`` names those that may lead into the
site, as ``essay_href`` and ``essay_src`` do for links and images.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from sphinx_essay.html.address import local_addresses

if TYPE_CHECKING:
    from collections.abc import Mapping


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID: Final = _names(
    """
    area base br col embed frame hr img input keygen link meta param source track wbr basefont bgsound
    command
    """
)
"""Elements without content (HTML Living Standard, section 13.1.2, and the obsolete ones that parsers treat alike)."""

INLINE: Final = _names(
    """
    a abbr acronym audio b bdi bdo big br button canvas cite code data datalist del dfn em embed font i
    iframe img input ins kbd label map mark meter nobr noscript object output picture progress q rb rp rt
    rtc ruby s samp select slot small span strike strong sub sup svg math template textarea time tt u var
    video wbr
    """
)
"""Elements that stand in running text (HTML Living Standard, *phrasing content*, and obsolete ones)."""

BLOCK: Final = _names(
    """
    address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt
    fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li
    link listing main menu meta nav ol optgroup option p plaintext pre search section summary table tbody
    td tfoot th thead tr ul xmp
    """
)
"""Elements that stand among blocks, or whose content does."""


class EssayNode(nodes.Element):
    """The first base of all nodes of ours.

    Sphinx looks for a node's visitor along its bases: in HTML builders it finds the one for this class, in all others
    the one for the docutils node that follows.
    """

    def get_language_code(self, fallback: str = "") -> str:
        """Return the language of the text around: to docutils a class ``language-…`` names one, in HTML that of code."""
        return self.parent.get_language_code(fallback) if self.parent is not None else fallback


class Tagged(EssayNode):
    """A node that HTML builders write as an element; ``tag`` is its name, or "" where it writes none."""

    tag: str = ""

    def set_attributes(self, attrs: Mapping[str, str | int | float | None]) -> None:
        """Take over an element's attributes: id and class as docutils keeps them, the others as they are."""
        take_attributes(attrs, onto=self, anchor=self)


def take_attributes(
    attrs: Mapping[str, str | int | float | None], *, onto: nodes.Element, anchor: nodes.Element
) -> None:
    """Put an element's attributes on the node ``onto``, but its id on ``anchor``, which may be another node."""
    rest = []
    for name, value in attrs.items():
        if name == "class":
            onto["classes"].extend(str(value or "").split())
        elif name == "id":
            if value:
                anchor["ids"].append(str(value))
        else:
            rest.append((name, None if value is None else str(value)))
    if rest:
        onto["attrs"] = tuple(rest)


class _AnyTag(Tagged):
    """An element whose tag is a matter of the single node, not of its class."""

    @property
    def tag(self) -> str:  # type: ignore[override]
        return self.attributes["tag"]  # type: ignore[no-any-return]


class html_block(_AnyTag, nodes.General):  # noqa: N801 - docutils names nodes so
    """An element that docutils has no node for, among blocks, such as ``div`` or ``table``."""


class html_inline(_AnyTag, nodes.Inline, nodes.TextElement):  # noqa: N801
    """An element that docutils has no node for, in running text, such as ``span`` or ``br``."""

    def astext(self) -> str:
        """Return the words; a line break is a blank between them."""
        return "\n" if self.tag == "br" else super().astext()


class html_raw(EssayNode, nodes.raw):  # noqa: N801
    """Text that HTML builders write as it is, and the others leave out: a script, or what ``{::nomarkdown}`` holds."""

    tagname = "raw"

    def __init__(self, text: str, **attributes: Any) -> None:
        super().__init__(text, text, format="html", **attributes)


class html_comment(EssayNode, nodes.comment):  # noqa: N801
    """A comment that HTML builders keep."""

    tagname = "comment"


class page_style(Tagged, nodes.Invisible):  # noqa: N801
    """A ``style`` element; HTML builders move it to the page's head.  ``code`` is its text."""

    tag = "style"


class page_script(Tagged, nodes.Invisible, nodes.Inline):  # noqa: N801
    """A ``script`` element.  ``code`` is its text: an attribute, so that no search finds it."""

    tag = "script"


class essay_section(EssayNode, nodes.section):  # noqa: N801
    """A page, or what stands under one of its headings.  HTML has no tag for it: the id is written on the heading."""

    tagname = "section"


class heading(EssayNode, nodes.title):  # noqa: N801
    """A heading at the author's ``level`` (1 to 6).

    ``hidden`` marks a page's title from its front matter, which a web page shows in its head only; ``repeated`` one that
    the page's first heading says again.
    """

    tagname = "title"


class essay_paragraph(Tagged, nodes.paragraph):  # noqa: N801
    """A paragraph."""

    tagname = "paragraph"
    tag = "p"


class text_run(Tagged, nodes.paragraph):  # noqa: N801
    """Running text that HTML writes without a tag: a tight list item's, or what stands directly in a ``div``."""

    tagname = "paragraph"


class essay_block_quote(Tagged, nodes.block_quote):  # noqa: N801
    """A block quote."""

    tagname = "block_quote"
    tag = "blockquote"


class essay_bullet_list(Tagged, nodes.bullet_list):  # noqa: N801
    """A list without numbers."""

    tagname = "bullet_list"
    tag = "ul"


class essay_enumerated_list(Tagged, nodes.enumerated_list):  # noqa: N801
    """A list with numbers."""

    tagname = "enumerated_list"
    tag = "ol"


class essay_list_item(Tagged, nodes.list_item):  # noqa: N801
    """An item of a list."""

    tagname = "list_item"
    tag = "li"


class essay_emphasis(Tagged, nodes.emphasis):  # noqa: N801
    """Emphasis."""

    tagname = "emphasis"
    tag = "em"


class essay_strong(Tagged, nodes.strong):  # noqa: N801
    """Strong emphasis."""

    tagname = "strong"
    tag = "strong"


class code_span(Tagged, nodes.literal):  # noqa: N801
    """Code in running text."""

    tagname = "literal"
    tag = "code"


class code_block(Tagged, nodes.literal_block):  # noqa: N801
    """A block of code in no language that Pygments knows.  ``code_class`` is the class of its ``code`` element."""

    tagname = "literal_block"
    tag = "pre"


class formula(EssayNode, nodes.math_block):  # noqa: N801
    """A formula on lines of its own."""

    tagname = "math_block"


class code_listing(Tagged, nodes.literal_block):  # noqa: N801
    """A block of code that Pygments highlights."""

    tagname = "literal_block"
    tag = "div"


class link(Tagged, nodes.reference):  # noqa: N801
    """A link.

    ``essay_href`` is the address as the author wrote it, where it may lead into the site; ``essay_raw`` says that it stands
    in raw HTML, not in Markdown.
    """

    tagname = "reference"
    tag = "a"


class essay_image(Tagged, nodes.image):  # noqa: N801
    """An image.

    ``essay_src`` is the address as the author wrote it, where it may be a file of the site; ``essay_raw`` says that it
    stands in raw HTML, not in Markdown; ``essay_remote`` is an address without a scheme.  ``essay_url`` is the address on
    the site that it has been found to mean, ``essay_fragment`` what follows ``#`` in it.
    """

    tagname = "image"
    tag = "img"


class rule(Tagged, nodes.General):  # noqa: N801
    """A thematic break, which may stand anywhere."""

    tag = "hr"


class footnote_mark(EssayNode, nodes.Inline, nodes.TextElement):  # noqa: N801
    """A reference to a footnote: its ``name``, ``number`` and ``label``, and how many stand before it (``again``)."""


class footnote_list(EssayNode, nodes.General, nodes.Element):  # noqa: N801
    """The footnotes of a page, in the order of their numbers."""


class footnote_return(EssayNode, nodes.Inline, nodes.Element):  # noqa: N801
    """The links from a footnote back to its references: ``name`` and ``references`` of the footnote, and their ``sign``."""


class footnote_text(EssayNode, nodes.General, nodes.Element):  # noqa: N801
    """One footnote: ``name``, ``number``, ``references`` (how often it is referred to)."""


def attributes_of(node: nodes.Element) -> dict[str, str | None]:
    """Return the attributes of a node's element, without id and class."""
    return dict(node.attributes.get("attrs", ()))


def element(tag: str, attrs: Mapping[str, str | int | float | None] | None = None, *, inline: bool = False) -> Tagged:
    """Return a new node for an element that docutils has no node for."""
    node: Tagged = html_inline() if inline else html_block()
    node["tag"] = tag
    if attrs:
        node.set_attributes(attrs)
        if local := local_addresses(tag, attrs):
            node["essay_local"] = local
    return node
