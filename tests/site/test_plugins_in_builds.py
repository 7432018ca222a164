"""What Jekyll's plugins make of whole builds: words in pages, feeds, and what a change of `_config.yml` does."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser
from source_files import write
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = "title: T\nurl: https://example.org\nplugins: [jemoji, jekyll-mentions, jekyll-feed]\nword: one\n"
INDEX = """---
title: ":rocket: Start"
---
# :rocket: Start

{{ site.word }} @bob `:smile: @bob` :smile: <b>:heart:</b> [@x :+1:](a.html)

```
:smile: @bob
```
"""


def build(folder: Path, builder: str = "html", **files: str) -> str:
    """Build the site in ``folder`` after ``files`` are written there; return the warnings."""
    source = write(folder / "src", {name.replace("__", "/"): text for name, text in files.items()})
    out = folder / builder
    warnings = io.StringIO()
    with patch_docutils(source), docutils_namespace():
        overrides = {"extensions": ["sphinx_essay"]}
        confdir = source if (source / "conf.py").exists() else None
        Sphinx(source, confdir, out, folder / "doctrees", builder, overrides, status=None, warning=warnings).build()
    return warnings.getvalue()


def content(folder: Path, name: str = "index.html") -> str:
    main = LexborHTMLParser((folder / "html" / name).read_text("utf-8")).css_first("#main-content > main")
    assert main is not None
    for link in main.css("a.headerlink"):
        link.decompose()
    return " ".join((main.html or "").split())


def site(**files: str) -> dict[str, str]:
    return {"_config.yml": CONFIG, "index.md": INDEX, "a.md": "---\ntitle: A\n---\n@bob :smile:\n", **files}


def test_emoji_and_mentions(tmp_path: Path) -> None:
    assert build(tmp_path, **site()) == ""
    shown = content(tmp_path)
    assert '<h1 id="rocket-start">🚀 Start</h1>' in shown
    assert '<p>one <a class="user-mention reference external" href="https://github.com/bob">@bob</a> <code' in shown
    assert '>:smile: @bob</code> 😄 <b>❤️</b> <a href="a.html">@x 👍</a></p>' in shown
    assert shown.count(":smile: @bob") == 2
    assert "🚀 Start" in (tmp_path / "html" / "a.html").read_text("utf-8"), "in the menu"


def test_they_are_in_every_builder(tmp_path: Path) -> None:
    build(tmp_path, "text", **site())
    assert "one @bob" in (text := (tmp_path / "text" / "index.txt").read_text("utf-8"))
    assert "😄 **❤️** @x 👍" in text


def test_translators_see_what_is_written(tmp_path: Path) -> None:
    build(tmp_path, "gettext", **site())
    assert 'msgid "@bob :smile:"' in (tmp_path / "gettext" / "a.pot").read_text("utf-8")


def test_a_change_of_the_configuration_reaches_the_pages_that_it_concerns(tmp_path: Path) -> None:
    build(tmp_path, **site())
    build(tmp_path, **{"_config.yml": CONFIG.replace("one", "two")})
    assert "<p>two <a" in content(tmp_path)
    build(tmp_path, **{"_config.yml": CONFIG.replace("jemoji, jekyll-mentions, ", "")})
    assert "@bob :smile:" in content(tmp_path, "a.html")
    build(tmp_path, **{"_config.yml": CONFIG})
    assert "@bob</a> 😄" in content(tmp_path, "a.html")


def test_a_feed_is_written_and_goes(tmp_path: Path) -> None:
    assert build(tmp_path, **site(_posts__a="x", **{"_posts__2020-01-01-a.md": "---\ntitle: P\n---\nText\n"})) == ""
    assert "&lt;p&gt;Text&lt;/p&gt;" in (tmp_path / "html" / "feed.xml").read_text("utf-8")
    build(tmp_path, **{"_config.yml": CONFIG.replace(", jekyll-feed", "")})
    assert not (tmp_path / "html" / "feed.xml").exists()


def test_nothing_runs_in_the_feed_of_strangers(tmp_path: Path) -> None:
    post = "---\ntitle: P\n---\nText <b onclick='x()'>b</b>\n\n<script>x()</script>\n"
    files = site(**{"_posts__2020-01-01-a.md": post, "conf.py": 'extensions = ["sphinx_essay"]\nessay_html = "safe"\n'})
    build(tmp_path, **files)
    assert "x()" in post
    assert "x()" not in (feed := (tmp_path / "html" / "feed.xml").read_text("utf-8"))
    assert "Text &lt;b&gt;b&lt;/b&gt;" in feed


def test_the_sites_own_feed_comes_first(tmp_path: Path) -> None:
    build(tmp_path, **site(**{"feed.xml": "own"}))
    assert (tmp_path / "html" / "feed.xml").read_text("utf-8") == "own"
