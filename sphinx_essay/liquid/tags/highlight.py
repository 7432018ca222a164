"""``highlight``: code with colours, and with line numbers if they are asked for."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

from sphinx_essay.core.code_languages import lexer_name
from sphinx_essay.liquid.errors import MarkupError
from sphinx_essay.liquid.nodes import Kind, Node, Tag
from sphinx_essay.liquid.values import to_s

if TYPE_CHECKING:
    from sphinx_essay.liquid.context import Context
    from sphinx_essay.liquid.rendering import Output

_MARKUP = re.compile(r'([a-zA-Z0-9.+#_-]+)((?:\s+\w+(?:=(?:\w+|"(?:[0-9]+\s)*[0-9]+"))?)*)', re.ASCII)
_LINENOS = re.compile(r"\blinenos\b(?!=false)")


def _highlight(tag: Tag) -> Node:
    """Read ``{% highlight language linenos %}…{% endhighlight %}``; Liquid in the code is carried out first."""
    match = _MARKUP.fullmatch(tag.markup.strip())
    if match is None:
        msg = "highlight needs: highlight language linenos"
        raise MarkupError(msg)
    language = match[1].lower()
    is_numbered = bool(_LINENOS.search(match[2]))

    def write(context: Context, output: Output) -> None:
        code = tag.body.text(context, output).strip("\r\n")
        context.recorder.charge(len(code) >> 3)
        lexer = lexer_name(language) if len(code) <= context.recorder.limits.coloured else None
        text = _coloured(code, lexer)
        if is_numbered:
            text = _numbered(code, text)
        name = html.escape(language)
        attributes = f'class="language-{name.replace("+", "-")}" data-lang="{name}"'
        before, after = (to_s(context.find(f"highlighter_{side}")) for side in ("prefix", "suffix"))
        output.write(f'{before}<figure class="highlight"><pre><code {attributes}>')
        output.write(text.removesuffix("\n") + f"</code></pre></figure>{after}")

    return Node(tag, write, blank=tag.body.blank)


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


KINDS = {"highlight": Kind(_highlight, ())}
