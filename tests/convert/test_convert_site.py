"""A converted site says what the site said: real conversions, real builds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from site_pages import built, comparable
from source_files import write

from sphinx_essay.cli import main

if TYPE_CHECKING:
    from pathlib import Path

EVERYTHING = """\
---
title: Everything
---
# Everything

- Contents
{:toc}

## One *and* `two` {#first}
{: .no_toc}

A "quoted" word -- with *emphasis*, **strength**, ***both***, `code`, ~~gone~~, H<sub>2</sub>O, 5 * 3, a_b, $5,
{braces}, [brackets], <https://example.org/a_b>, [a link](/letters/a/), [its part](../letters/a/#part "Part"),
[a button](https://example.org){: .btn .btn-blue }, [new tab](https://example.org){: target="_blank"},
a note[^n] and another[^2], the first again[^n], $$e^{i\\pi}$$; a line  \nbroken in two.

1986\\. A great year, not a list. 2 < 3 & 4 > 1.

![A dot](/pics/dot.png){: width="20" }

> A quotation
{: .note }

- loose

- list with

  two paragraphs

1. one
   - nested *item*
2. two

- [x] done
- [ ] open

Term
: what it means

| Name | Number |
|:-----|-------:|
| a \\| b | `1` |

| no | head |
| at | all |

``` python
print("x")
```

    an indented block

$$
a + b
$$

<div class="box" markdown="1">
Inside *it*

- a list
</div>

<details><summary>More</summary><p>of <b>this</b></p></details>

{% for word in site.words %}- {{ word }}
{% endfor %}

{% raw %}{{ braces }}{% endraw %}

***

## Two

## Two

The HTML here.

*[HTML]: HyperText Markup Language

[^n]: First note.
[^2]: Second note

    with two paragraphs.
"""

SITE = {
    "_config.yml": "title: Letters\nwords: [alpha, beta]\n"
    "collections: {letters: {output: true, permalink: '/:collection/:name/'}}\n",
    "index.md": "---\ntitle: Home\n---\nTo [everything](everything.html).\n",
    "everything.md": EVERYTHING,
    "_letters/a.md": "---\ntitle: A\n---\n## Part\n\n{% include note.html %}\n",
    "_includes/note.html": "<p>Mind <em>this</em>.</p>",
    "pics/dot.png": "no picture",
    "page.html": "---\ntitle: HTML\n---\n<p>{{ site.title }}</p>\n",
}


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def converted(tmp_path):
    source = write(tmp_path / "site", SITE)
    before = files(source)
    assert main(["convert", str(source), str(tmp_path / "myst")]) == 0
    assert files(source) == before
    return tmp_path / "myst"


def test_the_converted_site_builds_to_the_same_pages(tmp_path, converted):
    (converted / "conf.py").rename(tmp_path / "conf.py")
    for folder in (tmp_path / "site", converted):
        (folder / "conf.py").touch()
    old, old_warnings = built(tmp_path / "site", tmp_path / "old")
    new, new_warnings = built(converted, tmp_path / "new")
    assert old.keys() == new.keys()
    for name, content in old.items():
        assert comparable(new[name]) == comparable(content)
    assert new_warnings == old_warnings


def test_the_converted_pages_hold_no_liquid_and_no_kramdown(converted):
    text = (converted / "everything.md").read_text("utf-8")
    assert "{%" not in text
    assert "\\{\\{ braces }}" in text
    assert "[a link](_letters/a.md)" in text
    assert '[its part](_letters/a.md#part "Part")' in text
    assert "- alpha\n- beta" in text
    assert "markdown: myst" in (converted / "_config.yml").read_text("utf-8")
    assert 'essay_dialect = "myst"' in (converted / "conf.py").read_text("utf-8")


def test_converting_again_changes_nothing(tmp_path, converted):
    assert main(["convert", str(converted), str(tmp_path / "again")]) == 0
    assert files(tmp_path / "again") == files(converted)


def test_what_stays_html_is_reported_with_its_place(tmp_path, capsys):
    source = write(tmp_path / "site", {"_config.yml": "title: x\n", "a.md": "---\ntitle: A\n---\n\n| no | head |\n"})
    assert main(["convert", str(source), str(tmp_path / "myst")]) == 0
    assert "a.md:5: MyST has no table without a head" in capsys.readouterr().out


def test_a_folder_with_something_in_it_is_left_alone(tmp_path, capsys):
    source = write(tmp_path / "site", {"_config.yml": "title: x\n", "a.md": "---\n---\nText\n"})
    target = write(tmp_path / "myst", {"mine.txt": "mine"})
    assert main(["convert", str(source), str(target)]) == 1
    assert "is not empty" in capsys.readouterr().err
    assert files(target) == {"mine.txt": b"mine"}
    assert main(["convert", "--force", str(source), str(target)]) == 0
    assert files(target).keys() == {"mine.txt", "_config.yml", "conf.py", "a.md"}


@pytest.mark.parametrize("below", ["", "out"])
def test_the_source_is_never_written_into(tmp_path, capsys, below):
    source = write(tmp_path / "site", {"_config.yml": "title: x\n", "a.md": "---\n---\nText\n"})
    before = files(source)
    assert main(["convert", "--force", str(source), str(source / below)]) == 1
    assert "may not lie in each other" in capsys.readouterr().err
    assert files(source) == before


def test_a_folder_that_is_no_site_is_named(tmp_path, capsys):
    assert main(["convert", str(tmp_path), str(tmp_path / "out")]) == 1
    assert "no _config.yml" in capsys.readouterr().err


def test_a_title_from_a_heading_stays(tmp_path):
    config = "title: x\nplugins: [jekyll-titles-from-headings, jekyll-optional-front-matter, jekyll-readme-index]\n"
    pages = {
        "_config.yml": config,
        "a.md": "---\nlayout: default\n---\n# Own\n{: .big }\n",
        "README.md": "# Bare\n\nText.\n",
    }
    source = write(tmp_path / "site", pages)
    assert main(["convert", str(source), str(tmp_path / "myst")]) == 0
    assert 'title: "Own"' in (tmp_path / "myst" / "a.md").read_text("utf-8")
    assert (tmp_path / "myst" / "README.md").read_text("utf-8") == "# Bare\n\nText.\n"
