"""``sphinx-essay build``: sphinx-build for a folder that may have no ``conf.py``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.cmd.build import get_parser as get_sphinx_parser
from sphinx.cmd.build import main as sphinx_build

if TYPE_CHECKING:
    from sphinx_essay.cli.types import Commands

WITHOUT_CONFIGURATION = ("-C", "-D", "extensions=sphinx_essay")
"""What sphinx-build needs to be told where nobody wrote a ``conf.py``."""

_DESCRIPTION = """\
Build the site in SOURCE into OUT.

A folder without conf.py is built as it stands: its _config.yml, if it has one, says the rest.
Everything that sphinx-build takes may be given, for instance:

  sphinx-essay build site out -b epub      one EPUB (also: dirhtml, singlehtml, latex, text, man, gettext)
  sphinx-essay build site out -j auto      on all processors
  sphinx-essay build site out -W -n        warnings are errors
  sphinx-essay build site out -D essay_dialect=myst
"""


def add_to(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "build",
        help="build a site: web pages, EPUB, LaTeX for PDF, text, …",
        description=_DESCRIPTION,
        epilog="",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage="%(prog)s SOURCE OUT [OPTIONS]",
        parents=[get_sphinx_parser()],
        conflict_handler="resolve",
    )
    parser.set_defaults(run=run)


def has_configuration(args: argparse.Namespace) -> bool:
    """Tell whether the words, as sphinx-build reads them, lead to a ``conf.py``."""
    return Path(args.confdir or args.sourcedir, "conf.py").is_file()


def sphinx_words(args: argparse.Namespace) -> list[str]:
    """Return the words for sphinx-build: the user's own, after the configuration that the folder lacks.

    The user's come last, so that their ``-D extensions=…`` wins.
    """
    lacking = () if has_configuration(args) else WITHOUT_CONFIGURATION
    return [*lacking, *doctrees(args), *args.words]


def doctrees(args: argparse.Namespace) -> tuple[str, ...]:
    """Return where an EPUB's doctrees go: beside the output, as Sphinx warns of those in it."""
    if args.builder != "epub" or args.doctreedir:
        return ()
    out = Path(args.outputdir)
    return ("-d", str(out.with_name(f".{out.name}.doctrees")))


def run(args: argparse.Namespace) -> int:
    """Build; sphinx-build reports what there is to report."""
    return sphinx_build(sphinx_words(args))
