"""What the commands' parts of the command line have in common."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_essay.cli.types import Commands

    Run = Callable[[argparse.Namespace], int]


class Parser(argparse.ArgumentParser):
    """A parser whose complaints say where to read more."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the words, and leave with status 2."""
        # sphinx-build's optional list of files, which argparse counts among what is required
        said = message.removesuffix(", filenames")
        self.exit(2, f"{self.prog}: {said}\n{self.prog} --help explains it.\n")


def add_command(commands: Commands, name: str, run: Run, *, summary: str, description: str, **more: Any) -> Parser:
    """Add a command: ``summary`` is its line in the list of all, ``description`` the head of its own help."""
    parser = commands.add_parser(
        name,
        help=summary,
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        **more,
    )
    parser.set_defaults(run=run)
    return parser


def add_sphinx_command(
    commands: Commands, name: str, run: Run, *, summary: str, description: str, usage: str
) -> Parser:
    """Add a command that takes whatever sphinx-build takes, too."""
    from sphinx.cmd.build import get_parser as get_sphinx_parser  # which loads all of Sphinx

    return add_command(
        commands,
        name,
        run,
        summary=summary,
        description=description,
        epilog="",
        usage=usage,
        parents=[get_sphinx_parser()],
        conflict_handler="resolve",
    )


def add_folder(parser: Parser, what: str) -> None:
    """Add the folder that a command is about, which is where the user stands if nothing else is said."""
    parser.add_argument(
        "folder", metavar="FOLDER", type=Path, nargs="?", default=Path(), help=f"{what} (default: this folder)"
    )


def add_plugins(parser: Parser) -> None:
    """Add the choice of Jekyll plugins, which builds have as ``essay_jekyll_plugins``."""
    parser.add_argument(
        "--plugins",
        metavar="NAMES",
        type=_names,
        help="the Jekyll plugins to count with, parted by commas (default: those that _config.yml names)",
    )


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def not_a_site(folder: Path) -> str:
    """Return why there is no Jekyll site in a folder, "" where there is one."""
    if not folder.is_dir():
        return f"{folder}: no such folder"
    if has_settings(folder):
        return ""
    below = next((place for place in sorted(folder.iterdir()) if has_settings(place)), None)
    meant = f"; {below} is one" if below is not None else ""
    return f"{folder}: no _config.yml, so this is no Jekyll site{meant}"


def has_settings(folder: Path) -> bool:
    """Say whether a folder holds the settings of a Jekyll site."""
    from sphinx_essay.jekyll.config import CONFIG_NAMES  # with which comes what reads a site

    return any((folder / name).is_file() for name in CONFIG_NAMES)
