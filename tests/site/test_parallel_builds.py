"""Builds by several processes: the same as by one, with all that the pages leave to be done for the whole site."""

from __future__ import annotations

import multiprocessing
import re
from typing import TYPE_CHECKING, Any

import pytest
from source_files import write
from sphinx.errors import SphinxParallelError
from sphinx.testing.util import SphinxTestApp
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_essay import speed
from sphinx_essay.speed import parallel_writing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinx.environment import BuildEnvironment

PICTURE = b"\x89PNG\r\n\x1a\n"
PAGE = """\
---
title: Letter {n}
---

(letter-{n})=
# Letter {n}

```{{index}} Wombat; number {n}
```

The {{ref}}`last one <letter-{last}>` told of number-{n}, [one](#letter-3) of three, and {{doc}}`nobody-{n}` knew.

![A picture](pics/p{n}.png) {{download}}`notes <notes/{n}.txt>`

## Signed

```{{py:function}} send_{n}(letter)
```
"""
SITE = {
    "index.md": "# Letters\n\n```{toctree}\n:glob:\n*\n```\n",
    **{f"letter{n:02}.md": PAGE.format(n=n, last=(n - 1) % 24) for n in range(24)},
    **{f"notes/{n}.txt": f"Notes on {n}" for n in range(24)},
}


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., SphinxTestApp]:
    source = write(tmp_path / "source", SITE)
    (source / "pics").mkdir()
    for n in range(24):
        (source / f"pics/p{n}.png").write_bytes(PICTURE + bytes([n]))

    def run(
        out: str, parallel: int = 1, prepare: Callable[[SphinxTestApp], object] = lambda _: None, **conf: Any
    ) -> SphinxTestApp:
        with patch_docutils(), docutils_namespace():
            app = SphinxTestApp(
                "html",
                srcdir=source,
                builddir=tmp_path / out,
                confoverrides={"extensions": ["sphinx_essay"], **conf},
                parallel=parallel,
            )
            prepare(app)
            try:
                app.build()
            finally:
                app.cleanup()
        return app

    (source / "conf.py").write_text("")
    unsafe = tmp_path / "unsafe" / "unsafe_to_read.py"
    unsafe.parent.mkdir()
    unsafe.write_text("def setup(app):\n    return {'parallel_read_safe': False, 'parallel_write_safe': True}\n")
    monkeypatch.syspath_prepend(unsafe.parent)
    return run


def files(app: SphinxTestApp) -> dict[str, bytes]:
    paths = (path for path in app.outdir.rglob("*") if path.is_file() and path.name != ".buildinfo")
    return {path.relative_to(app.outdir).as_posix(): path.read_bytes() for path in paths}


def warnings(app: SphinxTestApp) -> list[str]:
    return sorted(re.sub(r"\x1b\[[\d;]*m", "", app.warning.getvalue()).splitlines())


def test_several_processes_make_what_one_does(build: Callable[..., SphinxTestApp]) -> None:
    one, several = build("one"), build("several", 3)
    assert files(several) == files(one)
    assert len([name for name in files(several) if name.startswith("_images/")]) == 24
    assert len([line for line in warnings(one) if "nobody-" in line]) == 24
    assert warnings(several) == warnings(one)
    assert one.builder.processes == 1
    assert several.builder.processes == 3


@pytest.mark.parametrize("parallel", [1, 3])
def test_nothing_of_it_is_left_when_it_is_turned_off(build: Callable[..., SphinxTestApp], parallel: int) -> None:
    plain = build(f"plain{parallel}", parallel, essay_speedups=False)
    assert files(plain) == files(build(f"sped-up{parallel}", parallel))
    assert plain.builder.processes == 1
    handlers = [listener.handler for listeners in plain.events.listeners.values() for listener in listeners]
    ours = [handler for handler in handlers if str(handler.__module__).startswith("sphinx_essay.speed")]
    assert ours == [speed.begin]
    assert not any(kind.__module__.startswith("sphinx_essay.speed") for kind in plain.registry.get_transforms())


def test_changed_pages_make_what_a_new_build_does(build: Callable[..., SphinxTestApp]) -> None:
    for parallel in (1, 3):
        out = f"out{parallel}"
        app = build(out, parallel)
        for n in (3, 4, 5, 9, 11, 20, 21, 22):
            path = app.srcdir / f"letter{n:02}.md"
            path.write_text(path.read_text("utf-8").replace("Wombat", f"Echidna{parallel}"), "utf-8")
        assert files(build(out, parallel)) == files(build(f"new{parallel}"))
    assert b"wombat" in files(app)["searchindex.js"]


