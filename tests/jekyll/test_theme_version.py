"""The version of Just the Docs that a site pins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_essay.jekyll import Site
from sphinx_essay.jekyll.theme_version import NEWEST, theme_version

if TYPE_CHECKING:
    from pathlib import Path

LOCK = "GEM\n  specs:\n    just-the-docs (0.8.2)\n      jekyll (>= 3.8.5)\n\nDEPENDENCIES\n  just-the-docs\n"


@pytest.mark.parametrize(
    ("remote", "gemfile", "lock", "version"),
    [
        ("just-the-docs/just-the-docs@v0.3.3", "", "", (0, 3)),
        ("pmarsceill/just-the-docs@0.10.1", "", LOCK, (0, 10)),
        ("just-the-docs/just-the-docs", "", LOCK, NEWEST),
        ("", "", LOCK, (0, 8)),
        ("", 'gem "just-the-docs", "~> 0.4.0"\n', LOCK, (0, 8)),
        ("", "  gem 'just-the-docs', '0.5.1' # pinned\n", "", (0, 5)),
        ("", 'gem "just-the-docs", ">= 0.3"\n', "", NEWEST),
        ("", '# gem "just-the-docs", "0.3"\n', "", NEWEST),
        ("example/other@v0.1", "", "", NEWEST),
        ("", "", "", NEWEST),
    ],
)
def test_versions(remote: str, gemfile: str, lock: str, version: tuple[int, int]) -> None:
    assert theme_version(remote, gemfile, lock) == version


def test_the_version_of_a_site(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("theme: just-the-docs\n")
    assert Site.load(tmp_path, plugins=[]).theme_version == NEWEST
    (tmp_path / "Gemfile.lock").write_text(LOCK)
    assert Site.load(tmp_path, plugins=[]).theme_version == (0, 8)
