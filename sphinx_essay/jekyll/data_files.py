"""The data folder: YAML, JSON, CSV and TSV files as nested mappings (Jekyll: data files)."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sphinx_essay.core.warnings import Diagnostic, Subtype
from sphinx_essay.core.yaml11 import MAX_DEPTH, YamlError, load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_essay.jekyll.sources import Sources

MAX_BYTES: Final = 16 * 1024 * 1024
"""The size of a data file above which it is refused."""

MAX_VALUES: Final = 2_000_000
"""How many values a data file may hold."""

_INTEGER: Final = re.compile(r"\s*[+-]?\d+\s*", re.ASCII)
_FLOAT: Final = re.compile(r"\s*[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\s*", re.ASCII)

SUFFIXES: Final = (".yaml", ".yml", ".json", ".csv", ".tsv")


@dataclass(frozen=True, slots=True)
class Tables:
    """How tables are read (Jekyll: Data Files).

    ``headers`` says whether the first row names the cells, ``converts`` into which numbers cells that look so turn
    ("integer", "float").
    """

    headers: bool = True
    converts: frozenset[str] = frozenset()

    @classmethod
    def of(cls, options: object) -> Tables:
        """Read ``csv_reader`` or ``tsv_reader`` of ``_config.yml``."""
        table = options if isinstance(options, Mapping) else {}
        names = table.get("csv_converters")
        wished = {str(name) for name in names} if isinstance(names, list) else set()
        if wished & {"numeric", "all"}:
            wished |= {"integer", "float"}
        return cls(table.get("headers") is not False, frozenset(wished))

    def cell(self, text: str | None) -> str | float | None:
        """Return what a cell holds; an empty one holds nothing."""
        if not text:
            return None
        if "integer" in self.converts and _INTEGER.fullmatch(text):
            return int(text)
        return float(text) if "float" in self.converts and _FLOAT.fullmatch(text) else text


def read_data(sources: Sources, folder: str, config: Mapping[str, Any]) -> tuple[dict[str, Any], list[Diagnostic]]:
    """Return what the data folder holds, by file name without suffix, sub-folders as mappings of their own.

    ``config`` is ``_config.yml``. A file that cannot be read, or is too large, is left out with a diagnostic.
    """
    problems: list[Diagnostic] = []
    if not sources.is_folder(folder):
        return {}, problems
    tables = {".csv": Tables.of(config.get("csv_reader")), ".tsv": Tables.of(config.get("tsv_reader"))}
    return _read_folder(sources, folder, tables, problems), problems


def data_paths(sources: Sources, folder: str) -> Iterator[str]:
    """Yield the paths of the data files, so that pages that use them can depend on them."""
    if sources.is_folder(folder):
        for path in sources.files_below(folder, hidden=False):
            if path.endswith(SUFFIXES):
                yield f"{folder}/{path}"


def _read_folder(
    sources: Sources, folder: str, tables: Mapping[str, Tables], problems: list[Diagnostic]
) -> dict[str, Any]:
    data: dict[str, Any] = {}
    # Of the same name, the last wins: a table over YAML, and a folder over any file.
    for name, is_folder in sorted(sources.entries(folder), key=lambda entry: _rank(*entry)):
        path = f"{folder}/{name}"
        stem, dot, suffix = name.rpartition(".")
        if name.startswith("."):
            continue
        if is_folder:
            data[_key(name)] = _read_folder(sources, path, tables, problems)
        elif dot + suffix in SUFFIXES:
            try:
                data[_key(stem)] = _read_file(sources, path, dot + suffix, tables)
            except (ValueError, RecursionError, OSError, csv.Error) as error:
                problems.append(Diagnostic(Subtype.DATA, f"left out: {error}", path, getattr(error, "line", 0)))
    return data


def _rank(name: str, is_folder: bool) -> int:
    return len(SUFFIXES) if is_folder else next((SUFFIXES.index(end) for end in SUFFIXES if name.endswith(end)), -1)


def _key(name: str) -> str:
    """Return the name under which Liquid finds a file: without signs, blanks as ``_``."""
    return re.sub(r"\s+", "_", re.sub(r"[^\w\s-]+|(?<=^)\s+|\s+(?=$)", "", name))


def _read_file(sources: Sources, path: str, suffix: str, tables: Mapping[str, Tables]) -> Any:
    size = (sources.root / path).stat().st_size
    if size > MAX_BYTES:
        msg = f"{size // 1024 // 1024} MB is more than a data file may have ({MAX_BYTES // 1024 // 1024} MB)"
        raise ValueError(msg)
    text, problems = sources.text(path)
    if problems:
        raise ValueError(problems[0].message.partition(";")[0])
    if suffix in tables:
        return _read_table(text, "\t" if suffix == ".tsv" else ",", tables[suffix])
    if suffix == ".json":
        try:
            return _checked(json.loads(text))
        except json.JSONDecodeError:
            pass  # Jekyll reads JSON as YAML, which forgives more
    return load(text, max_values=MAX_VALUES)


def _checked(value: Any, depth: int = 0) -> Any:
    """Return ``value``, or raise where it nests too deeply to be walked."""
    if depth > MAX_DEPTH:
        msg = f"nested deeper than {MAX_DEPTH} levels"
        raise YamlError(msg)
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            if isinstance(item, dict | list):
                _checked(item, depth + 1)
    return value


def _read_table(text: str, separator: str, tables: Tables) -> list[Any]:
    """Return the rows: by the names in the first, else as lists; an empty line is a row without cells."""
    rows = [list(map(tables.cell, row)) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)]
    if not tables.headers:
        return rows
    names = [str(name or "") for name in rows[0]] if rows else []
    # A cell beyond the names has none, which Liquid cannot ask for.
    return [dict(itertools.zip_longest(names, row[: len(names)])) for row in rows[1:]]