def test_only_what_is_known_to_keep_nothing_resolves_pages_elsewhere(build: Callable[..., SphinxTestApp]) -> None:
    kept = []

    def keep(app: SphinxTestApp) -> None:
        app.connect("doctree-resolved", lambda _app, _doctree, docname: kept.append(docname))

    app = build("kept", 3, keep)
    assert app.builder.processes == 1
    assert sorted(kept) == sorted(app.env.found_docs)
    app = build("pictures", 3, extensions=["sphinx_essay", "sphinx.ext.imgconverter"])
    assert app.builder.processes == 1
    app = build("known", 3, extensions=["sphinx_essay", "sphinx.ext.todo", "sphinx.ext.intersphinx"])
    assert app.builder.processes == 3


def test_processes_send_back_the_pages_that_they_read_alone(build: Callable[..., SphinxTestApp]) -> None:
    came: list[tuple[set[str], ...]] = []

    def note(_app: SphinxTestApp, _env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
        tables = (other.all_docs, other.titles, other.tocs, other.metadata, other.domaindata["index"]["entries"])
        came.append((set(docnames), *map(set, tables)))

    def connect(app: SphinxTestApp) -> None:
        app.connect("env-merge-info", note)

    app = build("out", 2, connect)
    assert len(came) > 2
    for docnames, *tables in came:
        assert all(table == docnames for table in tables)
    changed = {f"letter{n:02}" for n in range(5, 13)}
    for docname in changed:
        path = app.srcdir / f"{docname}.md"
        path.write_text(path.read_text("utf-8") + "More.\n", "utf-8")
    came.clear()
    assert build("out", 2, connect).env.titles.keys() == app.env.titles.keys()
    assert {docname for docnames, *_ in came for docname in docnames} == changed
    assert all(table == docnames for docnames, *tables in came for table in tables)


def test_pages_are_read_by_one_process_where_an_extension_asks_for_it(build: Callable[..., SphinxTestApp]) -> None:
    read = []

    def connect(app: SphinxTestApp) -> None:
        app.connect("doctree-read", lambda app, _doctree: read.append(app.env.docname))

    build("several", 2, connect)
    assert not read
    app = build("one", 2, connect, extensions=["sphinx_essay", "unsafe_to_read"])
    assert sorted(read) == sorted(app.env.found_docs)
    assert len([line for line in warnings(app) if "not safe for parallel reading" in line]) == 1


def test_other_extensions_may_change_the_list_of_pages_first(build: Callable[..., SphinxTestApp]) -> None:
    app = build("out", 2)
    for path in app.srcdir.glob("letter0*.md"):
        path.write_text(path.read_text("utf-8") + "Echidnas.\n", "utf-8")

    def leave_out(app: SphinxTestApp) -> None:
        app.connect("env-before-read-docs", lambda _app, _env, docnames: docnames.remove("letter07"))

    build("out", 2, leave_out)
    held = {path.name for path in app.doctreedir.glob("letter0*.doctree") if b"Echidnas" in path.read_bytes()}
    assert held == {f"letter0{n}.doctree" for n in range(10) if n != 7}


def test_a_build_in_a_process_of_its_own_keeps_what_it_knows(build: Callable[..., SphinxTestApp]) -> None:
    """Another program may build so; such a process has nobody to send its pages to."""
    page = build("out").srcdir / "letter01.md"
    page.write_text(page.read_text("utf-8") + "More.\n", "utf-8")
    process = multiprocessing.get_context("fork").Process(target=build, args=("out",))
    process.start()
    process.join()
    assert process.exitcode == 0
    app = build("out")
    assert "0 added, 0 changed, 0 removed" in app.status.getvalue()
    assert set(app.env.titles) == app.env.found_docs


def test_a_page_that_cannot_be_written_ends_the_build_with_its_reason(
    build: Callable[..., SphinxTestApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    class BadPictureError(Exception):
        def __init__(self, name: str, reason: str) -> None:
            super().__init__(f"{name}: {reason}")  # it cannot be made again of this text alone

    write_page = parallel_writing.write_page

    def fail(builder: Any, docname: str, *, guarded: bool) -> None:
        if docname == "letter17":
            raise BadPictureError(docname, "no picture")
        write_page(builder, docname, guarded=guarded)

    monkeypatch.setattr(parallel_writing, "write_page", fail)
    with pytest.raises(SphinxParallelError) as caught:
        build("out", 2)
    assert "letter17: no picture" in caught.value.message
    assert "in fail" in caught.value.traceback
