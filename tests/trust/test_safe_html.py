"""``essay_html = "safe"``: whatever a stranger writes into a page, nothing in it runs, asks, or leaves its place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser
from trust_builds import build, write
from vectors import HTML, MARKDOWN, vectors

from sphinx_essay.core.css import rules
from sphinx_essay.core.page import Page
from sphinx_essay.core.titles import title_of
from sphinx_essay.safe.fragment import clean_fragment
from sphinx_essay.safe.policy import THEME_CLASSES, is_safe_address
from sphinx_essay.safe.styles import clean_style, is_safe_style

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

CONFIG = """\
title: "Site <script>alert('title')</script>"
tagline: "</title><script>alert(1)</script>"
description: "\\"><script>alert(1)</script>"
author: "<img src=x onerror=alert(1)>"
url: "https://example.org"
lang: "en\\" onload=\\"alert(1)"
logo: "javascript:alert(1)"
favicon_ico: "javascript:alert(1)"
plugins: [jekyll-optional-front-matter, jekyll-seo-tag, jekyll-redirect-from]
aux_links: {"<script>alert(1)</script>": "javascript:alert(1)"}
nav_external_links: [{title: "<script>alert(1)</script>", url: "javascript:alert(1)"}]
footer_content: "<b onclick=alert(1)>foot</b><script>alert(1)</script>"
back_to_top: true
back_to_top_text: "<script>alert(1)</script>"
gh_edit_link: true
gh_edit_link_text: "<script>alert(1)</script>"
gh_edit_repository: "javascript:alert(1)//"
gh_edit_branch: "\\"><script>alert(1)</script>"
gh_edit_source: "\\" onclick=alert(1)"
gh_edit_view_mode: edit
search: {enabled: true}
callouts:
  "x\\"><script>alert(1)</script>": {title: "</style><script>alert(1)</script>", color: "red;}</style><script>"}
"""
EVIL = {
    "title": "<script>alert(1)</script> \"><img src=x onerror=alert(1)> '</title>",
    "description": "</script><script>alert(1)</script>",
    "summary": '"><img src=x onerror=alert(1)>',
    "author": '"><script>alert(1)</script>',
    "image": "javascript:alert(1)",
    "canonical_url": 'javascript:alert(1)"><script>alert(1)</script>',
    "lang": '"><script>alert(1)</script>',
    "last_modified_date": "<script>alert(1)</script>",
    "evil": "<script>alert(1)</script>",
    "redirect_from": ['/old"><script>alert(1)</script>/'],
}


def page(body: str, **front_matter: object) -> str:
    matter = yaml.safe_dump({"evil": EVIL["evil"], **front_matter}, allow_unicode=True)
    return f"---\n{matter}---\n{body}\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build one site with a page for each piece, in each form that a page may have."""
    source = write(tmp_path_factory.mktemp("safe") / "source", {"_config.yml": CONFIG})
    pages = {"index.md": page("Home.", title="Home"), "plain.md": page("Words.", title="Plain")}
    for number, piece in enumerate(vectors(HTML)):
        pages[f"h{number}.md"] = page(f"Before.\n\n{piece}\n\nAfter.", title=f"H{number}")
        pages[f"i{number}.md"] = page(f"Before {piece} after.", title=f"I{number}")
        pages[f"p{number}.html"] = page(f"<p>Before.</p>\n{piece}\n<p>After.</p>", title=f"P{number}")
        pages[f"m{number}.md"] = page(f"Before.\n\n{piece}\n\nAfter.", title=f"M{number}", dialect="myst")
        pages[f"r{number}.md"] = page(f"Before.\n\n{{::nomarkdown}}{piece}{{:/}}\n\nAfter.", title=f"R{number}")
    for number, piece in enumerate(vectors(MARKDOWN)):
        pages[f"k{number}.md"] = page(f"Before.\n\n{piece}\n\nAfter.", title=f"K{number}")
        pages[f"n{number}.md"] = page(f"Before.\n\n{piece}\n\nAfter.", title=f"N{number}", dialect="myst")
    pages["evil.md"] = page("Words.", **EVIL)
    pages["below.md"] = page("Words.", title="<script>alert(2)</script>", parent=EVIL["title"])
    pages["away.md"] = page("Words.", title="Away", redirect_to="javascript:alert(1)")
    for name in ("header", "footer", "nav_footer", "toc_heading", "head"):
        pages[f"_includes/{name}_custom.html"] = "<b onclick=alert(1)>own</b><script>alert(1)</script>"
    write(source, pages)
    out = source.with_name("out")
    build(source, out, essay_html="safe", essay_dead_links=False)
    return out


