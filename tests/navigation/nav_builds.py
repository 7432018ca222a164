"""Small projects that tests write, change and build in this process."""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml
from source_files import write
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sphinx.environment import BuildEnvironment

# Sphinx leaves its cache and a digest of its settings in the output; neither is part of the site.
NOT_OUTPUT = (".buildinfo", ".buildinfo.bak")


@dataclass
class Built:
    """What a build left: the application, the pages it wrote, and what it said."""

    app: Sphinx
    written: list[str]
    warnings: str

    @property
    def env(self) -> BuildEnvironment:
        return self.app.env

    def text(self, name: str) -> str:
        return (self.app.outdir / name).read_text(encoding="utf-8")


@dataclass
class Project:
    """A folder of sources, and the output folders beside it."""

    root: Path
    conf: dict[str, Any] = field(default_factory=dict)

    @property
    def source(self) -> Path:
        return self.root / "source"

    def write(self, name: str, text: str) -> None:
        write(self.source, {name: text})

    def page(self, docname: str, body: str = "", **front_matter: Any) -> None:
        """Write a Markdown page; its heading is its title."""
        head = yaml.safe_dump(front_matter, allow_unicode=True) if front_matter else ""
        heading = f"# {front_matter['title']}\n\n" if "title" in front_matter else ""
        self.write(f"{docname}.md", f"---\n{head}---\n{heading}{body}\n" if head else f"{body}\n")

    def build(
        self, builder: str = "html", *, out: str = "out", jobs: int = 1, fresh: bool = False, **conf: Any
    ) -> Built:
        """Build into the folder ``out``, from its own cache; ``fresh`` removes both before."""
        outdir, doctrees = self.root / out, self.root / f"{out}.doctrees"
        if fresh:
            shutil.rmtree(outdir, ignore_errors=True)
            shutil.rmtree(doctrees, ignore_errors=True)
        settings = {
            "project": "Test",
            "extensions": ["sphinx_essay.navigation", "myst_parser"],
            **self.conf,
            **conf,
        }
        warnings = io.StringIO()
        written: list[str] = []
        with patch_docutils(), docutils_namespace():
            app = Sphinx(
                self.source,
                None,
                outdir,
                doctrees,
                builder,
                confoverrides=settings,
                status=None,
                warning=warnings,
                parallel=jobs,
            )

            def note(app: Sphinx, pagename: str, *_arguments: Any) -> None:
                if pagename in app.env.found_docs:
                    written.append(pagename)

            app.connect("html-page-context", note)
            app.build()
        return Built(app, sorted(written), plain_log(warnings.getvalue()))


def plain_log(text: str) -> str:
    """Return what was logged without colours."""
    for code in ("\x1b[91m", "\x1b[31m", "\x1b[39;49;00m", "\x1b[0m"):
        text = text.replace(code, "")
    return text


def files(folder: Path) -> dict[str, bytes]:
    """Return every file of an output folder by its name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in NOT_OUTPUT
    }


def differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """Return the names of the files that are not the same in two folders."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def notebook(*cells: str, **metadata: Any) -> str:
    """Return a notebook of Markdown cells."""
    return json.dumps(
        {
            "cells": [{"cell_type": "markdown", "metadata": {}, "source": cell.splitlines(True)} for cell in cells],
            "metadata": metadata,
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )
