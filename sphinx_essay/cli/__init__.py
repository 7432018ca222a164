"""The command ``sphinx-essay``: try a site, move it, look after it."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Final

from sphinx_essay import __version__
from sphinx_essay.cli.arguments import Parser

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS: Final = {
    "build": "build a site: web pages, EPUB, LaTeX for PDF, text, …",
    "serve": "build, show in the browser, build again at each change",
    "check": "say what of a Jekyll site carries over, and what to mend",
    "init": "write conf.py and what Read the Docs and GitHub Pages ask for",
    "convert": "rewrite a Jekyll site as plain MyST",
}
"""The commands, each a module of this name, with its line in the list of all."""

_EPILOG = """\
A site in the style of Just the Docs needs no change and no configuration.
SITE is its folder, the one that holds _config.yml:

  sphinx-essay check SITE          see what carries over, and what to mend
  sphinx-essay build SITE OUT      build it into the folder OUT; open OUT/index.html
  sphinx-essay serve SITE OUT      the same, shown in the browser, and built again at each change
  sphinx-essay init SITE           write what Read the Docs and GitHub Pages ask for
  sphinx-essay convert SITE NEW    rewrite it as plain MyST, if you want to leave kramdown and Liquid

sphinx-essay COMMAND --help explains each of them.
"""


def get_parser(chosen: str | None = None) -> Parser:
    """Return the parser of the command line, to which each command's module adds its own part.

    :param chosen: the only command that matters; what the others need is not loaded then.
    """
    parser = Parser(
        prog="sphinx-essay",
        description="Build Just the Docs sites of essays, courses and manuals with Sphinx.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, summary in COMMANDS.items():
        if chosen in (None, name):
            import_module(f"sphinx_essay.cli.{name}").add_to(commands, summary)
        else:
            commands.add_parser(name, help=summary)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line ``argv`` (default: this process's) and return its exit status.

    0 means that all is well, 1 that the command found or met a problem, 2 that the command line was wrong.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    parser = get_parser(words[0] if words else "")
    if not words:
        parser.print_help(sys.stderr)
        return 2
    args = parser.parse_args(words)
    args.words = words[1:]  # as given after the command's name: build and serve hand them on
    status: int = args.run(args)
    return status
