"""The books of a site's essays: ordered before its web pages are written, so that these can link to what was made."""

from __future__ import annotations

import glob
import hashlib
import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast
from urllib.parse import quote

from sphinx.util import logging
from sphinx.util.display import status_iterator

from sphinx_essay import __version__
from sphinx_essay.books.essays import select
from sphinx_essay.books.make import BOOK, Delivery, Order
from sphinx_essay.core.addresses import relative_uri
from sphinx_essay.core.warnings import Diagnostic, Subtype, log, place_of_setting
from sphinx_essay.freshness.page_records import RecordsDomain
from sphinx_essay.navigation.domain import navigation_of
from sphinx_essay.project.i18n import translator
from sphinx_essay.project.sphinx_values import language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_essay.books.essays import Essay
    from sphinx_essay.freshness.fingerprints import Fingerprints

logger = logging.getLogger(__name__)

FOLDER: Final = "essay-books"
"""Where the books lie, below the output folder."""

LABELS: Final = {"print": "Print", "epub": "EPUB", "pdf": "PDF"}

_NOT_FOR_BOOKS: Final = frozenset({"essay_books", "root_doc", "master_doc", "project", "latex_documents"})


class BooksDomain(RecordsDomain):
    """What is known of the books that were made: docname of the essay → [digest, formats]."""

    name = "essay_books"
    label = "Books of essays"
    initial_data: ClassVar[dict[str, Any]] = {"made": {}}
    data_version = 1

    @property
    def made(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """The books by their essays."""
        return cast("dict[str, tuple[str, tuple[str, ...]]]", self.data["made"])


def linked(app: Sphinx, env: BuildEnvironment) -> Fingerprints:
    """Return the books that each page links to."""
    if app.builder.name not in ("html", "dirhtml"):
        return {}
    return {docname: " ".join(formats) for docname, (_, formats) in BooksDomain.of(env).made.items() if formats}


def make_books(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Make the books that are new or whose pages have changed (``env-updated``, after the navigation)."""
    if app.builder.name not in ("html", "dirhtml"):
        return []
    tree = navigation_of(env).menu
    wanted = app.config.essay_books
    if not wanted or tree is None:
        BooksDomain.of(env).made.clear()
        return []
    essays, unknown = select(tree, wanted, author=app.config.author)
    for name in unknown:
        message = "essay_books names %r, which is no page's title or path"
        place = place_of_setting(Path(app.confdir), "essay_books")
        logger.warning(message, name, type="essay", subtype=str(Subtype.BOOK), location=place)
    made = BooksDomain.of(env).made
    before = dict(made)
    made.clear()
    formats = _formats(app)
    orders = {essay.docname: (essay, _order(app, essay, formats)) for essay in essays}
    for docname in status_iterator(orders, "making books... ", "green", len(orders), app.verbosity):
        essay, order = orders[docname]
        digest = _digest(env, essay, order)
        known = before.get(docname)
        if known and known[0] == digest and all(Path(order.target + _SUFFIXES[each]).is_file() for each in known[1]):
            made[docname] = known
            continue
        delivery = carry_out(order)
        path = str(env.doc2path(docname, base=False))
        log(logger, app.srcdir, (Diagnostic(Subtype.BOOK, problem, path, 1) for problem in delivery.problems))
        whole = set(delivery.files) == set(formats)
        made[docname] = (digest if whole else "", tuple(each for each in formats if each in delivery.files))
    return []


_SUFFIXES: Final = {"print": ".html", "epub": ".epub", "pdf": ".pdf"}


def _formats(app: Sphinx) -> tuple[str, ...]:
    given = app.config.essay_book_formats
    names = given.split(",") if isinstance(given, str) else given
    return tuple(name for name in map(str.strip, names) if name in LABELS)


def _order(app: Sphinx, essay: Essay, formats: tuple[str, ...]) -> Order:
    page = essay.title_page
    overrides = {
        name: value for name, value in app.config.overrides.items() if name.partition(".")[0] not in _NOT_FOR_BOOKS
    }
    values: dict[str, Any] = {
        "extensions": list(app.config.extensions),  # Sphinx takes them out of the overrides
        "root_doc": essay.docname,
        "project": page.title,
        "author": page.author,
        "version": "1",
        "release": "",
        "include_patterns": [
            glob.escape(str(app.env.doc2path(docname, base=False)).replace("\\", "/")) for docname in essay.pages
        ],
        "essay_books": [],
        "essay_book": asdict(page),
        "essay_dead_links": False,
        "essay_inline": app.config.essay_inline,
        "epub_basename": BOOK,
        "epub_show_urls": "no",
        "html_use_index": False,
        "epub_use_index": False,
        "latex_domain_indices": False,
        # a book without parts has chapters; its first page, which holds all others, is no chapter of its own
        "latex_documents": [(essay.docname, f"{BOOK}.tex", page.title, page.author, "howto")],
    }
    if page.lang:
        values["language"] = language(page.lang)
    return Order(
        source=str(app.srcdir),
        conf=str(app.confdir) if Path(app.confdir, "conf.py").is_file() and app.config.extensions else "",
        work=str(Path(app.doctreedir, FOLDER, *essay.docname.split("/"))),
        target=str(Path(app.outdir, FOLDER, *essay.docname.split("/"))),
        formats=formats,
        overrides={**overrides, **values},
    )


def _digest(env: BuildEnvironment, essay: Essay, order: Order) -> str:
    """Return a digest of what decides a book: its pages' doctrees and settings."""
    state = hashlib.sha256(json.dumps([__version__, asdict(order)], default=str, sort_keys=True).encode())
    for docname in essay.pages:
        state.update(Path(env.doc2path(docname)).read_bytes())
        for name in sorted(env.dependencies.get(docname, ())):
            path = Path(env.srcdir, name)
            state.update(path.read_bytes() if path.is_file() else b"")
    return state.hexdigest()


def carry_out(order: Order) -> Delivery:
    """Make an essay's books in a process of their own."""
    done = subprocess.run(
        [sys.executable, "-m", "sphinx_essay.books"],
        input=json.dumps(asdict(order), default=str),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    try:
        return Delivery(**json.loads(done.stdout))
    except ValueError:
        return Delivery(problems=[f"the book cannot be made: {done.stderr.strip()[-300:]}"])


def add_links(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Give the first page of an essay the links to its books: ``essay_books``, each with title and url."""
    context["essay_books"] = list(_links(app, pagename)) if app.builder.name in ("html", "dirhtml") else []


def _links(app: Sphinx, pagename: str) -> Iterable[dict[str, str]]:
    _digest, formats = BooksDomain.of(app.env).made.get(pagename, ("", ()))
    here = app.builder.get_target_uri(pagename)
    for each in formats:
        target = f"{FOLDER}/{quote(pagename)}{_SUFFIXES[each]}"
        title = translator()("Print") if each == "print" else LABELS[each]
        yield {"title": title, "url": relative_uri(here, target), "format": each}
