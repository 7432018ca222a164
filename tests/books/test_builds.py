"""Books of small sites: whole, valid, and linked."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from book_checks import epubcheck, needs_pdftotext, needs_tex
from every_element import page as every_element
from every_element import words as every_word
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from words import compare, text_of_html, words

PAGES = {
    "_config.yml": "title: A shelf\nurl: https://example.org\nbaseurl: /shelf\nauthor: Ann Author\n",
    "index.md": "---\ntitle: Home\nnav_order: 0\n---\nAll [works](/u/essay/).\n",
    "u/essay.md": (
        "---\ntitle: 'Essay: a & b'\nauthor: [Ann Author, Bob Other]\ndate: 2024-05-06\ndescription: What it says & means.\n"
        "lang: en\npermalink: /u/essay/\n---\n# Essay: a & b\n\n[Section](/u/essay-1/#part-1) and [home](/).\n"
    ),
    "u/essay-1.md": (
        "---\ntitle: One\nparent: 'Essay: a & b'\npermalink: /u/essay-1/\n---\n## Part 1\n\n"
        "Text[^n], $$x^2$$ and `code_here`.\n\n"
        "| a | b |\n|---|---|\n| c | d |\n\n![gone](missing.png) ![far](https://example.org/far.png)\n\n"
        "```python\nprint('x' * 3)\n```\n\n> **Note** that <sup>1</sup>\n{: .note }\n\n[^n]: A footnote.\n"
    ),
    "u/essay-2.md": (
        "---\ntitle: Two\nparent: 'Essay: a & b'\n---\n###### Deep\n\n"
        "שלום עולם, Ελληνικά, Русский, ภาษาไทย, 中文, 日本語, العربية.\n\n"
        "<iframe title='A talk' src='https://www.youtube.com/embed/abcdefghijk'></iframe>\n\n"
        "<table><tr><td colspan=2 rowspan=2>wide<td>x<tr><td>y</table>\n"
    ),
    "every.html": f"---\ntitle: Every element\n---\n{every_element()}",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for name, text in PAGES.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def build(source: Path, builder: str, folder: Path, **conf: object) -> tuple[Sphinx, str]:
    warnings = io.StringIO()
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            srcdir=source,
            confdir=None,
            outdir=folder / builder,
            doctreedir=folder / "doctrees",
            buildername=builder,
            confoverrides={"extensions": ["sphinx_essay"], **conf},
            status=None,
            warning=warnings,
        )
        app.build()
    return app, warnings.getvalue()


def test_every_word_reaches_text_and_epub(site: Path, tmp_path: Path) -> None:
    for output in compare(site, tmp_path):
        assert output.lost == {}
        assert output.wanted > len(every_word())


@needs_tex
@needs_pdftotext
def test_every_word_reaches_the_pdf(site: Path, tmp_path: Path) -> None:
    output = compare(site, tmp_path, pdf=True)[2]
    assert output.name == "pdf"
    assert output.share > 0.99, output.lost


def test_the_epub_is_valid(site: Path, tmp_path: Path) -> None:
    app, warnings = build(site, "epub", tmp_path)
    assert "essay.epub" not in warnings
    assert epubcheck(Path(app.outdir, "Ashelf.epub")) == ""


def test_formulas_are_mathml_and_lost_images_are_words(site: Path, tmp_path: Path) -> None:
    app, _ = build(site, "epub", tmp_path)
    text = Path(app.outdir, "u/essay-1.xhtml").read_text("utf-8")
    assert "http://www.w3.org/1998/Math/MathML" in text
    assert "gone" in text
    assert "<img" not in text
    manifest = Path(app.outdir, "content.opf").read_text("utf-8")
    assert 'properties="mathml"' in manifest


@pytest.fixture(scope="module")
def with_books(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("books")
    app, _ = build(site, "html", folder, essay_books=["/u/essay/"], essay_book_formats=["print", "epub"])
    return Path(app.outdir)


def test_an_essay_links_to_its_books(with_books: Path) -> None:
    text = (with_books / "u/essay/index.html").read_text("utf-8")
    assert 'href="../../essay-books/u/essay.html"' in text
    assert 'href="../../essay-books/u/essay.epub"' in text
    assert "essay-books" not in (with_books / "u/essay-1/index.html").read_text("utf-8")
    assert "essay-books" not in (with_books / "index.html").read_text("utf-8")


def test_a_book_has_the_pages_of_its_essay_and_a_title_page(with_books: Path) -> None:
    book = with_books / "essay-books/u/essay.epub"
    with zipfile.ZipFile(book) as archive:
        names = set(archive.namelist())
        title_page = archive.read("essay-title-page.xhtml").decode("utf-8")
        first = archive.read("u/essay.xhtml").decode("utf-8")
    assert {"u/essay.xhtml", "u/essay-1.xhtml", "u/essay-2.xhtml"} <= names
    assert not {"index.xhtml", "every.xhtml"} & names
    for said in ("Essay: a &amp; b", "Ann Author, Bob Other", "2024-05-06", "What it says &amp; means."):
        assert said in title_page
    assert 'href="essay-1.xhtml#part-1"' in first
    assert 'href="https://example.org/shelf/"' in first
    assert epubcheck(book) == ""


def test_the_page_to_print_holds_the_whole_essay(with_books: Path) -> None:
    text = (with_books / "essay-books/u/essay.html").read_text("utf-8")
    assert "http-equiv" not in text
    assert "<script" not in text
    assert 'href="#p2-part-1"' in text
    assert 'id="p2-part-1"' in text
    for page in ("u/essay/index.html", "u/essay-1/index.html", "u/essay-2.html"):
        web = text_of_html((with_books / page).read_text("utf-8"), "#main-content main")
        assert words(web) - words(text_of_html(text)) == {}


def test_an_unknown_essay_is_named(site: Path, tmp_path: Path) -> None:
    _, warnings = build(site, "html", tmp_path, essay_books=["No such page"])
    assert "essay_books names 'No such page'" in warnings


def test_a_missing_tex_is_told(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    app, warnings = build(site, "html", tmp_path, essay_books=["u/essay"], essay_book_formats=["pdf"])
    assert "apt-get install latexmk texlive-xetex" in warnings
    assert "essay-books" not in Path(app.outdir, "u/essay/index.html").read_text("utf-8")


@needs_tex
@needs_pdftotext
def test_the_pdf_of_an_essay(site: Path, tmp_path: Path) -> None:
    app, warnings = build(site, "html", tmp_path, essay_books=["all"], essay_book_formats=["pdf"])
    assert "[essay.book]" not in warnings
    command = ["pdftotext", str(Path(app.outdir, "essay-books/u/essay.pdf")), "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    for said in (
        "Bob Other",
        "2024-05-06",
        "What it says & means.",
        "A footnote.",
        "Ελληνικά",
        "Русский",
        "wide",
        "A talk",
    ):
        assert said in text
    for scripted in "שלום", "中文", "ไทย":
        assert scripted in text.replace(" ", "")


def test_books_are_made_again_only_when_their_pages_change(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for name in ("_config.yml", "index.md", "u/essay.md", "u/essay-1.md"):
        path = source / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(PAGES[name], encoding="utf-8")
    conf = {"essay_books": ["u/essay"], "essay_book_formats": ["print"]}
    app, _ = build(source, "html", tmp_path, **conf)
    book = Path(app.outdir, "essay-books/u/essay.html")
    first = book.stat().st_mtime_ns
    (source / "index.md").write_text("---\ntitle: Home\n---\nother\n", encoding="utf-8")
    build(source, "html", tmp_path, **conf)
    assert book.stat().st_mtime_ns == first
    (source / "u/essay-1.md").write_text("---\ntitle: One\nparent: 'Essay: a & b'\n---\nchanged\n", encoding="utf-8")
    build(source, "html", tmp_path, **conf)
    assert "changed" in book.read_text("utf-8")


def test_a_page_to_print_has_its_styles_in_a_file_where_the_site_asks(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for name in ("_config.yml", "index.md", "u/essay.md", "u/essay-1.md"):
        path = source / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(PAGES[name], encoding="utf-8")
    conf = {"essay_books": ["u/essay"], "essay_book_formats": ["print"], "essay_inline": "files"}
    app, _ = build(source, "html", tmp_path, **conf)
    page = Path(app.outdir, "essay-books/u/essay.html").read_text("utf-8")
    assert "<style" not in page
    (name,) = re.findall(r'<link rel="stylesheet" href="(essay_files/\w+\.css)">', page)
    assert "@media print" in Path(app.outdir, "essay-books/u", name).read_text("utf-8")
