"""``sphinx-essay init``: the files that a host asks for, written where they are missing."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_essay import __version__
from sphinx_essay.cli.arguments import add_command, add_folder

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from sphinx_essay.cli.types import Commands

_DESCRIPTION = """\
Write what Read the Docs and GitHub Pages need to build the site in FOLDER: conf.py and requirements.txt
there, .readthedocs.yaml and .github/workflows/pages.yml at the root of its repository.

A file that exists is left as it is.  --dry-run shows what would be written, and writes nothing.
"""


_NEXT = """
Next: commit these files and push them. Then,
  for Read the Docs: at https://app.readthedocs.org/, choose "Add project", and your repository;
  for GitHub Pages: in the repository's settings, under Pages, choose "GitHub Actions" as the source."""


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be: where, its text, and whether something is there already, which then stays."""

    path: Path
    text: str
    exists: bool


def add_to(commands: Commands, summary: str) -> None:
    """Add the command to the command line."""
    parser = add_command(
        commands,
        "init",
        run,
        summary=summary,
        description=_DESCRIPTION,
    )
    add_folder(parser, "folder of the site")
    parser.add_argument("--dry-run", action="store_true", help="show the files, write none")


def repository_of(folder: Path) -> Path:
    """Return the nearest folder at or above ``folder`` that holds a Git repository, else ``folder``."""
    folder = folder.resolve()
    return next((place for place in (folder, *folder.parents) if (place / ".git").exists()), folder)


def requirement(version: str) -> str:
    """Return the line of requirements.txt that stays within the compatible releases of ``version``."""
    major, minor, *_ = version.split(".")
    return f"sphinx-essay~={major}.{minor}"


def plan(folder: Path) -> tuple[NewFile, ...]:
    """Return the files that a site in ``folder`` needs in order to be built by a host."""
    folder = folder.resolve()
    repository = repository_of(folder)
    place = folder.relative_to(repository).as_posix()
    texts = {
        folder / "conf.py": conf_py(folder),
        folder / "requirements.txt": requirement(__version__) + "\n",
        repository / ".readthedocs.yaml": readthedocs_yaml(place),
        repository / ".github" / "workflows" / "pages.yml": pages_yml(place),
    }
    return tuple(NewFile(path, text, path.exists()) for path, text in texts.items())


def conf_py(folder: Path) -> str:
    """Return a ``conf.py`` that says no more than the site in ``folder`` does not say itself."""
    lines = [
        '"""How Sphinx builds this site.',
        "",
        "https://www.sphinx-doc.org/en/master/usage/configuration.html lists what else can be set.",
        '"""',
        "",
    ]
    if (folder / "_config.yml").is_file():
        lines += [
            "# Title, URLs, navigation and the like come from _config.yml; what is set here wins over it.",
            'extensions = ["sphinx_essay"]',
        ]
    else:
        lines += [
            f"project = {folder.name!r}",
            'extensions = ["sphinx_essay"]',
            'html_theme = "sphinx_essay"',
        ]
    lines.append('exclude_patterns = ["_build", ".venv", "requirements.txt"]')
    return "\n".join(lines) + "\n"


def below(place: str, name: str) -> str:
    """Return ``name`` in the folder ``place`` (relative to the repository, "." for its root)."""
    return name if place == "." else f"{place}/{name}"


def readthedocs_yaml(place: str) -> str:
    """Return the configuration of Read the Docs for a site in the folder ``place`` of its repository."""
    return f"""\
# https://docs.readthedocs.io/en/stable/config-file/v2.html
version: 2

build:
  os: ubuntu-24.04
  tools:
    python: "3.13"
  apt_packages: [fonts-noto-core, fonts-noto-mono, fonts-noto-cjk] # for the PDF: letters of all scripts

python:
  install:
    - requirements: {below(place, "requirements.txt")}

sphinx:
  configuration: {below(place, "conf.py")}

# The downloads that Read the Docs offers beside the site. Leave out what you do not want: [], [epub], [pdf].
formats: [epub, pdf]
"""


def pages_yml(place: str) -> str:
    """Return the workflow that builds the site in ``place`` and gives it to GitHub Pages."""
    return f"""\
# In the repository's settings, under Pages, choose "GitHub Actions" as the source.
name: pages

on:
  push:
    branches: [main]
  workflow_dispatch:

permissions:
  contents: read
  pages: write
  id-token: write

concurrency:
  group: pages
  cancel-in-progress: false

jobs:
  build:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.13"
      - run: pip install -r {below(place, "requirements.txt")}
      - run: sphinx-essay build {place} "$RUNNER_TEMP/site"
      - uses: actions/upload-pages-artifact@v3
        with:
          path: ${{{{ runner.temp }}}}/site

  deploy:
    needs: build
    runs-on: ubuntu-24.04
    environment:
      name: github-pages
      url: ${{{{ steps.deployment.outputs.page_url }}}}
    steps:
      - id: deployment
        uses: actions/deploy-pages@v4
"""


def write(files: tuple[NewFile, ...]) -> None:
    """Write each file that is not there yet; one that came into being meanwhile stays too.

    :raises OSError: where a file cannot be written.
    """
    for file in files:
        if file.exists:
            continue
        file.path.parent.mkdir(parents=True, exist_ok=True)
        with file.path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(file.text)


def run(args: argparse.Namespace) -> int:
    """Write the files, or show them, and say what became of each."""
    if not args.folder.is_dir():
        print(f"{args.folder}: no such folder", file=sys.stderr)
        return 1
    files = plan(args.folder)
    if not args.dry_run:
        try:
            write(files)
        except OSError as error:
            print(f"{error.filename}: {error.strerror}", file=sys.stderr)
            return 1
    for file in files:
        done = "exists, left as it is" if file.exists else "would write" if args.dry_run else "wrote"
        print(f"{done}: {file.path}")
        if args.dry_run and not file.exists:
            print("\n" + "\n".join(f"    {line}".rstrip() for line in file.text.splitlines()) + "\n")
    if not args.dry_run and not all(file.exists for file in files):
        print(_NEXT)
    return 0