RUNNING = [
    "object",
    "embed",
    "applet",
    "base",
    "frame",
    "frameset",
    "marquee",
    "keygen",
    "foreignobject",
    "animate",
    "set",
]
ALLOWED_FORMS = ("search-input-wrap", "search-page-form")
STYLE = re.compile(r"position|url|expression|image|behavior|binding|transform|\\|/\*|@|margin[^;]*:\s*-", re.IGNORECASE)


def faults(root: LexborNode) -> list[str]:
    """Return what may run, ask or leave its place, apart from the theme's own scripts and search form."""
    found = []
    for element in root.css("*"):
        tag, attributes = element.tag or "", element.attributes
        told = f"<{tag} {attributes}>"
        if tag in RUNNING:
            found.append(told)
        if (tag == "script" and not _is_own_script(element)) or tag == "style":
            found.append(told)
        if tag == "meta" and "http-equiv" in attributes:
            found.append(told)
        if tag == "iframe" and not (attributes.get("src") or "").startswith("https://www.youtube-nocookie.com/embed/"):
            found.append(told)
        if tag == "form" and attributes.get("class") not in ALLOWED_FORMS and not _is_video(element):
            found.append(told)
        found += [told for name, value in attributes.items() if _is_bad(tag, name.lower(), value or "", element)]
    return found


def _is_own_script(element: LexborNode) -> bool:
    source = element.attributes.get("src")
    if source is not None:
        return (
            re.fullmatch(r"(?:\.\./)*_static/[\w-]+\.js(?:\?v=\w+)?|https://cdn\.jsdelivr\.net/npm/mathjax@.*", source)
            is not None
        )
    return element.attributes.get("type") == "application/ld+json" or element.text().startswith("window.MathJax = {")


def _is_video(element: LexborNode) -> bool:
    action, source = element.attributes.get("action") or "", element.attributes.get("data-video-src") or ""
    return action.startswith("https://www.youtube.com/watch") and source.startswith("https://www.youtube-nocookie.com/")


def _is_bad(tag: str, name: str, value: str, element: LexborNode) -> bool:
    if name.startswith("on") or name in ("formaction", "srcdoc", "ping", "background", "autofocus", "xlink:href"):
        return True
    if name in ("href", "src", "cite", "poster", "action", "data"):
        bare = re.sub(r"[\s\x00-\x20\xa0]", "", value).lower()
        return re.match(r"(?!https?:|mailto:|tel:)[^/?#]*:", bare) is not None or (name != "href" and "evil" in bare)
    if name.startswith("data-") and "evil" in value:
        return True
    return name == "style" and STYLE.search(value) is not None


def test_there_are_many_pieces() -> None:
    assert len(vectors(HTML)) + len(vectors(MARKDOWN)) >= 200


def test_nothing_in_any_page_runs(built: Path) -> None:
    pages = [path for path in built.rglob("*.html") if "old" not in str(path)]
    assert len(pages) > 800

    bad = {path.name: found for path in pages if (found := faults(LexborHTMLParser(path.read_text("utf-8")).root))}

    assert bad == {}


def test_words_around_what_is_left_out_stay(built: Path) -> None:
    for path in built.glob("[hkimnpr][0-9]*.html"):
        main = LexborHTMLParser(path.read_text("utf-8")).css_first("main.main-content")
        assert main is not None
        assert "Before" in main.text(), path.name


def test_nothing_of_the_machine_is_read(built: Path) -> None:
    assert not [path for path in built.rglob("*") if path.name == "alert"]


