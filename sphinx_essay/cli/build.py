"""``sphinx-essay build``: sphinx-build for a folder that may have no ``conf.py``."""

from __future__ import annotations

import atexit
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.cmd.build import main as sphinx_build

from sphinx_essay.cli.arguments import add_sphinx_command, has_settings
from sphinx_essay.project.source_folder import first_source
from sphinx_essay.speed.gc_tuning import leave

if TYPE_CHECKING:
    import argparse

    from sphinx_essay.cli.types import Commands

WITHOUT_CONFIGURATION = ("-C", "-D", "extensions=sphinx_essay")
"""What sphinx-build needs to be told where nobody wrote a ``conf.py``."""

_DESCRIPTION = """\
Build the site in the folder SOURCE_DIR into the folder OUTPUT_DIR, which may be new; then open
index.html there.

A folder without conf.py is built as it stands: its _config.yml, if it has one, says the rest.
A second build reads only what has changed. SOURCE_DIR stays as it is.

  sphinx-essay build site out              web pages
  sphinx-essay build site out -b epub      one EPUB (also: singlehtml, text, latex, man)
  sphinx-essay build site out -j auto      on all processors
  sphinx-essay build site out -W --keep-going
                                           end with an error if there was any warning
  sphinx-essay build site out -D essay_search=pagefind
                                           set an option; the documentation lists them

All options of Sphinx's own command, sphinx-build, may be given; this is its list:
"""


def add_to(commands: Commands, summary: str) -> None:
    """Add the command to the command line."""
    add_sphinx_command(
        commands,
        "build",
        run,
        summary=summary,
        description=_DESCRIPTION,
        usage="%(prog)s SOURCE_DIR OUTPUT_DIR [OPTIONS]",
    )


def obstacle(args: argparse.Namespace) -> str:
    """Return why there is nothing that could be built, "" where there is."""
    source, out = Path(args.sourcedir), Path(args.outputdir)
    if not source.is_dir():
        return f"{source}: no such folder"
    if source.resolve() == out.resolve():
        return f"{out}: what is built needs a folder of its own"
    if has_configuration(args) or has_settings(source) or first_source(source):
        return ""
    return f"{source}: no page in it: no Markdown (.md), no reStructuredText (.rst), no _config.yml"


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
    if wrong := obstacle(args):
        print(wrong, file=sys.stderr)
        return 1
    atexit.register(leave)
    return sphinx_build(sphinx_words(args))
