"""A site whose pages have styles and scripts of their own, under a policy that allows none in a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from source_files import write

from .conftest import POLICY, build

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

SOURCES = {
    "_config.yml": "title: Inks\npermalink: pretty\nfooter_content: '<b style=\"color: green\">Dry.</b>'\n",
    "_includes/head_custom.html": "<style>h2 { color: rgb(1, 2, 3) }</style>\n",
    "index.md": "---\ntitle: Home\n---\n\n# Home\n\nPlain.\n",
    "dot.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="4"/></svg>',
    "inks/blue.md": """\
---
title: Blue
---

<style>
.spot { background-image: url("../../dot.svg"); padding: 7px !important; }
main em { color: rgb(0, 0, 200); }
</style>

## Blue
{: style="letter-spacing: 3px" }

Some *ink*{: style="color: rgb(0, 100, 200); background: url(../../dot.svg)" } and <span class="spot mt-4"
style="display: inline-block; width: 50px; margin-top: 1px">a spot</span>.
{: .fs-6 style="font-size: 10px" }

| a | b |
|:-:|--:|
| 1 | 2 |

<p id="said" style="display: none">nothing</p>
<script>
document.getElementById("said").textContent = "something";
document.getElementById("said").style.display = "block";
</script>

```{image} /dot.svg
:width: 40px
```

<iframe width="320" height="200" src="https://www.youtube.com/embed/abcdefghijk" title="A film"></iframe>
""",
    "inks/red.md": '---\ntitle: Red\n---\n\n*Ink*{: style="color: red" }\n',
    "inks/pink.md": '---\ntitle: Pink\n---\n\n*Rose*{: style="color: red" }\n',
}
FILES = ("-D", "essay_inline=files")

LOOK = """() => [...document.querySelectorAll("body *")].filter((e) => !e.closest("svg")).map((e) => {
    const style = getComputedStyle(e), box = e.getBoundingClientRect();
    const looks = ["color", "backgroundColor", "backgroundImage", "textAlign", "display", "fontSize", "letterSpacing",
        "paddingTop", "marginTop", "maxWidth", "aspectRatio"].map((name) => style[name]);
    const text = e.textContent.length < 60 ? e.textContent : "";
    return [e.tagName, text, ...looks, Math.round(box.width), Math.round(box.height)].join(" ")
        .replaceAll(location.origin, "");
})"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("inks"), SOURCES)


def make(source: Path, output: Path, *arguments: str) -> Path:
    assert build(source, output, "-C", "-D", "extensions=sphinx_essay", *arguments) == ""
    return output


@pytest.fixture(scope="module")
def inline(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(source, tmp_path_factory.mktemp("inline"))


@pytest.fixture(scope="module")
def files(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(source, tmp_path_factory.mktemp("files"), *FILES)


def look(page: Page, address: str) -> list[str]:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if "favicon" not in message.text else None)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert [text for text in told if "404" not in text] == []
    return page.evaluate(LOOK)


@pytest.mark.browser
@pytest.mark.parametrize("name", ["", "inks/blue/", "search.html"])
def test_under_a_strict_policy_a_page_looks_and_works_as_without(
    context: Callable[..., BrowserContext], serve: Callable[..., str], inline: Path, files: Path, name: str
) -> None:
    wanted = look(context().new_page(), serve(inline, "default-src * 'unsafe-inline'") + name)
    assert look(context().new_page(), serve(files, POLICY) + name) == wanted
    if "blue" in name:
        assert any("something" in line and " block " in line for line in wanted)


@pytest.mark.browser
def test_from_a_disk_too(context: Callable[..., BrowserContext], files: Path) -> None:
    page = context().new_page()
    page.goto((files / "inks" / "red" / "index.html").as_uri())
    assert page.locator("main em").evaluate("e => getComputedStyle(e).color") == "rgb(255, 0, 0)"


def test_pages_share_what_is_the_same(inline: Path, files: Path) -> None:
    read = {name: (files / name / "index.html").read_text(encoding="utf-8") for name in ("inks/red", "inks/pink", "")}
    asked = {name: [part.split('"')[0] for part in text.split("/essay-inline/")[1:]] for name, text in read.items()}
    assert asked["inks/red"] == asked["inks/pink"]
    assert len(asked[""]) == 2  # of the site's own head and footer, which every page has
    assert not (inline / "_static" / "essay-inline").exists()


def test_files_that_no_page_asks_for_are_removed(source: Path, tmp_path: Path) -> None:
    site, changing = tmp_path / "site", tmp_path / "source"
    write(changing, SOURCES)
    make(changing, site, *FILES)

    def equals_a_clean_build(name: str) -> None:
        make(changing, site, *FILES)
        clean = make(changing, tmp_path / name, *FILES)
        assert {p.name for p in site.glob("_static/essay-inline/*")} == {
            p.name for p in clean.glob("_static/essay-inline/*")
        }

    (changing / "inks" / "red.md").write_text("---\ntitle: Red\n---\n\nNone.\n", encoding="utf-8")
    equals_a_clean_build("one")
    (changing / "inks" / "blue.md").unlink()
    equals_a_clean_build("two")
    make(changing, site)
    assert not (site / "_static" / "essay-inline").exists()


def test_two_workers_write_the_same(source: Path, files: Path, tmp_path: Path) -> None:
    two = make(source, tmp_path / "two", *FILES, "-j", "2")
    for path in [*files.rglob("*.html"), *files.glob("_static/essay-inline/*")]:
        assert (two / path.relative_to(files)).read_bytes() == path.read_bytes(), path


def test_what_no_file_can_take_is_told(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text('<button onclick="go()">Go</button>\n', encoding="utf-8")
    arguments = ("-C", "-D", "extensions=sphinx_essay", *FILES)
    told = build(tmp_path, tmp_path / "site", *arguments)
    assert "index.md: WARNING" in told
    assert "<button onclick>" in told
    assert "[essay.inline]" in told


def test_a_bridge_of_the_projects_own_stays(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text('a\n{: style="color: red" }\n', encoding="utf-8")
    arguments = ("-C", "-D", "extensions=sphinx_essay", "-D", "template_bridge=sphinx.jinja2glue.BuiltinTemplateLoader")
    told = build(tmp_path, tmp_path / "site", *arguments, *FILES)
    assert "essay_inline has no effect" in told
    assert 'style="color: red"' in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
