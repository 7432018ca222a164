"""What is fuzzed: functions that take any text, and raise AssertionError where what they read has done harm."""

from __future__ import annotations

import contextlib
import functools
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selectolax.lexbor import LexborHTMLParser

from sphinx_essay.core import front_matter as frontmatter
from sphinx_essay.html.parse import parse_html
from sphinx_essay.jekyll import Site
from sphinx_essay.jekyll.emoji import with_emoji
from sphinx_essay.jekyll.layouts import begins_document
from sphinx_essay.jekyll.mentions import pieces
from sphinx_essay.jekyll.seo import plain
from sphinx_essay.jekyll.time_text import read_time
from sphinx_essay.jekyll.urls import output_file, sanitise
from sphinx_essay.kramdown import Options, parse, to_html
from sphinx_essay.kramdown.attributes import parse_attribute_list
from sphinx_essay.liquid import LiquidRenderer, source_of
from sphinx_essay.liquid.toc import contents, with_anchors
from sphinx_essay.liquid.typography import smartened
from sphinx_essay.output.redirect_pages import redirect_page
from sphinx_essay.safe.fragment import clean_fragment
from sphinx_essay.safe.policy import clean_attributes, is_safe_address
from sphinx_essay.safe.styles import clean_style
from sphinx_essay.video.providers import video_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx_essay.core.warnings import Diagnostic

ENVIRON = {"TZ": "UTC", "SOURCE_DATE_EPOCH": "1788220800"}


def check_places(diagnostics: Iterable[Diagnostic]) -> None:
    """See that each diagnostic says where."""
    for diagnostic in diagnostics:
        assert diagnostic.path, diagnostic
        assert diagnostic.line >= 0, diagnostic
        assert diagnostic.message.strip(), diagnostic


def front_matter(text: str) -> None:
    found, problems = frontmatter.split(f"---\n{text}", "page.md")
    check_places(problems)
    assert 0 <= found.body_offset <= len(text) + 4
    assert all(line >= 1 for line in found.lines.values())


def kramdown(text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for myst in (False, True):
        document = parse(text, Options(myst=myst))
        for line, message in document.warnings:
            assert 0 <= line <= lines, message
        depth = 0
        for token in document.tokens:
            depth += token.nesting
            assert depth >= 0
            assert token.map is None or 0 <= token.map[0] <= token.map[1] <= lines + 1, token
        assert depth == 0
    to_html(text)


def attribute_list(text: str) -> None:
    parse_attribute_list(text)
    to_html(f"Words.\n{{: {text}}}\n\n# Heading {{#{text}}}\n\n{{:x: {text}}}\n* item\n{{: x}}\n")


def html(text: str) -> None:
    depth = 0
    for token in parse_html(text) or []:
        depth += token.nesting
        assert depth >= 0
    assert depth == 0
    cleaned = clean_fragment(text)
    # A browser may read what it wrote in another order (links in tables), so twice is not the same as once.
    for element in LexborHTMLParser(f"<body>{cleaned}").css("body *"):
        assert element.tag not in ("script", "style", "iframe", "object", "embed", "form", "svg", "math"), cleaned
        for name, value in element.attributes.items():
            assert not name.startswith("on"), cleaned
            assert name not in ("href", "src") or is_safe_address(value or "", picture=True), cleaned


@functools.cache
def _renderer() -> LiquidRenderer:
    folder = Path(tempfile.mkdtemp(prefix="essay-fuzz-"))
    Path(folder, "_config.yml").write_text("title: Site\n")
    Path(folder, "index.md").write_text("---\ntitle: Home\nlist: [1, 2, {a: b}]\n---\nWords.\n")
    Path(folder, "_includes").mkdir()
    Path(folder, "_includes", "self.html").write_text("{% include self.html %}")
    site = Site.load(folder, environ=ENVIRON)
    return LiquidRenderer(source_of(site), now=site.now)


def liquid(text: str) -> None:
    renderer = _renderer()
    page = renderer.source.pages[0]
    for body in (text, f"{{{{ {text} }}}}", f"{{% {text} %}}"):
        check_places(renderer.render(page, body).diagnostics)


def config(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        write(site, {"_config.yml": text, "index.md": "---\ntitle: Home\n---\nWords.\n", "a/b.md": "---\n---\nB\n"})
        loaded = Site.load(site, environ=ENVIRON)
        check_places(loaded.diagnostics)
        check_outputs(loaded)


def permalink(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        matter = "".join(f"{key}: {text!r}\n" for key in ("permalink", "redirect_from", "slug", "date", "category"))
        site = Path(folder, "site")
        post = f"---\n{matter}---\nWords.\n"
        write(site, {"_config.yml": "plugins: [jekyll-redirect-from]", "a.md": post, "_posts/2020-01-01-p.md": post})
        loaded = Site.load(site, environ=ENVIRON)
        check_places(loaded.diagnostics)
        check_outputs(loaded)
        for href in (text, f"/{text}", f"#{text}", f"../{text}"):
            loaded.resolve(href, loaded.pages[0] if loaded.pages else None)


def check_outputs(site: Site) -> None:
    """See that nothing is written outside the output folder."""
    redirects = [redirect.output for redirect in site.redirect_list]
    for output in (*(page.output for page in (*site.pages, *site.rendered_files)), *redirects):
        assert not output.startswith("/"), output
        assert ".." not in output.split("/"), output
        assert "\0" not in output, output
        assert all(len(step.encode()) <= 255 for step in output.split("/")), output


def address(text: str) -> None:
    output = output_file(sanitise(text), ".html")
    assert ".." not in output.split("/")
    video = video_of(text)
    if video is not None:
        assert is_safe_address(video.embed)
        assert not set(video.embed + video.watch) & set("\"'<> \n")
    page = LexborHTMLParser(redirect_page("a/b.html", text, "https://example.org/"))
    assert not page.css("script, img, svg, iframe")
    safe = is_safe_address(text)
    assert safe == is_safe_address(f"\t{text}\n")


def style(text: str) -> None:
    cleaned = clean_style(text)
    assert clean_style(cleaned) == cleaned
    assert not any(part in cleaned.lower() for part in ("url(", "position", "\\", "expression(", "@import"))
    clean_attributes("p", [("style", text), (text, text), ("id", text)])


def title(text: str) -> None:
    words = plain(text)
    assert "\n" not in words


def words(text: str) -> None:
    with_emoji(text)
    said = [piece if isinstance(piece, str) else piece.text for piece in pieces(text, "https://example.org")]
    assert "".join(said) == text
    smartened(text)
    with contextlib.suppress(ValueError, OverflowError):
        read_time(text, datetime(2024, 5, 6, tzinfo=UTC))
    begins_document(text)
    contents(text, {"toc": text})
    with_anchors(f"<h2>{text}</h2>{text}", {})


def write(folder: Path, files: dict[str, Any]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))


TARGETS: dict[str, Callable[[str], None]] = {
    function.__name__: function
    for function in (
        front_matter,
        kramdown,
        attribute_list,
        html,
        liquid,
        config,
        permalink,
        address,
        style,
        title,
        words,
    )
}
