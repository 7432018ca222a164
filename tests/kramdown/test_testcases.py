"""kramdown's own test cases, compared as trees."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from kramdown_accepted import accepted_cases
from kramdown_trees import lines, tree

from sphinx_essay.kramdown import Options, to_html

AT_LEAST = 0.97


class _RubyLoader(yaml.SafeLoader):
    """Reads the YAML of the options files, whose keys and values may be Ruby's symbols."""


_RubyLoader.add_constructor("tag:ruby.yaml.org,2002:sym", lambda loader, node: loader.construct_scalar(node))


def options_of(case: Path) -> Options:
    """Return the options of a case, found as kramdown's own test runner finds them."""
    file = case.with_suffix(".options")
    if not file.exists():
        file = case.parent / "options"
    values: dict[str, Any] = {"auto_ids": False, "footnote_nr": 1}
    if file.exists():
        values = yaml.load(file.read_text(encoding="utf-8"), _RubyLoader) or {}
    return Options.from_config({"input": "kramdown", **values})


def test_cases(shared: Path) -> None:
    root = shared / "kramdown-testcases"
    if not root.is_dir():
        pytest.skip("kramdown's test cases are not there")
    differences: dict[str, str] = {}
    cases = [path for path in sorted(root.rglob("*.text")) if path.with_suffix(".html").exists()]
    for case in cases:
        wanted = tree(case.with_suffix(".html").read_text(encoding="utf-8"))
        got = tree(to_html(case.read_text(encoding="utf-8"), options_of(case)))
        if wanted != got:
            name = case.relative_to(root).with_suffix("").as_posix()
            differences[name] = "\n".join(["wanted", *lines(wanted), "got", *lines(got)])
    accepted = accepted_cases()
    unexpected = {name: text for name, text in differences.items() if name not in accepted}
    assert not unexpected, "\n\n".join(f"{name}\n{text}" for name, text in unexpected.items())
    assert not accepted.keys() - differences.keys(), "the documentation names differences that are none"
    assert 1 - len(differences) / len(cases) >= AT_LEAST
