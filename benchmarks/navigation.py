"""Measure what the navigation costs as a site grows: writing, memory, bytes around each page, pages written for a title.

    python benchmarks/navigation.py --pages 100 1000 5000 --edit 1000

Each size is built in a process of its own.  *Writing* is processor time from the first page that is written to the end of
the build, by page.  *Around* is a page's HTML without its own text (``main``), as it is and compressed, in the mean and at
most.  For ``--edit``, the title of a section is changed after a clean build: what the next build writes is counted,
and what of its files differs from those of a clean build.
"""

from __future__ import annotations

import argparse
import gzip
import io
import multiprocessing
import resource
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from build import machine
from sites import write_site
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils


@dataclass(frozen=True, slots=True)
class Growth:
    """What one size costs: milliseconds of writing by page, memory in MB, bytes around each page raw and compressed."""

    pages: int
    writing: float
    memory: float
    raw: list[int]
    packed: list[int]

    def row(self) -> str:
        """Return a line of the table."""
        raw, packed = (
            f"{statistics.mean(sizes) / 1000:.1f} / {max(sizes) / 1000:.1f}" for sizes in (self.raw, self.packed)
        )
        return f"| {self.pages} | {self.writing:.2f} | {self.memory:.0f} | {raw} | {packed} |"


@dataclass(frozen=True, slots=True)
class Built:
    """The pages that a build wrote, and the seconds of processor time that writing took."""

    written: tuple[str, ...]
    writing: float


def build(source: Path, out: Path) -> Built:
    """Build ``source`` into ``out`` in this process."""
    written: list[str] = []
    began = 0.0

    def begin(_app: Sphinx, _builder: object) -> None:
        nonlocal began
        began = time.process_time()

    def note(app: Sphinx, name: str, *_rest: object) -> None:
        if name in app.env.found_docs:
            written.append(name)

    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            srcdir=source,
            confdir=None,
            outdir=out,
            doctreedir=out.with_name(f"{out.name}-doctrees"),
            buildername="html",
            confoverrides={"extensions": ["sphinx_essay"]},
            status=None,
            warning=io.StringIO(),
        )
        app.connect("write-started", begin)
        app.connect("html-page-context", note)
        app.build()
        return Built(tuple(written), time.process_time() - began)


def around(page: Path) -> tuple[int, int]:
    """Return the bytes of a page's HTML without its own text: raw, and compressed."""
    before, _, rest = page.read_bytes().partition(b"<main")
    rest = before + rest.rpartition(b"</main>")[2]
    return len(rest), len(gzip.compress(rest, 6))


def grow(pages: int) -> Growth:
    """Build a site of about ``pages`` pages and return what it costs."""
    with tempfile.TemporaryDirectory() as temporary:
        source, out = Path(temporary, "site"), Path(temporary, "html")
        write_site(pages, "just-the-docs", source)
        built = build(source, out)
        sizes = [around(page) for page in sorted(out.glob("?/*/index.html"))]
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        milliseconds = built.writing * 1000 / len(built.written)
        return Growth(
            len(built.written), milliseconds, memory, [raw for raw, _ in sizes], [zipped for _, zipped in sizes]
        )


def edit_title(pages: int) -> str:
    """Change a title in a site of about ``pages`` pages and say what that wrote, and what stayed stale."""
    with tempfile.TemporaryDirectory() as temporary:
        source, out, clean = (Path(temporary, name) for name in ("site", "html", "clean"))
        write_site(pages, "just-the-docs", source)
        build(source, out)
        page = min(source.glob("*/work-*-3.md"))
        lines = page.read_text(encoding="utf-8").splitlines(keepends=True)
        edited = ["title: Another title\n" if line.startswith("title:") else line for line in lines]
        page.write_text("".join(edited), encoding="utf-8")
        written = build(source, out).written
        build(source, clean)
        names = {file.relative_to(folder) for folder in (out, clean) for file in folder.rglob("*.html")}
        stale = [name for name in sorted(names) if _bytes(out / name) != _bytes(clean / name)]
        return f"A title edited in {pages} pages: {len(written)} written, {len(stale)} stale."


def _bytes(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""


def main() -> None:
    """Measure what the command line asks for and print a Markdown page."""
    parser = argparse.ArgumentParser(description="Measure what the navigation costs as a site grows.")
    parser.add_argument("--pages", type=int, nargs="*", default=[], help="sizes of sites to make")
    parser.add_argument("--edit", type=int, nargs="*", default=[], help="sizes of sites in which a title is edited")
    args = parser.parse_args()
    print(machine())
    print("\n| Pages | Writing, ms a page | Memory MB | Around, kB | Around, compressed, kB |")
    print("| --: | --: | --: | --: | --: |")
    context = multiprocessing.get_context("spawn")  # the memory of one size is not counted for the next
    for pages in args.pages:
        with context.Pool(1) as pool:
            print(pool.apply(grow, (pages,)).row(), flush=True)
    print()
    for pages in args.edit:
        with context.Pool(1) as pool:
            print(pool.apply(edit_title, (pages,)), flush=True)


if __name__ == "__main__":
    main()
