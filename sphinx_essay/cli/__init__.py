"""The command ``sphinx-essay``: try a site, move it, look after it."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from sphinx_essay import __version__
from sphinx_essay.cli import build, check, convert, init, serve
from sphinx_essay.cli.arguments import Parser

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = (build, serve, check, init, convert)

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


def get_parser() -> Parser:
    """Return the parser of the command line; each command's module adds its own part."""
    parser = Parser(
        prog="sphinx-essay",
        description="Build Just the Docs sites of essays, courses and manuals with Sphinx.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add_to(commands)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line ``argv`` (default: this process's) and return its exit status.

    0 means that all is well, 1 that the command found or met a problem, 2 that the command line was wrong.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    parser = get_parser()
    if not words:
        parser.print_help(sys.stderr)
        return 2
    args = parser.parse_args(words)
    args.words = words[1:]  # as given after the command's name: build and serve hand them on
    status: int = args.run(args)
    return status
