"""What pages take from the rest of the site: each part says it in fingerprints, which are compared here alone.

A part names a function that returns the fingerprints of pages, by their names.  Pages whose fingerprint has changed since
they were read are read again (:func:`read_again`), or, since they were written, written again (:func:`write_again`).
Pages written to another folder, or by another builder, were written at another time.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, cast
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx

from sphinx_essay.events import connect
from sphinx_essay.freshness.page_records import RecordsDomain

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

Fingerprints = Mapping[str, str]
"""Page → fingerprint; none for a page that takes nothing from others."""

Ask = Callable[[Sphinx, "BuildEnvironment"], Fingerprints]


@dataclass(frozen=True, slots=True)
class _Parts:
    read: list[Ask] = field(default_factory=list)
    written: list[Ask] = field(default_factory=list)


_parts: WeakKeyDictionary[Sphinx, _Parts] = WeakKeyDictionary()


class FingerprintsDomain(RecordsDomain):
    """The fingerprints of pages when they were last read and written."""

    name = "essay_fingerprints"
    label = "Fingerprints of pages"
    data_version = 1
    initial_data: ClassVar[dict[str, Any]] = {"read": {}, "written": {}}
    by_page = ("read",)

    @property
    def read(self) -> dict[str, str]:
        """Those of the pages as they were read."""
        return cast("dict[str, str]", self.data["read"])

    @property
    def written(self) -> dict[str, Fingerprints]:
        """Those of the pages as they were written: output → page → fingerprint."""
        return cast("dict[str, Fingerprints]", self.data["written"])


def digest(*values: object) -> str:
    """Return a short fingerprint of values, told apart by their ``repr``."""
    return hashlib.sha256(repr(values).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def read_again(app: Sphinx, ask: Ask) -> None:
    """Have a page read again when what ``ask`` returns for it is not what it was when the page was read."""
    app.setup_extension("sphinx_essay.freshness.fingerprints")
    _parts[app].read.append(ask)


def write_again(app: Sphinx, ask: Ask) -> None:
    """Have a page written again when what ``ask`` returns for it is not what it was when the page was written."""
    app.setup_extension("sphinx_essay.freshness.fingerprints")
    _parts[app].written.append(ask)


def _asked(app: Sphinx, env: BuildEnvironment, parts: list[Ask]) -> Fingerprints:
    """Return a fingerprint for each page that takes something from others, of what all ``parts`` say of it."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, ask in enumerate(parts):
        for docname, fingerprint in ask(app, env).items():
            found[docname].append((number, fingerprint))
    return {docname: digest(fingerprints) for docname, fingerprints in found.items()}


def _changed(before: Fingerprints, now: Fingerprints) -> Set[str]:
    return {docname for docname in before.keys() | now.keys() if before.get(docname) != now.get(docname)}


def _has_records(env: BuildEnvironment) -> bool:
    """Say whether there is a place for records: a theme alone is set up after Sphinx has made all domains."""
    return FingerprintsDomain.name in env.domains


def to_read(
    app: Sphinx, env: BuildEnvironment, _added: Set[str], _changed_files: Set[str], _removed: Set[str]
) -> Set[str]:
    """Return the pages that were read from something else than there is now (``env-get-outdated``)."""
    if not _has_records(env):
        return set()
    before = FingerprintsDomain.of(env).read
    return _changed(before, _asked(app, env, _parts[app].read)) & env.all_docs.keys() & env.found_docs


def note_read(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Note what the pages were read from (``env-updated``)."""
    if _has_records(env):
        FingerprintsDomain.of(env).data["read"] = dict(_asked(app, env, _parts[app].read))
    return []


def to_write(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages that show something else than when they were written (``env-get-updated``)."""
    if not _has_records(env):
        return []
    output = f"{app.builder.name}:{app.builder.outdir}"
    written = FingerprintsDomain.of(env).written
    before, written[output] = written.get(output, {}), _asked(app, env, _parts[app].written)
    return sorted(_changed(before, written[output]) & env.found_docs)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Compare before pages are read, and when all that was read is known."""
    _parts[app] = _Parts()
    app.add_domain(FingerprintsDomain)
    connect(app, "env-get-outdated", to_read)
    connect(app, "env-updated", note_read)
    connect(app, "env-get-updated", to_write)
    return {"env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
