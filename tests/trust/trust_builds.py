"""Builds of sites that tests write, in this process and in another."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import yaml
from source_files import write as write
from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# Sphinx's own digest of its settings, and its records of when things were: neither is part of the site.
NOT_OUTPUT = (".buildinfo", ".buildinfo.bak")


def page(body: str, **front_matter: object) -> str:
    """Return the source of a page."""
    return f"---\n{yaml.safe_dump(front_matter, allow_unicode=True, sort_keys=False)}---\n{body}\n"


def site(folder: Path, pages: Mapping[str, str], builder: str = "html", **conf: Any) -> tuple[Path, list[str]]:
    """Build a Jekyll site of ``pages`` in a folder of its own; return its output and the warnings."""
    source = write(folder / "source", {"_config.yml": "title: x\n", **pages})
    out = folder / "out"
    return out, build(source, out, builder, **conf)


def build(
    source: Path, out: Path, builder: str = "html", *, jobs: int = 1, confdir: Path | None = None, **conf: Any
) -> list[str]:
    """Build ``source`` into ``out``, and return the warnings."""
    warnings = io.StringIO()
    conf = conf if confdir else {"extensions": ["sphinx_essay"], **conf}
    doctrees = out.with_name(f"{out.name}-doctrees")
    with patch_docutils(), docutils_namespace():
        Sphinx(source, confdir, out, doctrees, builder, conf, status=None, warning=warnings, parallel=jobs).build()
    return [line for line in strip_colors(warnings.getvalue()).splitlines() if line]


def command(source: Path, out: Path, *options: str, builder: str = "html") -> list[str]:
    """Return the command that builds ``source`` into ``out`` in a process of its own."""
    doctrees = out.with_name(f"{out.name}-doctrees")
    settings = ["-C", "-D", "extensions=sphinx_essay", "-b", builder, "-d", str(doctrees)]
    return [sys.executable, "-m", "sphinx", "-q", *settings, *options, str(source), str(out)]


def run(
    source: Path, out: Path, *options: str, builder: str = "html", environ: Mapping[str, str] | None = None, **rest: Any
) -> subprocess.CompletedProcess[str]:
    """Build in a process of its own."""
    return subprocess.run(
        command(source, out, *options, builder=builder),
        env={**os.environ, **(environ or {})},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        **rest,
    )


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
