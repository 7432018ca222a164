"""What a part says of pages has them read and written again exactly when it changes."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from source_files import write
from sphinx.testing.util import SphinxTestApp

from sphinx_essay.freshness.fingerprints import read_again, write_again

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinx.application import Sphinx

    Build = Callable[..., tuple[set[str], set[str]]]


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Return a function that builds and returns the pages that were read, and those that were written."""
    pages = {f"{name}.rst": f"{name}\n====\n" for name in ("a", "b")}
    toctree = "Home\n====\n\n.. toctree::\n\n   a\n   b\n"
    write(tmp_path / "source", {"index.rst": toctree, "conf.py": "", **pages})

    def run(read: dict[str, str], written: dict[str, str]) -> tuple[set[str], set[str]]:
        were_read: set[str] = set()
        were_written: set[str] = set()

        def setup(app: Sphinx) -> None:
            read_again(app, lambda _app, _env: read)
            write_again(app, lambda _app, _env: written)
            app.connect("doctree-read", lambda app, _tree: were_read.add(app.env.docname))
            app.connect("doctree-resolved", lambda _app, _tree, docname: were_written.add(docname))

        monkeypatch.setitem(sys.modules, "parts", SimpleNamespace(setup=setup))
        app = SphinxTestApp(
            "html", srcdir=tmp_path / "source", builddir=tmp_path / "out", confoverrides={"extensions": ["parts"]}
        )
        try:
            app.build()
        finally:
            app.cleanup()
        return were_read, were_written

    return run


def test_a_page_is_read_again_when_what_it_was_read_from_has_changed(build: Build) -> None:
    build({"a": "1", "b": "1"}, {})
    assert build({"a": "1", "b": "1"}, {})[0] == set()
    assert build({"a": "1", "b": "2"}, {})[0] == {"b"}
    assert build({"b": "2", "gone": "1"}, {})[0] == {"a"}


def test_a_page_is_written_again_when_what_it_shows_has_changed(build: Build) -> None:
    build({}, {"a": "1", "b": "1"})
    assert not build({}, {"a": "1", "b": "1"})[1] & {"a", "b"}
    read, written = build({}, {"a": "2", "b": "1"})
    assert read == set()
    assert written & {"a", "b"} == {"a"}
