"""``sphinx-essay check``: a site's report, as text and as JSON, and the exit status."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from source_files import write

from sphinx_essay import cli

Files = dict[str, str]

GOOD: Files = {
    "_config.yml": "title: Garden\nport: 4000\n",
    "index.md": "---\ntitle: Home\nnav_order: 1\n---\n",
    "plants.md": "---\ntitle: Plants\nnav_order: 2\n---\n",
    "ferns.md": "---\ntitle: Ferns\nparent: Plants\n---\n",
    "hidden.md": "---\ntitle: Hidden\nnav_exclude: true\n---\n",
    "leaf.png": "",
}


def test_a_good_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", str(write(tmp_path, GOOD))]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Garden\n\n4 pages\n1 static file\n")
    assert "\n  Home\n  Plants (1 below)\n" in shown
    assert "Not in the menu: 1 page (--tree names them)\n" in shown
    assert "  port: it is for Jekyll's own server" in shown
    assert shown.endswith("To mend: nothing\n")


def test_the_whole_tree(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["check", "--tree", str(write(tmp_path, GOOD))])
    shown = capsys.readouterr().out
    assert "\n  Plants  /plants.html\n    Ferns  /ferns.html\n" in shown
    assert "\n  hidden.md\n" in shown


def test_a_problem_has_its_place_and_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {**GOOD, "moss.md": "---\ntitle: Moss\nparent: Plant\n---\n"})
    assert cli.main(["check", str(tmp_path)]) == 1
    line = capsys.readouterr().out.splitlines()[-1]
    assert line.startswith("  moss.md:3: ")
    assert line.endswith("[essay.parent]")
    assert "Plants" in line


def test_json_holds_everything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {**GOOD, "moss.md": "---\ntitle: Moss\nparent: Plant\n---\n"})
    assert cli.main(["check", "--json", str(tmp_path)]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["pages"] == 5
    assert {"title": "Ferns", "path": "ferns.md", "url": "/ferns.html", "depth": 1, "below": 0} in found["menu"]
    assert [(problem["name"], problem["path"], problem["line"]) for problem in found["problems"]] == [
        ("essay.parent", "moss.md", 3)
    ]


def test_a_deep_tree_is_no_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = {f"p{n}.md": f"---\ntitle: p{n}\nparent: p{n - 1}\n---\n" for n in range(1, 1500)}
    write(tmp_path, {"_config.yml": "", "p0.md": "---\ntitle: p0\n---\n", **pages})
    assert cli.main(["check", str(tmp_path)]) == 0
    assert "p0 (1499 below)" in capsys.readouterr().out


def test_a_folder_that_is_no_jekyll_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", str(tmp_path)]) == 1
    assert capsys.readouterr().err.endswith("no Jekyll site\n")
    assert cli.main(["check", str(tmp_path / "nowhere")]) == 1
    assert "no such folder" in capsys.readouterr().err


def test_a_site_one_folder_below_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "docs").mkdir()
    write(tmp_path / "docs", GOOD)
    assert cli.main(["check", str(tmp_path)]) == 1
    assert f"{tmp_path / 'docs'} is one" in capsys.readouterr().err


def test_settings_that_nothing_knows_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {**GOOD, "_config.yml": "title: Garden\ncolour_scheme: dark\nmine: 1\n"})
    assert cli.main(["check", str(tmp_path)]) == 0
    shown = capsys.readouterr().out
    assert "  colour_scheme: was color_scheme meant?\n  mine\n" in shown
    assert report_of(tmp_path, {}, capsys)["unknown"] == {}


def test_the_plugins_may_be_others_than_the_site_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "---\ntitle: Moss\n---\n[a page](plants.md)\n"
    write(tmp_path, {**GOOD, "moss.md": text})
    assert cli.main(["check", str(tmp_path)]) == 1
    assert cli.main(["check", "--plugins", "jekyll-relative-links, jekyll-sitemap", str(tmp_path)]) == 0
    assert "Jekyll plugins: jekyll-relative-links, jekyll-sitemap" in capsys.readouterr().out


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("silenced", [False, True])
def test_colours_are_for_terminals_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], silenced: bool
) -> None:
    write(tmp_path, GOOD)
    cli.main(["check", str(tmp_path)])
    assert "\033" not in capsys.readouterr().out
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    monkeypatch.setenv("NO_COLOR", "1" if silenced else "")
    cli.main(["check", str(tmp_path)])
    assert ("\033" in terminal.getvalue()) is not silenced


def report_of(folder: Path, files: Files, capsys: pytest.CaptureFixture[str]) -> dict:
    cli.main(["check", "--json", str(write(folder, {**GOOD, **files}))])
    return json.loads(capsys.readouterr().out)


def test_dead_links_in_markdown_and_in_html(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = """---
title: Links
---
[good](/plants.html) [outside](https://example.org) ![leaf](/leaf.png)

A [dead one](/plant.html).

<div><a href="/nowhere/">x</a> <img src="gone.png" alt="gone"></div>
"""
    found = report_of(tmp_path, {"links.md": text}, capsys)
    dead = [(problem["line"], problem["message"].split("'")[1]) for problem in found["problems"]]
    assert dead == [(6, "/plant.html"), (8, "/nowhere/"), (8, "gone.png")]


def test_a_dead_link_is_told_what_may_be_meant(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = report_of(tmp_path, {"links.md": "---\ntitle: Links\n---\n[x](plants.md) [y](/plants/)\n"}, capsys)
    assert [problem["message"].partition("; ")[2] for problem in found["problems"]] == [
        "plants.md is at /plants.html",
        "plants.md is at /plants.html",
    ]


def test_pages_in_myst(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = """---
title: Links
---
[good](/plants.html) [a dead one](/plant.html) [a file](plants.md#x) [another](/ferns.md) [none](moss.md)

```{note}
[in a note](/note.html)
```

:::{tip}
{{ '/no-liquid.html' }} <a href="/nowhere/">x</a>
:::
"""
    found = report_of(tmp_path, {"_config.yml": "title: x\nmarkdown: myst\n", "links.md": text}, capsys)
    dead = [(problem["line"], problem["message"].split("'")[1]) for problem in found["problems"]]
    assert dead == [(4, "/plant.html"), (4, "moss.md"), (7, "/note.html"), (11, "/nowhere/")]
    assert report_of(tmp_path, {"links.md": text.replace("title", "dialect: myst\ntitle")}, capsys)["problems"]


def test_liquid_that_is_not_known_here(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = report_of(tmp_path, {"moss.md": "---\ntitle: Moss\n---\n\n{% mystery %}\n"}, capsys)
    assert [(problem["name"], problem["path"], problem["line"]) for problem in found["problems"]] == [
        ("essay.liquid-unknown", "moss.md", 5)
    ]


def test_links_that_liquid_makes_are_followed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "---\ntitle: Moss\n---\n[a]({% link plants.md %}) [b]({{ '/nope/' | relative_url }})\n"
    found = report_of(tmp_path, {"moss.md": text}, capsys)
    assert [problem["message"].split("'")[1] for problem in found["problems"]] == ["/nope/"]


def test_pages_without_a_title_are_named_unless_they_are_to_be_in_no_menu(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"bare.md": "---\nlayout: default\n---\n", "gone.md": "---\nnav_exclude: true\n---\n"}
    found = report_of(tmp_path, files, capsys)
    assert [(hint["path"], hint["message"]) for hint in found["advice"]] == [
        ("bare.md", "the page has no title, so it is in no menu")
    ]


def test_pictures_and_frames_without_a_text_are_no_problem_but_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = """---
title: Pictures
---
![](/leaf.png) ![A leaf](/leaf.png)

<img src="/leaf.png"> <img src="/leaf.png" alt="">
<iframe src="https://example.org/film"></iframe>
"""
    found = report_of(tmp_path, {"pictures.md": text}, capsys)
    assert found["problems"] == []
    assert [hint["message"].partition(" '")[0] for hint in found["advice"]] == [
        "the image",
        "the image",
        "the frame",
    ]
