"""Style sheets in Sass: what of them works without a compiler."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_essay.jekyll import Site
from sphinx_essay.jekyll.sass import as_css, has_rules

if TYPE_CHECKING:
    from pathlib import Path


def test_scss_that_is_css_loses_its_line_comments_only() -> None:
    rest = "  background: url(//host/x.png) }\n/* // stays */ .b > .c { &:hover { top: 0 } }\n"
    assert as_css("// one\n.a { color: red; // two\n" + rest) == "\n.a { color: red; \n" + rest


@pytest.mark.parametrize(
    "scss",
    [
        "$a: 1px;",
        ".a { @include mq(md) { top: 0 } }",
        '@import "./x";',
        ".a { &-b { top: 0 } }",
        ".a { top: lighten(red, 2%) }",
    ],
)
def test_what_needs_a_compiler_is_no_css(scss: str) -> None:
    assert as_css(scss) is None


@pytest.mark.parametrize(
    ("scss", "own"),
    [
        ("// nothing yet\n", False),
        ('{% include css/theme.scss.liquid scheme="dark" %}\n', False),
        ('$logo: "{{ site.logo }}";\n@import "./support/support";\n', False),
        ('@import "x";\n.a { top: 0 }', True),
    ],
)
def test_what_only_imports_and_sets_has_no_rules(scss: str, own: bool) -> None:
    assert has_rules(scss) is own


def test_only_sheets_with_rules_that_cannot_be_written_are_named(tmp_path: Path) -> None:
    files = {
        "_config.yml": "title: Sheets\n",
        "index.md": "---\n---\n",
        "css/theme.scss": '---\n---\n{% include css/theme.scss.liquid scheme="dark" %}\n',
        "css/plain.scss": "---\n---\n.a { top: 0 } // here\n",
        "css/mixed.scss": "---\n---\n.a { @include x }\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    site = Site.load(tmp_path, plugins=[])
    assert [page.output for page in site.rendered_files] == ["css/plain.css"]
    assert [item.path for item in site.diagnostics] == ["css/mixed.scss"]
