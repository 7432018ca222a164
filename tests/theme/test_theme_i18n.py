"""The interface's strings: every language has every one of them, and the compiled files are up to date."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from sphinx_essay.project.i18n import LOCALE
from sphinx_essay.theme import THEME

from .conftest import build, write_site

LANGUAGES = sorted(path.name for path in LOCALE.iterdir() if path.is_dir())


def messages(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


def used() -> set[str]:
    """Return the strings that the templates, and parts that show some in pages, ask for."""
    found: set[str] = set()
    for template in THEME.rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        found.update(re.findall(r'\b_\("([^"]+)"', text))
        found.update(re.findall(r"{% trans %}(.*?){% endtrans %}", text))
    for module in THEME.parent.rglob("*.py"):
        found.update(re.findall(r'\btranslator\(\)\("([^"]+)"', module.read_text(encoding="utf-8")))
    return found


def test_there_are_many_languages() -> None:
    assert len(LANGUAGES) >= 20


def test_the_template_holds_what_the_templates_use() -> None:
    assert set(messages(LOCALE / "sphinx_essay.pot")) == used()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_is_translated(language: str) -> None:
    folder = LOCALE / language / "LC_MESSAGES"
    with (folder / "sphinx_essay.po").open("rb") as file:
        catalogue = read_po(file)
    assert catalogue.locale_identifier == language
    assert not [message.id for message in catalogue if message.id and message.fuzzy]
    told = messages(folder / "sphinx_essay.po")
    assert set(told) == used()
    assert all(told.values())
    with (folder / "sphinx_essay.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert {source: compiled.gettext(source) for source in told} == told


PARTS = re.compile(r"%\(\w+\)s|%s|<[^>]+>|Sphinx|sphinx-essay")
ENDS = {":": ":：", "…": "…", ".": ".。"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_what_is_not_to_be_translated(language: str) -> None:
    """Placeholders, tags, the names of programs; how a string ends; and blanks only where they belong."""
    for source, target in messages(LOCALE / language / "LC_MESSAGES" / "sphinx_essay.po").items():
        assert sorted(PARTS.findall(target)) == sorted(PARTS.findall(source)), target
        ends = ENDS.get(source[-1])
        assert target[-1] in ends if ends else target[-1] not in "".join(ENDS.values()), target
        assert target == target.strip()
        assert "  " not in target
        assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", target)
        if language == "fr":
            assert not re.search(r"[^\u00a0\u202f][:;!?](?!//)", target), target


def test_numbers_of_results_need_no_plural() -> None:
    """In each language the word stands before the number, in a form that any number may follow."""
    for language in LANGUAGES:
        text = messages(LOCALE / language / "LC_MESSAGES" / "sphinx_essay.po")["Results: %s"]
        assert re.fullmatch(r"[^%]+[:：]\s?%s", text), text


def test_a_site_in_another_language(tmp_path: Path) -> None:
    write_site(tmp_path / "source")
    assert build(tmp_path / "source", tmp_path / "site", "-D", "language=fa") == ""
    page = (tmp_path / "site" / "a1.html").read_text(encoding="utf-8")
    assert '<html lang="fa" dir="rtl"' in page
    assert "بازگشت به بالا" in page
    assert "Back to top" not in page


@pytest.mark.parametrize(
    ("lang", "tag", "said"),
    [
        ("de-AT", "de-AT", "Nach oben"),
        ("no", "no", "Til toppen"),  # which YAML takes for a denial
        ("zh-Hant", "zh-Hant", "回到頂端"),
        ("en-US", "en", "Back to top"),
        ("eo", "eo", "Back to top"),
    ],
)
def test_a_jekyll_site_in_another_language(tmp_path: Path, lang: str, tag: str, said: str) -> None:
    (tmp_path / "_config.yml").write_text(f"title: T\nback_to_top: true\nlang: {lang}\n", encoding="utf-8")
    (tmp_path / "index.md").write_text("---\ntitle: Home\n---\n\nText.\n", encoding="utf-8")
    build(tmp_path, tmp_path / "site", "-C", "-D", "extensions=sphinx_essay")
    page = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert f'<html lang="{tag}"' in page
    assert said in page