def test_a_page_has_one_body_and_its_furniture(built: Path) -> None:
    plain = LexborHTMLParser((built / "plain.html").read_text("utf-8"))
    for path in built.glob("[hkimnpr][0-9]*.html"):
        tree = LexborHTMLParser(path.read_text("utf-8"))
        for selector in (
            "main",
            "#site-nav",
            "#main-header",
            "#search-input",
            "#main-content",
            ".side-bar",
            "head > link:not([rel=next]):not([rel=prev])",
        ):
            assert len(tree.css(selector)) == len(plain.css(selector)), (path.name, selector)


def test_redirects_hold_no_markup(built: Path) -> None:
    for path in built.rglob("old*/**/*.html"):
        assert not LexborHTMLParser(path.read_text("utf-8")).css("script, img")


def test_a_title_is_shown_as_it_was_written(built: Path) -> None:
    tree = LexborHTMLParser((built / "evil.html").read_text("utf-8"))

    title = tree.css_first("title")
    crumb = LexborHTMLParser((built / "below.html").read_text("utf-8")).css("nav.breadcrumb-nav a")[-1]
    entries = [link.text() for link in tree.css("#site-nav a.nav-list-link")]
    assert title is not None
    shown = title_of(Page("evil.md", "evil", url="/evil.html", front_matter=EVIL))
    assert shown.endswith("\"> '</title>")  # a picture without words says nothing
    assert shown in crumb.text()
    assert shown in entries


@pytest.mark.browser
def test_nothing_runs_in_a_browser(built: Path, page) -> None:
    ran: list[str] = []
    page.on("dialog", lambda dialog: (ran.append(page.url), dialog.dismiss()))
    for path in [*sorted(built.glob("[hkm][0-9]*.html"))[::4], built / "evil.html", built / "below.html"]:
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('main a, main [tabindex], main summary').forEach(e => { e.focus(); })")
    assert ran == []


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("x", True),
        ("x:y", False),
        ("./x:y", True),
        ("/x:y", True),
        ("?x:y", True),
        ("#x:y", True),
        ("//host/x", True),
        ("https://host/x", True),
        ("HTTPS://host/x", True),
        ("mailto:a@b", True),
        ("java\nscript:x", False),
        ("\x01javascript:x", False),
        ("ht\ntps://x", True),
        ("data:image/png;base64,AA", False),
        ("", True),
        (":", False),
    ],
)
def test_addresses(address: str, safe: bool) -> None:
    assert is_safe_address(address) is safe


def test_a_picture_may_be_in_its_address() -> None:
    assert is_safe_address("data:image/png;base64,iVBORw0KGgo=", picture=True)
    assert not is_safe_address("data:image/svg+xml;base64,PHN2Zz4=", picture=True)
    assert not is_safe_address("data:text/html;base64,PHN2Zz4=", picture=True)


@pytest.mark.parametrize(
    ("style", "kept"),
    [
        ("color: red; width: 50%", "color: red; width: 50%"),
        ("text-align:center", "text-align: center"),
        ("color: rgb(1, 2, 3)", "color: rgb(1, 2, 3)"),
        ("position: fixed; color: red", "color: red"),
        ("background: url(x)", ""),
        ("background: URL(x)", ""),
        ("color: red; background: u\\72l(x)", "color: red"),
        ("margin: 0 -9px", ""),
        ("margin: calc(1px - 200px)", ""),
        ("margin: 1em", "margin: 1em"),
        ("color: var(--x)", ""),
        ("--x: 1", ""),
        ("color", ""),
    ],
)
def test_styles(style: str, kept: str) -> None:
    assert clean_style(style) == kept


