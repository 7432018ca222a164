"""The renderer's beginning of a document, which stands in for MyST's own."""

from __future__ import annotations

from docutils.utils import new_document
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer

from sphinx_essay.kramdown.preset import markdown_it
from sphinx_essay.markdown.renderer import EssayRenderer


def test_a_document_begins_with_all_that_myst_sets():
    document = new_document("page.md")
    document.settings.language_code = "en"
    options = {"document": document, "myst_config": MdParserConfig()}
    parser = markdown_it()
    theirs, ours = SphinxRenderer(parser), EssayRenderer(parser)
    theirs.setup_render(options, {})
    ours.setup_render(options, {})
    for name in vars(theirs).keys() - {"rules"}:
        assert vars(ours)[name] == vars(theirs)[name], name
