"""The text of a piece of Markdown, for titles."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_PLAIN = re.compile(r"(?:[^\W_]|[ ,;()?!/])*")


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        """Keep the text between tags."""
        self.parts.append(data)


def plain_text(markdown: str) -> str:
    """Return the text of ``markdown`` as kramdown renders it, without markup, its white space folded."""
    if _PLAIN.fullmatch(markdown):
        return markdown
    from sphinx_essay.kramdown import to_html  # slow to import, and seldom needed

    parser = _Text()
    parser.feed(to_html(markdown))
    parser.close()
    return " ".join("".join(parser.parts).split())
