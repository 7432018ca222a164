"""Markdown tokens → doctree: what each kind of token makes.

The renderer is a subclass of MyST's, so that its directives, roles and references work in essays.  The nodes are those of
``html.nodes``; ``walk`` says where they go.
"""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode

from sphinx_essay.html import nodes as essay
from sphinx_essay.html.address import is_local
from sphinx_essay.html.video_node import video
from sphinx_essay.kramdown.preset import options_of
from sphinx_essay.markdown.code import code_node
from sphinx_essay.markdown.footnotes import add_links_back
from sphinx_essay.markdown.walk import Frame, TokenWalk
from sphinx_essay.project.source_folder import SOURCE_SUFFIXES
from sphinx_essay.video import untitled
from sphinx_essay.video.node import video_from_frame

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown_it.token import Token

    from sphinx_essay.markdown.walk import Handler

_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}

_NO_SECTIONS: Final = frozenset(
    {"summary", "table", "thead", "tbody", "tfoot", "tr", "ul", "ol", "dl", "dt", "p", "pre", "hgroup"}
)
"""Elements in which a heading begins no section."""

_PREFORMATTED: Final = frozenset({"pre", "textarea"})


class EssayRenderer(TokenWalk):
    """Fill a document from the tokens of either dialect."""

    def setup_render(self, options: dict[str, Any], env: Any) -> None:
        """Begin a document."""
        super().setup_render(options, env)
        self._unnamed = 0

    def _token_handlers(self, options: Mapping[str, Any]) -> Mapping[str, Handler]:
        handlers = self._kramdown_handlers()
        if options.get("essay_dialect") == "myst":
            for name in _LEFT_TO_MYST:
                del handlers[name]
        return handlers

    def _kramdown_handlers(self) -> dict[str, Handler]:
        handlers: dict[str, Handler] = {
            "inline": self._inline,
            "heading_open": self._heading_open,
            "heading_close": self._heading_close,
            "paragraph_open": self._paragraph_open,
            "paragraph_close": self._paragraph_close,
            "blockquote_open": self._block_open(essay.essay_block_quote),
            "bullet_list_open": self._bullet_list_open,
            "ordered_list_open": self._ordered_list_open,
            "list_item_open": self._block_open(essay.essay_list_item),
            "hr": self._rule,
            "fence": self._fence,
            "code_block": self._code_block,
            "math_block": self._math_block,
            "html_open": self._html_open,
            "html_close": self._html_close,
            "html_void": self._html_void,
            "html_raw": self._html_raw,
            "html_comment": self._html_comment,
            "html_doctype": self._html_raw,
            "footnote_block_open": self._footnote_block_open,
            "footnote_open": self._footnote_open,
            "footnote_close": self._footnote_close,
            "hardbreak": self._hard_break,
            "em_open": self._inline_open(essay.essay_emphasis),
            "strong_open": self._inline_open(essay.essay_strong),
            "code_inline": self._code_inline,
            "link_open": self._link_open,
            "image": self._image,
            "essay_link_open": self._link_open,
            "math_inline": self._math_inline,
            "footnote_ref": self._footnote_ref,
        }
        for name in ("table", "thead", "tbody", "tfoot", "tr", "th", "td", "dl", "dt", "dd", "s", "abbr"):
            handlers[f"{name}_open"] = self._element_open
        for name in list(handlers):
            if name.endswith("_open"):
                handlers.setdefault(name.removesuffix("_open") + "_close", self._close)
        return handlers

    # -- blocks ------------------------------------------------------------------------------------------------------

    def _inline(self, token: Token) -> None:
        if token.map:
            self._line = token.map[0]
        node = self.current_node
        if not self._frame.flow and isinstance(node, nodes.TextElement) and not node.rawsource:
            node.rawsource = token.content
        self._walk(token.children or ())

    def _block_open(self, cls: type[essay.Tagged]) -> Handler:
        def handler(token: Token) -> None:
            node = cls()
            self._place(node, token)
            if token.attrs:
                node.set_attributes(token.attrs)
            self._open(self._block_parent(), node, flow=True)

        return handler

    def _paragraph_close(self, token: Token) -> None:
        node = self.current_node
        self._close(token)
        held = [child for child in node.children if not (isinstance(child, nodes.Text) and not child.strip())]
        if len(held) == 1 and isinstance(held[0], video):
            # a player is a block, where nothing else stands in its paragraph
            node.replace_self(held[0])
        elif len(held) == 1 and isinstance(held[0], essay.essay_image) and held[0].get("standalone"):
            node.replace_self(_figure(held[0]))

    def _paragraph_open(self, token: Token) -> None:
        node: essay.Tagged = essay.text_run() if token.hidden else essay.essay_paragraph()
        self._place(node, token)
        if token.attrs:
            node.set_attributes(token.attrs)
        self._open(self._block_parent(), node, flow=False)

    def _bullet_list_open(self, token: Token) -> None:
        node = essay.essay_bullet_list(bullet=token.markup or "*")
        self._list_open(node, token)

    def _ordered_list_open(self, token: Token) -> None:
        node = essay.essay_enumerated_list()
        node.attributes |= _numbering(token.attrs)
        self._list_open(node, token)

    def _list_open(self, node: essay.Tagged, token: Token) -> None:
        self._place(node, token)
        if token.attrs:
            node.set_attributes(token.attrs)
        self._open(self._block_parent(), node, flow=True)

    def _rule(self, token: Token) -> None:
        node = essay.rule()
        node.set_attributes(token.attrs)
        self._block(node, token)

    def _element_open(self, token: Token) -> None:
        inline = token.tag in essay.INLINE
        node = essay.element(token.tag, token.attrs, inline=inline)
        self._place(node, token)
        self._open(self._inline_parent() if inline else self._block_parent(), node, flow=not inline)

    # -- headings ----------------------------------------------------------------------------------------------------

    def _heading_open(self, token: Token) -> None:
        self._begin_heading(token, token.tag, token.attrs)

    def _begin_heading(self, token: Token, tag: str, attrs: Mapping[str, Any]) -> None:
        level = min(_HEADINGS[tag] + self._heading_offset, 6)
        parent = self._block_parent()
        if not self._takes_sections():
            node = essay.element(tag, attrs)
            self._place(node, token)
            self._open(parent, node, flow=True)
            return
        title = essay.heading(level=level)
        self._place(title, token)
        sections = self._frame.sections
        while sections and sections[-1][0] >= level:
            sections.pop()
        base = sections[-1][1] if sections else self._frame.node
        section = essay.essay_section()
        self._place(section, token)
        essay.take_attributes(attrs, onto=title, anchor=section)
        if not section["ids"]:
            # Sphinx's contents and search need an address; kramdown gives raw HTML headings none
            self._unnamed += 1
            section["ids"].append(f"heading-{self._unnamed}")
        base.append(section)
        section.append(title)
        sections.append((level, section))
        self.current_node = section
        self._frames.append(self._frame)
        self._frame = Frame(title, section, flow=False)
        self.current_node = title

    def _heading_close(self, token: Token) -> None:
        title = self.current_node
        self._close(token)
        section = title.parent
        if isinstance(section, nodes.section):
            # MyST resolves links such as [text](page.md#id) with these
            name = section["ids"][0]
            self._heading_slugs.setdefault(name, (title.line, name, title.astext()))

    def _takes_sections(self) -> bool:
        frame = self._frame
        node = frame.node
        return frame.flow and not (isinstance(node, essay.Tagged) and node.tag in _NO_SECTIONS)

    # -- code and math -----------------------------------------------------------------------------------------------

    def _fence(self, token: Token) -> None:
        info = token.info.strip()
        if info.startswith("{") or info in self.md_config.fence_as_directive:
            self._directive(token)
        else:
            self._code_block(token)

    def _code_block(self, token: Token) -> None:
        self._block(code_node(token.content.removesuffix("\n"), token.info.strip(), token.attrs), token)

    def _directive(self, token: Token) -> None:
        token.map = token.map or [self._line, self._line]
        outer = self.current_node
        self.current_node = self._block_parent()
        try:
            self.render_fence(SyntaxTreeNode([token]).children[0])
        finally:
            self.current_node = outer

    def _math_block(self, token: Token) -> None:
        content = token.content.strip("\n")
        node = essay.formula(content, content, nowrap=False, number=None, label=None)
        node["no-wrap"] = False
        node["classes"].extend(str(token.attrs.get("class", "")).split())
        self._block(node, token)

    # -- running text ------------------------------------------------------------------------------------------------

    def _inline_open(self, cls: type[essay.Tagged]) -> Handler:
        def handler(token: Token) -> None:
            node = cls()
            if token.attrs:
                node.set_attributes(token.attrs)
            self._open(self._inline_parent(), node, flow=False)

        return handler

    def _hard_break(self, _token: Token) -> None:
        self._inline_parent().append(essay.element("br", inline=True))
        self._inline_parent().append(nodes.Text("\n"))

    def _code_inline(self, token: Token) -> None:
        node = essay.code_span(token.content, token.content)
        node.set_attributes(token.attrs)
        if not any(name.startswith("language-") for name in node["classes"]):
            node["classes"].append("language-plaintext")
        node["classes"].append("highlighter-rouge")
        self._inline_parent().append(node)

    def _math_inline(self, token: Token) -> None:
        self._inline_parent().append(nodes.math(token.content, token.content))

    def _link_open(self, token: Token) -> None:
        self._begin_link(token.attrs)

    def _begin_link(self, attrs: Mapping[str, Any], *, raw: bool = False) -> None:
        href = str(attrs.get("href") or "")
        node = essay.link(refuri=href)
        if raw:
            node["essay_raw"] = True
        node.set_attributes({name: value for name, value in attrs.items() if name != "href"})
        if is_local(href):
            node["essay_href"] = href
        elif href.startswith("#"):
            node["internal"] = True
        if attrs.get("title"):
            node["reftitle"] = str(attrs["title"])
        self._open(self._inline_parent(), node, flow=False)

    def render_link_unknown(self, token: SyntaxTreeNode) -> None:
        """Render a link that MyST cannot tell by its form: an address from the site's root is no name of a target."""
        href = str(token.attrGet("href") or "")
        if not self._is_site_address(href):
            super().render_link_unknown(token)
            return
        self._render_address(token)

    def render_link_url(self, token: SyntaxTreeNode, conversion: Any = None) -> None:
        """Render a link that leads elsewhere."""
        if conversion is not None:
            super().render_link_url(token, conversion)
            return
        self._render_address(token)

    def _render_address(self, token: SyntaxTreeNode) -> None:
        self._begin_link(token.attrs)
        self.render_children(token)
        self._close(None)

    def _is_site_address(self, href: str) -> bool:
        path = href.partition("#")[0].partition("?")[0]
        return path.startswith("/") and not path.endswith(SOURCE_SUFFIXES)

    def _image(self, token: Token) -> None:
        alt = token.content if token.children is None else self._plain(token.children)
        self._add_image(
            {**token.attrs, "alt": alt or token.attrs.get("alt") or ""}, token.meta.get("standalone", False)
        )

    def _plain(self, tokens: Sequence[Token]) -> str:
        parts = []
        for token in tokens:
            if token.type in ("softbreak", "hardbreak"):
                parts.append("\n")
            else:
                parts.append(self._plain(token.children) if token.children else token.content)
        return "".join(parts)

    def _add_image(self, attrs: Mapping[str, Any], standalone: bool = False, *, raw: bool = False) -> None:
        src = str(attrs.get("src") or "").strip()
        if not src:  # nothing that a builder could fetch
            self._inline_parent().append(essay.element("img", attrs, inline=True))
            return
        # Sphinx takes the line from an image that has no source of its own
        node = essay.essay_image(src, uri=src, alt=str(attrs.get("alt") or ""))
        node.set_attributes({name: value for name, value in attrs.items() if name not in ("src", "alt")})
        if "alt" not in attrs:
            node["no_alt"] = True
        if is_local(src):
            node["essay_src"] = src
        if raw:
            node["essay_raw"] = True
        if standalone:
            node["standalone"] = True
        node.source, node.line = self._source, self._line
        self._inline_parent().append(node)

    # -- footnotes ---------------------------------------------------------------------------------------------------

    def _footnote_ref(self, token: Token) -> None:
        meta, options = token.meta, options_of(self.md_env)
        node = essay.footnote_mark(
            name=options.footnote_prefix + meta["label"],
            number=meta["id"],
            label=options.footnote_link_text.replace("%s", str(meta["id"])),
            again=meta.get("subId", 0),
        )
        node["docname"] = self.sphinx_env.docname
        self._inline_parent().append(node)

    def _footnote_block_open(self, token: Token) -> None:
        node = essay.footnote_list()
        self._place(node, token)
        self._open(self._page_end(), node, flow=True)

    def _page_end(self) -> nodes.Element:
        """Return the node that holds what stands at the end of the page, below no heading."""
        self._block_parent()
        return self._frame.node

    def _footnote_open(self, token: Token) -> None:
        meta = token.meta
        name = options_of(self.md_env).footnote_prefix + meta["label"]
        node = essay.footnote_text(name=name, number=meta["id"], references=meta.get("refs", 1))
        node["docname"] = self.sphinx_env.docname
        self._place(node, token)
        self._open(self._block_parent(), node, flow=True)

    def _footnote_close(self, token: Token) -> None:
        self._end_run()
        note, options = self._frame.node, options_of(self.md_env)
        note["sign"], note["anywhere"] = unescape(options.footnote_backlink), options.footnote_backlink_inline
        add_links_back(note)
        self._close(token)

    # -- HTML --------------------------------------------------------------------------------------------------------

    def _html_close(self, token: Token) -> None:
        if isinstance(self.current_node, essay.heading):
            self._heading_close(token)
        else:
            self._close(token)

    def _html_open(self, token: Token) -> None:
        self._begin_element(token, token.tag.lower(), token.attrs)

    def _begin_element(self, token: Token, tag: str, attrs: Mapping[str, Any]) -> None:
        self._beside_blocks(token)
        if tag in _HEADINGS:
            self._begin_heading(token, tag, attrs)
        elif tag == "iframe" and (frame := video_from_frame(attrs)) is not None:
            self._place(frame, token)
            if not frame["title"]:
                untitled.tell_of(frame["watch"], "give the iframe a 'title'", frame.source, frame.line)
            self._open(self._block_parent() if self._frame.flow else self.current_node, frame, flow=False)
        elif tag == "a" and "href" in attrs:
            self._begin_link(attrs, raw=True)
        elif tag == "style":
            self._begin_code(essay.page_style(code=""), token, attrs, inline=False)
        elif tag == "script":
            self._begin_code(essay.page_script(code=""), token, attrs, inline=not self._frame.flow)
        else:
            self._begin_plain_element(token, tag, attrs)

    def _begin_code(self, node: essay.Tagged, token: Token, attrs: Mapping[str, Any], *, inline: bool) -> None:
        node.set_attributes(attrs)
        self._place(node, token)
        self._open(self._inline_parent() if inline else self._block_parent(), node, flow=False)

    def _begin_plain_element(self, token: Token, tag: str, attrs: Mapping[str, Any]) -> None:
        cls = _HTML_NODES.get(tag)
        inline = self._is_inline(token, tag)
        node: essay.Tagged
        if cls is not None:
            node = cls()
            node.set_attributes(attrs)
            if tag == "ol":
                node.attributes |= _numbering(attrs)
            elif tag == "ul":
                node["bullet"] = "*"
        else:
            node = essay.element(tag, attrs, inline=inline)
        self._place(node, token)
        parent = self._inline_parent() if inline else self._block_parent()
        self._open(parent, node, flow=not inline and tag != "p" and tag not in _PREFORMATTED)

    def _is_inline(self, token: Token, tag: str) -> bool:
        if tag in essay.INLINE:
            return True
        if tag in essay.BLOCK:
            return False
        return not self._frame.flow or token.meta.get("kind") == "span"

    def _html_void(self, token: Token) -> None:
        tag = token.tag.lower()
        self._beside_blocks(token)
        if tag == "hr":
            self._rule(token)
        elif tag == "img":
            self._add_image(token.attrs, raw=True)
        else:
            inline = self._is_inline(token, tag)
            node = essay.element(tag, token.attrs, inline=inline)
            self._place(node, token)
            (self._inline_parent() if inline else self._block_parent()).append(node)

    def _text(self, text: str) -> None:
        # A script or style within a line holds text, where one that is a block holds raw HTML.
        if isinstance(self.current_node, (essay.page_style, essay.page_script)):
            self.current_node["code"] += text
        else:
            super()._text(text)

    def _html_raw(self, token: Token) -> None:
        if isinstance(self.current_node, (essay.page_style, essay.page_script)):
            self.current_node["code"] += token.content
        else:
            self._inline_parent().append(essay.html_raw(token.content))

    def _html_comment(self, token: Token) -> None:
        parent = self.current_node if self._frame.run is None else self._frame.run
        parent.append(essay.html_comment(token.content, token.content))


