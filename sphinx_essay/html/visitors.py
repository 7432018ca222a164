"""How HTML builders (``html``, ``dirhtml``, ``singlehtml``, ``epub``, …) write an essay's nodes.

What is written is well-formed XML as well as HTML, since EPUB needs that: void elements end in ``/>``, attributes without a
value get an empty one.  What else books want of HTML is the affair of :mod:`sphinx_essay.books.xhtml`.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from docutils import nodes
from sphinx.locale import _

from sphinx_essay.events import connect
from sphinx_essay.html import nodes as essay

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

Visitor = Callable[[Any, Any], None]

BOOKS: Final = ("epub", "singlehtml")
"""HTML builders whose pages follow each other, so that each shows its title."""


def start_tag(tag: str, node: nodes.Element, extra: Iterable[tuple[str, str]] = ()) -> str:
    """Return the start tag of an element with the node's id, classes and attributes.

    This is the one place through which the author's attributes reach a page.
    """
    parts = [tag]
    attributes = node.attributes
    ids = attributes["ids"]
    if ids:
        parts.append(f'id="{escape(ids[0])}"')
    if attributes["classes"]:
        parts.append(f'class="{escape(" ".join(attributes["classes"]))}"')
    parts.extend(f'{name}="{escape(value)}"' for name, value in extra)
    parts.extend(f'{name}="{escape(value or "")}"' for name, value in attributes.get("attrs", ()))
    end = " />" if tag in essay.VOID else ">"
    more = "".join(f'<span id="{escape(other)}"></span>' for other in ids[1:])
    return f"{more}<{' '.join(parts)}{end}"


def visit_tagged(self: HTML5Translator, node: essay.Tagged) -> None:
    """Begin an element."""
    tag = node.tag
    if not tag:
        return
    if tag == "table":
        # Just the Docs: every table scrolls by itself
        self.body.append('<div class="table-wrapper">')
    self.body.append(start_tag(tag, node))


def depart_tagged(self: HTML5Translator, node: essay.Tagged) -> None:
    """End an element."""
    tag = node.tag
    if tag in essay.VOID:
        if tag == "hr":
            self.body.append("\n")
        return
    if not tag:
        return
    end = "</table></div>" if tag == "table" else f"</{tag}>"
    # kramdown ends the line after an element that it does not know, too, so that words of neighbours stay apart.
    alone = isinstance(node, essay.html_block) and not isinstance(node.parent, essay.html_block)
    self.body.append(end + "\n" if alone or tag in essay.BLOCK else end)


def visit_html_raw(self: HTML5Translator, node: essay.html_raw) -> None:
    """Write text as it is."""
    self.body.append(node.astext())
    raise nodes.SkipNode


def visit_html_comment(self: HTML5Translator, node: essay.html_comment) -> None:
    """Write a comment."""
    self.body.append(f"<!--{node.astext()}-->")
    raise nodes.SkipNode


def _with_code(node: essay.Tagged) -> str:
    """Return a script or style as an element."""
    return f"{start_tag(node.tag, node)}{node['code']}</{node.tag}>"


def visit_page_script(self: HTML5Translator, node: essay.page_script) -> None:
    """Write a script."""
    self.body.append(_with_code(node))
    raise nodes.SkipNode


def visit_page_style(self: HTML5Translator, node: essay.page_style) -> None:
    """Keep a style for the page's head (see :func:`add_styles`)."""
    styles: list[str] = self.document.setdefault("essay_styles", [])
    style = _with_code(node)
    if style not in styles:
        styles.append(style)
    raise nodes.SkipNode