@pytest.mark.parametrize(
    ("style", "safe"),
    [
        ("color:red", True),
        ("color :  red;;width:50%;", True),
        ("color: red /* why */", True),
        ("color: rgb(1 2 3 / 50%)", True),
        ("margin: 1em auto", True),
        ("margin: calc(1em - 300px)", False),
        ("margin: max(-300px, -200px)", False),
        ("margin: -0.5px", False),
        ("padding: 9999px", False),
        ("outline: 500px solid red", False),
        ("text-shadow: 0 -300px red", False),
        ("width: 1e9px", False),
        ("line-height: 0", False),
        ("color: red !important", False),
        ("color: red; words", False),
        ("position:fixed", False),
    ],
)
def test_a_style_that_may_stay_as_a_whole_is_told_from_one_that_may_not(style: str, safe: bool) -> None:
    assert is_safe_style(style) is safe


def test_every_class_that_the_theme_lays_over_other_things_is_reserved() -> None:
    sheets = (Path(__file__).resolve().parents[2] / "assets" / "styles").rglob("*.css")
    placed = {
        name
        for sheet in sheets
        for selector, said in rules(sheet.read_text("utf-8"))
        if any(each.name == "position" and each.value in ("absolute", "fixed", "sticky") for each in said)
        for name in re.findall(r"\.([\w-]+)", selector)
    }

    assert placed - THEME_CLASSES == {"sr-only"}  # which is clipped to nothing


@pytest.mark.parametrize("piece", vectors(HTML))
def test_pieces_of_text_are_made_safe(piece: str) -> None:
    cleaned = clean_fragment(piece)

    assert faults(LexborHTMLParser(f"<body>{cleaned}").root) == []
    assert clean_fragment(cleaned) == cleaned


def test_each_thing_left_out_is_named_with_its_place(tmp_path: Path) -> None:
    body = "First.\n\n<script>alert(1)</script>\n\n[click](javascript:x)\n\n<p onclick=x>Words.</p>\n"
    source = write(tmp_path / "source", {"_config.yml": "title: x\n", "index.md": f"---\ntitle: Home\n---\n{body}"})

    warnings = build(source, tmp_path / "out", essay_html="safe")

    told = [line.partition("index.md:")[2] for line in warnings]
    assert told == [
        "6: WARNING: left out in safe mode: the element script [essay.unsafe]",
        "8: WARNING: left out in safe mode: the address 'javascript:x' [essay.unsafe]",
        "10: WARNING: left out in safe mode: the attributes onclick='x' [essay.unsafe]",
    ]


def test_trusted_pages_keep_what_they_say(tmp_path: Path) -> None:
    body = "<script>let a = 1;</script>\n\n<p onclick='a()'>Words.</p>\n\n[click](javascript:a())\n"
    source = write(tmp_path / "source", {"_config.yml": "title: x\n", "index.md": f"---\ntitle: Home\n---\n{body}"})

    warnings = build(source, tmp_path / "out")

    html = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert "<script>let a = 1;</script>" in html
    assert 'onclick="a()"' in html
    assert 'href="javascript:a()"' in html
    assert warnings == []


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_titles_and_settings_run_nothing_in_trusted_pages_either(tmp_path: Path, builder: str) -> None:
    config = "".join(line for line in CONFIG.splitlines(keepends=True) if not line.startswith("footer_content"))
    pages = {
        "_config.yml": config,
        "index.md": page("Home.", title="Home"),
        "evil.md": page("Words. {{ page.title | escape }}", **EVIL),
        "below.md": page("Words.", title="<script>alert(2)</script>", parent=EVIL["title"]),
    }
    build(write(tmp_path / "source", pages), tmp_path / "out", builder)

    for path in (tmp_path / "out").rglob("*.html"):
        tree = LexborHTMLParser(path.read_text("utf-8"))
        if "http-equiv" in path.read_text("utf-8"):  # a redirect
            assert not tree.css("script, img")
            continue
        assert [script.html for script in tree.css("script") if not _is_own_script(script)] == []
        named = [name for element in tree.css("*") for name in element.attributes if name.startswith("on")]
        assert named == [], path.name


