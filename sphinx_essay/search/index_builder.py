"""The search index of an ``html`` build: true of each page, whatever was built before and by which process.

Under this theme it is the theme's own (``site_index``), under any other Sphinx's.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from docutils.utils import new_document
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging
from sphinx.util.display import progress_message

from sphinx_essay.core.warnings import Subtype
from sphinx_essay.project.project import project_of
from sphinx_essay.search import pagefind, site_index
from sphinx_essay.search.index import CurrentIndex, RememberedLanguage, is_searched

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from docutils import nodes

    from sphinx_essay.search.index_parts import Index
    from sphinx_essay.search.sections import Page

logger = logging.getLogger(__name__)


class SearchHTMLBuilder(StandaloneHTMLBuilder):
    """Sphinx's ``html`` builder, whose search index is true in builds that go on from earlier ones, and in parallel ones."""

    indexer_format: CurrentIndex

    indexed: dict[str, Page] | None
    """What search is to know of the pages that this build writes; None where Sphinx's index serves, or Pagefind's."""

    def init(self) -> None:
        """Begin a build."""
        super().init()
        self.indexer_format = CurrentIndex()
        self.indexed = {} if site_index.serves(self) else None

    @cached_property
    def _nothing(self) -> nodes.document:
        """A page without words; to make one takes as long as to index a short page."""
        return new_document("")

    def search_name(self, docname: str) -> str:
        """Return the name under which the search index knows a page: its file without ``.html``.

        Sphinx's own script makes a result's link of this name, so that search works under every theme.
        """
        return self.get_output_path(docname).relative_to(self.outdir).as_posix().removesuffix(self.out_suffix)

    def _searched_names(self, docnames: Iterable[str]) -> set[str]:
        """Return the names of those pages that are seen: of two at one address, the other's words are not in the index."""
        is_seen = project_of(self.config).is_seen
        return {self.search_name(docname) for docname in docnames if is_seen(docname)}

    def index_page(self, pagename: str, doctree: nodes.document, title: str) -> None:
        """Give a page to the search index under its search name, or as an empty one where search passes it by.

        (An index without any page cannot be written.)
        """
        if self.indexed is not None:
            self.indexed[pagename] = site_index.read(self, pagename, doctree)
            return
        if self.indexer is None or not project_of(self.config).is_seen(pagename):
            return
        searched = is_searched(self.env, pagename, title)
        filename = str(self.env.doc2path(pagename, base=False))
        document = doctree if searched else self._nothing
        self.indexer.feed(self.search_name(pagename), filename, title if searched else "", document)

    def load_indexer(self, docnames: Set[str]) -> None:
        """Take over the last build's search index, less the pages that are written again; none is made beside Pagefind's."""
        if pagefind.serves(self):
            self.indexer = None
        if self.indexed is not None or self.indexer is None:
            return
        self.indexer.lang = RememberedLanguage(self.indexer.lang)  # type: ignore[assignment]
        keep = self._searched_names(self.env.all_docs.keys() - docnames)
        self._searched_anew = bool(docnames)
        try:
            with Path(self.outdir, self.searchindex_filename).open(encoding="utf-8") as stream:
                self.indexer.load(stream, self.indexer_format)
        except (OSError, ValueError):
            self.indexer_format.parts.clear()
            if keep:
                logger.warning(
                    "the search index of the last build cannot be read: build again with -E to have all pages in it",
                    type="essay",
                    subtype=str(Subtype.SEARCH),
                    location=f"{Path(self.outdir, self.searchindex_filename)}:1",
                )
        self.indexer.prune(keep)
        self.indexer_format.keep(keep)

    def begin_part(self) -> None:
        """Begin to index pages apart from those that are in the index (in another process)."""
        if self.indexed is not None:
            self.indexed.clear()
            return
        if self.indexer is None:
            return
        for docname, entries in self.env.get_domain("index").data["entries"].items():
            if entries:  # these would stay when the index forgets its pages
                self.indexer.feed(self.search_name(docname), "", "", self._nothing)
        self.indexer.prune(())

    def end_part(self, docnames: Iterable[str]) -> Index | None:
        """Return the index of the pages that were written since :meth:`begin_part`, None where search finds none of them."""
        if self.indexed is not None:
            return self.indexed
        if self.indexer is None or not self._searched_names(docnames):
            return None
        return self.indexer.freeze()

    def add_part(self, part: Index) -> None:
        """Have the index hold the pages of ``part``, too."""
        if self.indexed is not None:
            self.indexed |= part
            return
        self.indexer_format.parts.append(part)

    def dump_search_index(self) -> None:
        """Write the search index, unless no page in it has changed.

        Sphinx would first drop from it what has not the name of a document.
        """
        index = Path(self.outdir, self.searchindex_filename)
        if self.indexer is None or self.indexed is not None:
            index.unlink(missing_ok=True)
            return
        names = self._searched_names(self.env.all_docs)
        if not self._searched_anew and self.indexer_format.read == names:
            return
        with progress_message(f"dumping search index in {self.indexer.label()}"):
            self.indexer.prune(names)
            draft = index.with_name(f"{index.name}.tmp")  # a failure leaves the last index whole
            with draft.open("w", encoding="utf-8") as stream:
                self.indexer.dump(stream, self.indexer_format)
            draft.replace(index)
