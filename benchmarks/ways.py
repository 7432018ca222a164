"""The ways to build the same pages that benchmarks compare."""

from __future__ import annotations

import importlib.metadata
import shutil
import subprocess
import sys
from abc import ABC, abstractmethod
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ESSAY = "sphinx-essay"
PLAIN = "myst-parser, basic"
BARE = "myst-parser, basic, without PyStemmer"
JEKYLL = "Jekyll, Just the Docs"
THEMES = ("basic", "sphinx_essay", "furo", "sphinx_rtd_theme", "pydata_sphinx_theme", "sphinx_book_theme")
MARKDOWN = (".md", ".markdown")


@dataclass(frozen=True)
class Build(ABC):
    """A way to build the folder ``source``; ``jobs`` is how many processes it may have."""

    name: str
    source: Path
    jobs: int = field(default=1, kw_only=True)

    @abstractmethod
    def command(self, work: Path) -> list[str]:
        """Return the command that builds into ``work / "html"``."""

    @abstractmethod
    def pages(self, work: Path) -> list[Path]:
        """Return the sources of the pages that a build into ``work`` has, in their order."""


@dataclass(frozen=True)
class SphinxBuild(Build):
    """A build by Sphinx, with ``options`` for ``sphinx-build``."""

    options: tuple[str, ...] = ()
    python: str = sys.executable

    def command(self, work: Path) -> list[str]:
        """Return the command."""
        return [
            *(self.python, "-m", "sphinx", "-q", "-b", "html", "-j", str(self.jobs)),
            *("-d", str(work / "doctrees"), *self.options, str(self.source), str(work / "html")),
        ]

    def pages(self, work: Path) -> list[Path]:
        """Return the sources of the documents that were read."""
        doctrees = work / "doctrees"
        names = sorted(path.relative_to(doctrees).with_suffix("") for path in doctrees.rglob("*.doctree"))
        return [_source(self.source / name) for name in names]


def _source(stem: Path) -> Path:
    """Return the file that a document was read from: its name with the suffix that there is."""
    paths = (stem.parent / f"{stem.name}{suffix}" for suffix in MARKDOWN)
    return next((path for path in paths if path.is_file()), stem)


@dataclass(frozen=True)
class JekyllBuild(Build):
    """A build by Jekyll, with the theme Just the Docs, a gem; ``config`` is a file of settings beside the site's own."""

    config: Path

    def command(self, work: Path) -> list[str]:
        """Return the command; Jekyll has one process, and begins anew each time."""
        configs = f"{self.source / '_config.yml'},{self.config}"
        folders = ("--source", str(self.source), "--destination", str(work / "html"))
        return ["jekyll", "build", "--quiet", "--disable-disk-cache", *folders, "--config", configs]

    def pages(self, work: Path) -> list[Path]:  # noqa: ARG002
        """Return the Markdown of the site; Jekyll leaves no list of what it has read."""
        return sorted(path for suffix in MARKDOWN for path in self.source.rglob(f"*{suffix}"))


def with_jobs(build: SphinxBuild, jobs: int) -> SphinxBuild:
    """Return a build by several processes."""
    return replace(build, name=f"{build.name}, {jobs} processes", jobs=jobs) if jobs > 1 else build


def has_just_the_docs() -> bool:
    """Say whether Jekyll is installed, and the theme."""
    if not shutil.which("jekyll") or not shutil.which("ruby"):
        return False
    asked = subprocess.run(["ruby", "-e", 'gem "just-the-docs"'], stderr=subprocess.DEVNULL, check=False)
    return asked.returncode == 0


def jekyll_build(site: Path, folder: Path) -> JekyllBuild:
    """Return the build of a site by Jekyll, with what its pages need to have the theme's layout written to ``folder``."""
    own = yaml.safe_load((site / "_config.yml").read_text("utf-8")) or {}
    everywhere = {"scope": {"path": ""}, "values": {"layout": "default"}}
    settings = {
        "theme": "just-the-docs",
        "plugins": [*(own.get("plugins") or ()), "jekyll-include-cache", "jekyll-seo-tag"],
        "defaults": [everywhere, *(own.get("defaults") or ())],
    }
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "jekyll.yml"
    config.write_text(yaml.safe_dump(settings), "utf-8")
    return JekyllBuild(JEKYLL, site, config)


def essay_build(site: Path) -> SphinxBuild:
    """Return the build of a Just the Docs site as it stands."""
    return SphinxBuild(ESSAY, site, () if (site / "conf.py").is_file() else ("-C", "-D", "extensions=sphinx_essay"))


def plain_builds(essay: SphinxBuild, work: Path, folder: Path, bare: str | None) -> Iterator[SphinxBuild]:
    """Yield the builds by plain myst-parser of the Markdown that ``essay`` read when it built into ``work``.

    It is copied to ``folder``.  ``bare`` is a Python that has nothing but Sphinx and myst-parser.
    """
    copied = []
    for source in essay.pages(work):
        if source.suffix in MARKDOWN:
            target = (folder / source.relative_to(essay.source)).with_suffix(".md")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            copied.append(target.relative_to(folder).with_suffix("").as_posix())
    root = "index" if "index" in copied else min(copied)
    conf = f"extensions = ['myst_parser']\nhtml_theme = 'basic'\nroot_doc = {root!r}\n"
    (folder / "conf.py").write_text(conf, encoding="utf-8")
    if bare:
        yield SphinxBuild(BARE, folder, (), bare)
    yield SphinxBuild(PLAIN, folder, ())


def theme_builds(source: Path) -> Iterator[SphinxBuild]:
    """Yield the builds of a plain MyST project: with each theme that is installed."""
    installed = {point.name for point in importlib.metadata.entry_points(group="sphinx.html_themes")}
    for theme in THEMES:
        if theme == "basic" or theme in installed:
            extension = "sphinx_essay" if theme == "sphinx_essay" else "myst_parser"
            yield SphinxBuild(theme, source, ("-C", "-D", f"extensions={extension}", "-D", f"html_theme={theme}"))
