"""The documentation, built as Read the Docs builds it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from book_checks import epubcheck, needs_tex
from selectolax.lexbor import LexborHTMLParser

from sphinx_essay.output.not_found import absolute
from sphinx_essay.project.read_the_docs import canonical_root

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]
URL = "https://sphinx-essay.readthedocs.io/en/latest/"
FORMATS = {"latex": "pdf"}
"""The folders of ``$READTHEDOCS_OUTPUT`` whose names are not their builders'."""

# What Read the Docs hands to the page, as its documentation describes it (version 1 of the data).
DATA = """
const project = (slug, code, name) => ({slug, language: {code, name}, urls: {documentation: `https://x.test/${code}/`}});
const version = (slug, hidden) => ({slug, hidden, urls: {documentation: `https://x.test/en/${slug}/`}});
document.dispatchEvent(new CustomEvent("readthedocs-addons-data-ready", {detail: {data: () => ({
  versions: {current: version("latest"), active: [version("latest"), version("v1"), version("secret", true)]},
  projects: {current: project("x", "en", "English"), translations: [project("x-ar", "ar", "العربية")]},
})}}));
"""


def on_read_the_docs(output: Path) -> dict[str, str]:
    """Return all that a build there finds in its environment; nothing of this machine's but where Python's modules are."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return {
        **kept,
        "HOME": str(output),
        "LANG": "C.UTF-8",
        "READTHEDOCS": "True",
        "READTHEDOCS_PROJECT": "sphinx-essay",
        "READTHEDOCS_LANGUAGE": "en",
        "READTHEDOCS_VERSION": "latest",
        "READTHEDOCS_VERSION_NAME": "latest",
        "READTHEDOCS_VERSION_TYPE": "branch",
        "READTHEDOCS_GIT_CLONE_URL": "https://github.com/example/site.git",
        "READTHEDOCS_GIT_IDENTIFIER": "main",
        "READTHEDOCS_CANONICAL_URL": URL,
        "READTHEDOCS_OUTPUT": str(output),
    }


def run(command: Sequence[str], folder: Path, output: Path) -> None:
    done = subprocess.run(
        command, cwd=folder, env=on_read_the_docs(output), capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def sphinx(folder: Path, output: Path, builder: str = "html", *more: str) -> Path:
    """Run Sphinx in ``folder`` as Read the Docs does; return the folder of what it made.

    There, too, the builders share one folder of doctrees.
    """
    out = output / FORMATS.get(builder, builder)
    doctrees = str(output / "doctrees")  # Read the Docs says _build/doctrees; the checkout is to stay clean
    command = ["-T", "-W", "--keep-going", "-b", builder, "-d", doctrees, "-D", "language=en", *more, ".", str(out)]
    run([sys.executable, "-m", "sphinx", *command], folder, output)
    return out


@pytest.fixture(scope="module")
def documentation(tmp_path_factory):
    return sphinx(ROOT / "docs", tmp_path_factory.mktemp("rtd"))


@pytest.fixture(scope="module")
def jekyll_site(tmp_path_factory):
    """A Jekyll site with an address of its own and a page for what is not there."""
    folder = tmp_path_factory.mktemp("site")
    files = {
        "conf.py": 'extensions = ["sphinx_essay"]\n',
        "_config.yml": "title: Site\nurl: https://old.example.org\nbaseurl: /old\n"
        "plugins: [jekyll-seo-tag, jekyll-sitemap, jekyll-redirect-from]\n",
        "index.md": "---\ntitle: Home\nredirect_from: /start/\n---\n[A paper](/paper.pdf)\n",
        "paper.pdf": "no paper",
        "deep/page.md": "---\ntitle: Page\npermalink: /deep/page/\n---\nDeep.\n",
        "404.md": "---\ntitle: Gone\npermalink: /404.html\nnav_exclude: true\n---\n[Home](/) or [deep](/deep/page/)\n",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def site(jekyll_site, tmp_path_factory):
    return sphinx(jekyll_site, tmp_path_factory.mktemp("out"))


def tree(page: Path) -> LexborHTMLParser:
    return LexborHTMLParser(page.read_text("utf-8"))


def canonical(page: Path) -> str | None:
    link = tree(page).css_first("link[rel=canonical]")
    return link.attributes["href"] if link is not None else None


def test_the_documentation_names_its_canonical_addresses(documentation):
    assert canonical(documentation / "index.html") in (URL, URL + "index.html")
    assert (canonical(documentation / "tutorial.html") or "").startswith(URL + "tutorial")


def test_the_address_on_read_the_docs_counts_more_than_the_old_one(site):
    assert canonical(site / "index.html") == URL
    assert canonical(site / "deep" / "page" / "index.html") == URL + "deep/page/"
    for name in ("sitemap.xml", "robots.txt", "redirects.json", "start/index.html"):
        text = (site / name).read_text("utf-8")
        assert URL in text
        assert "old.example.org" not in text


def test_the_epub_is_made_after_the_pages(jekyll_site, site):
    [book] = sphinx(jekyll_site, site.parent, "epub").glob("*.epub")
    with zipfile.ZipFile(book) as epub:
        text = epub.read("index.xhtml").decode()
    assert f'href="{URL}paper.pdf"' in text  # a link that leaves the book leads to where the site now is
    assert epubcheck(book) == ""


@needs_tex
def test_the_pdf_is_made_after_the_pages(jekyll_site, site):
    source = sphinx(jekyll_site, site.parent, "latex")
    options = ["-pdf", "-f", "-dvi-", "-ps-", "-jobname=sphinx-essay", "-interaction=nonstopmode"]
    run(["latexmk", "-r", "latexmkrc", *options], source, site.parent)
    assert (source / "sphinx-essay.pdf").stat().st_size > 1000
    assert URL.encode() + b"paper.pdf" in (source / "site.tex").read_bytes()


def test_the_page_for_what_is_not_there_works_at_any_address(site):
    page = tree(site / "404.html")
    links = [link.attributes["href"] or "" for link in page.css("a[href], link[href]")]
    sources = [script.attributes["src"] or "" for script in page.css("script[src]")]
    assert links
    assert sources
    for address in [*links, *sources]:
        assert address.startswith(("/en/latest/", "#", "https:")), address
    assert "/en/latest/deep/page/" in links


def test_only_read_the_docs_gets_the_menu(documentation, tmp_path):
    assert (documentation / "_static" / "essay-rtd.js").is_file()
    assert tree(documentation / "index.html").css_first("meta[name=readthedocs-addons-api-version]") is not None
    source, out = tmp_path / "source", tmp_path / "out"
    source.mkdir()
    (source / "index.md").write_text("# Home\n", "utf-8")
    options = ["-C", "-D", "extensions=sphinx_essay", "-D", "html_theme=sphinx_essay"]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("READTHEDOCS")}
    subprocess.run([sys.executable, "-m", "sphinx", "-q", *options, source, out], env=environ, check=True)
    assert not (out / "_static" / "essay-rtd.js").exists()
    assert tree(out / "index.html").css_first("#rtd-menu") is None


def test_the_menu_lists_versions_and_languages(documentation, page):
    page.goto((documentation / "index.html").as_uri())
    menu = page.locator("#rtd-menu")
    assert not menu.is_visible()
    page.evaluate(DATA)
    assert menu.is_visible()
    assert menu.get_by_label("Version").locator("option").all_inner_texts() == ["latest", "v1"]
    languages = menu.get_by_label("Language").locator("option")
    assert languages.all_inner_texts() == ["English", "العربية"]
    assert languages.nth(1).get_attribute("lang") == "ar"


@needs_tex
def test_a_japanese_pdf_is_made_by_the_other_way_that_read_the_docs_has_for_it(tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    files = {
        "conf.py": 'extensions = ["sphinx_essay"]\n',
        "_config.yml": "title: Garden\nlang: ja\n",
        "index.md": "---\ntitle: 庭\n---\n# 庭\n\n日本語の文章。\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    source = sphinx(folder, tmp_path / "out", "latex", "-D", "language=ja")
    options = ["-pdfdvi", "-f", "-dvi-", "-ps-", "-jobname=garden", "-interaction=nonstopmode"]
    run(["latexmk", "-r", "latexmkjarc", *options], source, tmp_path)
    assert (source / "garden.pdf").stat().st_size > 1000


HOTKEYS = """
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement.tagName !== "INPUT") document.title = "their search";
});
"""


@pytest.mark.parametrize("ours", [True, False], ids=["ours", "theirs"])
def test_a_stroke_opens_one_search(jekyll_site, page, tmp_path, ours):
    out = sphinx(jekyll_site, tmp_path, "html", *([] if ours else ["-D", "html_theme_options.search_enabled=false"]))
    page.goto((out / "index.html").as_uri())
    page.evaluate(HOTKEYS)  # as the addons of Read the Docs listen: later than the page's own scripts
    page.keyboard.press("/")
    assert page.locator("#search-input:focus").count() == ours
    assert (page.title() == "their search") is not ours


def test_addresses_become_absolute_but_for_those_that_are():
    html = '<a href="../x/">a</a><a href="#b">b</a><img src="https://e.org/i.png"><a href="mailto:a@b.c">c</a>'
    made = absolute(html, "/en/latest/")
    assert 'href="/x/"' in made or 'href="/en/x/"' in made
    for kept in ('href="#b"', "https://e.org/i.png", "mailto:a@b.c"):
        assert kept in made


@pytest.mark.parametrize(
    ("environ", "root"),
    [
        ({}, ""),
        ({"READTHEDOCS_CANONICAL_URL": URL}, ""),
        ({"READTHEDOCS": "True", "READTHEDOCS_CANONICAL_URL": URL[:-1]}, URL),
    ],
)
def test_the_canonical_root(environ, root):
    assert canonical_root(environ) == root


def ready(folder: Path, clone: Path) -> Path:
    """Make a Jekyll repository ready as the documentation says, in three commands; return a clone of it."""
    git = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org")
    run([*git, "init", "-q"], folder, clone.parent)
    for command in ("check", "init"):
        run([sys.executable, "-m", "sphinx_essay.cli", command], folder, clone.parent)
    run([*git, "add", "--all"], folder, clone.parent)
    run([*git, "commit", "-qm", "Build with Sphinx"], folder, clone.parent)
    run([*git, "clone", "-q", str(folder), str(clone)], folder, clone.parent)
    return clone


def test_a_real_site_is_ready_in_three_commands(shared, tmp_path):
    source = shutil.copytree(shared / "sites" / "mptcp" / "source", tmp_path / "site", copy_function=shutil.copyfile)
    clone = ready(source, tmp_path / "clone")
    settings = yaml.safe_load((clone / ".readthedocs.yaml").read_text("utf-8"))
    assert (clone / settings["python"]["install"][0]["requirements"]).read_text("utf-8").startswith("sphinx-essay")
    folder = (clone / settings["sphinx"]["configuration"]).parent
    output = tmp_path / "_readthedocs"
    pages = sphinx(folder, output)
    assert canonical(pages / "setup.html") == URL + "setup.html"
    assert tree(pages / "index.html").css("#site-nav a.nav-list-link")
    assert list(sphinx(folder, output, "epub").glob("*.epub"))
