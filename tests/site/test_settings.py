from __future__ import annotations

from typing import Any

import pytest

from sphinx_essay.core.theme_options import read_options
from sphinx_essay.jekyll import SiteConfig
from sphinx_essay.project.sphinx_values import language, sphinx_values


def config(**own: Any) -> SiteConfig:
    return SiteConfig.from_mapping(own)[0]


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("en-US", "en"),
        ("pt-BR", "pt_BR"),
        ("de", "de"),
        ("zh_cn", "zh_CN"),
        ("sr-latn", "sr_Latn"),
        ("", "en"),
    ],
)
def test_language_tags_become_names_of_sphinx(tag: str, name: str) -> None:
    assert language(tag) == name


@pytest.mark.parametrize(
    ("own", "baseurl"),
    [
        ({"url": "https://example.org"}, "https://example.org/"),
        ({"url": "https://example.org/", "baseurl": "/essays"}, "https://example.org/essays/"),
        ({"url": "https://example.org", "baseurl": ""}, "https://example.org/"),
    ],
)
def test_url_and_baseurl_make_the_canonical_address(own: dict[str, str], baseurl: str) -> None:
    assert sphinx_values(config(**own))["html_baseurl"] == baseurl


def test_a_config_of_odd_types_is_survived() -> None:
    values = sphinx_values(config(title=["x"], kramdown="GFM", author={"name": "A. Uthor"}, search=True, lang=4))

    assert values["project"] == "Site"
    assert values["author"] == "A. Uthor"


def test_edit_link_needs_all_its_settings() -> None:
    whole = {
        "gh_edit_link": True,
        "gh_edit_link_text": "Edit",
        "gh_edit_repository": "https://github.com/a/b",
        "gh_edit_branch": "main",
        "gh_edit_view_mode": "tree",
    }

    assert "source_repository" not in config(**{**whole, "gh_edit_branch": None}).theme_options
    options, _ = read_options(config(**whole).theme_options)
    assert options.source_repository == "https://github.com/a/b"
    assert options.edit_view_mode == "tree"