def _figure(image: essay.essay_image) -> essay.Tagged:
    """Return the figure of an image that is to be one, its alternative text as the caption (kramdown: Images)."""
    figure, caption = essay.element("figure"), essay.element("figcaption")
    for name in ("classes", "ids"):
        figure[name], image[name] = image[name], []
    caption += nodes.Text(image["alt"])
    del image["standalone"]
    for node in (figure, caption):
        node.source, node.line = image.source, image.line
    figure += [image, caption]
    return figure


def _numbering(attrs: Mapping[str, Any]) -> dict[str, str | int]:
    """Return how docutils is to number a list with these attributes."""
    start = str(attrs.get("start"))
    numbering: dict[str, str | int] = {"enumtype": "arabic", "prefix": "", "suffix": "."}
    return {**numbering, "start": int(start)} if start.isdecimal() else numbering


_HTML_NODES: Final[dict[str, type[essay.Tagged]]] = {
    "p": essay.essay_paragraph,
    "blockquote": essay.essay_block_quote,
    "ul": essay.essay_bullet_list,
    "ol": essay.essay_enumerated_list,
    "li": essay.essay_list_item,
    "em": essay.essay_emphasis,
    "strong": essay.essay_strong,
}

_LEFT_TO_MYST: Final = ("link_open", "link_close")
"""Tokens of pages in MyST that are rendered as MyST does."""
