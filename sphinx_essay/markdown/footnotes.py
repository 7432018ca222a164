"""Footnotes of kramdown pages: the links back to where they are referred to, also after a translation."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from sphinx.transforms import SphinxTransform

from sphinx_essay.html import nodes as essay

if TYPE_CHECKING:
    from docutils import nodes

TRANSLATED: Final = "essay_translated"
"""Where it is kept that texts of the kramdown page that is being read were translated."""


def add_links_back(note: nodes.Element) -> None:
    """Append the links back to a footnote, unless the site wants none (its ``sign`` is empty)."""
    if not note["sign"]:
        return
    last = _last_text(note, anywhere=note["anywhere"])
    spaced = last is not None
    if last is None:
        last = essay.essay_paragraph()
        last.source, last.line = note.source, note.line
        note.append(last)
    names = {name: note[name] for name in ("name", "references", "sign")}
    last.append(essay.footnote_return(**names, spaced=spaced))


def _last_text(note: nodes.Element, *, anywhere: bool) -> nodes.Element | None:
    """Return the paragraph that ends a footnote, where there is one.

    With ``anywhere`` (kramdown's option ``footnote_backlink_inline``) it, or a heading, may end what is nested in the last
    block.
    """
    kinds = (essay.essay_paragraph, essay.heading) if anywhere else essay.essay_paragraph
    last: nodes.Node = note
    while last.children:
        last = last.children[-1]
        if isinstance(last, kinds):
            return last
        if not anywhere:
            break
    return None


class FootnotesOfTranslations(SphinxTransform):
    """Mend what a translation leaves of the page's footnotes.

    Each text is translated by itself: its marks do not count those of other texts, and a footnote's new text has no
    links back.
    """

    default_priority = 21  # after the translation (20)

    def apply(self, **_kwargs: Any) -> None:
        """Count the marks of each footnote, and add the links back."""
        if not self.env.temp_data.get(TRANSLATED):
            return
        marks: Counter[str] = Counter()
        for mark in self.document.findall(essay.footnote_mark):
            mark["again"] = marks[mark["name"]]
            marks[mark["name"]] += 1
        for note in list(self.document.findall(essay.footnote_text)):
            note["references"] = marks[note["name"]]
            for links in list(note.findall(essay.footnote_return)):
                links.parent.remove(links)
            add_links_back(note)