def add_styles(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put a page's own styles into its head (``html-page-context``)."""
    if doctree is not None and (styles := doctree.get("essay_styles")):
        context["metatags"] = context.get("metatags", "") + "\n".join(styles) + "\n"


def visit_heading(self: HTML5Translator, node: essay.heading) -> None:
    """Begin a heading at the author's level."""
    if node.get("hidden") and (self.builder.name not in BOOKS or node.get("repeated")):
        raise nodes.SkipNode
    ids = node.parent["ids"] if isinstance(node.parent, essay.essay_section) else []
    extra = [("id", ids[0])] if ids and not node["ids"] else []
    self.body.extend(f'<span id="{escape(other)}"></span>' for other in ids[1:])
    self.body.append(start_tag(f"h{node['level']}", node, extra))
    if ids:
        self.add_secnumber(node)


def depart_heading(self: HTML5Translator, node: essay.heading) -> None:
    """End a heading, with a link to itself where Sphinx is set to give headings one."""
    if self.config.html_permalinks and self.builder.add_permalinks and node.parent["ids"]:
        # Sphinx's own add_permalink_ref writes an id as it is, and authors choose theirs.
        address, title = escape(f"#{node.parent['ids'][0]}"), escape(_("Link to this heading"))
        icon = self.config.html_permalinks_icon
        self.body.append(f'<a class="headerlink" href="{address}" title="{title}">{icon}</a>')
    self.body.append(f"</h{node['level']}>\n")


def visit_link(self: HTML5Translator, node: essay.link) -> None:
    """Begin a link."""
    href = node.get("refuri") or ("#" + node["refid"] if "refid" in node else "")
    self.body.append(start_tag("a", node, [("href", href)]))


def visit_image(self: HTML5Translator, node: essay.essay_image) -> None:
    """Write an image."""
    self.body.append(image_tag(self, node))
    raise nodes.SkipNode


def image_tag(self: HTML5Translator, node: nodes.image) -> str:
    """Return an image as an element, with the address that the builder gives it."""
    uri = node["uri"]
    if uri in self.builder.images:
        uri = f"{self.builder.imgpath}/{quote(self.builder.images[uri])}"
    extra = [("src", uri)]
    if not node.get("no_alt"):
        extra.append(("alt", node.get("alt", "")))
    return start_tag("img", node, extra)


def visit_code_block(self: HTML5Translator, node: essay.code_block) -> None:
    """Write a block of code that is not highlighted, as kramdown does."""
    text = escape(node.astext(), quote=False)
    name = escape(node["code_class"])
    if node.get("boxed"):
        # kramdown with Rouge, text without a language
        self.body.append(
            start_tag("div", node)
            + f'<div class="highlight"><pre class="highlight"><code>{text}\n</code></pre></div></div>\n'
        )
    else:
        self.body.append(start_tag("pre", node) + f'<code class="{name}">{text}\n</code></pre>\n')
    raise nodes.SkipNode


def visit_code_listing(self: HTML5Translator, node: essay.code_listing) -> None:
    """Write a block of highlighted code, in the classes of Jekyll's highlighter."""
    # force: Jekyll's highlighter takes text that its language does not allow, so no warning is due
    code = self.highlighter.highlight_block(node.rawsource, node["language"], location=node, force=True)
    self.body.append(f"{start_tag('div', node)}{code}</div>\n")
    raise nodes.SkipNode


def visit_formula(self: HTML5Translator, node: essay.formula) -> None:
    """Write a formula.  For MathJax it is left as written: the page's author checked it with MathJax."""
    if self.builder.math_renderer_name != "mathjax":
        self.visit_math_block(node)  # raises SkipNode, as Sphinx's renderers do
        return
    self._has_maths_elements = True  # Sphinx's own mark for pages that need MathJax
    opening, closing = self.config.mathjax_display
    classes = " ".join(["math", "notranslate", "nohighlight", *node["classes"]])
    self.body.append(f'<div class="{escape(classes)}">{opening}{escape(node.astext(), quote=False)}{closing}</div>\n')
    raise nodes.SkipNode


def visit_footnote_mark(self: HTML5Translator, node: essay.footnote_mark) -> None:
    """Write a reference to a footnote as kramdown does."""
    name = escape(node["name"])
    again = f":{node['again']}" if node["again"] else ""
    role, kind = 'role="doc-noteref"', ""
    if self.builder.name == "epub":
        kind = ' epub:type="noteref"'
    self.body.append(
        f'<sup id="fnref:{name}{again}"><a href="#fn:{name}" class="footnote" rel="footnote" {role}{kind}>'
        f"{escape(node['label'], quote=False)}</a></sup>"
    )
    raise nodes.SkipNode


def visit_footnote_list(self: HTML5Translator, node: essay.footnote_list) -> None:
    """Begin the list of footnotes."""
    first = node.children[0]["number"] if node.children else 1  # type: ignore[index]
    start = f' start="{first}"' if first != 1 else ""
    self.body.append(f'<div class="footnotes" role="doc-endnotes">\n<ol{start}>\n')


def depart_footnote_list(self: HTML5Translator, _node: essay.footnote_list) -> None:
    """End the list of footnotes."""
    self.body.append("</ol>\n</div>\n")


def visit_footnote_text(self: HTML5Translator, node: essay.footnote_text) -> None:
    """Begin a footnote; kramdown gives it the role doc-endnote, which DPUB-ARIA 1.1 deprecates."""
    self.body.append(f'<li id="fn:{escape(node["name"])}">\n')


def depart_footnote_text(self: HTML5Translator, _node: essay.footnote_text) -> None:
    """End a footnote."""
    self.body.append("</li>\n")


def visit_footnote_return(self: HTML5Translator, node: essay.footnote_return) -> None:
    """Write the links back from a footnote."""
    name, sign = escape(node["name"]), escape(node["sign"], quote=False)
    links = []
    for index in range(node["references"]):
        again, number = (f":{index}", f"<sup>{index + 1}</sup>") if index else ("", "")
        links.append(f'<a href="#fnref:{name}{again}" class="reversefootnote" role="doc-backlink">{sign}{number}</a>')
    self.body.append(("\u00a0" if node["spaced"] else "") + "\u00a0".join(links))
    raise nodes.SkipNode


def _nothing(_self: HTML5Translator, _node: nodes.Element) -> None:
    """Write nothing."""


_VISIT: Final[dict[type[nodes.Node], Visitor]] = {
    essay.html_raw: visit_html_raw,
    essay.html_comment: visit_html_comment,
    essay.page_script: visit_page_script,
    essay.page_style: visit_page_style,
    essay.essay_section: _nothing,
    essay.heading: visit_heading,
    essay.link: visit_link,
    essay.essay_image: visit_image,
    essay.formula: visit_formula,
    essay.code_block: visit_code_block,
    essay.code_listing: visit_code_listing,
    essay.footnote_mark: visit_footnote_mark,
    essay.footnote_list: visit_footnote_list,
    essay.footnote_text: visit_footnote_text,
    essay.footnote_return: visit_footnote_return,
}
"""What begins a node; :func:`visit_tagged` for all others."""

_DEPART: Final[dict[type[nodes.Node], Visitor]] = {
    essay.essay_section: _nothing,
    essay.heading: depart_heading,
    essay.footnote_list: depart_footnote_list,
    essay.footnote_text: depart_footnote_text,
}
"""What ends a node; :func:`depart_tagged` for all others."""


def visit_essay_node(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin a node of ours."""
    _VISIT.get(type(node), visit_tagged)(self, node)


def depart_essay_node(self: HTML5Translator, node: nodes.Element) -> None:
    """End a node of ours."""
    _DEPART.get(type(node), depart_tagged)(self, node)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the nodes, and one pair of visitors for all of them in HTML.

    Sphinx makes a translator many times a page and gives it each visitor anew, so that one pair counts.  For the other
    formats ``lowering`` leaves none of the nodes.
    """
    app.add_node(essay.EssayNode, html=(visit_essay_node, depart_essay_node))
    for node in vars(essay).values():
        if isinstance(node, type) and issubclass(node, essay.EssayNode) and node is not essay.EssayNode:
            app.add_node(node)
    connect(app, "html-page-context", add_styles)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
