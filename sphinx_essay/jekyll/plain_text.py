"""The text of a piece of Markdown, for titles."""

from __future__ import annotations

from html.parser import HTMLParser


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        """Keep the text between tags."""
        self.parts.append(data)


def plain_text(markdown: str) -> str:
    """Return the text of ``markdown`` as kramdown renders it, without markup, its white space folded."""
    try:
        from sphinx_essay.kramdown import to_html
    except ImportError:
        return markdown
    parser = _Text()
    parser.feed(to_html(markdown))
    parser.close()
    return " ".join("".join(parser.parts).split())
