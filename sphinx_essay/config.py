"""Every option of sphinx-essay: one typed, documented table.

Sphinx's configuration values, their validation and the reference page of the documentation all come from
:data:`OPTIONS`.  Each part registers its own options (``register(app, "navigation")``), so that a part that is used
alone brings no others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from sphinx.application import Sphinx

Part = Literal["site", "markdown", "navigation", "video", "html", "books", "theme", "speed"]
Rebuild = Literal["", "env", "html"]


@dataclass(frozen=True, slots=True)
class Option:
    """One configuration value.

    ``rebuild`` says what a change makes Sphinx do again: ``env`` reads every page, ``html`` writes every page, "" nothing.
    ``choices`` lists the allowed values where there are few; ``types`` the allowed types otherwise.
    ``help`` is Markdown, shown in the documentation; ``key`` is what says the same in a site's ``_config.yml``.
    """

    part: Part
    name: str
    default: Any
    help: str
    types: tuple[type, ...] = ()
    choices: tuple[str, ...] = ()
    rebuild: Rebuild = "env"
    key: str = ""


OPTIONS: tuple[Option, ...] = (
    Option(
        "site",
        "essay_jekyll_plugins",
        None,
        "The Jekyll plugins whose behaviour to give, as a list of names or one text with commas. Default: those that "
        "`_config.yml` names, and, where it names `remote_theme` or `github-pages`, those that GitHub Pages always adds.",
        types=(list, tuple, str, type(None)),
        key="plugins",
    ),
    Option(
        "site",
        "essay_liquid_tags",
        {},
        "Tags of Liquid that the project supplies: a mapping of names to Python functions; see "
        "[](/how-to/liquid-tags.md).",
        types=(dict,),
        rebuild="",
    ),
    Option(
        "site",
        "essay_liquid_filters",
        {},
        "Filters of Liquid that the project supplies: a mapping of names to Python functions; see "
        "[](/how-to/liquid-tags.md).",
        types=(dict,),
        rebuild="",
    ),
    Option(
        "site",
        "essay_dead_links",
        True,
        "Warn about links to addresses of the site that no page and no file has.",
        types=(bool,),
        rebuild="env",
    ),
    Option(
        "markdown",
        "essay_dialect",
        "auto",
        "How Markdown is read: as `kramdown`, as `myst`, or `auto`: kramdown if a `_config.yml` is at the root of the "
        "sources or the page holds what only kramdown means, else MyST; see [](/explanation/dialects.md). A page may say "
        "`dialect:` in its front matter.",
        choices=("auto", "kramdown", "myst"),
    ),
    Option(
        "markdown",
        "essay_lower_html",
        False,
        "In MyST pages, give the words, links, tables and pictures of raw HTML to PDF, text and all other builders that "
        "are not HTML. Without it they drop raw HTML, as Sphinx does. Pages in kramdown need no such option.",
        types=(bool,),
    ),
    Option(
        "markdown",
        "essay_video_frames",
        True,
        "In MyST pages, make a video of an `<iframe>` of YouTube, Vimeo, Dailymotion, the Internet Archive or PeerTube: "
        "it is shown as `essay_video` says, and every other builder gets its title and address.",
        types=(bool,),
    ),
    Option(
        "markdown",
        "essay_kramdown",
        {},
        "Options of kramdown, named as kramdown names them (`toc_levels`, `smart_quotes`, `hard_wrap`, …).",
        types=(dict,),
        key="kramdown",
    ),
    Option(
        "html",
        "essay_html",
        "trusted",
        "Whose pages these are. `trusted`: their authors may do what HTML can do. `safe`: pages of strangers, in which "
        "no script, no handler of events, no form, no frame but those of known video sites, and no style that leaves its "
        "place survives; see [](/explanation/trust.md).",
        choices=("trusted", "safe"),
    ),
    Option(
        "html",
        "essay_inline",
        "page",
        'Where a page\'s own `<style>`, `style="…"` and `<script>` go: they stay in the `page`, or become `files`, '
        "so that all works under `Content-Security-Policy: default-src 'self'`; see [](/explanation/accessibility.md).",
        choices=("page", "files"),
        rebuild="html",
    ),
    Option(
        "html",
        "essay_frame_hosts",
        (),
        'With `essay_html = "safe"`: hosts whose pages may be shown in frames, beside YouTube, Vimeo, Dailymotion and the '
        "Internet Archive; for instance your PeerTube server, or one that draws maps.",
        types=(list, tuple, set, frozenset),
    ),
    Option(
        "navigation",
        "essay_nav_inline",
        100,
        "Up to this many entries, each page holds the whole menu; with more, its own part of it, and a script that all "
        "pages share holds the rest.",
        types=(int,),
        rebuild="",
    ),
    Option(
        "navigation",
        "essay_nav_sort",
        "case_sensitive",
        "How titles and words in `nav_order` are sorted: `case_sensitive` (capitals first) or `case_insensitive`.",
        choices=("case_sensitive", "case_insensitive"),
        rebuild="",
        key="nav_sort",
    ),
    Option(
        "navigation",
        "essay_nav_external_links",
        (),
        'Links at the end of the menu: a list of `{"title": …, "url": …}`, with `opens_in_new_tab` and `hide_icon` '
        "where wanted.",
        types=(list, tuple),
        rebuild="",
        key="nav_external_links",
    ),
    Option(
        "navigation",
        "essay_nav_unplaced",
        "auto",
        "Whether menus `show` or `hide` the pages whose parent is unknown; a warning names them either way. `auto`: a "
        "Jekyll site hides them, as Just the Docs does, any other project shows them.",
        choices=("auto", "show", "hide"),
        rebuild="",
    ),
    Option(
        "navigation",
        "essay_section_list",
        False,
        "End each section of an essay with the list of all its sections.",
        types=(bool,),
        rebuild="",
    ),
    Option(
        "theme",
        "essay_search",
        "essay",
        "What the search box of the theme `sphinx_essay` asks: `essay`, the theme's own index, which works from a disk, "
        "too; or `pagefind`, which needs a web server and comes with `pip install 'sphinx-essay[search]'`.",
        choices=("essay", "pagefind"),
        rebuild="html",
    ),
    Option(
        "video",
        "essay_video",
        "click",
        "`click`: a video is a button with its title and address that turns into the player when it is pressed, so that "
        "no other host is asked before; `embed`: the player itself, loaded when it comes into view.",
        choices=("click", "embed"),
        rebuild="html",
    ),
    Option(
        "video",
        "essay_video_qr",
        False,
        "In PDFs and EPUBs, show the address of each video as a QR code, too, for those who read on paper. Needs "
        "`pip install 'sphinx-essay[qr]'`.",
        types=(bool,),
        rebuild="",
    ),
    Option(
        "books",
        "essay_books",
        [],
        "The essays that get books of their own, beside the web pages: a list of pages (each by its path without suffix, "
        "or its title), or `all`: every page with sub-pages that have none themselves.",
        types=(list, tuple, str),
        rebuild="",
    ),
    Option(
        "books",
        "essay_book_formats",
        ["print", "epub", "pdf"],
        "What `essay_books` makes: `print`, the whole essay as one web page to print; `epub`; `pdf`, which needs XeLaTeX.",
        types=(list, tuple, str),
        rebuild="",
    ),
    Option(
        "books",
        "essay_book",
        {},
        "What the title page of a book says: a table of `title`, `author`, `date`, `description`, `lang`. `essay_books` "
        "takes it from the front matter of the essay's first page.",
        types=(dict,),
        rebuild="",
    ),
    Option(
        "speed",
        "essay_speedups",
        True,
        "Spare work that leaves no trace: collect garbage more rarely, skip transforms that would find nothing, write plain "
        "titles without a visitor, and, with `-j`, read, resolve and index pages in processes that are made once. All of "
        "this relies on how Sphinx works inside; turn it off if another extension and this one do not get along.",
        types=(bool,),
        rebuild="",
    ),
)
"""All options, part by part."""


def register(app: Sphinx, part: Part) -> None:
    """Add the options of ``part`` to Sphinx's configuration values."""
    from sphinx.config import ENUM  # here, so that the table can be read without Sphinx

    for option in OPTIONS:
        if option.part == part and option.name not in app.config:
            types: Any = ENUM(*option.choices) if option.choices else option.types
            app.add_config_value(option.name, option.default, option.rebuild, types, option.help)
