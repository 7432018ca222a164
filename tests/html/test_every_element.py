"""Every element of HTML through every builder: nothing lost, no crash, the same HTML as was written."""

from __future__ import annotations

import re
import subprocess
import zipfile
from xml.etree import ElementTree as ET

import pytest
from book_checks import epubcheck_command
from essay_builds import BOOKS, build
from every_element import page, words
from every_element_snapshot import OURS, RECORDS, THEIRS, versions, written
from selectolax.lexbor import LexborHTMLParser

WORD = r"(?<![a-z])word[a-z]+"
TROFF = r"\\f[BIPR]|\\[du](?=word)"
"""What a man page sets before a word: a font, a step down or up."""

SUFFIXES = {".txt", ".tex", ".texi", ".1", ".xml", ".pseudoxml", ".html", ".pot"}

# what HTML gives to the title of a player, and what a form shows of itself
NOT_IN_MESSAGES = {"wordblockpre", "wordvideotitle", "wordframe", "wordarea", "wordtextarea", "wordbutton"}


def project(kind: str) -> dict[str, str]:
    if kind == "html":
        return {"index.html": f"---\ntitle: Every element\n---\n{page()}"}
    if kind == "myst":  # whose own title is its first heading, without which Texinfo loses the first title it meets
        return {"index.md": f"# Every element\n\n{page()}"}
    return {"index.md": f"---\ntitle: Every element\n---\n{page()}"}


@pytest.mark.parametrize("kind", ["html", "kramdown", "myst"])
@pytest.mark.parametrize(
    "builder", ["html", "dirhtml", "singlehtml", "latex", "text", "man", "texinfo", "xml", "pseudoxml"]
)
def test_every_word_reaches_every_output(tmp_path, builder, kind):
    dialect = "myst" if kind == "myst" else "kramdown"
    conf = {"essay_dialect": dialect, "essay_lower_html": kind == "myst", "exclude_patterns": []}
    built = build(tmp_path, project(kind), builder, **conf)
    folder = built.app.outdir
    text = "".join(
        path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.suffix in SUFFIXES and "_static" not in path.parts and path.name != "search.html"
    )
    assert words() - set(re.findall(WORD, re.sub(TROFF, " ", text).lower())) == set()
    assert "unknown node" not in built.warnings
    assert "Exception" not in built.warnings


def test_html_is_the_author_s(tmp_path):
    """Parsed again, the page equals what a browser makes of the source."""
    built = build(tmp_path, project("html")).body()
    wanted = LexborHTMLParser("<!DOCTYPE html><body>" + page()).body
    assert wanted is not None
    for frame in (*built.css("form.essay-video"), *wanted.css("iframe")):
        frame.decompose()
    for wrapper in built.css("div.table-wrapper"):
        wrapper.unwrap()
    assert shape(built) == shape(wanted)


def shape(root):
    """Return the elements with their attributes and words, without generated ids."""
    out = []
    for node in root.traverse(include_text=True):
        if node == root:
            continue
        if node.is_text_node:
            out.extend(node.text().split())
        elif node.tag:
            attributes = {name: value or "" for name, value in node.attributes.items()}
            if re.fullmatch(r"heading-\d+", attributes.get("id", "")):
                del attributes["id"]
            out.append((node.tag, sorted(attributes.items())))
    return out


def test_the_epub_is_well_formed(tmp_path):
    built = build(
        tmp_path, project("html"), "epub", extensions=BOOKS, epub_show_urls="no", version="1", epub_copyright="x"
    )
    [book] = built.app.outdir.glob("*.epub")
    with zipfile.ZipFile(book) as archive:
        text = archive.read("index.xhtml").decode("utf-8")
    ET.fromstring(text.replace("&nbsp;", " "))
    assert words() - set(re.findall(WORD, text)) == set()


def test_the_words_are_extracted_for_translators(tmp_path):
    text = build(tmp_path, project("html"), "gettext").text("index.pot")
    found = set(re.findall(WORD, text))
    assert words() - found - NOT_IN_MESSAGES == set()


def test_a_builder_of_an_unknown_format_meets_only_docutils_nodes(tmp_path):
    built = build(tmp_path, project("kramdown"), "dummy")
    doctree = built.app.env.get_and_resolve_doctree("index", built.app.builder)
    ours = {type(node).__name__ for node in doctree.findall() if type(node).__module__.startswith("sphinx_essay")}
    assert ours <= {"_line_break"} - {"_line_break"}


def test_the_epub_is_valid(tmp_path):
    checker = epubcheck_command()
    source = re.sub(r"<(?:base|link|meta|area|map|img|picture|track|input)\b[^>]*>|</(?:map|picture)>", "", page())
    source = re.sub(r"<p>wordbefore.*|<b>wordbold.*", "", source)
    pages = {"index.html": f"---\ntitle: Every element\n---\n{source}"}
    built = build(tmp_path, pages, "epub", extensions=BOOKS, version="1", copyright="2026", language="en")
    [book] = built.app.outdir.glob("*.epub")
    done = subprocess.run([*checker, str(book)], capture_output=True, text=True, check=False)
    errors = [line for line in (done.stdout + done.stderr).splitlines() if "ERROR" in line or "FATAL" in line]
    # what stands in what, and what an element lacks, is its author's affair
    authors = ("text not allowed", "incomplete", "missing required", "must have a dir", 'element "div" not allowed')
    assert not [line for line in errors if not any(part in line for part in authors)]


@pytest.mark.parametrize("builder", [*OURS, *THEIRS])
def test_what_is_written_is_what_was_reviewed(tmp_path, builder):
    """Every change in any output is seen: ``python tests/every_element_snapshot.py`` records it, a reviewer reads it."""
    recorded_with = (RECORDS / "versions").read_text(encoding="utf-8")
    if builder in THEIRS and versions() != recorded_with:
        pytest.skip(f"writers of Sphinx: recorded with {' '.join(recorded_with.split())}")
    assert written(builder, tmp_path) == (RECORDS / f"every-element.{builder}").read_text(encoding="utf-8")
