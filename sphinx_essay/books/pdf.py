"""The builder ``essay-pdf``: the whole project as a PDF in one step, with a word on what is missing for it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sphinx.builders.latex import LaTeXBuilder
from sphinx.errors import SphinxError
from sphinx.util import logging
from sphinx.util.display import progress_message

from sphinx_essay.books import tex
from sphinx_essay.core.warnings import Subtype

logger = logging.getLogger(__name__)

NAME: Final = "essay-pdf"


class PdfError(SphinxError):
    """A PDF cannot be made."""

    category = "PDF"


class PdfBuilder(LaTeXBuilder):
    """Sphinx's builder of LaTeX, which runs TeX, too."""

    name = NAME
    epilog = "The PDF is in %(outdir)s."

    def init(self) -> None:
        """Ask for TeX before the pages are read.

        Raises PdfError where it is missing.
        """
        if message := tex.missing_programs(self.config.latex_engine):
            raise PdfError(message)
        super().init()

    def finish(self) -> None:
        """Run TeX on each document.

        Raises PdfError where it fails.
        """
        super().finish()
        for _start, target, *_rest in self.document_data:
            source = Path(self.outdir, target)
            try:
                with progress_message(f"running TeX on {target}"):
                    _made, missing = tex.make_pdf(source, self.config.latex_engine)
            except tex.TexError as error:
                raise PdfError(str(error)) from error
            if missing:
                message = "no font on this machine has the characters %s, which the PDF shows as numbers or boxes"
                place = f"{source}:1"
                logger.warning(message, " ".join(missing), type="essay", subtype=Subtype.BOOK.value, location=place)
