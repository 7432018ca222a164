"""Count the words of each page that reach the other outputs of the same site.

    python benchmarks/words.py path/to/site --pdf

Each site is built as web pages, plain text, EPUB and, on demand, PDF.  What a web page shows as its content is compared
with the page's text and its file in the EPUB, and with the whole PDF, as often as each word occurs.  Furniture of pages
(menus, prev/next) does not count; what the other outputs have besides (footnotes' backlinks, tables of contents) is no loss.
"""

from __future__ import annotations

import argparse
import io
import re
import shutil
import subprocess
import tempfile
import unicodedata
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_essay.books import tex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

# Scripts that set no blanks between words, and those whose letters a PDF may hold in another order, count by the letter.
_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\d_]+|\d+")
_UNSEEN = (
    ".math, math, script, style, template, svg, head, noscript, .visually-hidden,"
    " .headerlink, .anchor-heading, .reversefootnote"
)
_BREAKS = re.compile(r"[-\u2010]\s*\n|\u21aa")
"""Where a line ends within a word: at a hyphen, or, in code, before the sign that Sphinx sets."""

_APART = """
address article aside blockquote br button caption center dd details dialog div dl dt fieldset figcaption figure footer form
h1 h2 h3 h4 h5 h6 header hr iframe img input li main nav ol optgroup option p pre rp rt section select summary sub sup table
td textarea th tr ul video audio
"""
"""Elements at whose ends a word ends."""


def lost(wanted: Counter[str], text: str) -> Counter[str]:
    """Return the words that ``text`` has less often than ``wanted``.

    A line that ends within a word, as lines of plain text and of PDFs do at hyphens, in code and in long addresses, loses
    nothing.
    """
    missing = wanted - words(text)
    if missing:
        joined = "".join(_BREAKS.sub("", _plain(text)).split())
        missing = Counter({word: count for word, count in missing.items() if joined.count(word) < wanted[word]})
    return missing


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("\u00ad", "").replace("\u200b", "").casefold()


def words(text: str) -> Counter[str]:
    """Return how often each word occurs, in capitals or not, in compatibility form (NFKC: ``ﬁ`` is ``fi``)."""
    return Counter(_WORD.findall(_plain(text)))


def text_of_html(html: str, part: str = "body") -> str:
    """Return the text that a browser shows of the first element that the CSS selector ``part`` finds, formulas left out."""
    root = LexborHTMLParser(html).css_first(part)
    if root is None:
        return ""
    for node in root.css(_UNSEEN):
        node.decompose()
    return "".join(_pieces(root))


def _pieces(node: LexborNode) -> Iterator[str]:
    if node.is_text_node:
        yield node.text_content or ""
        return
    apart = " " if node.tag in _APART.split() else ""
    yield apart
    for child in node.iter(include_text=True):
        yield from _pieces(child)
    yield apart


def text_of_pdf(path: Path) -> str:
    """Return the text of a PDF.

    Raises subprocess.CalledProcessError where pdftotext cannot read the file.
    """
    command = ["pdftotext", "-enc", "UTF-8", str(path), "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8")


@dataclass
class Output:
    """How much of the web pages' words one output holds; ``lost`` lists, page by page, what it has not."""

    name: str
    wanted: int = 0
    lost: dict[str, Counter[str]] = field(default_factory=dict)

    def compare(self, page: str, wanted: Counter[str], text: str) -> None:
        """Count the words of a page that ``text`` has not."""
        self.wanted += wanted.total()
        if missing := lost(wanted, text):
            self.lost[page] = missing

    @property
    def share(self) -> float:
        """The share of the words that arrived, between 0 and 1."""
        lost = sum(missing.total() for missing in self.lost.values())
        return 1 - lost / self.wanted if self.wanted else 1.0


def build(source: Path, builder: str, folder: Path) -> Sphinx:
    """Build ``source``, with its conf.py where it has one, and return the finished application."""
    has_conf = (source / "conf.py").is_file()
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            srcdir=source,
            confdir=source if has_conf else None,
            outdir=folder / builder,
            doctreedir=folder / "doctrees",
            buildername=builder,
            confoverrides={} if has_conf else {"extensions": ["sphinx_essay"]},
            status=None,
            warning=io.StringIO(),
        )
        app.build()
    return app


def compare(source: Path, folder: Path, *, pdf: bool = False) -> list[Output]:
    """Build ``source`` in ``folder`` and return what each output holds of the web pages' words.

    Raises sphinx_essay.books.tex.TexError where the PDF cannot be made.
    """
    web = build(source, "html", folder)
    pages = {
        docname: words(text_of_html(web.builder.get_output_path(docname).read_text("utf-8"), "#main-content main"))
        for docname in sorted(web.env.found_docs)
    }
    outputs = [Output("text"), Output("epub")]
    text = build(source, "text", folder)
    book = build(source, "epub", folder)
    with zipfile.ZipFile(Path(book.outdir, f"{book.config.epub_basename}.epub")) as archive:
        for docname, wanted in pages.items():
            outputs[0].compare(docname, wanted, Path(text.outdir, f"{docname}.txt").read_text("utf-8"))
            # a book's files are named in ASCII only where their sources are
            html = archive.read(f"{docname}.xhtml").decode("utf-8")
            outputs[1].compare(docname, wanted, text_of_html(html))
    if pdf:
        outputs.append(Output("pdf"))
        outputs[2].compare("all pages", sum(pages.values(), Counter()), text_of_pdf(make_pdf(source, folder)))
    return outputs


def make_pdf(source: Path, folder: Path) -> Path:
    """Return the PDF of a whole site.

    Raises sphinx_essay.books.tex.TexError where TeX fails.
    """
    app = build(source, "latex", folder)
    [name] = [target for _start, target, *_rest in app.config.latex_documents]
    return tex.make_pdf(Path(app.outdir, name))[0]


def main() -> None:
    """Print a table of sites and outputs, and what is lost."""
    parser = argparse.ArgumentParser(description="Count the words of web pages that reach the other outputs.")
    parser.add_argument("sites", nargs="+", type=Path, metavar="SITE", help="folders of sources")
    parser.add_argument("--pdf", action="store_true", help="the PDF, too (needs XeLaTeX and pdftotext)")
    parser.add_argument("--lost", action="store_true", help="list what is lost, page by page")
    args = parser.parse_args()
    if args.pdf and not (shutil.which("latexmk") and shutil.which("pdftotext")):
        parser.error("--pdf needs latexmk and pdftotext")
    for site in args.sites:
        with tempfile.TemporaryDirectory() as folder:
            for output in compare(site.resolve(), Path(folder), pdf=args.pdf):
                print(f"{site}\t{output.name}\t{output.wanted} words\t{output.share:.4%}")
                for page, missing in output.lost.items() if args.lost else ():
                    print(f"    {page}: {' '.join(f'{word}×{count}' for word, count in missing.most_common(20))}")


if __name__ == "__main__":
    main()
