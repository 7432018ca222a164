"""``sphinx-essay convert``: a Jekyll site rewritten as plain MyST, in a folder of its own."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_essay.cli.arguments import add_command, add_plugins, not_a_site
from sphinx_essay.cli.terminal import progress
from sphinx_essay.convert import SiteConverter
from sphinx_essay.jekyll import Site

if TYPE_CHECKING:
    import argparse

    from sphinx_essay.cli.types import Commands
    from sphinx_essay.convert import NewFile
    from sphinx_essay.convert.site import Note

_DESCRIPTION = """\
Write the Jekyll site in SOURCE as plain MyST into DEST: front matter stays, kramdown and Liquid become MyST,
links to pages name their files; _config.yml goes on saying the title, the URLs and the navigation. The result
builds to the same pages, without kramdown and Liquid, and converting it again changes nothing.

SOURCE stays as it is. What MyST has no words for stays HTML; a list says where.
"""


def add_to(commands: Commands, summary: str) -> None:
    """Add the command to the command line."""
    parser = add_command(commands, "convert", run, summary=summary, description=_DESCRIPTION)
    parser.add_argument("source", metavar="SOURCE", type=Path, help="folder of the site, with its _config.yml")
    parser.add_argument("dest", metavar="DEST", type=Path, help="folder to write to; it must be empty or new")
    parser.add_argument("--force", action="store_true", help="write over the files in DEST")
    add_plugins(parser)


def obstacle(source: Path, dest: Path, *, force: bool) -> str:
    """Return why the site cannot be converted from ``source`` to ``dest``, "" where it can."""
    if wrong := not_a_site(source):
        return wrong
    there, here = dest.resolve(), source.resolve()
    if there == here or here in there.parents or there in here.parents:
        return f"{dest}: the source and what is made of it may not lie in each other"
    if dest.exists() and not dest.is_dir():
        return f"{dest}: is a file"
    if dest.is_dir() and any(dest.iterdir()) and not force:
        return f"{dest}: is not empty; --force writes over what is there"
    return ""


def write(file: NewFile, source: Path, dest: Path) -> None:
    """Write one file of the converted site.

    :raises OSError: where it cannot be written, or the one to copy cannot be read.
    """
    path = dest / file.path
    path.parent.mkdir(parents=True, exist_ok=True)
    if file.text is None:
        shutil.copyfile(source / file.path, path)
    else:
        path.write_text(file.text, encoding="utf-8", errors="surrogateescape", newline="\n")


def run(args: argparse.Namespace) -> int:
    """Convert, and say what was done and what stays HTML."""
    if wrong := obstacle(args.source, args.dest, force=args.force):
        print(wrong, file=sys.stderr)
        return 1
    site = Site.load(args.source, plugins=args.plugins)
    converted = copied = 0
    notes: list[Note] = []
    try:
        for file in SiteConverter(site, args.source).files(progress("converting")):
            write(file, args.source, args.dest)
            converted += file.text is not None
            copied += file.text is None
            notes += file.notes
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    for note in notes:
        print(f"{note.path}:{note.line}: {note.message}")
    if notes:
        print()
    print(f"{args.dest}: {converted} files written, {copied} copied; {len(notes) or 'nothing'} to look at")
    print(f"Build it: sphinx-essay build {args.dest} OUT")
    return 0
