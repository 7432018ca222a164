"""The search index of a site under this theme: made of what its pages hold, in files that a browser loads as it needs them.

The pages that a build writes are read as it writes them, in whichever process; what is known of the others is kept beside
the doctrees.  Other themes have Sphinx's index.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx.util.display import progress_message

import sphinx_essay
from sphinx_essay.project.project import project_of
from sphinx_essay.project.theme_in_use import draws
from sphinx_essay.project.written_files import write_if_changed
from sphinx_essay.search import pagefind
from sphinx_essay.search.index import is_searched
from sphinx_essay.search.part_files import files_of
from sphinx_essay.search.sections import Page, Section, page_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

FOLDER: Final = "_static/search"

STORE: Final = "essay-search.json"
"""The file beside the doctrees that keeps what is known of the pages."""


def serves(builder: Builder) -> bool:
    """Say whether this index answers in what ``builder`` writes."""
    return builder.name in {"html", "dirhtml"} and draws(builder) and builder.search and not pagefind.serves(builder)


def title_of(env: BuildEnvironment, docname: str) -> str:
    """Return the title under which search shows a page."""
    title = env.longtitles.get(docname) or env.titles.get(docname)
    return title.astext() if title is not None else ""


def read(builder: StandaloneHTMLBuilder, docname: str, doctree: nodes.document) -> Page:
    """Return what search is to know of a page."""
    return page_of(doctree, title_of(builder.env, docname), builder.tags.eval_condition)


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write the index; remove one that serves no more (``build-finished``)."""
    builder = app.builder
    if exception is not None or not draws(builder):
        return
    folder, store = Path(app.outdir, FOLDER), Path(app.doctreedir, STORE)
    if not serves(builder):
        shutil.rmtree(folder, ignore_errors=True)
        store.unlink(missing_ok=True)
        return
    new: dict[str, Page] | None = getattr(builder, "indexed", None)
    known = {} if new is None else _load(store)
    is_seen = project_of(app.config).is_seen
    names = [
        name
        for name in sorted(app.env.found_docs)
        if is_seen(name) and is_searched(app.env, name, title_of(app.env, name))
    ]
    if new == {} and [*known] == names and (folder / "index.js").is_file():
        return
    with progress_message("making the search index"):
        known |= new or {}
        pages = {name: known.get(name) or read(builder, name, app.env.get_doctree(name)) for name in names}
        if new is not None:
            write_if_changed(store, json.dumps({"version": sphinx_essay.__version__, "pages": pages}))
        files = files_of({builder.get_target_uri(name): page for name, page in pages.items()})
        for name, text in files.items():
            write_if_changed(folder / name, text)
        for path in folder.iterdir():
            if path.name not in files:
                path.unlink()


def _load(store: Path) -> dict[str, Page]:
    """Return what the last build knew of the pages; nothing if another version did, so that they are read again."""
    try:
        kept = json.loads(store.read_text(encoding="utf-8"))
        if kept["version"] != sphinx_essay.__version__:
            return {}
        return {
            name: Page([Section(*section) for section in sections], places)
            for name, (sections, places) in kept["pages"].items()
        }
    except (OSError, ValueError, KeyError, TypeError):
        return {}