SECRET = "what no stranger may read"
READING = {
    "include": "```{{include}} {0}\n```",
    "include of the text": "```{{include}} {0}\n:literal:\n```",
    "include in code": "```{{include}} {0}\n:code: text\n```",
    "literalinclude": "```{{literalinclude}} {0}\n```",
    "table": "```{{csv-table}}\n:file: {0}\n```",
    "table at an address": "```{{csv-table}}\n:url: file://{1}\n```",
    "raw file": "```{{raw}} html\n:file: {0}\n```",
    "raw address": "```{{raw}} html\n:url: file://{1}\n```",
    "reST": "```{{eval-rst}}\n.. include:: {0}\n\n.. literalinclude:: {0}\n\n.. csv-table::\n   :file: {0}\n```",
    "picture": "![x]({0})",
    "picture of HTML": "<img src='{0}' alt='x'>",
    "picture of a directive": "```{{image}} {0}\n```",
    "figure": "```{{figure}} {0}\n\nWords.\n```",
    "download": "{{download}}`x <{0}>`",
    "link": "[x]({0}) <a href='{0}' download>x</a>",
    "film": "<video src='{0}' controls></video>",
    "film of a directive": "```{{video}} {0}\n:title: x\n:captions: {0}\n```",
    "Liquid": "{{% include {0} %}}{{% include_relative {0} %}}",
    "quoted Liquid": '{{% include "{0}" %}}',
}
"""Pages that reach for a file; {0} is its path, {1} an absolute one."""


@pytest.mark.parametrize("config", ["title: x\n", None], ids=["Jekyll", "Sphinx"])
def test_no_page_reads_a_file_outside_the_site(tmp_path: Path, config: str | None) -> None:
    outside = write(tmp_path / "outside", {"secret.txt": SECRET, "secret.png": SECRET, "secret.mp4": SECRET})
    head = {"_config.yml": config} if config else {}
    source = write(tmp_path / "source", {**head, "index.md": page("# Home", title="Home"), "_includes/x": ""})
    (source / "linked.txt").symlink_to(outside / "secret.txt")
    (source / "linked.png").symlink_to(outside / "secret.png")
    for kind, form in READING.items():
        suffix = "png" if "picture" in kind or kind == "figure" else "mp4" if "film" in kind else "txt"
        for number, path in enumerate(
            (
                f"../outside/secret.{suffix}",
                f"{outside}/secret.{suffix}",
                f"linked.{suffix}",
                f"/../outside/secret.{suffix}",
            )
        ):
            body = form.format(path, outside / f"secret.{suffix}")
            name = f"{kind.replace(' ', '-')}-{number}.md"
            write(source, {name: page(f"# Words\n\n{body}", title=name, dialect=("kramdown", "myst")[number % 2])})
    rest = "Words\n=====\n\n.. include:: {0}\n\n.. raw:: html\n   :file: {0}\n\n.. literalinclude:: {0}\n\n.. image:: {0}\n"
    if config is None:
        write(source, {"rest.rst": rest.format("../outside/secret.txt")})

    build(source, tmp_path / "out", essay_html="safe")

    held = [path for path in (tmp_path / "out").rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
    assert [path.relative_to(tmp_path).as_posix() for path in held] == []


def test_long_code_of_strangers_gets_no_colours(tmp_path: Path) -> None:
    """Some lexers take a time that grows with the square of the text."""
    short, long = "a a;\n", "a a;\n" * 2001
    forms = {
        "markdown.md": ("```java\n{0}```\n\n~~~ java\n{1}~~~\n", "kramdown"),
        "liquid.md": (
            "{{% highlight java %}}\n{0}{{% endhighlight %}}\n\n{{% highlight java %}}\n{1}{{% endhighlight %}}\n",
            "kramdown",
        ),
        "myst.md": ("```java\n{0}```\n\n```{{code-block}} java\n{1}```\n", "myst"),
    }
    pages = {
        name: page(form.format(short, long), title=name, dialect=dialect) for name, (form, dialect) in forms.items()
    }
    source = write(tmp_path / "source", {"_config.yml": "title: x\n", "index.md": page("# x", title="x"), **pages})

    build(source, tmp_path / "out", essay_html="safe")

    for name in forms:
        html = (tmp_path / "out" / name.replace(".md", ".html")).read_text(encoding="utf-8")
        assert (html.count("a a;"), html.count('<span class="n">a</span>')) == (2001, 2), name
