"""Front matter defaults: the ``defaults`` of ``_config.yml``, each with the scope of pages that it is for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

_OLD_TYPES = {"page": "pages", "post": "posts", "draft": "drafts"}


def deep_merge(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``base`` with ``over`` on top: mappings merge, a null leaves what is beneath (Jekyll)."""
    merged = dict(base)
    for key, value in over.items():
        old = merged.get(key)
        if isinstance(old, Mapping) and isinstance(value, Mapping):
            merged[key] = deep_merge(old, value)
        elif value is not None or key not in merged:
            merged[key] = value
    return merged


@dataclass(frozen=True, slots=True)
class Default:
    """One entry of ``defaults``.

    ``path`` is a prefix or a glob, "" for every page; ``type`` is ``pages``, ``posts`` or a collection's
    label, None for all.
    """

    path: str
    type: str | None
    values: Mapping[str, Any]

    def outranks(self, other: Default | None) -> bool:
        """Say whether this wins over an earlier entry: the longer path does, then the one with a type."""
        if other is None:
            return True
        if len(_bare(self.path)) != len(_bare(other.path)):
            return len(_bare(self.path)) > len(_bare(other.path))
        return self.type is not None or other.type is None


@dataclass(slots=True)
class Defaults:
    """The site's front matter defaults.

    ``glob`` lists the paths of the site (from the source folder) that a pattern means; a default whose path
    holds ``*`` is for every page whose path begins with one of them.
    """

    entries: Sequence[Default] = ()
    glob: Callable[[str], Sequence[str]] = lambda _pattern: ()
    collections_dir: str = ""
    _globbed: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    _groups: dict[tuple[bool, ...], dict[str, Any]] = field(default_factory=dict, repr=False)

    def values_for(self, path: str, kind: str) -> dict[str, Any]:
        """Return the values for a page of type ``kind``; a document's path begins in ``collections_dir``."""
        applying = tuple(self._applies(entry, path, kind) for entry in self.entries)
        if applying not in self._groups:
            self._groups[applying] = self._merge(applying)
        return dict(self._groups[applying])

    def _merge(self, applying: tuple[bool, ...]) -> dict[str, Any]:
        merged: dict[str, Any] = {}
        last: Default | None = None
        for entry, applies in zip(self.entries, applying, strict=True):
            if not applies:
                continue
            if entry.outranks(last):
                merged, last = deep_merge(merged, entry.values), entry
            else:
                merged = deep_merge(entry.values, merged)
        return merged

    def _applies(self, entry: Default, path: str, kind: str) -> bool:
        if entry.type is not None and entry.type != kind:
            return False
        if not entry.path:
            return True
        if entry.path.startswith("/"):  # which no path does that Jekyll compares it with
            return False
        if "*" not in entry.path:
            return path.startswith(self._below_collections(entry.path))
        if entry.path not in self._globbed:
            found = (self._below_collections(place) for place in self.glob(entry.path))
            self._globbed[entry.path] = tuple(found)
        return path.startswith(self._globbed[entry.path])

    def _below_collections(self, path: str) -> str:
        return path.removeprefix(self.collections_dir + "/") if self.collections_dir else path


def _bare(path: str) -> str:
    return path.lstrip("/")


def read_defaults(entries: object) -> tuple[list[Default], list[object]]:
    """Return the valid entries of ``defaults``, and those that are no mapping with ``values``."""
    good: list[Default] = []
    bad: list[object] = []
    for entry in entries if isinstance(entries, list) else []:
        values = entry.get("values") if isinstance(entry, Mapping) else None
        if not isinstance(values, Mapping):
            bad.append(entry)
            continue
        scope = entry.get("scope")
        scope = scope if isinstance(scope, Mapping) else {}
        kind = scope.get("type")
        path = scope.get("path")
        good.append(
            Default(
                path=path if isinstance(path, str) else "",
                type=_OLD_TYPES.get(str(kind), str(kind)) if kind is not None else None,
                values=values,
            )
        )
    return good, bad
