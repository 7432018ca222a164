"""Make sites to measure with: N pages, the same for everybody, in two flavours.

    python benchmarks/sites.py 1000 just-the-docs /tmp/site

A site is a shelf of works: the home page, letters below it, works below a letter, sections below a work.
The text is made of syllables, with words as unevenly frequent as in a language, so that a search index has
something to do.  Each section holds what sections of essays hold: headings, emphasis, a list, a table, a code
block, footnotes, links.

``just-the-docs`` says where a page belongs in its front matter, uses kramdown's attribute lists, contents and
containers, and has a ``_config.yml``; ``myst`` says it in toctrees.
"""

from __future__ import annotations

import argparse
import string
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Literal

Flavour = Literal["just-the-docs", "myst"]
FLAVOURS: tuple[Flavour, ...] = ("just-the-docs", "myst")

SECTIONS_PER_WORK = 7
WORKS_PER_LETTER = 5


@dataclass(frozen=True, slots=True)
class Work:
    """A work of several pages: its title page and its sections."""

    letter: str
    number: int
    title: str
    sections: tuple[str, ...]

    @property
    def stem(self) -> str:
        """The file of the title page, without its suffix; sections append ``-1``, ``-2`` and so on."""
        return f"{self.letter}/work-{self.number}"


class Writer:
    """Makes words, titles and paragraphs; the same seed gives the same text."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.words = _vocabulary(9000)
        self.weights = list(accumulate(1 / rank for rank in range(2, len(self.words) + 2)))

    def phrase(self, length: int) -> str:
        """Return ``length`` words."""
        return " ".join(self.random.choices(self.words, cum_weights=self.weights, k=length))

    def title(self) -> str:
        """Return three rarer words, so that titles differ."""
        return " ".join(self.random.choices(self.words[200:], k=3)).capitalize()

    def paragraph(self) -> str:
        """Return sentences, one word of them emphasised."""
        sentences = [self.phrase(self.random.randint(9, 20)).capitalize() + "." for _ in range(6)]
        sentences[1] = f"*{self.phrase(2).capitalize()}* {sentences[1]}"
        return " ".join(sentences)


def _vocabulary(size: int) -> list[str]:
    """Return ``size`` different words, short ones first."""
    random = Random(1)
    starts = [
        "b",
        "ch",
        "d",
        "f",
        "g",
        "h",
        "k",
        "l",
        "m",
        "n",
        "p",
        "qu",
        "r",
        "s",
        "st",
        "t",
        "tr",
        "v",
        "z",
    ]
    ends = ["", "", "l", "m", "n", "r", "s", "th"]

    def syllable() -> str:
        return random.choice(starts) + random.choice("aeiou") + random.choice(ends)

    words: dict[str, None] = {}
    while len(words) < size:
        syllables = 1 + (len(words) > 250) + (len(words) > 4000)
        words["".join(syllable() for _ in range(syllables))] = None
    return list(words)


def works_of(pages: int, writer: Writer) -> list[Work]:
    """Return as many works as make ``pages`` pages, together with the home page and the letters."""
    works: list[Work] = []
    left = pages - 1
    while left > 1:
        number = len(works) + 1
        letter = string.ascii_uppercase[len(works) // WORKS_PER_LETTER % 26]
        left -= 1 + (letter not in {work.letter for work in works})
        sections = tuple(writer.title() for _ in range(min(SECTIONS_PER_WORK, left)))
        left -= len(sections)
        works.append(Work(letter, number, f"{writer.title()} {number}", sections))
    return works


def write_site(pages: int, flavour: Flavour, folder: Path) -> int:
    """Write a site of about ``pages`` pages into ``folder`` and return how many there are."""
    writer = Writer(seed=pages)
    works = works_of(pages, writer)
    texts = {path: text for work in works for path, text in _work_pages(work, flavour, writer).items()}
    letters = sorted({work.letter for work in works})
    for letter in letters:
        mine = [work for work in works if work.letter == letter]
        toctree = _toctree([Path(work.stem).name for work in mine], flavour)
        head = _front_matter(flavour, title=letter, has_children="true")
        texts[f"{letter}/index.md"] = f"{head}# {letter}\n\n{toctree}"
    toctree = _toctree([f"{letter}/index" for letter in letters], flavour)
    texts["index.md"] = (
        f"{_front_matter(flavour, title='Home', nav_order='0')}# Home\n\n{writer.paragraph()}\n\n{toctree}"
    )
    if flavour == "just-the-docs":
        (folder / "_config.yml").parent.mkdir(parents=True, exist_ok=True)
        (folder / "_config.yml").write_text("title: A shelf of works\npermalink: pretty\n", encoding="utf-8")
    for path, text in texts.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return len(texts)


def _front_matter(flavour: Flavour, **values: str) -> str:
    if flavour == "myst":
        return ""
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in values.items()) + "---\n"


def _toctree(names: list[str], flavour: Flavour) -> str:
    if flavour == "just-the-docs":
        return ""
    return "```{toctree}\n" + "\n".join(names) + "\n```\n"


def _work_pages(work: Work, flavour: Flavour, writer: Writer) -> dict[str, str]:
    name = Path(work.stem).name
    head = _front_matter(flavour, title=work.title, parent=work.letter, nav_order=str(work.number))
    toctree = _toctree([f"{name}-{number}" for number in range(1, len(work.sections) + 1)], flavour)
    pages = {f"{work.stem}.md": f"{head}# {work.title}\n\n{writer.paragraph()}\n\n{toctree}"}
    for number, title in enumerate(work.sections, 1):
        head = _front_matter(
            flavour, title=title, parent=work.title, grand_parent=work.letter, nav_order=str(number * 10)
        )
        pages[f"{work.stem}-{number}.md"] = head + _section(work, number, title, flavour, writer)
    return pages


def _section(work: Work, number: int, title: str, flavour: Flavour, writer: Writer) -> str:
    """Return a section's page: about 600 words."""
    name = Path(work.stem).name
    neighbour = number % len(work.sections) + 1
    kramdown = flavour == "just-the-docs"
    target = f"/{work.stem}-{neighbour}/" if kramdown else f"{name}-{neighbour}.md"
    listed = "\n".join(f"- {writer.phrase(8)}" for _ in range(4))
    rows = "\n".join(f"| {writer.phrase(2)} | {writer.phrase(3)} | {index} |" for index in range(4))
    parts = [
        f"## {title}",
        f"{writer.paragraph()}[^a] Compare [{writer.phrase(2)}]({target}).",
        writer.paragraph(),
        f"### {writer.title()}" + ("\n{: .no_toc }" if kramdown else ""),
        writer.paragraph(),
        listed,
        f"{writer.paragraph()}[^b]" + ("\n{: .fs-3 }" if kramdown else ""),
        f"### {writer.title()}",
        f"| One | Two | Three |\n|---|---|---|\n{rows}",
        f"```python\nfor word in ({number}, {neighbour}):\n    print(word)\n```",
        writer.paragraph(),
        f"[^a]: {writer.phrase(9)}\n\n[^b]: {writer.phrase(9)}",
    ]
    if kramdown:
        items = "".join(
            f'<li><a href="/{work.stem}-{index}/">{text}</a></li>' for index, text in enumerate(work.sections, 1)
        )
        contents = "1. TOC\n{:toc}"
        parts = ['<div class="text" markdown="1">', contents, *parts, "***", f"<ul>{items}</ul>", "</div>"]
    else:
        parts = [f"# {title}", *parts[1:]]
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Write one site, as the command line says."""
    parser = argparse.ArgumentParser(description="Make a site to measure with.")
    parser.add_argument("pages", type=int, help="about how many pages")
    parser.add_argument("flavour", choices=FLAVOURS)
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    print(write_site(args.pages, args.flavour, args.folder), "pages")


if __name__ == "__main__":
    main()
