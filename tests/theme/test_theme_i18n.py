"""The interface's strings: every language has every one of them, and the compiled files are up to date."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from sphinx_essay.theme import THEME

from .conftest import build, write_site

LOCALE = THEME / "locale"
LANGUAGES = sorted(path.name for path in LOCALE.iterdir() if path.is_dir())


def messages(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


def used() -> set[str]:
    """Return the strings that the templates ask for."""
    found: set[str] = set()
    for template in THEME.rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        found.update(re.findall(r'\b_\("([^"]+)"', text))
        found.update(re.findall(r"{% trans %}(.*?){% endtrans %}", text))
    return found


def test_there_are_many_languages() -> None:
    assert len(LANGUAGES) >= 20


def test_the_template_holds_what_the_templates_use() -> None:
    assert set(messages(LOCALE / "sphinx_essay.pot")) == used()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_is_translated(language: str) -> None:
    folder = LOCALE / language / "LC_MESSAGES"
    told = messages(folder / "sphinx_essay.po")
    assert set(told) == used()
    assert all(told.values())
    for source, target in told.items():
        assert sorted(re.findall(r"%\(\w+\)s|%s", source)) == sorted(re.findall(r"%\(\w+\)s|%s", target))
    with (folder / "sphinx_essay.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert {source: compiled.gettext(source) for source in told} == told


def test_a_site_in_another_language(tmp_path: Path) -> None:
    write_site(tmp_path / "source")
    assert build(tmp_path / "source", tmp_path / "site", "-D", "language=fa") == ""
    page = (tmp_path / "site" / "a1.html").read_text(encoding="utf-8")
    assert '<html lang="fa" dir="rtl"' in page
    assert "بازگشت به بالا" in page
    assert "Back to top" not in page
