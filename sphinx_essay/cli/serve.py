"""``sphinx-essay serve``: the site in the browser, built again at each change."""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
from typing import TYPE_CHECKING

from sphinx.cmd.build import get_parser as get_sphinx_parser

from sphinx_essay.cli.build import sphinx_words

if TYPE_CHECKING:
    from sphinx_essay.cli.types import Commands

_DESCRIPTION = """\
Build the site in SOURCE into OUT, show it at http://127.0.0.1:8000, and build and reload at each change.

Needs sphinx-autobuild, which comes with: pip install "sphinx-essay[serve]"
Everything that sphinx-build takes may be given.
"""


def add_to(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "serve",
        help="build, show in the browser, build again at each change",
        description=_DESCRIPTION,
        epilog="",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage="%(prog)s SOURCE OUT [--host NAME] [--port NUMBER] [--open] [OPTIONS]",
        parents=[get_sphinx_parser()],
        conflict_handler="resolve",
    )
    server = parser.add_argument_group("server")
    server.add_argument("--host", metavar="NAME", help="listen at this address (default: 127.0.0.1)")
    server.add_argument("--port", metavar="NUMBER", help="listen at this port (default: 8000; 0: a free one)")
    server.add_argument("--open", dest="open_browser", action="store_true", help="open the site in a browser")
    parser.set_defaults(run=run)


def autobuild_words(args: argparse.Namespace) -> list[str]:
    """Return the words for sphinx-autobuild, which takes those of sphinx-build and its own."""
    return ["--open-browser" if word == "--open" else word for word in sphinx_words(args)]


def run(args: argparse.Namespace) -> int:
    """Serve until interrupted."""
    if importlib.util.find_spec("sphinx_autobuild") is None:
        print('This needs sphinx-autobuild: pip install "sphinx-essay[serve]"', file=sys.stderr)
        return 1
    command = [sys.executable, "-m", "sphinx_autobuild", *autobuild_words(args)]
    try:
        return subprocess.run(command, check=False).returncode
    except KeyboardInterrupt:
        return 0
