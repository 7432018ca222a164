"""Tokens → HTML, in the shape in which kramdown writes it."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from sphinx_essay.kramdown.document import Document, parse
from sphinx_essay.kramdown.html_model import BLOCK_ELEMENTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markdown_it.token import Token

    from sphinx_essay.kramdown.options import Options

_SPACES_RE = re.compile(r"(^[ \t]+)|([ \t]+$)|([ \t]+)", re.MULTILINE)
_NBSP = "\N{NO-BREAK SPACE}"


def to_html(text: str, options: Options | None = None) -> str:
    """Convert kramdown text to HTML; whatever the text, this raises nothing."""
    return render(parse(text, options))


def render(document: Document) -> str:
    """Return the HTML of a parsed document.

    Code is not highlighted; MyST's directives and roles, which only Sphinx can carry out, show their source.
    """
    return _Renderer(document.options).render(document.tokens)


class _Renderer:
    def __init__(self, options: Options) -> None:
        self._options = options
        self._out: list[str] = []

    def render(self, tokens: Sequence[Token]) -> str:
        self._tokens(tokens)
        return "".join(self._out)

    def _tokens(self, tokens: Sequence[Token]) -> None:
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.type == "footnote_open":
                index = self._footnote(tokens, index)
                continue
            if token.type == "paragraph_open" and (figure := _standalone_image(tokens, index)) is not None:
                self._figure(token, figure)
                index += 3
                continue
            rule = _RULES.get(token.type)
            if rule is not None:
                rule(self, token)
            elif token.nesting == 1:
                self._tag(token)
            elif token.nesting == -1:
                self._end_tag(token)
            index += 1

    def _tag(self, token: Token) -> None:
        if not token.hidden:
            self._out.append(f"<{token.tag}{_attributes(token.attrs)}>")

    def _end_tag(self, token: Token) -> None:
        if not token.hidden:
            self._out.append(f"</{token.tag}>")
        if token.block and (token.type != "html_close" or not token.level or token.tag in BLOCK_ELEMENTS):
            self._out.append("\n")

    def _void(self, token: Token) -> None:
        self._out.append(f"<{token.tag}{_attributes(token.attrs)} />")
        if token.block and (token.type != "html_void" or token.tag in BLOCK_ELEMENTS):
            self._out.append("\n")

    def _inline(self, token: Token) -> None:
        self._tokens(token.children or ())

    def _text(self, token: Token) -> None:
        self._out.append(html.escape(token.content, quote=False))

    def _raw(self, token: Token) -> None:
        self._out.append(token.content)
        if token.meta.get("kind") == "block":
            self._out.append("\n")

    def _comment(self, token: Token) -> None:
        self._out.append(f"<!--{token.content}-->")
        if token.block:
            self._out.append("\n")

    def _heading(self, token: Token) -> None:
        self._tag(token)
        id_ = token.attrs.get("id")
        if self._options.header_links and id_:
            self._out.append(f"<a{_attributes({'href': f'#{id_}'})}></a>")

    def _code_inline(self, token: Token) -> None:
        attrs = dict(token.attrs)
        default = self._default_language("span")
        classes = str(attrs.get("class", ""))
        if default is not None and (default or "language-" in classes):
            if "language-" not in classes:
                classes = f"language-{default} {classes}".rstrip()
            attrs["class"] = f"{classes} highlighter-{self._options.syntax_highlighter}"
        self._out.append(f"<code{_attributes(attrs)}>{html.escape(token.content, quote=False)}</code>")

    def _code(self, token: Token) -> None:
        content = html.escape(token.content, quote=False)
        if token.type == "fence" and token.info.startswith("{"):
            content = html.escape(f"{token.markup}{token.info}\n{token.content}{token.markup}\n", quote=False)
            self._out.append(f"<pre><code>{content}</code></pre>\n")
            return
        default = self._default_language("block")
        language = token.info or default
        attrs = dict(token.attrs)
        if language and default is not None:
            classes = f"language-{language} {attrs.get('class', '')}".rstrip()
            attrs["class"] = f"{classes} highlighter-{self._options.syntax_highlighter}"
            self._out.append(
                f'<div{_attributes(attrs)}><div class="highlight"><pre class="highlight">'
                f"<code>{content}</code></pre></div></div>\n"
            )
        else:
            if "show-whitespaces" in str(attrs.get("class", "")).split():
                content = _SPACES_RE.sub(_shown_spaces, content)
            code = f' class="language-{html.escape(token.info)}"' if token.info else ""
            self._out.append(f"<pre{_attributes(attrs)}><code{code}>{content}</code></pre>\n")

    def _default_language(self, kind: str) -> str | None:
        """Return the language of code that names none, or ``None`` where such code is not highlighted."""
        settings = dict(self._options.syntax_highlighter_opts)
        own = settings.get(kind)
        if isinstance(own, dict):
            settings.update(own)
        if not self._options.syntax_highlighter or settings.get("disable"):
            return None
        return str(settings.get("default_lang") or "")

    def _math(self, token: Token) -> None:
        content = html.escape(token.content, quote=False)
        tag = "div" if token.block else "span"
        left, right = ("\\[", "\\]") if token.block else ("\\(", "\\)")
        if not self._options.math_engine:
            attrs = {**token.attrs, "class": f"{token.attrs.get('class', '')} kdmath".lstrip()}
            mark = "$$\n" if token.block else "$"
            self._out.append(f"<{tag}{_attributes(attrs)}>{mark}{content}{mark[::-1]}</{tag}>")
        elif token.attrs:
            inner = f"{left}{content}{right}" if token.block else f"${content}$"
            self._out.append(f"<{tag}{_attributes(token.attrs)}>{inner}</{tag}>")
        else:
            self._out.append(f"{left}{content}{right}")
        if token.block:
            self._out.append("\n")

    def _role(self, token: Token) -> None:
        self._out.append(html.escape(f"{{{token.meta['name']}}}`{token.content}`", quote=False))

    def _footnote_reference(self, token: Token) -> None:
        name = self._options.footnote_prefix + token.meta["label"]
        sub = token.meta["subId"]
        id_ = f"fnref:{name}:{sub}" if sub else f"fnref:{name}"
        text = self._options.footnote_link_text.replace("%s", str(token.meta["id"]))
        link = _attributes({"href": f"#fn:{name}", "class": "footnote", "rel": "footnote", "role": "doc-noteref"})
        self._out.append(f"<sup{_attributes({'id': id_})}><a{link}>{html.escape(text, quote=False)}</a></sup>")

    def _footnotes(self, token: Token) -> None:  # noqa: ARG002
        start = self._options.footnote_nr
        attrs = f' start="{start}"' if start != 1 else ""
        self._out.append(f'<div class="footnotes" role="doc-endnotes">\n<ol{attrs}>\n')

    def _footnotes_end(self, token: Token) -> None:  # noqa: ARG002
        self._out.append("</ol>\n</div>\n")

    def _footnote(self, tokens: Sequence[Token], index: int) -> int:
        """Write a footnote with the links back to where it was referred to; return the index after it."""
        token = tokens[index]
        end = next(
            position
            for position in range(index + 1, len(tokens))
            if tokens[position].type == "footnote_close" and tokens[position].level == token.level
        )
        body = tokens[index + 1 : end]
        name = self._options.footnote_prefix + token.meta["label"]
        self._out.append(f"<li{_attributes({'id': f'fn:{name}'})}>\n")
        place = _backlink_place(body, anywhere=self._options.footnote_backlink_inline)
        links = self._backlinks(name, token.meta["refs"], first_space=place is not None)
        if place is None:
            self._tokens(body)
            if links:
                self._out.append(f"<p>{links}</p>\n")
        else:
            self._tokens(body[:place])
            self._out.append(links)
            self._tokens(body[place:])
        self._out.append("</li>\n")
        return end + 1

    def _backlinks(self, name: str, references: int, *, first_space: bool) -> str:
        text = html.escape(html.unescape(self._options.footnote_backlink), quote=False)
        links = []
        for number in range(references if text else 0):
            target = f"#fnref:{name}:{number}" if number else f"#fnref:{name}"
            attrs = _attributes({"href": target, "class": "reversefootnote", "role": "doc-backlink"})
            label = f"{text}<sup>{number + 1}</sup>" if number else text
            space = _NBSP if number or first_space else ""
            links.append(f"{space}<a{attrs}>{label}</a>")
        return "".join(links)

    def _figure(self, paragraph: Token, image: Token) -> None:
        figure, attrs = dict(paragraph.attrs), dict(image.attrs)
        for key in ("class", "id"):
            if key in attrs and key not in figure:
                figure[key] = attrs.pop(key)
        caption = html.escape(image.content, quote=False)
        self._out.append(
            f"<figure{_attributes(figure)}>\n<img{_attributes(attrs)} />\n"
            f"<figcaption>{caption}</figcaption>\n</figure>\n"
        )

    def _cell_end(self, token: Token) -> None:
        if self._out[-1].startswith((f"<{token.tag}>", f"<{token.tag} ")):
            self._out.append(_NBSP)
        self._end_tag(token)


def _shown_spaces(match: re.Match[str]) -> str:
    """Return spaces and tabs in a form that shows them (kramdown's class ``show-whitespaces``)."""
    side = "-l" if match[1] else "-r" if match[2] else ""
    return "".join(
        f'<span class="ws-tab{side}">\t</span>' if char == "\t" else f'<span class="ws-space{side}">⋅</span>'
        for char in match[0]
    )


def _attributes(attrs: Mapping[str, str | int | float]) -> str:
    return "".join(f' {key}="{html.escape(str(value))}"' for key, value in attrs.items() if key != "id" or value)


def _standalone_image(tokens: Sequence[Token], index: int) -> Token | None:
    """Return the image that is all of the paragraph at ``index`` and asks to be a figure, if there is one."""
    if tokens[index].hidden or index + 1 >= len(tokens):
        return None
    children = tokens[index + 1].children or ()
    if len(children) == 1 and children[0].meta.get("standalone"):
        return children[0]
    return None


def _backlink_place(tokens: Sequence[Token], *, anywhere: bool) -> int | None:
    """Return the index of the token before which back links stand: the end of a footnote's last paragraph.

    With ``anywhere`` that paragraph, or a heading, may be the end of what is nested in the last block.
    """
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        if token.type == "paragraph_close" or (anywhere and token.type == "heading_close"):
            return index
        if not anywhere or token.nesting != -1:
            return None
    return None


_RULES: dict[str, Callable[[_Renderer, Token], None]] = {
    "inline": _Renderer._inline,
    "text": _Renderer._text,
    "hardbreak": _Renderer._void,
    "hr": _Renderer._void,
    "image": _Renderer._void,
    "html_void": _Renderer._void,
    "html_raw": _Renderer._raw,
    "html_comment": _Renderer._comment,
    "heading_open": _Renderer._heading,
    "code_inline": _Renderer._code_inline,
    "code_block": _Renderer._code,
    "fence": _Renderer._code,
    "colon_fence": _Renderer._code,
    "math_block": _Renderer._math,
    "math_inline": _Renderer._math,
    "myst_role": _Renderer._role,
    "footnote_ref": _Renderer._footnote_reference,
    "footnote_block_open": _Renderer._footnotes,
    "footnote_block_close": _Renderer._footnotes_end,
    "td_close": _Renderer._cell_end,
    "th_close": _Renderer._cell_end,
}
