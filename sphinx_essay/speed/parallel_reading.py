"""Pages are read by several processes (``-j``), and come back without what the build knows already.

Sphinx has each process send its whole environment back: all that is known of every page that was read until then.  Of a
large site that takes longer than the reading.  Sphinx and its extensions take from it what belongs to the pages that were
read (``env-merge-info``), so the others' entries are left out.

This is done where Sphinx lets extensions change the list of the pages to be read, which is empty afterwards
(``env-before-read-docs``), and they are named as read when it asks for more of them (``env-updated``).

Relies on Sphinx: ``env-before-read-docs`` comes before the pages to read are purged; ``Builder.read_doc`` reads one; an
environment keeps what it knows of pages in :data:`TABLES` and in ``domaindata``, and ``merge_info_from`` takes it over.
"""

from __future__ import annotations

import pickle
from copy import copy
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from sphinx.domains.index import IndexDomain
from sphinx.project import Project
from sphinx.util.parallel import parallel_available

from sphinx_essay.events import connect
from sphinx_essay.freshness.page_records import RecordsDomain
from sphinx_essay.project.page_guard import leave_out, read_page
from sphinx_essay.speed.processes import in_processes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.application import Sphinx
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment

TABLES: Final = (
    "all_docs",
    "dependencies",
    "included",
    "longtitles",
    "metadata",
    "titles",
    "toc_fignumbers",
    "toc_num_entries",
    "toc_secnumbers",
    "tocs",
    "toctree_includes",
)
"""The tables of Sphinx's environment that have an entry for each page, under its name."""

_FEW: Final = 5
"""So many pages are read by one process, as with Sphinx before 9: to make others would take longer."""

_read: WeakKeyDictionary[BuildEnvironment, list[str]] = WeakKeyDictionary()
"""The pages that were read here in this build."""


def read(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Read pages, and take them from the list (``env-before-read-docs``).

    :raises SphinxParallelError: where a page could not be read.
    """
    is_safe = all(extension.parallel_read_safe for extension in app.extensions.values())
    if not parallel_available or app.parallel < 2 or not is_safe or len(docnames) <= _FEW:
        return
    for docname in docnames:
        app.emit("env-purge-doc", env, docname)
        env.clear_doc(docname)

    def read_chunk(chunk: Sequence[str]) -> bytes:
        there = [docname for docname in chunk if read_page(app, docname)]
        return pickle.dumps((there, part_of(env, there)), pickle.HIGHEST_PROTOCOL)

    _read[env] = []
    for _, sent in in_processes(read_chunk, docnames, app.parallel, "reading sources... ", "purple"):
        there, part = pickle.loads(sent)  # noqa: S301 - this program's own
        env.merge_info_from(there, part, app)
        _read[env] += there
    leave_out(env, set(docnames) - set(_read[env]))
    docnames.clear()


def name_read(_app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Return the pages that were read (``env-updated``)."""
    return _read.pop(env, [])


def part_of(env: BuildEnvironment, docnames: Sequence[str]) -> BuildEnvironment:
    """Return an environment that knows of the pages ``docnames`` what ``env`` does, and of no others."""
    part = copy(env)
    part.settings = {**env.settings, "env": part}
    part.project = Project(env.project.srcdir, env.project.source_suffix)
    for name in TABLES:
        setattr(part, name, _only(getattr(env, name), docnames))
    part.domaindata = {
        name: _part_of_domain(env.domains.get(name), tables, docnames) for name, tables in env.domaindata.items()
    }
    return part


def _part_of_domain(domain: Domain | None, tables: dict[str, Any], docnames: Sequence[str]) -> dict[str, Any]:
    """Return what a domain knows of the pages ``docnames``; all of it, where nobody knows how it is ordered."""
    if isinstance(domain, RecordsDomain):
        return {
            name: _only(rows, docnames if name in domain.by_page else ()) if isinstance(rows, dict) else rows
            for name, rows in tables.items()  # and the version of the tables
        }
    if isinstance(domain, IndexDomain):
        return {**tables, "entries": _only(tables["entries"], docnames)}
    return tables


def _only(table: dict[str, Any], docnames: Sequence[str]) -> dict[str, Any]:
    only = table.copy()  # which makes entries that are missing as the table itself does
    only.clear()
    only.update((docname, table[docname]) for docname in docnames if docname in table)
    return only


def set_up(app: Sphinx) -> None:
    """Have pages read by several processes, when other extensions have had their say on which."""
    connect(app, "env-before-read-docs", read)
    connect(app, "env-updated", name_read)
