"""What other processes read comes back to the build by itself, without what the build knows already (``-j``).

Sphinx has pages read by the dozen in processes of their own, each of which sends its whole environment back: all that is
known of every page that was read until then.  Of a large site that takes longer than the reading.  Sphinx and its
extensions take from it what belongs to the pages that were read (``env-merge-info``), so the others' entries are left out.
"""

from __future__ import annotations

import copyreg
import os
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from sphinx.environment import BuildEnvironment

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

TABLES: Final = frozenset(
    {
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
    }
)
"""The tables of Sphinx's environment that have an entry for each page, under its name."""

DOMAIN_TABLES: Final[Mapping[str, Set[str]]] = {
    "essay": frozenset({"dependencies", "links", "pages"}),
    "essay_navigation": frozenset({"by_hand", "inserted", "sources"}),
    "essay_references": frozenset({"references"}),
    "index": frozenset({"entries"}),
}
"""The tables of domains that are made in the same way."""

_known: WeakKeyDictionary[BuildEnvironment, frozenset[str]] = WeakKeyDictionary()
"""The pages that were read before a process of its own began to read others."""


def without(state: Mapping[str, Any], docnames: Set[str]) -> dict[str, Any]:
    """Return an environment's attributes without the entries of the pages ``docnames``."""
    data = {
        domain: _slim(tables, DOMAIN_TABLES.get(domain, frozenset()), docnames)
        for domain, tables in state["domaindata"].items()
    }
    return {**_slim(state, TABLES, docnames), "domaindata": data}


def _slim(tables: Mapping[str, Any], names: Set[str], docnames: Set[str]) -> dict[str, Any]:
    slim = dict(tables)
    for name in names & tables.keys():
        slim[name] = tables[name].copy()  # which makes entries that are missing as the table itself does
        for docname in docnames & tables[name].keys():
            del slim[name][docname]
    return slim


def _reduce(env: BuildEnvironment) -> tuple[Any, ...]:
    """Return what pickle makes an environment of (see :meth:`object.__reduce__`)."""
    state = env.__getstate__()
    return object.__new__, (type(env),), without(state, _known[env]) if env in _known else state


def setup(app: Sphinx) -> ExtensionMetadata:
    """Have environments that come back from other processes made small."""
    process = os.getpid()

    def note_known(app: Sphinx, _docname: str, _content: list[str]) -> None:
        """Note the pages that are known before the first page is read, in another process than that of the build."""
        if os.getpid() != process and app.env not in _known:
            _known[app.env] = frozenset(app.env.all_docs)

    copyreg.pickle(BuildEnvironment, _reduce)
    app.connect("source-read", note_known, priority=0)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
