"""``highlight``: code with colours, and with line numbers where they are asked for."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, ClassVar, TextIO

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

from sphinx_essay.core.code_languages import lexer_name
from sphinx_essay.liquid.errors import MarkupError
from sphinx_essay.liquid.nodes import Body, JekyllNode, JekyllTag
from sphinx_essay.liquid.values import to_s

if TYPE_CHECKING:
    from collections.abc import Collection

    from liquid.ast import Node
    from liquid.stream import TokenStream
    from liquid.tag import Tag
    from liquid.token import Token

    from sphinx_essay.liquid.context import JekyllContext

_MARKUP = re.compile(r'([a-zA-Z0-9.+#_-]+)((?:\s+\w+(?:=(?:\w+|"(?:[0-9]+\s)*[0-9]+"))?)*)', re.ASCII)
_LINENOS = re.compile(r"\blinenos\b(?!=false)")


class HighlightNode(JekyllNode):
    """Prints its body as code, in the elements that Jekyll writes."""

    __slots__ = ("body", "language", "numbered")

    def __init__(self, token: Token, language: str, body: Body, end: int, *, numbered: bool) -> None:
        super().__init__(token, end, blank=body.blank)
        self.language = language
        self.numbered = numbered
        self.body = body

    def emit(self, context: JekyllContext, buffer: TextIO) -> None:
        """Print the code; Liquid in it has been carried out before."""
        own = context.get_buffer(buffer)
        self.body.render(context, own)
        code = own.getvalue().strip("\r\n")
        context.recorder.charge(len(code) >> 3)
        lexer = lexer_name(self.language) if len(code) <= context.recorder.limits.coloured else None
        text = _coloured(code, lexer)
        if self.numbered:
            text = _numbered(code, text)
        name = html.escape(self.language)
        attributes = f'class="language-{name.replace("+", "-")}" data-lang="{name}"'
        before, after = (to_s(context.find(f"highlighter_{side}")) for side in ("prefix", "suffix"))
        buffer.write(f'{before}<figure class="highlight"><pre><code {attributes}>')
        buffer.write(text.removesuffix("\n") + f"</code></pre></figure>{after}")


def _coloured(code: str, lexer: str | None) -> str:
    """Return the code as HTML, its parts in ``span`` elements with Pygments' short class names."""
    if lexer is None:
        return html.escape(code, quote=False)
    options = {"stripnl": False, "ensurenl": False}
    result: str = highlight(code, get_lexer_by_name(lexer, **options), HtmlFormatter(nowrap=True))
    return result.removesuffix("\n").replace("&#39;", "'").replace("&quot;", '"')


def _numbered(code: str, coloured: str) -> str:
    """Return the code as the table of two cells that Rouge writes: the lines' numbers, and the lines."""
    numbers = "".join(f"{number}\n" for number in range(1, code.count("\n") + 2))
    return (
        '<table class="rouge-table"><tbody><tr>'
        f'<td class="gutter gl"><pre class="lineno">{numbers}</pre></td>'
        f'<td class="code"><pre>{coloured}\n</pre></td></tr></tbody></table>'
    )


class Highlight(JekyllTag):
    """``{% highlight language linenos %}…{% endhighlight %}``."""

    name = "highlight"
    dividers: ClassVar[Collection[str] | None] = ()

    def read(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read the language, the options and the code."""
        match = _MARKUP.fullmatch(markup.strip())
        if match is None:
            msg = "highlight needs: highlight language linenos"
            raise MarkupError(msg)
        body, end = self.body(stream)
        numbered = bool(_LINENOS.search(match[2]))
        return HighlightNode(token, match[1].lower(), body, self.end_of(end), numbered=numbered)


TAGS: tuple[type[Tag], ...] = (Highlight,)
