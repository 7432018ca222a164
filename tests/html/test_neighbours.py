from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.testing.util import SphinxTestApp

from sphinx_essay.kramdown import Options, to_html

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "<x-item>one</x-item>\n<x-item>two</x-item>\n"


def test_words_of_neighbouring_elements_that_nobody_knows_stay_apart(tmp_path: Path) -> None:
    assert to_html(TEXT, Options()) == TEXT

    (tmp_path / "conf.py").write_text("extensions = ['sphinx_essay']\nessay_dialect = 'kramdown'\n")
    (tmp_path / "index.md").write_text(TEXT)
    app = SphinxTestApp("html", srcdir=tmp_path, builddir=tmp_path / "out")
    try:
        app.build()
    finally:
        app.cleanup()
    assert TEXT in (tmp_path / "out" / "html" / "index.html").read_text()
