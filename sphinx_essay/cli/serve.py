"""``sphinx-essay serve``: the site in the browser, built again at each change."""

from __future__ import annotations

import contextlib
import importlib.util
import runpy
import sys
from typing import TYPE_CHECKING

from sphinx_essay.cli.arguments import add_sphinx_command
from sphinx_essay.cli.build import obstacle, sphinx_words

if TYPE_CHECKING:
    import argparse

    from sphinx_essay.cli.types import Commands

_DESCRIPTION = """\
Build the site in the folder SOURCE_DIR into the folder OUTPUT_DIR, show it at http://127.0.0.1:8000, and at each
change of a source build it again and reload the page. Ctrl-C ends it.

Needs sphinx-autobuild, which comes with: pip install "sphinx-essay[serve]"
All options of Sphinx's own command, sphinx-build, may be given; this is its list:
"""


def add_to(commands: Commands, summary: str) -> None:
    """Add the command to the command line."""
    parser = add_sphinx_command(
        commands,
        "serve",
        run,
        summary=summary,
        description=_DESCRIPTION,
        usage="%(prog)s SOURCE_DIR OUTPUT_DIR [--host NAME] [--port NUMBER] [--open] [OPTIONS]",
    )
    server = parser.add_argument_group("server")
    server.add_argument("--host", metavar="NAME", help="listen at this address (default: 127.0.0.1)")
    server.add_argument("--port", metavar="NUMBER", help="listen at this port (default: 8000; 0: a free one)")
    server.add_argument("--open", dest="open_browser", action="store_true", help="open the site in a browser")


def autobuild_words(args: argparse.Namespace) -> list[str]:
    """Return the words for sphinx-autobuild, which takes those of sphinx-build and its own."""
    return ["--open-browser" if word == "--open" else word for word in sphinx_words(args)]


def run(args: argparse.Namespace) -> int:
    """Serve until interrupted."""
    if wrong := obstacle(args):
        print(wrong, file=sys.stderr)
        return 1
    if importlib.util.find_spec("sphinx_autobuild") is None:
        print('This needs sphinx-autobuild: pip install "sphinx-essay[serve]"', file=sys.stderr)
        return 1
    # In this process: whoever ends the command ends the server.
    sys.argv = ["sphinx-autobuild", *autobuild_words(args)]
    with contextlib.suppress(KeyboardInterrupt):
        runpy.run_module("sphinx_autobuild", run_name="__main__", alter_sys=True)
    return 0
