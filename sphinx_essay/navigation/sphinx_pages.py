"""The pages of an ordinary Sphinx project: what their heads say, without parsing them.

Front matter stands where each format has it: the YAML block of a Markdown file, the field list at the top of
a reStructuredText file, the YAML block in the first cell of a notebook or its metadata. Files are read again
only when they change.
"""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_essay.core.front_matter import split
from sphinx_essay.core.page import FrontMatter, Page
from sphinx_essay.core.value_text import text_of
from sphinx_essay.core.yaml11 import YamlError, load_with_lines
from sphinx_essay.navigation.domain import SourceRecord, navigation_of
from sphinx_essay.navigation.tree import NAVIGATION_KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.environment import BuildEnvironment

_FIELD = re.compile(r":(?P<name>[^:\s][^:]*):(?:\s+(?P<value>.*))?$")
_ATX_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(?P<title>.+?)(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r"(?P<mark>[^\w\s])(?P=mark)+\s*$")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")


def read_pages(env: BuildEnvironment) -> list[Page]:
    """Return the pages that take part in the navigation, in the order of Jekyll: by file name, then by path.

    A page takes part when it has a title in its front matter, a navigation key, or is named by its heading as
    another page's parent; the first page of the project always does.
    """
    records = navigation_of(env).sources
    heads: dict[str, tuple[str, SourceRecord]] = {}
    known: dict[str, SourceRecord] = {}
    for docname in env.found_docs:
        file = env.doc2path(docname)
        path = str(env.doc2path(docname, base=False)).replace("\\", "/")
        try:
            status = Path(file).stat()
            state = (status.st_mtime_ns, status.st_size)
            record = records.get(path)
            if record is None or record.state != state:
                record = _read(Path(file), path, state)
        except OSError:
            continue
        known[path] = record
        heads[docname] = (path, record)
    records.clear()
    records.update(known)
    return _taking_part(heads, env.config.root_doc)


def _taking_part(heads: Mapping[str, tuple[str, SourceRecord]], root_doc: str) -> list[Page]:
    named = {text_of(record.data.get("parent")) for _, record in heads.values()} - {""}
    pages = []
    for docname, (path, record) in heads.items():
        data = record.data
        title = text_of(data.get("title")) or record.heading
        if docname == root_doc or "title" in data or title in named or not NAVIGATION_KEYS.isdisjoint(data):
            if "orphan" in data and NAVIGATION_KEYS.isdisjoint(data):
                continue
            front_matter = data if "title" in data or not title else {**data, "title": title}
            pages.append(Page(path, docname, front_matter=front_matter, lines=record.lines, body_line=record.body_line))
    return sorted(pages, key=lambda page: (page.path.rpartition("/")[2].encode(), page.path))


def _read(file: Path, path: str, state: tuple[int, int]) -> SourceRecord:
    text = file.read_text(encoding="utf-8-sig", errors="replace")
    if file.suffix == ".ipynb":
        return _read_notebook(text, path, state)
    if file.suffix == ".rst":
        data, lines = read_fields(text)
        return SourceRecord(state, data, lines, 1, rst_heading(text))
    found, _ = split(text, path)
    body = text[found.body_offset :]
    return _record(state, found, markdown_heading(body))


def _record(state: tuple[int, int], found: FrontMatter, heading: str) -> SourceRecord:
    return SourceRecord(state, dict(found.data), dict(found.lines), found.body_line, heading)


def _read_notebook(text: str, path: str, state: tuple[int, int]) -> SourceRecord:
    """Read a notebook: the YAML block of its first cell that is not code, and the metadata."""
    try:
        notebook = json.loads(text)
        cells = [cell for cell in notebook.get("cells", []) if cell.get("cell_type") in ("markdown", "raw")]
        texts = ["".join(cell.get("source", "")) for cell in cells]
        metadata = notebook.get("metadata", {})
    except (ValueError, AttributeError, TypeError):
        return SourceRecord(state, {}, {}, 1, "")
    found, _ = split(texts[0] + "\n", path) if texts else (FrontMatter(), ())
    data = {**{key: value for key, value in metadata.items() if key in _PLAIN_METADATA}, **found.data}
    heading = next((title for cell in texts if (title := markdown_heading(cell))), "")
    return SourceRecord(state, data, {}, 1, heading)


# Keys of a notebook's metadata that mean the same as in front matter (the others are Jupyter's own).
_PLAIN_METADATA = NAVIGATION_KEYS | {"title", "summary", "has_toc", "child_nav_order", "orphan"}


def read_fields(text: str) -> tuple[dict[str, Any], dict[str, int]]:
    """Read the field list at the top of a reStructuredText document: values (as YAML has them) and lines.

    Comments and blank lines may stand before it, as docutils has it.
    """
    data: dict[str, Any] = {}
    lines: dict[str, int] = {}
    in_comment = False
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            if data:
                break
        elif field := _FIELD.match(line):
            data[field["name"]] = _scalar(field["value"] or "")
            lines[field["name"]] = number
            in_comment = False
        elif data or (line[0].isspace() and in_comment):
            continue  # a field's or a comment's further lines
        elif line.startswith(".."):
            in_comment = True
        else:
            break
    return data, lines


def _scalar(text: str) -> Any:
    """Return a field's value as YAML would read it: ``true`` and ``2`` mean the same in each format."""
    try:
        value = load_with_lines(text).value if text else None
    except YamlError:
        return text
    return text if isinstance(value, dict | list) else value


def rst_heading(text: str) -> str:
    """Return the first section title of a reStructuredText document, or ""."""
    for one, two in itertools.pairwise(text.splitlines()):
        title = one.strip()
        is_title = bool(title) and not one.startswith((" ", "\t", "..")) and not _UNDERLINE.match(one)
        if is_title and _UNDERLINE.match(two) and len(two.rstrip()) >= len(title):
            return title
    return ""


def markdown_heading(text: str) -> str:
    """Return the first heading of a Markdown text as it is written, or ""."""
    fenced = False
    for line in text.splitlines():
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced and (heading := _ATX_HEADING.match(line)):
            return heading["title"]
    return ""
