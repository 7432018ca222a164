from __future__ import annotations

import pytest

from sphinx_essay.settings import language, sphinx_values, theme_options


@pytest.mark.parametrize(
    ("tag", "name"),
    [("en-US", "en"), ("pt-BR", "pt_BR"), ("de", "de"), ("zh_cn", "zh_CN"), ("sr-latn", "sr_Latn"), ("", "en")],
)
def test_language_tags_become_names_of_sphinx(tag: str, name: str) -> None:
    assert language(tag) == name


@pytest.mark.parametrize(
    ("config", "baseurl"),
    [
        ({"url": "https://example.org"}, "https://example.org/"),
        ({"url": "https://example.org/", "baseurl": "/essays"}, "https://example.org/essays/"),
        ({"url": "https://example.org", "baseurl": ""}, "https://example.org/"),
    ],
)
def test_url_and_baseurl_make_the_canonical_address(config: dict[str, str], baseurl: str) -> None:
    assert sphinx_values(config)["html_baseurl"] == baseurl


def test_a_config_of_odd_types_is_survived() -> None:
    values = sphinx_values({"title": ["x"], "kramdown": "GFM", "author": {"name": "A. Uthor"}, "search": True, "lang": 4})

    assert values["project"] == "Site"
    assert values["essay_kramdown"] == {}
    assert values["author"] == "A. Uthor"


def test_edit_link_needs_its_switch_and_its_repository() -> None:
    assert "source_repository" not in theme_options({"gh_edit_repository": "https://github.com/a/b"})
    assert (
        theme_options({"gh_edit_link": True, "gh_edit_repository": "https://github.com/a/b"})["source_repository"]
        == "https://github.com/a/b"
    )
